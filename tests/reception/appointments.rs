//! What is done with a visit: every step, in time, too late, twice, and undone.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use swasthya::schema::organisation::appointments;

use super::walk_ins::check_in;
use crate::support::world::id;
use crate::support::{Browser, Page, World};

/// The address of the visit of somebody who stands on the board.
pub async fn visit_of(desk: &Browser, name: &str) -> String {
    let page = desk.get("/reception/andheri/queue").await;
    let place = page.texts("#board .patient").iter().position(|it| it == name).unwrap_or_else(|| panic!("{name} is not on the board"));
    let visit = page.attributes("#board .visit", "id").remove(place);
    format!("/reception/andheri/appointments/{}", visit.trim_start_matches("visit-"))
}

fn status(page: &Page) -> String {
    page.text(".visit .status")
}

#[actix_web::test]
async fn a_patient_is_called_skipped_recalled_and_undone() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    check_in(&ria, "asha", "dr_sen", "normal").await;
    let visit = visit_of(&ria, "Asha Rao").await;
    let step = async |verb: &str| ria.submit(&format!("{visit}/{verb}"), &[]).await;
    let page = step("call").await;
    assert_eq!((status(&page).as_str(), page.text(".serving .token:not(:empty)").as_str()), ("Called", "1"));
    assert!(step("call").await.text("#notice").contains("stood so already"));
    assert_eq!(status(&step("undo?step=called").await), "Waiting");
    assert_eq!(status(&step("skip").await), "Skipped");
    assert_eq!(status(&step("recall").await), "Back, goes next");
    assert_eq!(status(&step("undo?step=recalled").await), "Skipped");
    assert_eq!(status(&step("call").await), "Called", "whoever was skipped may be called at once");
    let page = step("undo?step=skipped").await;
    assert!(page.text("#notice").contains("Too late"), "only the last step is undone: {}", page.html);
    assert_eq!(status(&page), "Called");
}

/// The doctor writes on paper, or the tablet is dead: the desk says who is in and who is done, and the queue goes on.
#[actix_web::test]
async fn the_desk_takes_a_visit_to_its_end_and_the_doctor_writes_later() {
    let world = World::open().await;
    let (ria, sen) = (world.sign_in("ria").await, world.sign_in("dr_sen").await);
    check_in(&ria, "asha", "dr_sen", "normal").await;
    let visit = visit_of(&ria, "Asha Rao").await;
    let step = async |verb: &str| ria.submit(&format!("{visit}/{verb}"), &[]).await;
    assert!(step("finish").await.text("#notice").contains("Too late"), "nobody is done who was not in");
    step("call").await;
    let page = step("start").await;
    assert_eq!(status(&page), "With the doctor");
    assert!(page.text("#notice").contains("Token 1 is in: Asha Rao, Dr Anjali Sen"), "{}", page.text("#notice"));
    assert!(step("start").await.text("#notice").contains("stood so already"));
    let page = ria.submit(&page.attributes("#notice form", "action")[0], &[]).await;
    assert_eq!(status(&page), "Called", "taken back, it stands as before");
    step("start").await;
    let page = step("finish").await;
    assert_eq!((status(&page).as_str(), page.texts(".counts li").contains(&"1 done".to_owned())), ("Done", true), "{}", page.html);
    let page = ria.submit(&page.attributes("#notice form", "action")[0], &[]).await;
    assert_eq!(status(&page), "With the doctor");
    step("finish").await;
    let ended = || {
        world.databases().read_now("acme", |db| appointments::table.select(appointments::completed_at).first::<Option<NaiveDateTime>>(db))
    };
    let at = ended().expect("a visit");
    let doctors = visit.replace("/reception/", "/doctor/");
    let write = sen.get("/doctor/andheri/queue").await.attributes("[data-status=completed] form", "action");
    assert_eq!(write, [format!("/o/acme{doctors}/consultation")], "what is not written waits for the doctor");
    assert_eq!(sen.submit(&write[0], &[]).await.count("#draft"), 1);
    let page = sen.submit(&format!("{doctors}/signature"), &[("complaint", "Cough")]).await;
    assert_eq!(page.status, 200, "{:?}", page.texts(".error"));
    assert_eq!(ended().expect("a visit"), at, "it ended when the desk said so");
    assert!(sen.get("/doctor/andheri/queue").await.attributes("[data-status=completed] form", "action").is_empty());
    assert!(step("undo?step=completed").await.text("#notice").contains("Too late"), "what is signed stays over");
}

