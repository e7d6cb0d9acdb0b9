//! Of whom the second step is asked: of everybody who reads records, after a week in which they set it up; of admins at once.

use diesel::prelude::*;
use swasthya::db::Author;
use swasthya::directory::tenants::{Creation, CreationAsked, NewOrganisation};
use swasthya::schema::directory::organisations;

use crate::support::world::{PASSWORD, next_code};
use crate::support::{Browser, World};

const DESK: &str = "/reception/andheri/queue";

/// Acme asks it of everybody, as a new organisation does.
fn asked(world: &World) {
    world.run_in_directory("UPDATE organisations SET two_step_roles = 'doctor,staff' WHERE slug = 'acme'");
}

/// Lets days pass since people were first asked.
fn let_days_pass(world: &World, days: u32) {
    world.run_in_directory(&format!("UPDATE memberships SET two_step_asked_at = two_step_asked_at - INTERVAL {days} DAY"));
}

/// Types the password; answers where it leads.
async fn come_in(browser: &Browser, name: &str) -> String {
    let page = browser.post("/sign-in/password", &[("login", &format!("{name}@acme.test")), ("password", PASSWORD)]).await;
    page.header("location").to_owned()
}

async fn set_up(world: &World, browser: &Browser, name: &str) {
    browser.submit("/account/two-step", &[]).await;
    let code = next_code(world.databases(), name).await;
    assert_eq!(browser.submit("/account/two-step/confirmation", &[("code", &code)]).await.count("#recovery-codes"), 1);
}

#[actix_web::test]
async fn auth_21_a_new_organisation_asks_it_of_everybody_who_reads_records() {
    let world = World::open().await;
    let new = NewOrganisation { name: "New".into(), slug: "newclinic".into(), ..Default::default() };
    let begun = world.databases().write_directory_now(&Author::system(), |tx| {
        assert!(matches!(Creation::begin(tx, &new, false)?, CreationAsked::Begun(_)));
        organisations::table.filter(organisations::slug.eq("newclinic")).select(organisations::two_step_roles).first::<String>(tx.db)
    });
    assert_eq!(begun.expect("written down"), "doctor,staff");
}

#[actix_web::test]
async fn auth_21_whoever_reads_records_has_a_week_from_their_first_sign_in_and_then_sets_it_up() {
    let world = World::open().await;
    asked(&world);
    let ria = world.sign_in("ria").await;
    let page = ria.get(DESK).await;
    assert_eq!(page.status, 200);
    assert!(page.text("#grace").contains("In 7 days"), "{}", page.text("#grace"));
    assert_eq!(page.attributes("#grace a", "href"), ["/account/two-step?next=/o/acme/reception/andheri/queue"]);
    let_days_pass(&world, 6);
    assert!(ria.get(DESK).await.text("#grace").contains("From tomorrow on"));
    let second = world.sign_in("ria").await;
    assert!(second.get(DESK).await.text("#grace").contains("From tomorrow on"), "the week begins once");
    // A session from before the hour that it ends goes on: nobody is sent away from what they write.
    world.let_pass(10).await;
    world.run_in_directory("UPDATE memberships SET two_step_asked_at = UTC_TIMESTAMP(6) - INTERVAL 7 DAY - INTERVAL 5 MINUTE");
    let page = second.get(DESK).await;
    assert_eq!(page.status, 200);
    assert!(page.text("#grace").contains("From your next sign-in on"), "{}", page.text("#grace"));
    let third = world.sign_in("ria").await;
    let closed = third.get(DESK).await;
    assert_eq!((closed.status, closed.header("location")), (303, "/account/confirm?next=/o/acme/reception/andheri/queue"));
    let door = third.get(closed.header("location")).await;
    assert_eq!(door.header("location"), "/account/two-step?next=/o/acme/reception/andheri/queue");
    set_up(&world, &third, "ria").await;
    let page = third.get(DESK).await;
    assert_eq!((page.status, page.count("#grace")), (200, 0));
}

#[actix_web::test]
async fn auth_21_an_admin_with_a_password_alone_opens_nothing() {
    let world = World::open().await;
    world.run_in_directory("UPDATE users SET mfa_enabled = FALSE, mfa_secret = NULL WHERE id = <user om>");
    let om = world.sign_in("om").await;
    for page in [DESK, "/reception/andheri/payments", "/reception/bandra/queue", "/admin/figures", "/admin/people"] {
        let answer = om.get(page).await;
        assert_eq!(answer.status, 303, "{page}");
        assert!(answer.header("location").starts_with("/account/confirm"), "{page}: {}", answer.header("location"));
    }
}

#[actix_web::test]
async fn auth_21_patients_are_not_asked() {
    let world = World::open().await;
    asked(&world);
    let asha = world.sign_in_by_phone("98450 12345").await;
    let page = asha.get("/patient/today").await;
    assert_eq!((page.status, page.count("#grace")), (200, 0));
}

#[actix_web::test]
async fn auth_21_a_shared_browser_is_remembered_for_each_person_for_a_month() {
    let world = World::open().await;
    for name in ["ria", "meena", "bela"] {
        let own = world.sign_in(name).await;
        set_up(&world, &own, name).await;
    }
    let desk = world.visitor();
    for name in ["ria", "meena"] {
        assert_eq!(come_in(&desk, name).await, "/sign-in/second-step");
        let code = next_code(world.databases(), name).await;
        assert_eq!(desk.post("/sign-in/second-step", &[("code", &code), ("remember", "yes")]).await.status, 303);
        desk.post("/sign-out", &[]).await;
    }
    for name in ["ria", "meena"] {
        assert_eq!(come_in(&desk, name).await, "/doors", "{name} is not asked again");
        assert_eq!(desk.get(DESK).await.status, 200);
        desk.post("/sign-out", &[]).await;
    }
    assert_eq!(come_in(&desk, "bela").await, "/sign-in/second-step", "it is remembered for those who chose so");
    world.run_in_directory("UPDATE trusted_devices SET expires_at = expires_at - INTERVAL 31 DAY");
    assert_eq!(come_in(&desk, "ria").await, "/sign-in/second-step", "after a month she is asked");
}
