//! Allergies, and the paper.

use super::*;
use swasthya::schema::organisation::{doctors, profiles};

const AMOXICILLIN: [(&str, &str); 5] =
    [("complaint", "Cough"), ("medicine.1", "Amoxicillin 500 mg capsule"), ("dose.1", "1-1-1"), ("days.1", "5"), ("food.1", "after")];

#[actix_web::test]
async fn an_allergy_asks_for_a_reason_and_the_reason_is_kept() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "asha");
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    let page = sen.submit(&at(visit, "signature"), &AMOXICILLIN).await;
    assert_eq!((page.status, page.count("#reason-1-error")), (422, 1));
    assert_eq!(page.value("medicine.1"), "Amoxicillin 500 mg capsule");
    let mut form = AMOXICILLIN.to_vec();
    form.push(("reason", "Tolerated in March, desensitised"));
    let page = sen.submit(&at(visit, "signature"), &form).await;
    assert_eq!(page.status, 200, "{}", page.html);
    let id = signed(&world, visit);
    assert!(sen.get(&format!("/doctor/andheri/consultations/{id}")).await.text(".item").contains("desensitised"));
}

#[actix_web::test]
async fn a_free_text_is_allowed_and_says_that_it_cannot_be_checked() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "asha");
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    let page = sen.submit(&at(visit, "draft"), &[("medicine.1", "Grandmother's balm")]).await;
    assert_eq!(page.count(".items .unchecked"), 1);
    let page = sen.submit(&at(visit, "draft"), &[("medicine.1", "Tab penicillin V 250")]).await;
    assert_eq!(page.count(".items .warning"), 1);
}

#[actix_web::test]
async fn the_paper_speaks_the_patients_language_and_the_one_that_is_asked_for() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    let page = sen.submit(&at(visit, "signature"), &VISIT).await;
    assert_eq!(page.attributes("html", "lang"), ["en"]);
    assert_eq!((page.count("[data-print-now]"), sen.get(&page.path).await.count("[data-print-now]")), (1, 0), "printed at once, and once");
    assert_eq!(page.attributes("body", "data-paper"), ["a5"]);
    assert!(page.text(".sheet-end").contains("Follow-up"));
    let hindi = sen.get(&format!("{}?language=hi&paper=a4", page.path)).await;
    assert_eq!(hindi.attributes("html", "lang"), ["hi"]);
    assert_eq!(hindi.attributes("body", "data-paper"), ["a4"]);
    assert!(hindi.text(".doses thead").contains("सुबह"));
    assert!(hindi.text(".doses tbody").contains("खाने के बाद"));
    let bar = hindi.text(".print-bar");
    assert!(bar.contains("Next patient") && bar.contains("Print"), "what stands around the paper is the doctor's: {bar}");
    assert_eq!(hindi.attributes(".print-bar", "lang"), ["en"]);
}

#[actix_web::test]
async fn years_later_it_prints_as_it_was_signed() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    let paper = sen.submit(&at(visit, "signature"), &VISIT).await;
    assert!(paper.html.contains("Dr Anjali Sen") && paper.html.contains("MMC-45211"), "{}", paper.html);
    let doctor = ProfileId(id("dr_sen"));
    let renamed = move |tx: &mut swasthya::db::Tx| {
        diesel::update(profiles::table.find(doctor)).set(profiles::full_name.eq("Dr Anjali Sen Gupta")).execute(tx.db)?;
        let set = (doctors::licence.eq("MMC-99999"), doctors::qualification.eq("MD"));
        diesel::update(doctors::table.find(doctor)).set(set).execute(tx.db)
    };
    world.databases().write("acme", Author::system(), renamed).await.expect("another name");
    let again = sen.get(&paper.path).await;
    assert!(again.html.contains("MMC-45211") && !again.html.contains("MMC-99999") && !again.html.contains("Sen Gupta"), "{}", again.html);
}

#[actix_web::test]
async fn the_desk_prints_what_its_clinic_signed_and_nobody_elses() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    let page = sen.submit(&at(visit, "signature"), &VISIT).await;
    let id = page.path.rsplit('/').next().expect("an id").to_owned();
    assert_eq!(world.sign_in("ria").await.get(&format!("/reception/andheri/prescriptions/{id}")).await.status, 200);
    assert_eq!(world.sign_in("bela").await.get(&format!("/reception/bandra/prescriptions/{id}")).await.status, 404);
    assert_eq!(world.sign_in("dr_joshi").await.get(&format!("/doctor/andheri/prescriptions/{id}")).await.status, 404);
    assert_eq!(world.sign_in("zoya").await.get(&format!("/reception/thane/prescriptions/{id}")).await.status, 404);
}

#[actix_web::test]
async fn a_homeopath_prescribes_potencies() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_joshi", "lakshmi");
    let joshi = world.sign_in("dr_joshi").await;
    joshi.submit(&at(visit, "consultation"), &[]).await;
    let form = [("complaint", "Bruise"), ("medicine.1", "Arnica montana 30C globules"), ("dose.1", "4-4-4"), ("days.1", "3")];
    let page = joshi.submit(&at(visit, "signature"), &form).await;
    assert!(page.text(".doses tbody th").starts_with("Arnica montana 30C globules"), "{}", page.html);
    assert!(page.text(".doses tbody").contains("globules"));
}

