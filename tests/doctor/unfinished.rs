//! What a doctor left undone; and a start that is taken back.

use diesel::prelude::*;
use swasthya::schema::organisation::patients;

use super::*;
use crate::support::past::let_days_pass;

const QUEUE: &str = "/doctor/andheri/queue";
const PAGE: &str = "/doctor/andheri/unfinished";

#[actix_web::test]
async fn what_was_not_signed_is_listed_the_next_morning_and_signed_then() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "asha");
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    sen.submit(&at(visit, "draft"), &[("notes", "Sore throat")]).await;
    let_days_pass(&world, 1);
    let later = walk_in(&world, "dr_sen", "asha");
    sen.submit(&at(later, "consultation"), &[]).await;
    assert_eq!(sen.post(&at(later, "signature"), &[("diagnosis", "Cured"), ("weight", "61")]).await.status, 303);
    let page = sen.get(QUEUE).await;
    assert_eq!(page.text("#unfinished"), "1 thing left undone on earlier days");
    let page = sen.get(PAGE).await;
    assert_eq!(
        (page.texts("#visits tbody th"), page.text("#visits tbody td:nth-child(4)")),
        (vec!["Asha Rao SW-000001".to_owned()], "Written, not signed".into())
    );
    let go_on = &page.attributes("#visits form", "action")[0];
    assert_eq!(sen.submit(go_on, &[]).await.value("notes"), "Sore throat");
    assert_eq!(sen.post(&at(visit, "signature"), &[("diagnosis", "Pharyngitis"), ("weight", "64")]).await.status, 303);
    assert!(sen.get(PAGE).await.text(".empty").contains("Nothing"));
    let asha = ProfileId(id("asha"));
    let (first, last, weight): (Option<chrono::NaiveDate>, Option<chrono::NaiveDate>, Option<swasthya::models::values::Amount>) = world
        .databases()
        .read_now("acme", move |db| {
            patients::table.find(asha).select((patients::first_visit_on, patients::last_visit_on, patients::weight_kg)).first(db)
        })
        .expect("a patient");
    assert_eq!((first, last), (today().pred_opt(), Some(today())), "signed late, yesterday's visit is the first and not the last");
    assert_eq!(weight.map(swasthya::models::values::Amount::plain).as_deref(), Some("61"), "and what it measured is not the latest");
}

#[actix_web::test]
async fn a_correction_that_was_begun_is_listed_with_both_ways_out() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "asha");
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    sen.submit(&at(visit, "signature"), &VISIT).await;
    sen.submit(&format!("/doctor/andheri/consultations/{}/correction", signed(&world, visit)), &[]).await;
    let page = sen.get(PAGE).await;
    assert_eq!(page.attributes("#corrections a.button", "href"), [format!("/o/acme{}", at(visit, "consultation"))]);
    sen.submit(&page.attributes("#corrections form", "action")[0], &[]).await;
    assert_eq!(sen.get(PAGE).await.count("#corrections"), 0);
}

#[actix_web::test]
async fn a_start_on_the_wrong_patient_is_taken_back_and_what_was_typed_is_kept_aside() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "asha");
    let sen = world.sign_in("dr_sen").await;
    let page = sen.submit(&at(visit, "consultation"), &[]).await;
    let undo = page.attributes("#notice form", "action");
    sen.submit(&at(visit, "draft"), &[("notes", "गला लाल")]).await;
    assert_eq!(sen.get(QUEUE).await.count(&format!("form[action$='{}']", at(visit, "consultation/removal"))), 1, "also from the queue");
    let page = sen.submit(&undo[0], &[]).await;
    assert!(page.text("#notice").contains("Token 1 waits again"), "{}", page.html);
    assert_eq!(page.text(".visit .status"), "Waiting");
    let ria = world.sign_in("ria").await;
    assert_eq!(ria.get("/reception/andheri/queue").await.text(".visit .token"), "1", "with its token");
    let shut = sen.post(&at(visit, "signature"), &[("notes", "गला लाल, और"), ("diagnosis", "Pharyngitis")]).await;
    assert_eq!((shut.status, shut.header("location")), (303, "/o/acme/doctor/andheri/queue"), "nothing is signed meanwhile");
    let page = sen.submit(&at(visit, "consultation"), &[]).await;
    assert_eq!(page.value("notes"), "गला लाल, और", "begun again, everything is there, what another tab sent too");
    assert_eq!(sen.post(&at(visit, "signature"), &[("diagnosis", "Pharyngitis")]).await.status, 303);
    let page = sen.submit(&at(visit, "consultation/removal"), &[]).await;
    assert!(page.text("#notice").contains("gone on since"), "what is signed stays signed: {}", page.html);
}

