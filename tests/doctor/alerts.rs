//! Allergies that are really checked: beside each medicine, and before anything is signed.

use super::*;

/// A visit that dr_sen has begun.
async fn begun(world: &World, patient: &str) -> (Browser, AppointmentId) {
    let visit = walk_in(world, "dr_sen", patient);
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    (sen, visit)
}

#[actix_web::test]
async fn a_brand_of_what_the_patient_does_not_tolerate_warns_and_is_not_signed_without_a_reason() {
    let world = World::open().await;
    let (sen, visit) = begun(&world, "asha").await;
    let form = [("complaint", "Fever"), ("medicine.1", "Tab Augmentin 625 + Paracetamol 650"), ("dose.1", "1-0-1"), ("days.1", "5")];
    let page = sen.post(&at(visit, "signature"), &form).await;
    assert_eq!((page.status, page.count("#reason-1-error")), (422, 1));
    assert!(page.text(".items .warning").contains("Penicillin"));
    assert_eq!(page.count(".items .unchecked"), 0, "both brands are known: it is no likeness that warns");
    let form = [&form[..], &[("reason.1", "Skin test negative")]].concat();
    assert_eq!(sen.post(&at(visit, "signature"), &form).await.status, 303);
    let page = sen.get(&format!("/doctor/andheri/consultations/{}", signed(&world, visit))).await;
    assert!(page.text(".item").contains("Skin test negative"));
}

#[actix_web::test]
async fn a_repeated_prescription_warns_of_an_allergy_that_was_noted_since() {
    let world = World::open().await;
    let (sen, visit) = begun(&world, "mohan_rao").await;
    let form = [("complaint", "Fever"), ("medicine.1", "Tab Augmentin 625"), ("dose.1", "1-0-1"), ("days.1", "5")];
    assert_eq!(sen.post(&at(visit, "signature"), &form).await.status, 303);
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    sen.submit(&at(visit, "consultation"), &[]).await;
    assert_eq!(sen.submit(&at(visit, "alerts"), &[("new_allergy", "Penicillin")]).await.count(".items .warning"), 0);
    let page = sen.submit(&at(visit, "draft"), &[("medicine.1", ""), ("repeat", "last")]).await;
    assert!(page.text(".items .warning").contains("Penicillin"), "{}", page.html);
}

#[actix_web::test]
async fn an_unknown_medicine_asks_an_allergic_patients_doctor_for_one_tap_that_holds_for_it_alone() {
    let world = World::open().await;
    let (sen, visit) = begun(&world, "asha").await;
    let form = |medicine: &'static str| [("complaint", "Fever"), ("medicine.1", medicine), ("dose.1", "1-0-1"), ("days.1", "5")];
    let page = sen.post(&at(visit, "signature"), &form("Tab Zorblaxin 200")).await;
    assert_eq!((page.status, page.count(".unchecked"), page.count("#taken_on-1-error")), (422, 1, 1));
    let tap = page.attributes("input[type=checkbox][name^='taken_on.']", "value");
    let tapped = [&form("Tab Quexodil 10")[..], &[("taken_on.1", tap[0].as_str())]].concat();
    assert_eq!(sen.post(&at(visit, "signature"), &tapped).await.status, 422, "the tap was for another medicine");
    let tapped = [&form("Tab Zorblaxin 200")[..], &[("taken_on.1", tap[0].as_str())]].concat();
    let page = sen.post(&at(visit, "signature"), &tapped).await;
    assert_eq!(page.status, 303, "{}", page.html);
    let page = sen.get(&format!("/doctor/andheri/consultations/{}", signed(&world, visit))).await;
    assert!(page.text(".item").contains("not checked against: Penicillin"), "{}", page.html);
}