#[actix_web::test]
async fn whoever_goes_in_by_mistake_stands_as_they_stood_before() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    check_in(&ria, "asha", "dr_sen", "normal").await;
    let visit = visit_of(&ria, "Asha Rao").await;
    let step = async |verb: &str| status(&ria.submit(&format!("{visit}/{verb}"), &[]).await);
    for (before, stand) in [("undo?step=in_consultation", "Waiting"), ("call", "Called")] {
        step(before).await;
        assert_eq!(step("start").await, "With the doctor");
        assert_eq!(step("undo?step=in_consultation").await, stand);
    }
}

#[actix_web::test]
async fn what_the_doctor_has_written_is_not_taken_back_at_the_desk() {
    let world = World::open().await;
    let (ria, sen) = (world.sign_in("ria").await, world.sign_in("dr_sen").await);
    check_in(&ria, "asha", "dr_sen", "normal").await;
    let visit = visit_of(&ria, "Asha Rao").await;
    let doctors = visit.replace("/reception/", "/doctor/");
    ria.submit(&format!("{visit}/start"), &[]).await;
    assert_eq!(sen.submit(&format!("{doctors}/consultation"), &[]).await.status, 200, "the doctor goes on with whom the desk let in");
    sen.post(&format!("{doctors}/draft"), &[("notes", "Cough")]).await;
    let page = ria.submit(&format!("{visit}/undo?step=in_consultation"), &[]).await;
    assert_eq!((status(&page).as_str(), page.text("#notice").contains("Too late")), ("With the doctor", true), "{}", page.html);
    let page = ria.submit(&format!("{visit}/finish"), &[]).await;
    assert_eq!(status(&page), "Done");
    let page = sen.get(&format!("{doctors}/consultation")).await;
    assert!(page.status == 200 && page.html.contains("Cough"), "and nothing of it is lost: {}", page.html);
    check_in(&ria, "asha", "dr_sen", "normal").await;
    let page = ria.submit(&format!("{visit}/undo?step=completed"), &[]).await;
    assert!(page.text("#notice").contains("Too late"), "they stand in the queue again: {}", page.text("#notice"));
}

#[actix_web::test]
async fn whoever_is_recalled_goes_next_even_before_an_emergency() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    check_in(&ria, "asha", "dr_sen", "normal").await;
    check_in(&ria, "kabir", "dr_sen", "emergency").await;
    let asha = visit_of(&ria, "Asha Rao").await;
    let page = ria.submit(&format!("{asha}/skip"), &[]).await;
    assert_eq!(page.texts(".visit .patient"), ["Kabir Rao", "Asha Rao"]);
    let page = ria.submit(&format!("{asha}/recall"), &[]).await;
    assert_eq!(page.texts(".visit .patient"), ["Asha Rao", "Kabir Rao"]);
}

#[actix_web::test]
async fn a_cancelled_visit_comes_back_with_the_same_token() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    check_in(&ria, "asha", "dr_sen", "normal").await;
    check_in(&ria, "lakshmi", "dr_sen", "normal").await;
    let asha = visit_of(&ria, "Asha Rao").await;
    let page = ria.submit(&format!("{asha}/cancellation"), &[("reason", "Went home")]).await;
    assert_eq!(page.texts(".visit .status"), ["Waiting", "Cancelled"]);
    assert_eq!(page.count(".visit[data-status=cancelled] .badge"), 0, "nothing is asked for");
    assert!(ria.submit(&format!("{asha}/call"), &[]).await.text("#notice").contains("Too late"));
    let page = ria.submit(&format!("{asha}/cancellation/removal?step=cancelled"), &[]).await;
    assert_eq!(page.texts(".visit .token"), ["1", "2"]);
    assert_eq!(page.texts(".visit .badge"), ["Due ₹500", "Due ₹500"]);
    let page = ria.submit(&format!("{asha}/cancellation"), &[("no_show", "yes")]).await;
    assert_eq!(page.texts(".visit .status"), ["Waiting", "Did not come"]);
    check_in(&ria, "asha", "dr_sen", "normal").await;
    let page = ria.submit(&format!("{asha}/cancellation/removal?step=no_show"), &[]).await;
    assert!(page.text("#notice").contains("Too late"), "she has another token by now: {}", page.html);
}

