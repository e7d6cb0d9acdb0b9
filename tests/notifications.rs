//! The bell: who is told what, once, and where it leads.

mod messages;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use swasthya::db::Author;
use swasthya::db::ids::{AppointmentId, ClinicId, ImportId};
use swasthya::jobs::due::round;
use swasthya::jobs::sweeps;
use swasthya::models::journal::{DueKind, DueWork};
use swasthya::models::visits::{Appointment, Departure};
use swasthya::schema::organisation::{audit_logs, notifications};

use crate::patient::{RAO, check_in};
use crate::support::register::{REGISTER, brought, run, worked};
use crate::support::world::id;
use crate::support::{Browser, Page, World};

const TOLD: &str = "/patient/notifications";

/// What stands on the page, each with whether it is new.
fn told(page: &Page) -> Vec<(String, bool)> {
    let words = page.texts("#notifications button > span");
    words.into_iter().map(|it| (it.split(" New ").next().unwrap_or_default().to_owned(), it.contains(" New "))).collect()
}

/// How many the bell says are new.
async fn rings(who: &Browser, page: &str) -> String {
    who.get(page).await.texts("#bell b").concat()
}

async fn step(
    world: &World,
    visit: AppointmentId,
    step: impl Fn(&mut swasthya::db::Tx, ClinicId, AppointmentId) -> QueryResult<()> + Send + 'static,
) {
    let andheri = ClinicId(id("andheri"));
    world.databases().write("acme", Author::system(), move |tx| step(tx, andheri, visit)).await.expect("a step");
}

async fn call(world: &World, visit: AppointmentId) {
    step(world, visit, |tx, clinic, visit| Appointment::call(tx, clinic, visit).map(drop)).await;
}

#[actix_web::test]
async fn whoever_is_called_is_told_and_no_more_once_that_does_not_hold() {
    let world = World::open().await;
    let visit = check_in(&world, "kabir", "dr_joshi").await;
    let asha = world.sign_in_by_phone(RAO).await;
    assert_eq!(
        (rings(&asha, "/patient/today").await, asha.get(TOLD).await.text(".empty")),
        (String::new(), "Nothing yet. What concerns you will be said here.".to_owned())
    );
    call(&world, visit).await;
    assert_eq!(rings(&asha, "/patient/today").await, "1");
    let page = asha.get(TOLD).await;
    assert!(told(&page)[0].0.starts_with("Kabir Rao: it is your turn, token 1, Dr "), "{:?}", told(&page));
    assert!(page.queries <= 6, "{} statements", page.queries);
    step(&world, visit, |tx, clinic, visit| Appointment::skip(tx, clinic, visit).map(drop)).await;
    assert_eq!(told(&asha.get(TOLD).await), [], "they were skipped: it is not their turn");
    step(&world, visit, |tx, clinic, visit| Appointment::recall(tx, clinic, visit).map(drop)).await;
    call(&world, visit).await;
    assert_eq!(rings(&asha, "/patient/today").await, "1", "called anew they are told anew");
}

#[actix_web::test]
async fn what_is_opened_is_read_and_leads_to_its_page_and_others_find_nothing() {
    let world = World::open().await;
    let visit = check_in(&world, "asha", "dr_sen").await;
    call(&world, visit).await;
    let asha = world.sign_in_by_phone(RAO).await;
    let reading = asha.get(TOLD).await.attributes("#notifications form", "action").swap_remove(0);
    let lakshmi = world.sign_in_by_phone("98200 11111").await;
    assert_eq!(lakshmi.post(&reading, &[]).await.status, 404);
    let answer = asha.post(&reading, &[]).await;
    assert_eq!((answer.status, answer.location()), (303, "/o/acme/patient/today"));
    assert_eq!(rings(&asha, TOLD).await, "");
    assert_eq!(asha.get(TOLD).await.texts(".unread"), Vec::<String>::new());
    step(&world, visit, |tx, clinic, visit| {
        Appointment::cancel(tx, clinic, visit, &Departure::Cancelled { reason: "Went home".into() }).map(drop)
    })
    .await;
    let page = asha.get(TOLD).await;
    assert!(told(&page)[0].0.starts_with("Asha Rao: token 1 with Dr ") && told(&page)[0].0.contains("was cancelled"), "{:?}", told(&page));
    let cancelled = page.attributes("#notifications form", "action").swap_remove(0);
    assert_eq!(asha.post(&cancelled, &[]).await.location(), format!("/o/acme/patient/visits/{visit}"));
}

#[actix_web::test]
async fn what_came_since_the_page_was_shown_stays_new_when_all_is_read() {
    let world = World::open().await;
    let (first, second) = (check_in(&world, "asha", "dr_sen").await, check_in(&world, "kabir", "dr_joshi").await);
    call(&world, first).await;
    let asha = world.sign_in_by_phone(RAO).await;
    let until = asha.get(TOLD).await.attributes("[name=until]", "value").swap_remove(0);
    call(&world, second).await;
    assert_eq!(asha.post(&format!("{TOLD}/reading"), &[("until", &until)]).await.status, 303);
    assert_eq!(asha.get(TOLD).await.texts(".unread").len(), 1);
    assert_eq!(asha.post(&format!("{TOLD}/reading"), &[("until", "soon")]).await.status, 400);
}

