//! What a doctor sees beside what they write: who is allergic, what was emptied, what is offered, what has just happened.

use fantoccini::key::Key;
use serde_json::json;

use crate::day::speak;
use crate::support::chrome::{DESK, Site, TABLET, Window};
use crate::support::past::{begin, past};

const DEAD: &str = "window.line ??= window.fetch; window.fetch = () => Promise.reject(new TypeError('no line'))";
const BACK: &str = "window.fetch = window.line; dispatchEvent(new Event('online'))";

/// A page of a visit that Dr Sen has begun.
async fn writing(site: &Site, patient: &str) -> Window {
    let visit = begin(&site.world, "andheri", "dr_sen", patient).await;
    let sen = site.window(TABLET).await;
    sen.sign_in("dr_sen").await;
    sen.open_page(&format!("/o/acme/doctor/andheri/appointments/{visit}/consultation")).await;
    sen.wait("#draft").await;
    sen
}

async fn value(window: &Window, selector: &str) -> String {
    let found = window.run("return document.querySelector(arguments[0]).value", vec![selector.into()]).await;
    found.as_str().unwrap_or_default().to_owned()
}

#[actix_web::test]
async fn an_allergy_confirmed_by_enter_or_by_leaving_its_field_is_noted_and_warns_on_the_spot() {
    let site = Site::open().await;
    let sen = writing(&site, "mohan_rao").await;
    sen.run("window.stays = true", vec![]).await;
    sen.fill("#medicine-1", "Amoxicillin 500 mg capsule").await;
    sen.wait("#draft[data-state=saved]").await;
    sen.run("document.querySelector('.noting').open = true", vec![]).await;
    sen.fill("#new_allergy", "Penicillin").await;
    sen.press(Key::Enter).await;
    sen.wait_for("#said-1 .warning", "Penicillin").await;
    sen.wait_for("#said-noting", "Noted").await;
    sen.wait_for("#said-allergies", "Penicillin").await;
    assert_eq!(value(&sen, "#new_allergy").await, "");
    assert_eq!(sen.run("return document.activeElement.id", vec![]).await, "new_allergy", "the next one is typed");
    sen.fill("#new_condition", "Asthma, gout").await;
    sen.focus("#notes").await;
    sen.wait_for("#said-noted", "gout").await;
    assert_eq!(value(&sen, "#new_condition").await, "");
    assert_eq!(sen.run("return window.stays", vec![]).await, true, "nothing was loaded anew");
    sen.screenshot("noted-on-the-spot").await;
    sen.close().await;
}

#[actix_web::test]
async fn another_name_over_a_medicine_empties_its_line_and_one_tap_brings_all_of_it_back() {
    let site = Site::open().await;
    let sen = writing(&site, "mohan_rao").await;
    sen.fill("#medicine-1", "Dolo").await;
    sen.fill("#dose-1", "1-0-1").await;
    sen.fill("#instructions-1", "With water").await;
    sen.fill("#medicine-1", "Tab Dolo 650").await;
    sen.fill("#days-1", "3").await;
    assert_eq!(value(&sen, "#dose-1").await, "1-0-1", "it is the same medicine");
    sen.fill("#medicine-1", "Syp Ascoril").await;
    sen.focus("#notes").await;
    sen.wait_for(".items .removed", "Tab Dolo 650").await;
    for field in ["#dose-1", "#days-1", "#instructions-1"] {
        assert_eq!(value(&sen, field).await, "", "{field}");
    }
    sen.wait("#draft[data-state=saved]").await;
    sen.screenshot("emptied").await;
    sen.click("[data-fill-again]").await;
    assert_eq!(value(&sen, "#medicine-1").await, "Tab Dolo 650");
    assert_eq!((value(&sen, "#dose-1").await, value(&sen, "#instructions-1").await), ("1-0-1".into(), "With water".into()));
    sen.wait("#draft[data-state=saved]").await;
    // Without a line nothing is checked, and that is said.
    sen.run(DEAD, vec![]).await;
    sen.fill("#medicine-1", "Tab Dolo 650 mg").await;
    sen.wait_for("#said-1 .unchecked", "no connection").await;
    sen.run(BACK, vec![]).await;
    sen.wait("#draft[data-state=saved]").await;
    sen.wait_for("#said-1 .words", "1 tablet").await;
    sen.close().await;
}

#[actix_web::test]
async fn what_the_server_knows_by_other_spellings_is_offered_and_taken_by_keys_and_by_a_tap() {
    let site = Site::open().await;
    past(&site.world, "andheri", "dr_sen", "asha").await;
    let sen = writing(&site, "mohan_rao").await;
    let page = sen.path().await;
    for typed in ["pcm", "pracetamol"] {
        sen.fill("#medicine-1", typed).await;
        sen.wait_for("#offers", "Paracetamol 650 mg tablet").await;
    }
    for language in ["en", "hi"] {
        speak(&sen, language).await;
        sen.open_page(&page).await;
        sen.fill("#medicine-1", "paracetamol 650").await;
        sen.wait_for("#offers", "Paracetamol 650 mg tablet").await;
        sen.screenshot(&format!("offers-{language}")).await;
        sen.is_accessible().await;
    }
    speak(&sen, "en").await;
    sen.open_page(&page).await;
    sen.fill("#medicine-1", "paracetamol 650 mg tab").await;
    sen.wait_for("#offers", "Paracetamol 650 mg tablet").await;
    sen.press(Key::Down).await;
    sen.press(Key::Enter).await;
    assert_eq!(value(&sen, "#medicine-1").await, "Paracetamol 650 mg tablet");
    sen.wait_gone("#offers").await;
    sen.fill("#diagnosis-1", "vir").await;
    sen.wait_for("#offers", "Viral fever").await;
    sen.click("#offers [role=option]").await;
    assert_eq!(value(&sen, "#diagnosis-1").await, "Viral fever");
    sen.fill("#diagnosis-1", "viral").await;
    sen.wait("#offers").await;
    sen.press(Key::Escape).await;
    sen.wait_gone("#offers").await;
    sen.wait("#draft[data-state=saved]").await;
    sen.close().await;
}