#[actix_web::test]
async fn a_reason_that_is_too_long_is_kept_and_refused() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    check_in(&ria, "asha", "dr_sen", "normal").await;
    let asha = visit_of(&ria, "Asha Rao").await;
    let long = "x".repeat(300);
    let page = ria.submit(&format!("{asha}/cancellation"), &[("reason", &long)]).await;
    assert_eq!((page.status, page.value("reason")), (422, long));
    assert_eq!(page.text("#reason-error"), "At most 255 characters; this has 300.");
}

#[actix_web::test]
async fn another_priority_is_another_place() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    check_in(&ria, "asha", "dr_sen", "normal").await;
    check_in(&ria, "lakshmi", "dr_sen", "normal").await;
    let lakshmi = visit_of(&ria, "Lakshmi Iyer").await;
    let page = ria.submit(&format!("{lakshmi}/priority"), &[("priority", "emergency")]).await;
    assert_eq!(page.texts(".visit .patient"), ["Lakshmi Iyer", "Asha Rao"]);
    assert_eq!(ria.post(&format!("{lakshmi}/priority"), &[("priority", "king")]).await.status, 400);
}

#[actix_web::test]
async fn moving_to_another_doctor_gives_a_new_token_and_closes_the_old_place() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    check_in(&ria, "lakshmi", "dr_joshi", "normal").await;
    check_in(&ria, "asha", "dr_sen", "emergency").await;
    let asha = visit_of(&ria, "Asha Rao").await;
    let joshi = id("dr_joshi").to_string();
    let page = ria.submit(&format!("{asha}/move"), &[("doctor", &joshi)]).await;
    assert!(page.text("#notice").contains("new token is 2"), "{}", page.html);
    assert_eq!(page.texts(&format!("#queue-{joshi} .patient")), ["Asha Rao", "Lakshmi Iyer"]);
    assert_eq!(page.count(".visit"), 2, "the old place is gone");
    assert_eq!(page.texts(".visit .badge"), ["Due ₹300", "Due ₹300"], "at the other doctor's fee");
    let page = ria.submit(&format!("{asha}/cancellation/removal?step=cancelled"), &[]).await;
    assert!(page.text("#notice").contains("Too late"), "{}", page.html);
    let moved = visit_of(&ria, "Asha Rao").await;
    assert!(ria.submit(&format!("{moved}/move"), &[("doctor", &joshi)]).await.text("#notice").contains("already"));
    assert_eq!(ria.post(&format!("{moved}/move"), &[("doctor", &id("dr_zaveri").to_string())]).await.status, 404);
}

#[actix_web::test]
async fn a_visit_has_a_page_with_what_is_rarely_done() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    check_in(&ria, "asha", "dr_sen", "normal").await;
    let asha = visit_of(&ria, "Asha Rao").await;
    let page = ria.get(&asha).await;
    assert_eq!((page.status, page.text("h1").as_str()), (200, "Token 1: Asha Rao"));
    assert_eq!(page.count("form[action$='/move'], form[action$='/priority'], form[action$='/cancellation']"), 3);
    assert!(page.queries <= 6, "{} statements", page.queries);
    ria.submit(&format!("{asha}/cancellation"), &[]).await;
    assert_eq!(ria.get(&asha).await.count("form[action$='/move']"), 0);
}

