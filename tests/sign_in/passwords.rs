//! Signing in by password.

use std::time::Instant;

use futures_util::future::join_all;

use crate::support::World;
use crate::support::timing::take_as_long;

#[actix_web::test]
async fn a_password_opens_the_one_door_there_is() {
    let world = World::open().await;
    let ria = world.visitor();
    let page = ria.post("/sign-in/password", &[("login", "Ria@acme.test"), ("password", "correct horse battery")]).await;
    assert_eq!((page.status, page.header("location")), (303, "/doors"));
    assert_eq!(ria.get("/doors").await.header("location"), "/o/acme/reception/andheri/queue");
}

#[actix_web::test]
async fn auth_6_a_wrong_password_and_an_unknown_user_get_the_same_answer() {
    let world = World::open().await;
    let wrong = world.visitor().post("/sign-in/password", &[("login", "ria@acme.test"), ("password", "wrong")]).await;
    let unknown = world.visitor().post("/sign-in/password", &[("login", "ria@acme.text"), ("password", "wrong")]).await;
    assert_eq!((wrong.status, unknown.status), (422, 422));
    let hindi = world.visitor().post("/sign-in/password", &[("login", "रिया@क्लिनिक.test"), ("password", "wrong")]).await;
    assert_eq!(
        (hindi.status, hindi.texts("[role=alert]")),
        (422, unknown.texts("[role=alert]")),
        "nor is a name in another script anybody's"
    );
    assert_eq!(wrong.html.replace("ria@acme.test", ""), unknown.html.replace("ria@acme.text", ""));
    assert_eq!(wrong.value("login"), "ria@acme.test");
}

#[actix_web::test]
async fn auth_6_an_unknown_user_costs_the_time_of_a_wrong_password() {
    let world = World::configured(|config| (config.passwords_per_address, config.passwords_per_minute) = (10_000, 10_000)).await;
    let visitor = world.visitor();
    take_as_long(async |which| {
        let since = Instant::now();
        visitor.post("/sign-in/password", &[("login", ["ria@acme.test", "nobody@acme.test"][which]), ("password", "wrong")]).await;
        since
    })
    .await;
}

#[actix_web::test]
async fn auth_7_after_five_failures_even_the_right_password_waits() {
    let world = World::open().await;
    let ria = world.visitor();
    for _ in 0..5 {
        ria.post("/sign-in/password", &[("login", "ria@acme.test"), ("password", "wrong")]).await;
    }
    let page = ria.post("/sign-in/password", &[("login", "ria@acme.test"), ("password", "correct horse battery")]).await;
    assert_eq!(page.status, 422);
}

#[actix_web::test]
async fn ses_2_signing_in_gives_a_new_session() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let before = ria.stolen();
    ria.post("/sign-in/password", &[("login", "ria@acme.test"), ("password", "correct horse battery")]).await;
    assert_eq!(ria.get("/doors").await.status, 303);
    assert_eq!(before.get("/doors").await.header("location"), "/sign-in?next=/doors");
}

#[actix_web::test]
async fn ses_7_after_signing_out_the_cookie_is_worth_nothing() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let thief = ria.stolen();
    let page = ria.post("/sign-out", &[]).await;
    assert_eq!((page.header("location"), page.header("clear-site-data")), ("/sign-in", "\"cache\""));
    assert_eq!(thief.get("/doors").await.header("location"), "/sign-in?next=/doors");
}

#[actix_web::test]
async fn web_1_a_form_from_another_site_is_refused() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    for headers in [[("Sec-Fetch-Site", "cross-site")], [("Origin", "https://evil.example")], [("X-Nothing", "at all")]] {
        let page = ria.send(actix_web::test::TestRequest::post(), "/sign-out", &headers).await;
        assert_eq!(page.status, 403, "{headers:?}");
    }
}

#[actix_web::test]
async fn auth_7_of_many_guesses_at_once_five_are_compared() {
    let world = World::committed().await;
    let visitors: Vec<_> = (0..24).map(|_| world.visitor()).collect();
    let guess = |password: &'static str| [("login", "ria@acme.test"), ("password", password)];
    let statuses = join_all(visitors.iter().map(|visitor| async { visitor.post("/sign-in/password", &guess("wrong")).await.status })).await;
    assert!(statuses.iter().all(|status| *status == 422), "{statuses:?}");
    assert_eq!(world.failed_passwords("ria@acme.test").await, 5, "a try is counted before it is compared");
    assert_eq!(visitors[0].post("/sign-in/password", &guess("correct horse battery")).await.status, 422);
}
