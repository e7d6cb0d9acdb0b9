//! Showing again that it is oneself.

use crate::sign_in::codes::{ASHA, let_pass, messages, wrong_code};
use crate::support::world::{PASSWORD, next_code};
use crate::support::{Page, World};

const CONFIRM: &str = "/account/confirm?next=/account/phone";

/// Where the page's first form goes on to.
fn next_of(page: &Page) -> String {
    page.attributes("main form input[name='next']", "value").remove(0)
}

#[actix_web::test]
async fn ses_9_whoever_has_no_second_factor_shows_their_password() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    world.let_pass_in_session("ria", 6).await;
    assert_eq!(ria.get("/account/phone").await.header("location"), CONFIRM);
    let page = ria.get(CONFIRM).await;
    assert_eq!((page.count("#password"), page.count("#code"), page.count("form[action='/account/confirm/codes']")), (1, 0, 0));
    let wrong = ria.post("/account/confirm", &[("password", "not this one"), ("next", "/account/phone")]).await;
    assert_eq!((wrong.status, wrong.count("#password-error"), next_of(&wrong).as_str()), (422, 1, "/account/phone"));
    assert_eq!(ria.get("/account/phone").await.status, 303);
    let before = ria.stolen();
    let page = ria.post("/account/confirm", &[("password", PASSWORD), ("next", "/account/phone")]).await;
    assert_eq!((page.status, page.header("location")), (303, "/account/phone"));
    assert_eq!(ria.get("/account/phone").await.status, 200);
    assert_eq!(before.get("/account/devices").await.status, 303, "the token is new");
}

#[actix_web::test]
async fn ses_9_or_a_code_to_their_phone() {
    let world = World::open().await;
    let asha = world.sign_in_by_phone(ASHA).await;
    world.let_pass_in_session("asha", 6).await;
    let_pass(&world, 31).await;
    let page = asha.get(CONFIRM).await;
    assert_eq!((page.count("#password"), page.count("#code")), (0, 0), "{}", page.html);
    let page = asha.submit("/account/confirm/codes", &[("next", "/account/phone")]).await;
    assert_eq!((page.count("#code"), next_of(&page).as_str()), (1, "/account/phone"), "{}", page.html);
    assert_eq!(messages(&world).await[0].recipient, "+919845012345");
    let code = world.code().await;
    let wrong = asha.post("/account/confirm", &[("code", wrong_code(&world).await), ("next", "/account/phone")]).await;
    assert_eq!((wrong.status, wrong.count("#code-error")), (422, 1));
    let visitor = world.visitor();
    visitor.post("/sign-in/codes", &[("phone", ASHA)]).await;
    assert_eq!(visitor.post("/sign-in/code", &[("code", &code)]).await.status, 422, "it signs nobody in");
    let page = asha.post("/account/confirm", &[("code", &code), ("next", "/account/phone")]).await;
    assert_eq!(page.header("location"), "/account/phone");
    assert_eq!(asha.get("/account/phone").await.status, 200);
    assert_eq!(asha.post("/account/confirm", &[("code", &code)]).await.status, 422, "once");
}

#[actix_web::test]
async fn ses_9_whoever_has_a_second_factor_shows_that_and_nothing_less() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    world.let_pass_in_session("om", 6).await;
    assert_eq!(om.get("/account/phone").await.header("location"), CONFIRM);
    assert_eq!(om.get(CONFIRM).await.count("#password"), 0);
    assert_eq!(om.post("/account/confirm", &[("password", PASSWORD)]).await.status, 422);
    om.post("/account/confirm/codes", &[]).await;
    assert!(messages(&world).await.is_empty());
    let code = next_code(world.databases(), "om").await;
    assert_eq!(om.post("/account/confirm", &[("code", &code), ("next", "/account/phone")]).await.status, 303);
    assert_eq!(om.get("/account/phone").await.status, 200);
}

#[actix_web::test]
async fn ses_9_setting_up_what_opens_an_account_asks_for_a_proof_of_late() {
    let world = World::open().await;
    let (ria, asha) = (world.sign_in("ria").await, world.sign_in_by_phone(ASHA).await);
    let secret = ria.submit("/account/two-step", &[]).await.text("#secret");
    world.let_pass_in_session("ria", 31).await;
    world.let_pass_in_session("asha", 31).await;
    assert!(!ria.get("/account/two-step").await.html.contains(&secret), "what was begun long ago is not shown");
    for path in ["/account/two-step", "/account/google"] {
        assert!(ria.post(path, &[]).await.header("location").starts_with("/account/confirm"), "{path}");
    }
    assert!(asha.get("/account/password").await.header("location").starts_with("/account/confirm"));
    let first = asha.post("/account/password", &[("password", "four grey pigeons dance")]).await;
    assert!(first.header("location").starts_with("/account/confirm"), "a first password: {}", first.status);
    assert_eq!(ria.get("/account/password").await.status, 200, "the present one is asked for there");
    ria.post("/account/confirm", &[("password", PASSWORD)]).await;
    assert_eq!(ria.submit("/account/two-step", &[]).await.count("#secret"), 1);
}

#[actix_web::test]
async fn auth_21_whoever_lacks_a_second_factor_that_is_asked_for_shows_who_they_are_and_then_sets_it_up() {
    let world = World::open().await;
    world.sign_in("om").await.submit("/account/two-step/removal", &[]).await;
    let om = world.sign_in("om").await;
    world.let_pass_in_session("om", 6).await;
    let confirm = om.get("/admin/figures").await.header("location").to_owned();
    assert_eq!(om.get(&confirm).await.count("#password"), 1);
    let next = om.post("/account/confirm", &[("password", PASSWORD), ("next", "/o/acme/admin/figures")]).await;
    assert_eq!(next.header("location"), "/o/acme/admin/figures");
    assert_eq!(om.get(&confirm).await.header("location"), "/account/two-step?next=/o/acme/admin/figures");
}