#[actix_web::test]
async fn nobody_is_told_of_what_they_did_themselves() {
    let world = World::open().await;
    // Ria's own visit, and she is at the desk.
    world.run_in("acme", "UPDATE profiles SET user_id = <user ria> WHERE id = <lakshmi>");
    let visit = check_in(&world, "lakshmi", "dr_sen").await;
    let ria = world.sign_in("ria").await;
    assert_eq!(ria.post(&format!("/reception/andheri/appointments/{visit}/call"), &[]).await.status, 303);
    assert_eq!(rings(&ria, "/reception/andheri/queue").await, "");
    let meena = world.sign_in("meena").await;
    assert_eq!(meena.post(&format!("/reception/andheri/appointments/{visit}/skip"), &[]).await.status, 303);
    meena.post(&format!("/reception/andheri/appointments/{visit}/call"), &[]).await;
    assert_eq!(rings(&ria, "/reception/andheri/queue").await, "1");
    let bell = ria.htmx("bell", "/reception/andheri/notifications/bell").await;
    assert_eq!((bell.texts("b").concat(), bell.attributes("#bell", "aria-label")[0].clone()), ("1".into(), "Notifications: 1 new".into()));
}

#[actix_web::test]
async fn a_register_that_is_in_is_told_to_whoever_left_it_to_run() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let import = brought(&om, REGISTER).await;
    run(&om, &import).await;
    let page = om.get("/admin/notifications").await;
    assert!(told(&page)[0].0.contains("the old register is in"), "{:?}", told(&page));
    let reading = page.attributes("#notifications form", "action").swap_remove(0);
    assert_eq!(om.post(&reading, &[]).await.location(), import);
    assert!(om.get("/admin").await.status < 400);
}

/// Lets all that is due be due now.
async fn let_pass(world: &World) {
    let older = "UPDATE due_works SET due_at = due_at - INTERVAL 2 HOUR";
    world.databases().write("acme", Author::system(), move |tx| tx.db.batch_execute(older)).await.expect("time passes");
    let older = "UPDATE organisations_due SET due_at = UTC_TIMESTAMP(6)";
    world.databases().write_directory(Author::system(), move |tx| tx.db.batch_execute(older)).await.expect("time passes");
}

/// Work about a subject that is not there fails until it is given up.
async fn given_up(world: &World) {
    for _ in 0..DueKind::ImportPreview.tries() {
        let_pass(world).await;
        while round(&world.state.databases).await.expect("a round") {}
    }
}

#[actix_web::test]
async fn work_that_is_given_up_is_told_to_the_admins_once_and_tried_again_by_a_button() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let subject = ImportId::new();
    let due = move |tx: &mut swasthya::db::Tx| DueWork::at(tx, DueKind::ImportPreview, subject, tx.now);
    world.databases().write("acme", Author::system(), due).await.expect("work");
    let_pass(&world).await;
    while round(&world.state.databases).await.expect("a round") {}
    let failing = om.get("/admin/work").await;
    assert!(failing.text("#failing tbody").contains("Reading an old register") && rings(&om, "/admin/work").await.is_empty());
    given_up(&world).await;
    assert_eq!(told(&om.get("/admin/notifications").await)[0].0, "Reading an old register: this was tried again and again, and given up.");
    let page = om.get("/admin/work").await;
    assert!(page.text("#given-up tbody").contains("The fault: "), "{}", page.html);
    let reading = om.get("/admin/notifications").await.attributes("#notifications form", "action").swap_remove(0);
    assert_eq!(om.post(&reading, &[]).await.location(), "/o/acme/admin/work");
    given_up(&world).await;
    assert_eq!(rings(&om, "/admin/work").await, "", "told once");
    let form: Vec<(String, String)> =
        ["kind", "subject"].map(|it| (it.to_owned(), page.attributes(&format!("[name={it}]"), "value").swap_remove(0))).to_vec();
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let answer = om.submit("/admin/work/again", &form).await;
    assert!(answer.text("#notice").contains("tried again now"), "{}", answer.html);
    assert_eq!((told(&om.get("/admin/notifications").await), answer.texts("#given-up")), (vec![], vec![]));
    assert!(om.submit("/admin/work/again", &form).await.text("#notice").contains("already"));
    let logged = |db: &mut swasthya::db::Db| audit_logs::table.filter(audit_logs::action.eq("tried_again")).count().get_result::<i64>(db);
    assert_eq!(world.databases().read("acme", logged).await.expect("the log"), 1);
    given_up(&world).await;
    assert_eq!(rings(&om, "/admin/work").await, "1", "given up anew, it is told anew");
    worked(&om).await;
}

#[actix_web::test]
async fn what_was_told_long_ago_is_forgotten() {
    let world = World::open().await;
    let visit = check_in(&world, "asha", "dr_sen").await;
    call(&world, visit).await;
    let count = || world.databases().read("acme", |db| notifications::table.count().get_result::<i64>(db));
    sweeps::sweep_organisations(world.databases()).await.expect("a sweep");
    assert_eq!(count().await.expect("a count"), 1);
    world.run_in("acme", "UPDATE notifications SET told_at = told_at - INTERVAL 91 DAY");
    sweeps::sweep_organisations(world.databases()).await.expect("a sweep");
    assert_eq!(count().await.expect("a count"), 0);
}