#[actix_web::test]
async fn the_paper_says_what_was_measured_and_what_is_not_tolerated() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "asha");
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    let form =
        [("pressure", "120/80"), ("weight", "58.5"), ("medicine.1", "Cetirizine 10 mg tablet"), ("dose.1", "0-0-1"), ("days.1", "9")];
    let page = sen.submit(&at(visit, "signature"), &form).await;
    assert_eq!(page.text(".measured dd"), "BP 120/80 mmHg · Weight 58.5 kg", "{}", page.html);
    assert_eq!(page.text(".allergic dd"), "Penicillin");
    let row = page.text(".doses tbody tr");
    assert!(row.contains("9 tablets") && !row.contains("any time"), "{row}");
    assert_eq!(page.count(".replaces"), 0);
    let again = sen.get(&page.path).await;
    assert!(again.queries <= 6, "{} statements", again.queries);
}

#[actix_web::test]
async fn under_a_dose_of_no_known_unit_nothing_is_said_twice() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    let page = sen.submit(&at(visit, "signature"), &VISIT).await;
    assert_eq!(page.texts(".doses .dose small"), ["tablet", "tablet"]);
    world.run_in("acme", "UPDATE prescription_items SET unit = ''");
    assert_eq!(sen.get(&page.path).await.texts(".doses .dose small"), Vec::<String>::new());
}

#[actix_web::test]
async fn an_allergy_that_was_noted_later_is_not_on_what_was_signed_before() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    let paper = sen.submit(&at(visit, "signature"), &VISIT).await;
    world.run_in(
        "acme",
        "INSERT INTO allergies (id, patient_id, substance, severity, noted_at)
           VALUES (UNHEX(REPLACE(UUID(), '-', '')), <mohan_rao>, 'Sulfa', 'severe', NOW(6) + INTERVAL 1 MINUTE)",
    );
    assert_eq!(sen.get(&paper.path).await.count(".allergic"), 0);
}

#[actix_web::test]
async fn a_corrected_paper_says_which_one_it_replaces() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    let first = sen.submit(&at(visit, "signature"), &VISIT).await;
    sen.submit(&format!("/doctor/andheri/consultations/{}/correction", signed(&world, visit)), &[]).await;
    let mut form = VISIT.to_vec();
    form.push(("correction", "Wrong dose"));
    let page = sen.submit(&at(visit, "signature"), &form).await;
    assert!(page.text(".replaces").starts_with("It replaces the prescription signed on "), "{}", page.html);
    assert_eq!((page.count(".superseded"), sen.get(&first.path).await.count(".superseded")), (0, 1));
}

#[actix_web::test]
async fn a_ready_phrase_is_on_the_paper_in_the_patients_language_and_own_words_as_they_were_written() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    let phrase = "Drink plenty of water and other fluids.";
    let draft = sen.submit(&at(visit, "draft"), &[("advice", "Own words"), ("tell", phrase)]).await;
    assert_eq!(draft.text("#advice"), format!("Own words {phrase}"), "a tap adds it where no script runs");
    let strange = sen.submit(&at(visit, "draft"), &[("advice", "Own words"), ("tell", "Anything else")]).await;
    assert_eq!(strange.text("#advice"), "Own words", "nothing else is taken for one");
    let advice = format!("{phrase}\nOwn words");
    let form: Vec<(&str, &str)> = VISIT.into_iter().filter(|it| it.0 != "advice").chain([("advice", advice.as_str())]).collect();
    let page = sen.submit(&at(visit, "signature"), &form).await;
    assert!(page.text("main").contains(phrase));
    let hindi = sen.get(&format!("{}?language=hi", page.path)).await.text("main");
    assert!(hindi.contains("पानी और दूसरी तरल चीज़ें ख़ूब पिएँ।") && hindi.contains("Own words"), "{hindi}");
    assert!(!hindi.contains(phrase), "{hindi}");
}

#[actix_web::test]
async fn instructions_alone_stand_in_the_columns_of_the_day() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    let form = [("complaint", "Fever"), ("medicine.1", "Own mixture"), ("instructions.1", "Sip it through the day"), ("days.1", "3")];
    let page = sen.submit(&at(visit, "signature"), &form).await;
    assert_eq!(page.texts(".doses tbody td"), ["Sip it through the day", "3"]);
    assert_eq!(page.text(".doses tbody").matches("Sip it").count(), 1);
}

#[actix_web::test]
async fn the_paper_is_corrected_from_by_whoever_signed_it_and_says_a_corrected_spelling() {
    let world = World::open().await;
    world.run_in(
        "acme",
        "INSERT INTO allergies (id, patient_id, substance, taken_as, severity, noted_at)
           VALUES (UNHEX(REPLACE(UUID(), '-', '')), <mohan_rao>, 'Pencillin', 'penicillin', 'severe', UTC_TIMESTAMP(6) - INTERVAL 1 DAY)",
    );
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    let paper = sen.submit(&at(visit, "signature"), &VISIT).await;
    assert_eq!(paper.text(".allergic dd"), "Penicillin (Pencillin)");
    let correct = paper.attributes(".print-bar form[action$='/correction']", "action");
    assert_eq!(correct.len(), 1, "{}", paper.html);
    let page = sen.submit(&correct[0], &[]).await;
    assert_eq!(page.value("dose.1"), "½-0-1", "{}", page.html);
    let id = paper.path.rsplit('/').next().expect("an id").split('?').next().expect("an id").to_owned();
    let desk = world.sign_in("ria").await.get(&format!("/reception/andheri/prescriptions/{id}")).await;
    assert_eq!((desk.status, desk.count("form[action$='/correction']")), (200, 0));
    assert_eq!(sen.get(&format!("/doctor/bandra/prescriptions/{id}")).await.count("form[action$='/correction']"), 0, "not at this clinic");
}