#[actix_web::test]
async fn a_misspelt_allergy_warns_and_asks_once_and_is_unchecked_until_it_is_answered() {
    let world = World::open().await;
    let (sen, visit) = begun(&world, "mohan_rao").await;
    let form = [("medicine.1", "Amoxicillin 500 mg capsule"), ("medicine.2", "Dolo 650"), ("new_allergy", "Pencillin")];
    let page = sen.submit(&at(visit, "alerts"), &form).await;
    assert!(page.text(".items .warning").contains("penicillin"), "{}", page.html);
    assert_eq!(page.count(".items .unsure"), 1);
    let answers = page.attributes("button[name='taken_as']", "value");
    assert!(answers[0].ends_with(":penicillin") && answers.last().is_some_and(|it| it.ends_with(":-")), "{answers:?}");
    let page = sen.submit(&at(visit, "alerts/answer"), &[&form[..2], &[("taken_as", answers[0].as_str())]].concat()).await;
    assert_eq!((page.count("button[name='taken_as']"), page.count(".items .unsure"), page.count(".items .warning")), (0, 0, 1));
    assert!(page.text("#said-allergies").contains("Penicillin (Pencillin)"), "{}", page.text("#said-allergies"));
    let invented = answers[0].replace("penicillin", "zorblaxin");
    assert_eq!(sen.post(&at(visit, "alerts/answer"), &[("taken_as", invented.as_str())]).await.status, 400, "a word that nobody knows");
}

#[actix_web::test]
async fn what_is_typed_as_an_allergy_and_not_noted_yet_counts_when_it_is_signed() {
    let world = World::open().await;
    let (sen, visit) = begun(&world, "mohan_rao").await;
    let medicine = [("complaint", "Fever"), ("medicine.1", "Amoxicillin 500 mg capsule"), ("dose.1", "1-0-1"), ("days.1", "5")];
    let with = |typed| [&medicine[..], &[("new_allergy", typed)]].concat();
    let page = sen.post(&at(visit, "signature"), &with("Penicillin")).await;
    assert_eq!((page.status, page.count("#reason-1-error")), (422, 1), "{}", page.html);
    assert_eq!(page.attributes("#new_allergy", "value"), [""], "it is noted");
    let page = sen.post(&at(visit, "signature"), &with("Father: sulfa")).await;
    assert_eq!((page.status, page.count("#new_allergy-error")), (422, 1), "{}", page.html);
    assert_eq!(page.attributes("#new_allergy", "value"), ["Father: sulfa"], "what is not understood is not lost");
    let form = [&medicine[..], &[("reason.1", "Skin test negative"), ("new_allergy", ""), ("new_condition", "Asthma")]].concat();
    assert_eq!(sen.post(&at(visit, "signature"), &form).await.status, 303);
    assert_eq!(sen.post(&at(visit, "signature"), &form).await.status, 303, "sent again it is the same signature");
    let (sen, again) = begun(&world, "mohan_rao").await;
    let page = sen.get(&at(again, "consultation")).await;
    assert_eq!(page.text(".patient-bar").matches("Asthma").count(), 1, "{}", page.html);
}

#[actix_web::test]
async fn an_allergy_that_is_not_understood_is_said_to_be_unchecked_beside_each_medicine() {
    let world = World::open().await;
    let (sen, visit) = begun(&world, "mohan_rao").await;
    let form = [("medicine.1", "Amoxicillin 500 mg capsule"), ("medicine.2", "Dolo 650"), ("new_allergy", "Xyzplonk")];
    let page = sen.submit(&at(visit, "alerts"), &form).await;
    assert_eq!((page.count(".items .unsure"), page.count(".items .warning")), (2, 0));
    assert!(page.text(".patient-bar .allergies").contains("cannot be checked"));
}

