//! Strangers who guess lock nobody out, and get no further than a hundred times.

use diesel::prelude::*;
use swasthya::directory::proofs::SignInStep;
use swasthya::schema::directory::{audit_logs, known_devices, tries, users};

use super::codes::{ASHA, ask, let_pass, messages, wrong_code};
use crate::support::world::{PASSWORD, id, next_code};
use crate::support::{Browser, Page, World};

const RIA: &str = "ria@acme.test";

async fn guess(browser: &Browser, login: &str, password: &str) -> Page {
    browser.post("/sign-in/password", &[("login", login), ("password", password)]).await
}

/// A browser on which somebody signed in before, and out again.
async fn desk(world: &World, name: &str) -> Browser {
    let browser = world.sign_in(name).await;
    browser.post("/sign-out", &[]).await;
    browser
}

#[actix_web::test]
async fn auth_7_a_stranger_s_wrong_passwords_lock_nobody_out_on_a_known_device() {
    let world = World::open().await;
    let desk = desk(&world, "ria").await;
    for _ in 0..7 {
        guess(&world.visitor(), RIA, "wrong").await;
    }
    assert_eq!(guess(&world.visitor(), RIA, PASSWORD).await.status, 422, "a stranger waits, even with the right one");
    assert_eq!(guess(&desk, RIA, PASSWORD).await.status, 303);
}

#[actix_web::test]
async fn auth_7_a_known_device_has_a_count_of_its_own_and_waits_too() {
    let world = World::open().await;
    let desk = desk(&world, "ria").await;
    for _ in 0..5 {
        assert_eq!(guess(&desk, RIA, "wrong").await.status, 422);
    }
    assert_eq!(guess(&desk, RIA, PASSWORD).await.status, 422, "it waits");
    assert_eq!(guess(&world.visitor(), RIA, PASSWORD).await.status, 303, "and nobody else does");
    world.let_pass(1).await;
    assert_eq!(guess(&desk, RIA, PASSWORD).await.status, 303);
    let meena = "meena@acme.test";
    for _ in 0..5 {
        guess(&desk, meena, "wrong").await;
    }
    assert_eq!(guess(&desk, meena, PASSWORD).await.status, 422, "it is no known device of hers");
    assert_eq!(guess(&world.visitor(), meena, PASSWORD).await.status, 422);
}

#[actix_web::test]
async fn auth_7_a_stranger_s_wrong_second_factors_lock_nobody_out_on_a_known_device() {
    let world = World::open().await;
    let desk = desk(&world, "om").await;
    let stranger = world.visitor();
    guess(&stranger, "om@acme.test", PASSWORD).await;
    for wrong in 0..6 {
        stranger.post("/sign-in/second-step", &[("code", &format!("{wrong:06}"))]).await;
    }
    let code = next_code(world.databases(), "om").await;
    assert_eq!(stranger.post("/sign-in/second-step", &[("code", &code)]).await.status, 422, "a stranger waits");
    guess(&desk, "om@acme.test", PASSWORD).await;
    assert_eq!(desk.post("/sign-in/second-step", &[("code", &code)]).await.status, 303);
}

#[actix_web::test]
async fn auth_7_after_fifty_failures_in_a_row_strangers_try_no_more_and_the_owner_is_told() {
    let world = World::open().await;
    let (desk, stranger) = (desk(&world, "ria").await, world.visitor());
    let failures = async || world.failed_passwords(RIA).await;
    for _ in 0..52 {
        guess(&stranger, RIA, "wrong").await;
        world.let_pass(61).await;
    }
    assert_eq!(failures().await, 50);
    assert_eq!(guess(&stranger, RIA, PASSWORD).await.status, 422, "however long it waited");
    let told = world.message_to(RIA).await.expect("a message");
    assert_eq!(told.template, "sign_in_stopped");
    assert_eq!(guess(&desk, RIA, PASSWORD).await.status, 303, "the known device is open");
    assert_eq!(failures().await, 0, "they are no longer in a row");
    for _ in 0..12 {
        guess(&desk, RIA, "wrong").await;
        world.let_pass(61).await;
    }
    let of_device: i32 = world
        .databases()
        .read_directory(|db| {
            let of_ria = tries::table.inner_join(users::table).filter(users::email.eq(RIA)).filter(tries::step.eq(SignInStep::Password));
            of_ria.filter(tries::browser.ne([0_u8; 32])).select(tries::failures).first(db)
        })
        .await
        .expect("a device");
    assert_eq!((of_device, failures().await), (10, 2), "then it counts with the strangers");
}