#[actix_web::test]
async fn skipping_somebody_who_was_never_called_says_nothing_of_a_call() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    check_in(&ria, "asha", "dr_sen", "normal").await;
    let asha = visit_of(&ria, "Asha Rao").await;
    let told = async || ria.get(&asha).await.texts("dl.facts dt").contains(&"Called".to_owned());
    ria.submit(&format!("{asha}/skip"), &[]).await;
    assert!(!told().await);
    ria.submit(&format!("{asha}/recall"), &[]).await;
    let page = ria.submit(&format!("{asha}/undo?step=recalled"), &[]).await;
    assert_eq!(status(&page), "Skipped");
    assert!(!told().await, "nor when the recall is taken back");
    ria.submit(&format!("{asha}/call"), &[]).await;
    ria.submit(&format!("{asha}/skip"), &[]).await;
    assert!(told().await, "whoever was called was");
}

#[actix_web::test]
async fn what_somebody_came_for_is_corrected_until_the_visit_is_over() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    check_in(&ria, "asha", "dr_sen", "normal").await;
    let asha = visit_of(&ria, "Asha Rao").await;
    let correct = async |words: &str| ria.submit(&format!("{asha}/complaint"), &[("complaint", words)]).await;
    let page = correct("Cough since Monday").await;
    assert_eq!(page.value("complaint"), "", "the desk types it and need not be one who reads it");
    assert!(page.text("#notice").contains("Token 1"), "{}", page.text("#notice"));
    assert!(correct("Cough since Monday").await.text("#notice").contains("stood so already"));
    let page = ria.post(&format!("{asha}/complaint"), &[("complaint", "x".repeat(501).as_str())]).await;
    assert_eq!((page.status, page.value("complaint").len(), page.count("[aria-invalid]")), (422, 501, 1), "nothing typed is lost");
    assert_eq!(ria.post(&format!("{asha}/complaint"), &[("complaint", " ")]).await.status, 422, "what is not seen is not emptied");
    let kept: String = world.databases().read_now("acme", |db| appointments::table.select(appointments::complaint).first(db)).expect("one");
    assert_eq!(kept, "Cough since Monday");
    let rows: Vec<String> = world
        .databases()
        .read_now("acme", |db| {
            use swasthya::schema::organisation::audit_logs;
            audit_logs::table.filter(audit_logs::action.eq("complaint_corrected")).select(audit_logs::details).load(db)
        })
        .expect("rows");
    assert_eq!(rows.len(), 1);
    assert!(!rows[0].contains("Cough"), "the log is read by those who may not read this: {}", rows[0]);
    ria.submit(&format!("{asha}/cancellation"), &[]).await;
    assert!(correct("Fever").await.text("#notice").contains("Too late"));
    assert_eq!(ria.get(&asha).await.count("form[action$='/complaint']"), 0);
}

#[actix_web::test]
async fn the_slip_has_the_token_and_the_wait() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    check_in(&ria, "lakshmi", "dr_sen", "normal").await;
    check_in(&ria, "asha", "dr_sen", "normal").await;
    let page = ria.get(&format!("{}/slip", visit_of(&ria, "Asha Rao").await)).await;
    assert_eq!((page.status, page.text("b.token").as_str()), (200, "2"));
    assert_eq!(page.count("body[data-paper=slip] svg.qr"), 1);
    for words in ["Andheri Clinic", "Dr Anjali Sen", "SW-000001", "5–10 min"] {
        assert!(page.html.contains(words), "{words} is not on the slip");
    }
    assert!(page.queries <= 6, "{} statements", page.queries);
}

#[actix_web::test]
async fn a_visit_of_another_clinic_is_not_found() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    check_in(&ria, "asha", "dr_sen", "normal").await;
    let asha = visit_of(&ria, "Asha Rao").await;
    let bela = world.sign_in("bela").await;
    let theirs = asha.replace("andheri", "bandra");
    for verb in ["call", "skip", "recall", "undo?step=called", "cancellation"] {
        assert_eq!(bela.post(&format!("{theirs}/{verb}"), &[]).await.status, 404, "{verb}");
        assert_eq!(bela.post(&format!("{asha}/{verb}"), &[]).await.status, 404, "{verb} there");
    }
    assert_eq!(bela.get(&theirs).await.status, 404);
    assert_eq!(bela.get(&format!("{theirs}/slip")).await.status, 404);
    let sen = world.sign_in("dr_sen").await;
    assert_eq!(sen.post(&format!("{asha}/call"), &[]).await.status, 403);
}