#[actix_web::test]
async fn whoever_waits_again_may_be_moved_and_cancelled_as_anybody() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "asha");
    let (sen, ria) = (world.sign_in("dr_sen").await, world.sign_in("ria").await);
    sen.submit(&at(visit, "consultation"), &[]).await;
    sen.submit(&at(visit, "consultation/removal"), &[]).await;
    let page = ria.submit(&format!("/reception/andheri/appointments/{visit}/move"), &[("doctor", &id("dr_joshi").to_string())]).await;
    assert!(page.text("#notice").contains("is moved"), "{}", page.html);
    assert_eq!(
        world.sign_in("dr_joshi").await.post(&at(visit, "consultation/removal"), &[]).await.status,
        404,
        "another doctor's is not found"
    );
    let visit = walk_in(&world, "dr_sen", "kabir");
    sen.submit(&at(visit, "consultation"), &[]).await;
    sen.submit(&at(visit, "consultation/removal"), &[]).await;
    let page = ria.submit(&format!("/reception/andheri/appointments/{visit}/cancellation"), &[]).await;
    assert!(page.text("#notice").contains("cancelled"), "{}", page.html);
}

#[actix_web::test]
async fn twenty_visits_are_shown_each_with_all_its_diagnoses() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    for number in 0..22 {
        let visit = walk_in(&world, "dr_sen", "asha");
        sen.post(&at(visit, "consultation"), &[]).await;
        let names: Vec<String> = ["A", "B", "C", "D"].map(|it| format!("{it}{number}")).to_vec();
        let form: Vec<(&str, &str)> = names.iter().map(|it| ("diagnosis", it.as_str())).collect();
        assert_eq!(sen.post(&at(visit, "signature"), &form).await.status, 303);
    }
    let visit = walk_in(&world, "dr_sen", "asha");
    let page = sen.submit(&at(visit, "consultation"), &[]).await;
    for number in 2..22 {
        for name in ["A", "B", "C", "D"].map(|it| format!("{it}{number}")) {
            assert!(page.html.contains(&name), "{name} of the last twenty visits is not shown");
        }
    }
    assert!(!page.html.contains("A1<") && !page.html.contains("A0"), "older ones are not");
}

/// A visit that was begun, in which these were typed, whose start was taken back, and which the desk cancelled.
async fn cancelled(world: &World, sen: &Browser, typed: &[(&str, &str)]) -> AppointmentId {
    let visit = walk_in(world, "dr_sen", "asha");
    sen.submit(&at(visit, "consultation"), &[]).await;
    sen.submit(&at(visit, "draft"), typed).await;
    sen.submit(&at(visit, "consultation/removal"), &[]).await;
    let ria = world.sign_in("ria").await;
    let page = ria.submit(&format!("/reception/andheri/appointments/{visit}/cancellation"), &[("reason", "Went home")]).await;
    assert_eq!(page.status, 200, "{}", page.html);
    visit
}

