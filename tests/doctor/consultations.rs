//! From the start of a visit to what is signed, and its correction.

use swasthya::models::clinical::{Consultation, Dose, Encounter, Food, Item, Signing, Supplied};
use swasthya::schema::organisation::drafts;

use super::*;

#[actix_web::test]
async fn a_visit_is_started_written_signed_and_printed() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    let sen = world.sign_in("dr_sen").await;
    let page = sen.submit(&at(visit, "consultation"), &[]).await;
    assert_eq!((page.status, page.text("h1").as_str()), (200, "Mohan Rao"));
    assert!(page.text(".patient-bar").contains("Type 2 diabetes"), "{}", page.html);
    assert_eq!(page.value("complaint"), "Fever");
    assert!(page.queries <= 6, "{} statements", page.queries);

    let page = sen.submit(&at(visit, "signature"), &VISIT).await;
    assert_eq!(page.status, 200, "{}", page.html);
    assert!(page.path.contains("/prescriptions/"), "{}", page.path);
    assert!(page.queries <= 6, "{} statements", page.queries);
    assert_eq!(
        page.texts(".doses tbody th"),
        ["Paracetamol 650 mg tablethalf a tablet in the morning, 1 tablet at night; 8 tablets for 5 days · after food"]
    );
    assert_eq!(page.texts(".doses .dose b"), ["½", "–", "1"]);
    assert!(page.text(".letterhead").contains("MMC-45211"));
    let page = sen.get(&at(visit, "consultation")).await;
    assert_eq!((page.status, page.path.contains("/consultations/")), (303, true), "what was signed is shown");
}

#[actix_web::test]
async fn starting_twice_is_starting_once() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "asha");
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    sen.submit(&at(visit, "draft"), &[("notes", "Throat red")]).await;
    let page = sen.submit(&at(visit, "consultation"), &[]).await;
    assert_eq!(page.value("notes"), "Throat red");
}

#[actix_web::test]
async fn signing_twice_signs_once() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    let first = sen.submit(&at(visit, "signature"), &VISIT).await;
    let second = sen.submit(&at(visit, "signature"), &[("complaint", "Something else")]).await;
    assert_eq!(first.path, second.path);
    assert!(second.html.contains("Fever") && !second.html.contains("Something else"));
}

#[actix_web::test]
async fn every_mistake_is_shown_beside_its_field_and_nothing_is_lost() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    let form =
        [("complaint", "Fever"), ("pulse", "1000"), ("pressure", "80"), ("medicine.1", "Crocin"), ("dose.1", "1-1"), ("days.1", "x")];
    let page = sen.submit(&at(visit, "signature"), &form).await;
    assert_eq!(page.status, 422);
    for field in ["pulse", "pressure", "dose-1", "days-1"] {
        assert_eq!(page.count(&format!("#{field}-error")), 1, "{field}");
    }
    for (field, typed) in form {
        assert_eq!(page.value(field), typed);
    }
    let page = sen.get(&at(visit, "consultation")).await;
    assert_eq!((page.value("pulse").as_str(), page.value("dose.1").as_str()), ("1000", "1-1"), "the draft has it too");
    let emptied = form.map(|(field, _)| (field, ""));
    let page = sen.submit(&at(visit, "signature"), &emptied).await;
    assert_eq!((page.status, page.count("#complaint-error")), (422, 1), "an empty page is not signed");
}

#[actix_web::test]
async fn what_is_signed_is_corrected_by_a_new_version_and_stays_readable() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    let printed = sen.submit(&at(visit, "signature"), &VISIT).await;
    let first = signed(&world, visit);

    let page = sen.submit(&format!("/doctor/andheri/consultations/{first}/correction"), &[]).await;
    assert_eq!(page.value("medicine.1"), "Paracetamol 650 mg tablet");
    assert_eq!(page.value("dose.1"), "½-0-1");
    let mut form = VISIT.to_vec();
    form.retain(|(field, _)| *field != "dose");
    form.push(("dose", "1-1-1"));
    let page = sen.submit(&at(visit, "signature"), &form).await;
    assert_eq!((page.status, page.count("#correction-error")), (422, 1), "a reason is asked for");
    form.push(("correction", "Wrong dose"));
    let page = sen.submit(&at(visit, "signature"), &form).await;
    assert_eq!(page.texts(".doses .dose b"), ["1", "1", "1"]);
    assert_eq!(page.count(".superseded"), 0);

    let old = sen.get(&printed.path).await;
    assert_eq!((old.count(".superseded"), old.texts(".doses .dose b")), (1, vec!["½".into(), "–".into(), "1".into()]));
    let old = sen.get(&format!("/doctor/andheri/consultations/{first}")).await;
    assert!(old.text(".superseded").contains("Wrong dose"));
    assert_eq!(old.count("form[action$='correction']"), 0, "only the last version is corrected");
    assert!(old.queries <= 6, "{} statements", old.queries);
    let again = sen.submit(&format!("/doctor/andheri/consultations/{first}/correction"), &[]).await;
    assert_eq!(again.status, 404);
}