#[actix_web::test]
async fn an_allergy_said_with_a_not_is_kept_and_asked_and_what_is_not_noted_stays_in_the_field() {
    let world = World::open().await;
    let (sen, visit) = begun(&world, "mohan_rao").await;
    let medicines = [("medicine.1", "Ibuprofen 400 mg tablet"), ("medicine.2", "Azee 500")];
    let page = sen.submit(&at(visit, "alerts"), &[&medicines[..], &[("new_allergy", "No NSAIDs")]].concat()).await;
    assert_eq!((page.count(".items .warning"), page.count(".items .unsure")), (1, 1), "{}", page.html);
    assert!(page.text(".question").contains("“No NSAIDs”: allergic to it?"), "{}", page.html);
    assert!(page.text(".patient-bar .allergies").contains("No NSAIDs"));
    let answers = page.attributes("button[name='taken_as']", "value");
    let page = sen.submit(&at(visit, "alerts/answer"), &[&medicines[..], &[("taken_as", answers[0].as_str())]].concat()).await;
    assert_eq!((page.count(".items .warning"), page.count(".items .unsure")), (1, 0), "{}", page.html);
    let page = sen.submit(&at(visit, "alerts"), &[("new_allergy", "Tolerates penicillin")]).await;
    assert_eq!(page.value("new_allergy"), "Tolerates penicillin");
    assert!(page.text("#notice").contains("It still stands in the field"), "{}", page.html);
}

#[actix_web::test]
async fn that_there_is_no_allergy_is_a_dated_answer_and_ends_when_one_is_noted() {
    let world = World::open().await;
    let (sen, visit) = begun(&world, "mohan_rao").await;
    let page = sen.submit(&at(visit, "alerts"), &[("new_allergy", "NKDA")]).await;
    let bar = page.text(".patient-bar .allergies[data-asked]");
    assert!(bar.contains("No allergy known") && bar.contains("Dr Anjali Sen"), "{bar}");
    let page = sen.submit(&at(visit, "alerts"), &[("new_allergy", "पता नहीं")]).await;
    assert!(page.text(".patient-bar .allergies[data-unknown]").contains("does not know"), "that is no reason to be calm");
    let page = sen.submit(&at(visit, "alerts"), &[("new_allergy", "Sulfa")]).await;
    assert_eq!((page.count(".patient-bar [data-asked]"), page.count("button[name='forget'][value^='allergy']")), (0, 1));
    let page = sen.submit(&at(visit, "alerts"), &[("asked", "none_known")]).await;
    assert!(page.html.contains("An allergy is noted"));
    assert_eq!(page.count("button[name='forget'][value^='allergy']"), 1);
}

#[actix_web::test]
async fn taking_an_allergy_away_asks_says_who_noted_it_and_is_undone() {
    let world = World::open().await;
    let (sen, visit) = begun(&world, "mohan_rao").await;
    let page = sen.submit(&at(visit, "alerts"), &[("new_allergy", "Sulfa")]).await;
    let sure = page.attributes("button[name='forget'][value^='allergy']", "data-confirm");
    assert!(sure[0].contains("Sulfa") && sure[0].contains("Dr Anjali Sen"), "{sure:?}");
    let row = page.attributes("button[name='forget'][value^='allergy']", "value");
    let page = sen.submit(&at(visit, "alerts/removal"), &[("forget", &row[0])]).await;
    assert_eq!(page.count(".patient-bar .allergies[data-unknown]"), 1);
    let undo = page.attributes("form[action*='restoration']", "action");
    let page = sen.submit(&undo[0], &[]).await;
    assert!(page.text(".patient-bar .allergies").contains("Sulfa"));
}

#[actix_web::test]
async fn the_same_ingredient_twice_is_said_and_that_interactions_are_not_checked() {
    let world = World::open().await;
    let (sen, visit) = begun(&world, "mohan_rao").await;
    let page = sen.submit(&at(visit, "draft"), &[("medicine.1", "Dolo 650"), ("medicine.2", "Combiflam")]).await;
    assert_eq!(page.texts(".items .twice"), ["paracetamol is in medicine 1 too."]);
    assert_eq!(page.count(".interactions"), 1);
    assert!(page.queries <= 6, "{} statements", page.queries);
}
