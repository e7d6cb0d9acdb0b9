//! The nurse's tablet: measured at the board, seen by the doctor while they write.

use serde_json::json;

use crate::day::speak;
use crate::support::chrome::{PHONE, Site, TABLET};
use crate::support::past::{begin, past};

const DESK_AT: &str = "/o/acme/reception/andheri";

#[actix_web::test]
async fn what_the_nurse_measures_at_the_board_stands_on_the_doctors_page_without_a_reload() {
    let site = Site::open().await;
    for pressure in ["128/84", "150/96", "144/92", "138/88"] {
        let left = past(&site.world, "andheri", "dr_sen", "asha").await;
        let (systolic, diastolic) = pressure.split_once('/').expect("a pressure");
        site.world.run_in(
            "acme",
            &format!(
                "INSERT INTO vitals (id, patient_id, consultation_id, taken_at, systolic, diastolic, weight_kg)
                 VALUES (UNHEX(MD5('{pressure}')), <asha>, UNHEX('{}'), UTC_TIMESTAMP(6), {systolic}, {diastolic}, 62)",
                left["consultation"].simple()
            ),
        );
    }
    site.world.run_in("acme", r#"UPDATE clinic_members SET permissions = '["vitals","calls"]' WHERE id = <sana at andheri>"#);
    let visit = begin(&site.world, "andheri", "dr_sen", "asha").await;
    let sen = site.window(TABLET).await;
    sen.sign_in("dr_sen").await;
    sen.open_page(&format!("/o/acme/doctor/andheri/appointments/{visit}/consultation")).await;
    sen.fill("#notes", "Comes for her pressure").await;
    sen.wait("#draft[data-state=saved]").await;
    sen.run("window.stayed = true", vec![]).await;

    let sana = site.window(TABLET).await;
    sana.sign_in("sana").await;
    sana.open_page(&format!("{DESK_AT}/queue")).await;
    sana.click(&format!("#visit-{visit} a[href*='/vitals']")).await;
    sana.fill("#pressure", "182/112").await;
    sana.wait_for("#said-pressure", "very high").await;
    sana.fill("#height", "160").await;
    sana.fill("#weight", "64").await;
    sana.wait_for("#bmi-value", "25").await;
    sana.fill("#pulse", "1000").await;
    sana.wait_for("#said-pulse", "1000").await;
    for language in ["en", "hi"] {
        speak(&sana, language).await;
        sana.open_page(&format!("{DESK_AT}/appointments/{visit}/vitals")).await;
        sana.fill("#pressure", "182/112").await;
        sana.wait("#said-pressure .deviation").await;
        sana.screenshot(&format!("nurse-measures-{language}")).await;
        sana.is_accessible().await;
    }
    speak(&sana, "en").await;
    sana.open_page(&format!("{DESK_AT}/appointments/{visit}/vitals")).await;
    sana.fill("#pressure", "182/112").await;
    sana.fill("#temperature", "38.5").await;
    sana.fill("#weight", "64").await;
    sana.click("[data-measures] button").await;
    sana.wait_for("#notice", "The vitals of Asha Rao are noted").await;

    sen.wait_for("#said-taken", "182/112 mmHg").await;
    sen.wait_for("#said-taken", "Sana Qureshi").await;
    assert_eq!(sen.run("return window.stayed", vec![]).await, json!(true), "without a reload");
    let notes = sen.run("return document.querySelector('#notes').value", vec![]).await;
    assert_eq!(notes, json!("Comes for her pressure"), "and nothing that is typed is touched");
    for language in ["en", "hi"] {
        speak(&sen, language).await;
        sen.open_page(&format!("/o/acme/doctor/andheri/appointments/{visit}/consultation")).await;
        sen.run("document.querySelector('.vitals').scrollIntoView({block: 'center'})", vec![]).await;
        sen.screenshot(&format!("nurse-doctor-{language}")).await;
        sen.is_accessible().await;
    }
    let phone = site.window(PHONE).await;
    phone.sign_in("sana").await;
    phone.open_page(&format!("{DESK_AT}/appointments/{visit}/vitals")).await;
    phone.screenshot("nurse-measures-phone").await;
    phone.is_accessible().await;
    phone.close().await;
    sana.close().await;
    sen.close().await;
}
