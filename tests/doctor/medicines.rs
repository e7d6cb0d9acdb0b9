//! The formulary behind the prescription's field.

use super::*;

#[actix_web::test]
async fn a_medicine_is_found_by_its_beginning_its_ingredient_and_words_in_any_order() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    let page = sen.htmx("medicines", "/doctor/andheri/medicines?medicine=parac").await;
    assert!(page.attributes("option", "value").contains(&"Paracetamol 650 mg tablet".to_owned()), "{}", page.html);
    assert!(page.queries <= 6, "{} statements", page.queries);
    let page = sen.htmx("medicines", "/doctor/andheri/medicines?medicine=sulfam").await;
    assert!(page.attributes("option", "value").iter().any(|it| it.starts_with("Cotrimoxazole")), "{}", page.html);
    let page = sen.htmx("medicines", "/doctor/andheri/medicines?medicine=para+tab+650").await;
    assert_eq!(page.attributes("option", "value"), ["Paracetamol 650 mg tablet"]);
    for (typed, found) in [
        ("augm", "Augmentin"),
        ("dolo", "Dolo"),
        ("amoxycillin", "Amoxicillin 500 mg capsule"),
        ("vit+d", "Cholecalciferol"),
        ("paracetmol", "Paracetamol 650 mg tablet"),
        ("ors", "Oral rehydration salts"),
    ] {
        let page = sen.htmx("medicines", &format!("/doctor/andheri/medicines?medicine={typed}")).await;
        let offered = page.attributes("option", "value");
        assert!(offered.iter().any(|it| it.starts_with(found)), "{typed}: {offered:?}");
    }
    let page = sen.get("/doctor/andheri/medicines?q=zzz").await;
    assert_eq!((page.status, page.count(".empty"), page.count("li.medicine")), (200, 1, 0));
}

#[actix_web::test]
async fn each_system_of_medicine_has_its_own() {
    let world = World::open().await;
    let joshi = world.sign_in("dr_joshi").await;
    let page = joshi.htmx("medicines", "/doctor/andheri/medicines?medicine=arnica").await;
    assert!(page.attributes("option", "value").contains(&"Arnica montana 200C globules".to_owned()), "{}", page.html);
    assert_eq!(joshi.htmx("medicines", "/doctor/andheri/medicines?medicine=parac").await.count("option"), 0);
    assert_eq!(world.sign_in("ria").await.get("/doctor/andheri/medicines?q=a").await.status, 403);
}

#[actix_web::test]
async fn a_diagnosis_is_offered_by_how_often_it_was_made_the_doctors_own_first() {
    let world = World::open().await;
    let (sen, joshi) = (world.sign_in("dr_sen").await, world.sign_in("dr_joshi").await);
    let sign = async |doctor: &Browser, name: &str, diagnosis: &str| {
        let visit = walk_in(&world, name, "mohan_rao");
        doctor.submit(&at(visit, "consultation"), &[]).await;
        assert_eq!(doctor.post(&at(visit, "signature"), &[("complaint", "Fever"), ("diagnosis.1", diagnosis)]).await.status, 303);
    };
    for diagnosis in ["Fever of unknown origin", "Viral fever", "Viral fever", "Anaemia"] {
        sign(&sen, "dr_sen", diagnosis).await;
    }
    for diagnosis in ["Dengue fever", "Viral fever", "Dengue fever"] {
        sign(&joshi, "dr_joshi", diagnosis).await;
    }
    assert_eq!(sen.get("/doctor/andheri/diagnoses?q=fev").await.texts("li.diagnosis")[0], "Viral fever");
    let page = sen.htmx("diagnoses", "/doctor/andheri/diagnoses?q=fev").await;
    assert_eq!(page.attributes("option", "value"), ["Viral fever", "Fever of unknown origin", "Dengue fever"], "{}", page.html);
    assert!(page.queries <= 6, "{} statements", page.queries);
    let page = joshi.htmx("diagnoses", "/doctor/andheri/diagnoses?q=fev").await;
    assert_eq!(page.attributes("option", "value")[0], "Dengue fever");
    world.run_in("acme", "UPDATE consultations SET signed_at = signed_at - INTERVAL 2 YEAR");
    let page = sen.get("/doctor/andheri/diagnoses?q=fev").await;
    assert_eq!((page.status, page.count(".empty"), page.count("li.diagnosis")), (200, 1, 0), "of the last year");
    assert_eq!(sen.get("/doctor/andheri/diagnoses?q=%25").await.count(".empty"), 1);
}