#[actix_web::test]
async fn auth_7_an_account_closed_to_strangers_is_opened_by_a_new_password() {
    let world = World::open().await;
    let stranger = world.visitor();
    for _ in 0..50 {
        guess(&stranger, RIA, "wrong").await;
        world.let_pass(61).await;
    }
    assert_eq!(guess(&stranger, RIA, PASSWORD).await.status, 422);
    stranger.post("/sign-in/reset", &[("email", RIA)]).await;
    stranger.post(&world.link_to(RIA).await, &[("password", "four grey pigeons dance")]).await;
    assert_eq!(guess(&stranger, RIA, "four grey pigeons dance").await.status, 303);
}

#[actix_web::test]
async fn auth_7_five_devices_are_known_and_none_after_every_session_was_ended() {
    let world = World::open().await;
    let first = desk(&world, "ria").await;
    for _ in 0..5 {
        world.let_pass(1).await;
        desk(&world, "ria").await;
    }
    let known = async || {
        let of_ria = |db: &mut swasthya::db::DirectoryDb| {
            known_devices::table.inner_join(users::table).filter(users::email.eq(RIA)).count().get_result::<i64>(db)
        };
        world.databases().read_directory(of_ria).await.expect("a count")
    };
    assert_eq!(known().await, 5);
    for _ in 0..6 {
        guess(&world.visitor(), RIA, "wrong").await;
    }
    assert_eq!(guess(&first, RIA, PASSWORD).await.status, 422, "the oldest is a stranger again");
    let om = world.sign_in("om").await;
    om.submit(&format!("/admin/people/{}/devices/removal", id("ria")), &[]).await;
    assert_eq!(known().await, 0);
}

#[actix_web::test]
async fn auth_7_too_many_passwords_from_one_address_are_refused_before_any_is_hashed() {
    let world = World::configured(|config| config.passwords_per_address = 3).await;
    let desk = desk(&world, "meena").await;
    for login in [RIA, "nobody@acme.test", RIA] {
        assert_eq!(guess(&world.visitor(), login, "wrong").await.status, 422);
    }
    for login in [RIA, "nobody@acme.test"] {
        let page = guess(&world.visitor(), login, PASSWORD).await;
        assert_eq!((page.status, page.value("login").as_str()), (429, login));
        assert!(page.text("[role=alert]").contains("Wait a quarter of an hour"), "{}", page.html);
    }
    assert_eq!(guess(&desk, "meena@acme.test", PASSWORD).await.status, 303, "a known device is let in");
    world.let_pass(16).await;
    for _ in 0..5 {
        assert_eq!(guess(&world.visitor(), RIA, PASSWORD).await.status, 303, "right ones are not counted");
    }
}

#[actix_web::test]
async fn auth_7_the_installation_hashes_so_many_passwords_of_strangers_a_minute() {
    let world = World::configured(|config| config.passwords_per_minute = 3).await;
    let desk = desk(&world, "ria").await;
    for _ in 0..2 {
        assert_eq!(guess(&world.visitor(), RIA, "wrong").await.status, 422);
    }
    assert_eq!(guess(&world.visitor(), "meena@acme.test", PASSWORD).await.status, 429);
    assert_eq!(guess(&desk, RIA, PASSWORD).await.status, 303);
    world.let_pass(2).await;
    assert_eq!(guess(&world.visitor(), "meena@acme.test", PASSWORD).await.status, 303);
}

