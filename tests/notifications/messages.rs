//! What is told leaves as a message too, where the clinic sends it: once, in waking hours, to whoever wants it and has not read it.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use swasthya::db::Author;
use swasthya::directory::post::{MessageStatus, Outbox};
use swasthya::jobs::due::round;
use swasthya::models::journal::DueWork;
use swasthya::schema::organisation::{due_works, notification_sendings};

use super::{TOLD, call, let_pass, step};
use crate::patient::{RAO, check_in};
use crate::support::world::id;
use crate::support::{Browser, World};

const ASHA: &str = "+919845012345";

/// The page on which Om says what Andheri sends.
fn settings() -> String {
    format!("/admin/clinics/{}/messages", id("andheri"))
}

/// Om has Andheri send these, and be quiet at that time.
async fn send(om: &Browser, sent: &[&str], from: &str, until: &str) {
    let mut form: Vec<(&str, &str)> = sent.iter().map(|it| ("sent", *it)).collect();
    form.extend([("quiet_from", from), ("quiet_until", until)]);
    assert_eq!(om.post(&settings(), &form).await.status, 303);
}

/// The words that went to Asha's phone as a message, oldest first.
async fn messages(world: &World) -> Vec<String> {
    let all = world.databases().read_directory(|db| Outbox::latest(db, 50)).await.expect("the outbox");
    let hers = all.into_iter().rev().filter(|it| it.recipient == ASHA && it.template.starts_with("visit"));
    hers.map(|it| it.body).collect()
}

async fn work(world: &World) {
    while round(&world.state.databases).await.expect("a round") {}
}

async fn outcomes(world: &World) -> Vec<String> {
    let all = |db: &mut swasthya::db::Db| notification_sendings::table.select(notification_sendings::outcome).load(db);
    world.databases().read("acme", all).await.expect("sendings")
}

#[actix_web::test]
async fn a_clinic_sends_what_its_admin_chose_once_and_the_office_sees_what_became_of_it() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let first = check_in(&world, "mohan_rao", "dr_sen").await;
    call(&world, first).await;
    work(&world).await;
    assert_eq!(messages(&world).await, Vec::<String>::new(), "nothing is sent unless it was chosen");
    send(&om, &["visit_called"], "21:00", "08:00").await;
    let visit = check_in(&world, "kabir", "dr_joshi").await;
    call(&world, visit).await;
    assert_eq!(messages(&world).await.len(), 0, "it is written with what it tells of");
    work(&world).await;
    let told = messages(&world).await;
    assert!(
        told.len() == 1 && told[0].starts_with("Kabir Rao: it is your turn, token 1, Dr ") && told[0].ends_with(" Andheri Clinic"),
        "{told:?}"
    );
    step(&world, visit, |tx, clinic, visit| swasthya::models::visits::Appointment::skip(tx, clinic, visit).map(drop)).await;
    let page = om.get("/admin/messages").await;
    assert_eq!(page.texts("#messages tbody tr").len(), 0, "what does not hold any more is gone");
    call(&world, visit).await;
    work(&world).await;
    let page = om.get("/admin/messages").await;
    let row = page.text("#messages tbody tr");
    assert!(row.contains("Kabir Rao: it is your turn") && row.contains("…45") && row.contains("On its way"), "{row}");
    let fail = "UPDATE outbox SET status = 'failed', last_error = 'the gateway answered 403' WHERE template = 'visit_called'";
    world.databases().write_directory(Author::system(), move |tx| tx.db.batch_execute(fail)).await.expect("a failure");
    let row = om.get("/admin/messages").await.text("#messages tbody tr");
    assert!(row.contains("Failed") && row.contains("the gateway answered 403"), "{row}");
    assert_eq!(om.get(&settings()).await.attributes("[name=sent][checked]", "value"), ["visit_called"]);
}

#[actix_web::test]
async fn what_would_leave_at_night_waits_but_not_ones_turn() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    send(&om, &["visit_called", "visit_moved"], "00:00", "23:59").await;
    let visit = check_in(&world, "asha", "dr_sen").await;
    call(&world, visit).await;
    let joshi = swasthya::db::ids::ProfileId(id("dr_joshi"));
    step(&world, visit, move |tx, clinic, visit| swasthya::models::visits::Appointment::move_to(tx, clinic, visit, joshi).map(drop)).await;
    let due = |db: &mut swasthya::db::Db| due_works::table.filter(due_works::kind.eq("sending")).count().get_result::<i64>(db);
    work(&world).await;
    assert_eq!(
        (messages(&world).await.len(), world.databases().read("acme", due).await.expect("works")),
        (0, 1),
        "the call does not hold any more, the move waits"
    );
    let page = om.get("/admin/messages").await;
    assert!(page.text("#messages tbody").contains("Waits for its time"), "{}", page.html);
    let other = check_in(&world, "kabir", "dr_sen").await;
    call(&world, other).await;
    work(&world).await;
    let told = messages(&world).await;
    assert!(told.len() == 1 && told[0].starts_with("Kabir Rao"), "{told:?}");
}