#[actix_web::test]
async fn a_correction_that_is_given_up_changes_nothing() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    sen.submit(&at(visit, "signature"), &VISIT).await;
    let id = signed(&world, visit);
    sen.submit(&format!("/doctor/andheri/consultations/{id}/correction"), &[]).await;
    sen.submit(&at(visit, "correction/removal"), &[]).await;
    assert_eq!(sen.get(&at(visit, "consultation")).await.status, 303);
    assert_eq!(sen.get(&format!("/doctor/andheri/consultations/{id}")).await.count(".superseded"), 0);
}

#[actix_web::test]
async fn the_next_visit_shows_the_last_one() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    sen.submit(&at(visit, "consultation"), &[]).await;
    sen.submit(&at(visit, "signature"), &VISIT).await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    let page = sen.submit(&at(visit, "consultation"), &[]).await;
    assert_eq!(page.texts(".timeline h3"), ["Viral fever, Anaemia"]);
    assert!(page.text(".timeline").contains("Paracetamol 650 mg tablet ½-0-1"));
    assert!(page.texts(".vitals .last").iter().any(|it| it.starts_with("last 130/85")));
    assert!(page.queries <= 6, "{} statements", page.queries);
}

#[actix_web::test]
async fn nobody_else_gets_at_a_doctors_visit() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "asha");
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    let joshi = world.sign_in("dr_joshi").await;
    let ria = world.sign_in("ria").await;
    for rest in ["consultation", "draft", "signature", "alerts", "correction/removal"] {
        assert_eq!(joshi.post(&at(visit, rest), &[("complaint", "x")]).await.status, 404, "{rest}");
        assert_eq!(ria.post(&at(visit, rest), &[("complaint", "x")]).await.status, 403, "{rest}");
        let elsewhere = at(visit, rest).replace("andheri", "bandra");
        assert_eq!(sen.post(&elsewhere, &[("complaint", "x")]).await.status, 404, "{rest} at another clinic");
    }
    assert_eq!(joshi.get(&at(visit, "consultation")).await.status, 404);
    let zaveri = world.sign_in("dr_zaveri").await;
    assert_eq!(zaveri.get(&format!("/doctor/thane/appointments/{visit}/consultation")).await.status, 404);
    assert_eq!(zaveri.get(&format!("/o/acme/doctor/andheri/appointments/{visit}/consultation")).await.status, 404);

    sen.submit(&at(visit, "signature"), &[("complaint", "Fever")]).await;
    let id = signed(&world, visit);
    for path in [format!("/doctor/andheri/consultations/{id}"), format!("/doctor/bandra/consultations/{id}")] {
        let expected = if path.contains("bandra") { 404 } else { 200 };
        assert_eq!(sen.get(&path).await.status, expected, "{path}");
    }
    assert_eq!(joshi.get(&format!("/doctor/andheri/consultations/{id}")).await.status, 404);
    assert_eq!(joshi.post(&format!("/doctor/andheri/consultations/{id}/correction"), &[]).await.status, 404);
}

#[actix_web::test]
async fn what_was_written_or_noted_since_it_was_read_is_not_signed_over() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "asha");
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    sen.submit(&at(visit, "draft"), &[("notes", "From another window")]).await;
    let sign = |read: &str, items: Vec<Item>| {
        let encounter = Encounter { complaint: "Fever".into(), items, ..Encounter::default() };
        let (clinic, doctor, read) = (ClinicId(id("andheri")), ProfileId(id("dr_sen")), read.to_owned());
        let signing = world
            .databases()
            .write_now("acme", &Author::system(), move |tx| Consultation::sign(tx, clinic, doctor, visit, &read, &encounter, ""));
        signing.expect("an answer")
    };
    assert_eq!(sign("", Vec::new()), Signing::MovedOn, "the draft is not the one that was read");
    let standing: String =
        world.databases().read_now("acme", move |db| drafts::table.find(visit).select(drafts::body).first(db)).expect("a draft");
    // The page that was read knew of no allergy: somebody noted it at the desk since.
    let amoxicillin = Item {
        medicine_id: None,
        name: "Amoxicillin 500 mg capsule".into(),
        form: String::new(),
        strength: String::new(),
        dose: Dose::default(),
        food: Food::Any,
        days: None,
        quantity: None,
        supplied: Supplied::Dose,
        sos: true,
        instructions: String::new(),
        allergy: String::new(),
        allergy_reason: String::new(),
    };
    assert_eq!(sign(&standing, vec![amoxicillin.clone()]), Signing::Unexplained);
    assert_eq!(sen.get(&at(visit, "consultation")).await.value("notes"), "From another window", "nothing was signed");
    let explained = Item { allergy_reason: "Skin test negative".into(), ..amoxicillin };
    assert!(matches!(sign(&standing, vec![explained]), Signing::Signed { .. }));
}