#[actix_web::test]
async fn auth_7_made_up_logins_keep_no_new_browser_out_and_after_some_are_answered_alike_for_nothing() {
    let world = World::configured(|config| (config.passwords_per_address, config.passwords_per_minute) = (1_000, 20)).await;
    let refused = || {
        world
            .databases()
            .read_directory(|db| audit_logs::table.filter(audit_logs::action.eq("sign_in_refused")).count().get_result::<i64>(db))
    };
    for number in 0..30 {
        let page = guess(&world.visitor(), &format!("nobody{number}@acme.test"), "wrong").await;
        assert_eq!((page.status, page.text("[role=alert]").contains("That is not right")), (422, true), "{}", page.html);
    }
    assert_eq!(refused().await.expect("a count"), 2, "a tenth of what may be tried for accounts");
    assert_eq!(guess(&world.visitor(), "meena@acme.test", PASSWORD).await.status, 303);
}

#[actix_web::test]
async fn auth_7_a_known_browser_gets_its_code_however_many_strangers_ask() {
    let world = World::open().await;
    let asha = world.sign_in_by_phone(ASHA).await;
    asha.post("/sign-out", &[]).await;
    let_pass(&world, 31).await;
    // Her own first one was a stranger's too.
    for _ in 0..4 {
        assert_eq!(ask(&world.visitor(), ASHA).await.status, 303);
        let_pass(&world, 31).await;
    }
    assert_eq!(ask(&world.visitor(), ASHA).await.status, 422, "strangers have had theirs");
    assert_eq!(ask(&asha, ASHA).await.header("location"), "/sign-in/code");
    let count = messages(&world).await.len();
    assert_eq!(ask(&asha, ASHA).await.status, 303, "she is told to wait half a minute");
    assert_eq!(messages(&world).await.len(), count);
    for _ in 0..3 {
        let_pass(&world, 31).await;
        ask(&asha, ASHA).await;
    }
    assert_eq!(asha.post("/sign-in/code", &[("code", &world.code().await)]).await.header("location"), "/doors");
    asha.post("/sign-out", &[]).await;
    let_pass(&world, 31).await;
    assert_eq!(ask(&asha, ASHA).await.status, 303);
    let_pass(&world, 31).await;
    assert_eq!(ask(&asha, ASHA).await.status, 422, "five an hour of her own");
}

#[actix_web::test]
async fn auth_9_a_stranger_s_newer_code_does_not_end_the_one_on_a_known_browser() {
    let world = World::open().await;
    let asha = world.sign_in_by_phone(ASHA).await;
    asha.post("/sign-out", &[]).await;
    let_pass(&world, 31).await;
    ask(&asha, ASHA).await;
    let hers = world.code().await;
    let stranger = world.visitor();
    assert_eq!(ask(&stranger, ASHA).await.status, 303, "each has a limit of their own");
    assert_eq!(stranger.post("/sign-in/code", &[("code", wrong_code(&world).await)]).await.status, 422);
    assert_eq!(asha.post("/sign-in/code", &[("code", &hers)]).await.header("location"), "/doors");
}

#[actix_web::test]
async fn auth_7_a_made_up_cookie_makes_no_browser_known() {
    let world = World::open().await;
    for _ in 0..6 {
        guess(&world.visitor(), RIA, "wrong").await;
    }
    let request = actix_web::test::TestRequest::post().set_form([("login", RIA), ("password", PASSWORD)]);
    let headers =
        [("Sec-Fetch-Site", "same-origin"), ("Cookie", "browser=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")];
    assert_eq!(world.visitor().send(request, "/sign-in/password", &headers).await.status, 422);
}

#[actix_web::test]
async fn ses_3_the_cookie_is_for_the_server_alone() {
    let world = World::open().await;
    let page = guess(&world.visitor(), RIA, PASSWORD).await;
    let cookie = page.headers.get_all("set-cookie").find_map(|it| it.to_str().ok().filter(|it| it.starts_with("browser=")));
    let cookie = cookie.expect("a cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"), "{cookie}");
}