#[actix_web::test]
async fn who_read_it_or_does_not_want_it_gets_no_message() {
    let world = World::open().await;
    let (om, asha) = (world.sign_in("om").await, world.sign_in_by_phone(RAO).await);
    send(&om, &["visit_called", "visit_cancelled"], "21:00", "21:00").await;
    let visit = check_in(&world, "asha", "dr_sen").await;
    call(&world, visit).await;
    let reading = asha.get(TOLD).await.attributes("#notifications form", "action").swap_remove(0);
    asha.post(&reading, &[]).await;
    work(&world).await;
    assert_eq!((messages(&world).await.len(), outcomes(&world).await), (0, vec!["read".to_owned()]));
    let page = asha.get("/patient/messages").await;
    assert_eq!(page.attributes("[name=wanted][checked]", "value").len(), page.attributes("[name=wanted]", "value").len());
    assert_eq!(asha.post("/patient/messages", &[("wanted", "visit_cancelled")]).await.status, 303);
    assert_eq!(asha.get("/patient/messages").await.attributes("[name=wanted][checked]", "value"), ["visit_cancelled"]);
    let visit = check_in(&world, "kabir", "dr_joshi").await;
    call(&world, visit).await;
    work(&world).await;
    assert_eq!((messages(&world).await.len(), outcomes(&world).await.len()), (0, 1), "it is not even written");
}

#[actix_web::test]
async fn a_message_that_nobody_brought_when_the_process_ended_leaves_once() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    send(&om, &["visit_called"], "21:00", "21:00").await;
    let visit = check_in(&world, "asha", "dr_sen").await;
    call(&world, visit).await;
    let take = || world.databases().write("acme", Author::system(), DueWork::take);
    assert!(take().await.expect("what is due").is_some(), "whoever has it in hand is gone");
    work(&world).await;
    assert_eq!(messages(&world).await.len(), 0);
    let_pass(&world).await;
    work(&world).await;
    assert_eq!(messages(&world).await.len(), 1);
    // As if it had ended after the outbox had it: the row waits still, and is due.
    let again = "UPDATE notification_sendings SET outcome = 'waiting';
        INSERT INTO due_works (kind, subject, due_at, caused_by) SELECT 'sending', notification_id, due_at, notification_id FROM notification_sendings";
    world.run_in("acme", again);
    let_pass(&world).await;
    work(&world).await;
    assert_eq!((messages(&world).await.len(), outcomes(&world).await), (1, vec!["handed".to_owned()]));
}

#[actix_web::test]
async fn no_organisation_sends_without_end_and_nobody_is_written_to_without_an_address() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    send(&om, &["visit_called"], "21:00", "21:00").await;
    world
        .run_in_directory("INSERT INTO allowances (kind, subject, begun_at, taken) VALUES ('messages_of', 'acme', UTC_TIMESTAMP(6), 5000)");
    let visit = check_in(&world, "asha", "dr_sen").await;
    call(&world, visit).await;
    work(&world).await;
    assert_eq!((messages(&world).await.len(), outcomes(&world).await), (0, vec!["spent".to_owned()]));
    world.run_in_directory("DELETE FROM allowances WHERE kind = 'messages_of'");
    world.run_in_directory("UPDATE users SET phone = NULL, email = NULL WHERE phone = '+919845012345'");
    let visit = check_in(&world, "kabir", "dr_joshi").await;
    call(&world, visit).await;
    work(&world).await;
    let mut all = outcomes(&world).await;
    all.sort();
    assert_eq!(all, ["nowhere", "spent"]);
    let taken = om.get("/admin/messages").await;
    assert!(
        taken.text("#messages").contains("Too many messages in one day") && taken.text("#messages").contains("No number and no address")
    );
}

#[actix_web::test]
async fn what_is_no_time_keeps_what_was_chosen_and_two_admins_do_not_undo_each_other() {
    let world = World::open().await;
    world.run_in("acme", "UPDATE clinic_members SET role = 'admin' WHERE profile_id = <mira>");
    let om = world.sign_in("om").await;
    let typed = [("sent", "visit_moved"), ("quiet_from", "evening"), ("quiet_until", "07:00")];
    let page = om.post(&settings(), &typed).await;
    assert_eq!((page.status, page.attributes("[name=sent][checked]", "value")), (422, vec!["visit_moved".to_owned()]));
    assert!(page.text("#quiet_from-error").contains("21:00") && page.attributes("[name=quiet_from]", "value") == ["evening"]);
    let was = om.get(&settings()).await.attributes("[name=was]", "value").swap_remove(0);
    let form = |sent: &'static str| {
        [("sent", sent.to_owned()), ("quiet_from", "21:00".into()), ("quiet_until", "08:00".into()), ("was", was.clone())]
    };
    for sent in ["visit_moved", "visit_called"] {
        let fields = form(sent);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(om.post(&settings(), &fields).await.status, 303, "{sent}");
    }
    assert_eq!(om.get(&settings()).await.attributes("[name=sent][checked]", "value"), ["visit_called", "visit_moved"]);
    let log = om.get("/admin/audit").await;
    assert!(log.text("body").contains("Messages sent"), "{}", log.html);
    let all = world.databases().read_directory(|db| Outbox::latest(db, 5)).await.expect("the outbox");
    assert!(all.iter().all(|it| it.status != MessageStatus::Failed));
}