#[actix_web::test]
async fn what_was_typed_for_a_visit_that_was_cancelled_is_read_and_used_in_the_next_one() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    let typed =
        [("complaint", "Sore throat"), ("notes", "गला लाल\nTwo days"), ("medicine.1", "Crocin"), ("dose.1", "1-0-1"), ("medicine.2", "")];
    let visit = cancelled(&world, &sen, &typed).await;
    assert_eq!(sen.get(QUEUE).await.text("#unfinished"), "1 thing left undone on earlier days");
    let page = sen.get(PAGE).await;
    assert_eq!(page.text("#aside tbody td:nth-child(4)"), "Cancelled; what was typed is kept");
    assert_eq!(page.attributes("#aside a.button", "href"), [format!("/o/acme{}", at(visit, "aside"))]);
    let page = sen.get(&at(visit, "aside")).await;
    assert_eq!(page.texts("#typed dd"), ["Sore throat", "गला लाल Two days", "Crocin · 1-0-1"]);
    assert!(page.queries <= 6, "{} queries", page.queries);
    assert_eq!(page.count("form[action$='/transfer']"), 0, "there is no visit in which to use it");
    let page = sen.submit(&at(visit, "aside/transfer"), &[]).await;
    assert!(page.text("#notice").contains("another visit"), "{}", page.html);
    assert_eq!(world.sign_in("dr_joshi").await.get(&at(visit, "aside")).await.status, 404, "another doctor's is not found");

    let next = walk_in(&world, "dr_sen", "asha");
    let page = sen.get(&at(visit, "aside")).await;
    let page = sen.submit(&page.attributes("form[action$='/transfer']", "action")[0], &[]).await;
    assert!(page.text("#notice").contains("as soon as you start it"), "{}", page.html);
    assert_eq!(sen.get(&at(visit, "aside")).await.status, 404, "it is there no longer");
    let page = sen.submit(&at(next, "consultation"), &[]).await;
    assert_eq!((page.value("notes").as_str(), page.value("complaint").as_str()), ("गला लाल\nTwo days", "Fever\nSore throat"));
    assert_eq!(page.attributes(".items input[name^='medicine.']", "value"), ["Crocin"]);
    assert_eq!(sen.get(PAGE).await.count("#aside"), 0);
}

#[actix_web::test]
async fn what_was_typed_for_a_visit_that_was_cancelled_is_thrown_away_when_asked() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    let visit = cancelled(&world, &sen, &[("notes", "Nothing much")]).await;
    // What is written in the visit that is open is not written over.
    let open = walk_in(&world, "dr_sen", "asha");
    sen.submit(&at(open, "consultation"), &[]).await;
    sen.submit(&at(open, "draft"), &[("notes", "Now")]).await;
    let page = sen.submit(&at(visit, "aside/transfer"), &[]).await;
    assert!(page.text("#notice").contains("another visit"), "{}", page.html);
    assert_eq!(sen.get(&at(open, "consultation")).await.value("notes"), "Now");

    let page = sen.get(&at(visit, "aside")).await;
    assert_eq!(page.texts("#typed dd"), ["Fever", "Nothing much"]);
    assert!(page.attributes("form[action$='/removal']", "data-confirm")[0].contains("Asha Rao"));
    let page = sen.submit(&at(visit, "aside/removal"), &[]).await;
    assert!(page.text("#notice").contains("Thrown away"), "{}", page.html);
    assert_eq!((page.count("#aside"), sen.get(&at(visit, "aside")).await.status), (0, 404));
    // Nor is there anything to see of a visit that goes on.
    for (of, path) in [(visit, "aside/removal"), (visit, "aside/transfer"), (open, "aside/removal"), (open, "aside/transfer")] {
        let page = sen.submit(&at(of, path), &[]).await;
        assert!(page.text("#notice").contains("Nothing is kept aside"), "{path}");
    }
    assert_eq!(sen.get(&at(open, "consultation")).await.value("notes"), "Now");
    assert_eq!(world.sign_in("dr_joshi").await.post(&at(open, "aside/removal"), &[]).await.status, 404, "another doctor's is not found");
}
