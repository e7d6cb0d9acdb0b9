//! The second step of whoever has no smartphone: a code to their phone, which is none beside a code to that phone.

use diesel::prelude::*;
use swasthya::schema::directory::audit_logs;

use crate::support::world::{PASSWORD, id};
use crate::support::{Browser, World};

const DESK: &str = "/reception/andheri/queue";

/// Ria has a phone, and works where everybody is asked.
async fn world() -> World {
    let world = World::open().await;
    world.run_in_directory(
        "UPDATE users SET phone = '+919812345678' WHERE id = <user ria>;
         UPDATE organisations SET two_step_roles = 'doctor,staff' WHERE slug = 'acme'",
    );
    world
}

/// Ria sets it up.
async fn set_up(world: &World) -> Browser {
    let ria = world.sign_in("ria").await;
    let page = ria.get("/account/two-step").await;
    assert!(page.html.contains("weaker"), "{}", page.html);
    let page = ria.submit("/account/two-step/phone", &[("next", "/o/acme/reception/andheri/queue")]).await;
    assert!(page.html.contains("98123 45678"), "{}", page.html);
    let page = ria.submit("/account/two-step/phone/confirmation", &[("code", "000000")]).await;
    assert_eq!((page.status, page.count("#code-error")), (422, 1));
    let page = ria.submit("/account/two-step/phone/confirmation", &[("code", &world.code().await)]).await;
    assert_eq!(page.count("#recovery-codes li"), 10, "{}", page.html);
    ria
}

/// Asks for a message, thirty seconds after the last.
async fn message(world: &World, browser: &Browser, address: &str) -> String {
    world.let_pass(1).await;
    browser.post(address, &[]).await;
    world.code().await
}

#[actix_web::test]
async fn auth_15_a_code_to_the_phone_is_a_second_step_after_the_password() {
    let world = world().await;
    let ria = set_up(&world).await;
    assert_eq!(ria.get(DESK).await.count("#grace"), 0);
    assert!(ria.get("/account/two-step").await.html.contains("The app is stronger"));
    let other = world.visitor();
    let page = other.post("/sign-in/password", &[("login", "ria@acme.test"), ("password", PASSWORD)]).await;
    assert_eq!(page.header("location"), "/sign-in/second-step");
    assert_eq!(other.get(DESK).await.status, 303, "nobody is in between the two");
    let code = message(&world, &other, "/sign-in/second-step/codes").await;
    let wrong = if code == "123456" { "654321" } else { "123456" };
    assert_eq!(other.post("/sign-in/second-step", &[("code", wrong)]).await.status, 422);
    assert_eq!(other.post("/sign-in/second-step", &[("code", &code)]).await.status, 303);
    assert_eq!(other.get(DESK).await.status, 200);
    world.let_pass_in_session("ria", 60).await;
    let code = message(&world, &other, "/account/confirm/codes").await;
    let page = other.post("/account/confirm", &[("code", &code), ("next", "/account/email")]).await;
    assert_eq!((page.status, page.header("location")), (303, "/account/email"), "and it is shown again by it");
}

#[actix_web::test]
async fn auth_15_the_same_phone_is_not_both_steps() {
    let world = world().await;
    set_up(&world).await;
    world.let_pass(1).await;
    let ria = world.sign_in_by_phone("98123 45678").await;
    let closed = ria.get(DESK).await;
    assert_eq!(closed.status, 303);
    let door = ria.get(closed.header("location")).await;
    assert!(door.html.contains("the same proof twice"), "{}", door.html);
    world.let_pass(1).await;
    ria.post("/account/confirm/codes", &[]).await;
    let code = world.code().await;
    assert_eq!(ria.post("/account/confirm", &[("code", &code)]).await.status, 422);
    assert_eq!(ria.get(DESK).await.status, 303);
}

#[actix_web::test]
async fn auth_15_whoever_came_in_by_the_phone_does_not_set_it_up_as_the_second_step() {
    let world = world().await;
    let ria = world.sign_in_by_phone("98123 45678").await;
    world.let_pass(1).await;
    let page = ria.submit("/account/two-step/phone", &[]).await;
    assert!(page.text("#notice").contains("the same proof twice"), "{}", page.html);
    let page = ria.submit("/account/two-step/phone/confirmation", &[("code", &world.code().await)]).await;
    assert_eq!(page.count("#recovery-codes"), 0);
}

#[actix_web::test]
async fn the_phone_that_is_the_second_step_is_not_taken_away() {
    let world = world().await;
    let ria = set_up(&world).await;
    ria.post("/account/phone/removal", &[]).await;
    assert!(ria.get("/account/phone").await.html.contains("98123 45678"));
}

#[actix_web::test]
async fn the_log_says_which_second_factor_was_given_and_which_was_ended() {
    let world = world().await;
    set_up(&world).await;
    let om = world.sign_in("om").await;
    for who in ["ria", "mira"] {
        let ended = om.post(&format!("/admin/people/{}/second-factor/removal", id(who)), &[]).await;
        assert_eq!(ended.status, 303, "{}", ended.html);
    }
    let rows = audit_logs::table
        .filter(audit_logs::action.eq("factor_added").or(audit_logs::action.eq("factor_removed")))
        .order(audit_logs::id)
        .select((audit_logs::action, audit_logs::details));
    let rows: Vec<(String, String)> = world.databases().read_directory(move |db| rows.load(db)).await.expect("the log");
    let said: Vec<(&str, &str)> = rows.iter().map(|(action, details)| (action.as_str(), details.as_str())).collect();
    let (phone, app) = (r#"{"factor":"phone"}"#, r#"{"factor":"totp"}"#);
    assert_eq!(said, [("factor_added", phone), ("factor_removed", phone), ("factor_removed", app)]);
}
