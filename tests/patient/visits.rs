//! The family's visits.

use super::{IYER, RAO, check_in, hex, sign, sql};
use crate::support::World;

#[actix_web::test]
async fn without_visits_the_page_says_what_will_stand_there() {
    let world = World::open().await;
    let page = world.sign_in_by_phone(RAO).await.get("/patient/visits").await;
    assert_eq!((page.status, page.count(".empty")), (200, 1));
}

#[actix_web::test]
async fn the_visits_of_the_whole_family_are_there_the_latest_first() {
    let world = World::open().await;
    let (first, second) = (check_in(&world, "mohan_rao", "dr_sen").await, check_in(&world, "kabir", "dr_sen").await);
    sign(&world, first, "mohan_rao").await;
    sign(&world, second, "kabir").await;
    sql(&world, format!("UPDATE appointments SET held_on = '2026-08-01' WHERE id = {}", hex(second.0))).await;
    check_in(&world, "asha", "dr_sen").await;
    let page = world.sign_in_by_phone(RAO).await.get("/patient/visits").await;
    assert_eq!(page.texts(".timeline h2"), ["Mohan Rao", "Kabir Rao"]);
    assert_eq!(page.texts(".timeline b"), ["Acute bronchitis", "Acute bronchitis"]);
    assert!(page.queries <= 6, "{} statements", page.queries);
}

#[actix_web::test]
async fn az_3_a_visit_shows_findings_and_advice_and_never_the_notes() {
    let world = World::open().await;
    let visit = check_in(&world, "asha", "dr_sen").await;
    let prescription = sign(&world, visit, "asha").await;
    let page = world.sign_in_by_phone(RAO).await.get(&format!("/patient/visits/{visit}")).await;
    assert_eq!(page.text("#diagnoses dd"), "Acute bronchitis, Allergic rhinitis");
    assert_eq!(page.text("#advice dd"), "Drink warm water");
    assert_eq!(page.text("#follow-up dd"), "1 Dec 2026");
    assert_eq!(page.attributes("main .button.large", "href"), [format!("/o/acme/patient/prescriptions/{prescription}")]);
    assert!(!page.html.contains("Anxious"), "the doctor's notes are on the page");
    assert!(page.queries <= 6, "{} statements", page.queries);
}

#[actix_web::test]
async fn az_2_another_family_s_visit_is_not_found() {
    let world = World::open().await;
    let visit = check_in(&world, "asha", "dr_sen").await;
    sign(&world, visit, "asha").await;
    let lakshmi = world.sign_in_by_phone(IYER).await;
    assert_eq!(lakshmi.get(&format!("/patient/visits/{visit}")).await.status, 404);
    assert_eq!(lakshmi.get("/patient/visits").await.count(".timeline li"), 0);
}

#[actix_web::test]
async fn older_visits_are_on_the_next_page() {
    let world = World::open().await;
    let visit = check_in(&world, "asha", "dr_sen").await;
    let copies: String = (2..=23)
        .map(|token| {
            format!(
                "INSERT INTO appointments (id, sitting_id, clinic_id, doctor_id, patient_id, held_on, token, status)
                 SELECT {}, sitting_id, clinic_id, doctor_id, patient_id, held_on, {token}, 'completed' FROM appointments WHERE id = {};",
                hex(uuid::Uuid::now_v7()),
                hex(visit.0)
            )
        })
        .collect();
    sql(&world, copies).await;
    let asha = world.sign_in_by_phone(RAO).await;
    let page = asha.get("/patient/visits").await;
    assert_eq!((page.count(".timeline li"), page.attributes("a[rel='next']", "href")), (20, vec!["?page=2".to_owned()]));
    let page = asha.get("/patient/visits?page=2").await;
    assert_eq!((page.count(".timeline li"), page.count("a[rel='next']"), page.count("a[rel='prev']")), (2, 0, 1));
}