#[actix_web::test]
async fn a_notice_on_the_visits_page_is_seen_names_the_patient_and_an_undo_that_is_over_is_not_offered() {
    let site = Site::open().await;
    for (kind, patient) in [(TABLET, "mohan_rao"), (DESK, "lakshmi")] {
        crate::support::past::wait(&site.world, "andheri", "dr_sen", patient);
        let sen = site.window(kind).await;
        sen.sign_in("dr_sen").await;
        sen.open_page("/o/acme/doctor/andheri/queue").await;
        sen.click(".visit .actions form[action$='/consultation'] button").await;
        sen.wait_for("#notice", "Begun").await;
        let seen = "scrollTo(0, 300); const { left, top, width, height } = document.querySelector('.notice').getBoundingClientRect();
            return document.elementFromPoint(left + width / 2, top + height / 2)?.closest('.notice') !== null";
        assert_eq!(sen.run(seen, vec![]).await, true, "it lies behind something");
        sen.screenshot(&format!("notice-{patient}")).await;
        let listed = "return JSON.parse(sessionStorage.getItem('notices')).said.map(it => `${it.text} ${Boolean(it.undo)}`).join('|')";
        let said = sen.run(listed, vec![]).await.as_str().unwrap_or_default().to_owned();
        let name = if patient == "lakshmi" { "Lakshmi Iyer" } else { "Mohan Rao" };
        assert!(said.contains(name) && said.ends_with("true"), "{said}");
        sen.fill("#complaint", "Fever").await;
        sen.wait("#draft[data-state=saved]").await;
        sen.click(".patient-bar [data-sign]").await;
        sen.wait(".print-bar").await;
        let said = sen.run(listed, vec![]).await.as_str().unwrap_or_default().to_owned();
        assert!(!said.contains("true"), "what is signed is not taken back: {said}");
        sen.close().await;
    }
}

#[actix_web::test]
async fn who_has_no_allergy_is_shown_calmly_and_who_was_not_asked_is_not() {
    let site = Site::open().await;
    let sen = writing(&site, "mohan_rao").await;
    let colour = async || {
        let script = "return getComputedStyle(document.querySelector('.patient-bar .allergies')).backgroundColor";
        sen.run(script, vec![]).await.as_str().unwrap_or_default().to_owned()
    };
    let of = async |name: &str| {
        let script = "const it = document.createElement('i'); it.style.backgroundColor = `var(${arguments[0]})`;
            document.body.append(it); const colour = getComputedStyle(it).backgroundColor; it.remove(); return colour";
        sen.run(script, vec![json!(name)]).await.as_str().unwrap_or_default().to_owned()
    };
    assert_eq!(colour().await, of("--warning-soft").await, "nobody asked yet");
    sen.click("[name=asked][value=none_known]").await;
    sen.wait("[data-asked]").await;
    assert_eq!(colour().await, of("--success-soft").await);
    sen.screenshot("no-allergy-known").await;
    sen.click("[name=asked][value=not_known]").await;
    sen.wait("[data-unknown]").await;
    assert_eq!(colour().await, of("--warning-soft").await, "the patient does not know");
    sen.close().await;
}

#[actix_web::test]
async fn a_page_that_left_nothing_unsent_says_nothing_of_restoring() {
    let site = Site::open().await;
    site.world.run_in("acme", r#"UPDATE clinic_members SET permissions = '["vitals","calls"]' WHERE id = <sana at andheri>"#);
    let visit = begin(&site.world, "andheri", "dr_sen", "asha").await;
    let page = format!("/o/acme/doctor/andheri/appointments/{visit}/consultation");
    let sen = site.window(TABLET).await;
    sen.sign_in("dr_sen").await;
    sen.open_page(&page).await;
    sen.run(DEAD, vec![]).await;
    sen.fill("#notes", "Well").await;
    sen.wait("#draft[data-state=unsaved]").await;
    sen.wait_copy().await;
    // The tab goes after the server has it all and before the copy is thrown away; meanwhile the nurse measures something.
    let copy = "return JSON.stringify(Object.entries(localStorage).find(([name]) => name.startsWith('draft:')))";
    let copy = sen.run(copy, vec![]).await;
    sen.run(BACK, vec![]).await;
    sen.wait("#draft[data-state=saved]").await;
    let measured =
        site.world.sign_in("sana").await.post(&format!("/reception/andheri/appointments/{visit}/vitals"), &[("pulse", "80")]).await;
    assert_eq!(measured.status, 303, "{}", measured.html);
    sen.run("localStorage.setItem(...JSON.parse(arguments[0]))", vec![copy.clone()]).await;
    sen.open_page(&page).await;
    sen.wait_for("#said-taken", "80").await;
    sen.wait("#draft").await;
    let restored = "return new Promise(done => setTimeout(() => done(document.querySelectorAll('#draft > [role=status]').length), 1000))";
    assert_eq!(sen.run(restored, vec![]).await, 0, "nothing was left unsent");
    // What was is brought back, and said.
    sen.run(DEAD, vec![]).await;
    sen.fill("#notes", "Well, and not sent").await;
    sen.wait("#draft[data-state=unsaved]").await;
    sen.crash().await;
    sen.open_page(&page).await;
    sen.wait_for("#draft > [role=status]", "Restored").await;
    sen.close().await;
}
