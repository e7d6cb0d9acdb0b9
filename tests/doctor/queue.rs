//! The doctor's own queue.

use swasthya::schema::organisation::appointments as visits;

use super::*;
use crate::reception::walk_ins::check_in;

#[actix_web::test]
async fn the_doctor_sees_their_own_queue_and_calls_the_next_by_the_rule() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let sen = world.sign_in("dr_sen").await;
    let page = sen.get("/doctor/andheri/queue").await;
    assert_eq!((page.status, page.count(".visit")), (200, 0));
    assert_eq!(page.count("button[disabled]"), 1, "nobody to call");
    check_in(&ria, "asha", "dr_sen", "normal").await;
    check_in(&ria, "mohan_rao", "dr_sen", "elderly").await;
    check_in(&ria, "lakshmi", "dr_joshi", "emergency").await;
    let page = sen.get("/doctor/andheri/queue").await;
    assert_eq!(page.texts(".visit .patient"), ["Mohan Rao", "Asha Rao"]);
    assert!(page.queries <= 6, "{} statements", page.queries);
    let page = sen.submit("/doctor/andheri/calls", &[]).await;
    assert_eq!(page.text("h1"), "Mohan Rao", "whoever is called is opened");
    assert!(page.text("#notice").contains("Token 2 called"), "{}", page.html);
    assert_eq!(sen.get("/doctor/andheri/queue").await.texts(".visit .status"), ["Called", "Waiting"]);
}

#[actix_web::test]
async fn the_next_patient_is_one_press_from_the_signed_visit_and_begins_with_the_first_entry() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    let first = walk_in(&world, "dr_sen", "asha");
    let second = walk_in(&world, "dr_sen", "mohan_rao");
    sen.submit(&at(first, "consultation"), &[]).await;
    let printed = sen.submit(&at(first, "signature"), &[("complaint", "Fever")]).await;
    let attempt = printed.value("attempt");
    let next = [("attempt", attempt.as_str())];
    let page = sen.submit("/doctor/andheri/calls", &next).await;
    assert_eq!((page.text("h1").as_str(), page.path.starts_with(&format!("/o/acme{}", at(second, "consultation")))), ("Mohan Rao", true));
    assert!(page.queries <= 6, "{} statements", page.queries);
    assert_eq!(page.count("#said-called form"), 2, "in, or not here");
    let begun = |visit| {
        let of = move |db: &mut swasthya::db::Db| {
            visits::table.find(visit).select(visits::started_at).first::<Option<chrono::NaiveDateTime>>(db)
        };
        world.databases().read_now("acme", of).expect("a visit")
    };
    assert_eq!(begun(second), None, "reading is no consultation");
    assert_eq!(sen.get("/doctor/andheri/queue").await.texts(".visit .status")[0], "Called", "nor does it begin");
    // Pressed again, here or on another device, nobody else is called.
    let third = walk_in(&world, "dr_sen", "lakshmi");
    assert_eq!(sen.submit("/doctor/andheri/calls", &next).await.text("h1"), "Mohan Rao");
    let page = sen.submit("/doctor/andheri/calls", &[]).await;
    assert!(page.text("h1") == "Mohan Rao" && page.text("#notice").contains("called already"), "{}", page.html);

    let page = save(&sen, second, &[("notes", "Throat red")]).await;
    assert_eq!((page.status, page.count("#said-called form")), (200, 0), "{}", page.html);
    assert!(begun(second).is_some(), "the first entry begins it");
    let page = sen.submit(&at(second, "signature"), &[("notes", "Throat red"), ("then", "next")]).await;
    assert_eq!(page.text("h1"), "Lakshmi Iyer", "signed and gone on in one");
    assert!(page.text("#notice").contains("Signed. Token 3 is called."), "{}", page.html);
    sen.submit(&at(third, "consultation"), &[]).await;
    assert!(begun(third).is_some());
    let page = sen.submit(&at(third, "signature"), &[("notes", "Well"), ("then", "next")]).await;
    assert!(page.path.starts_with("/o/acme/doctor/andheri/queue"), "{}", page.path);
    assert!(page.text("#notice").contains("Nobody is waiting"), "{}", page.html);
    assert!(sen.submit("/doctor/andheri/calls", &[]).await.text("#notice").contains("Nobody is waiting"));
}

#[actix_web::test]
async fn whoever_was_let_in_by_the_desk_is_written_about_and_whoever_only_waits_is_not() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    let visit = walk_in(&world, "dr_sen", "asha");
    assert_eq!(save(&sen, visit, &[("notes", "Too early")]).await.status, 409);
    assert_eq!(sen.get(&at(visit, "consultation")).await.status, 303, "the record of somebody who waits stays shut");
    let start = move |tx: &mut swasthya::db::Tx| Appointment::start(tx, ClinicId(id("andheri")), visit);
    let _ = world.databases().write_now("acme", &Author::system(), start).expect("let in");
    assert_eq!(sen.get(&at(visit, "consultation")).await.text("h1"), "Asha Rao");
    assert_eq!(save(&sen, visit, &[("notes", "In time")]).await.status, 200);
    assert_eq!(sen.get(&at(visit, "consultation")).await.value("notes"), "In time");
}

#[actix_web::test]
async fn a_doctor_skips_their_own_patients_only() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    check_in(&ria, "asha", "dr_sen", "normal").await;
    let visit = crate::reception::appointments::visit_of(&ria, "Asha Rao").await.replace("/reception/", "/doctor/");
    let joshi = world.sign_in("dr_joshi").await;
    assert_eq!(joshi.post(&format!("{visit}/skip"), &[]).await.status, 404);
    let sen = world.sign_in("dr_sen").await;
    assert_eq!(sen.submit(&format!("{visit}/skip"), &[]).await.texts(".visit .status"), ["Skipped"]);
    assert_eq!(ria.post(&format!("{visit}/skip"), &[]).await.status, 403);
}

#[actix_web::test]
async fn who_was_seen_last_stands_first() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    for patient in ["asha", "mohan_rao", "lakshmi"] {
        let visit = walk_in(&world, "dr_sen", patient);
        sen.submit(&at(visit, "consultation"), &[]).await;
        assert_eq!(sen.post(&at(visit, "signature"), &[("complaint", "Fever")]).await.status, 303);
    }
    let page = sen.get("/doctor/andheri/queue").await;
    assert_eq!(page.texts("[aria-labelledby=doctor-seen] .patient"), ["Lakshmi Iyer", "Mohan Rao", "Asha Rao"]);
}
