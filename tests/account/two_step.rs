//! The second step: setting it up, signing in with it, showing it again.

use diesel::prelude::*;
use futures_util::future::join_all;
use swasthya::schema::directory::audit_logs;

use crate::support::world::{PASSWORD, id, next_code};
use crate::support::{Browser, World};

const FIGURES: &str = "/admin/figures";

/// Dr Sen sets it up; answers her recovery codes.
async fn set_up(world: &World, sen: &Browser) -> Vec<String> {
    let page = sen.submit("/account/two-step", &[]).await;
    assert_eq!(page.count(".qr"), 1, "{}", page.html);
    let code = next_code(world.databases(), "dr_sen").await;
    let page = sen.submit("/account/two-step/confirmation", &[("code", &code)]).await;
    page.texts("#recovery-codes li")
}

/// Dr Sen types her password; answers the browser between the two steps.
async fn between(world: &World) -> Browser {
    let browser = world.visitor();
    let page = browser.post("/sign-in/password", &[("login", "dr_sen@acme.test"), ("password", PASSWORD)]).await;
    assert_eq!(page.header("location"), "/sign-in/second-step");
    browser
}

async fn is_in(browser: &Browser) -> bool {
    browser.get("/account/devices").await.status == 200
}

#[actix_web::test]
async fn auth_21_an_admin_without_a_second_factor_is_led_to_set_it_up_and_then_back() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    om.submit("/account/two-step/removal", &[]).await;
    assert_eq!(om.get(FIGURES).await.header("location"), "/account/confirm?next=/o/acme/admin/figures", "from the next request on");
    let om = world.sign_in("om").await;
    assert_eq!(om.get(FIGURES).await.header("location"), "/account/confirm?next=/o/acme/admin/figures");
    let door = om.get("/account/confirm?next=/o/acme/admin/figures").await;
    assert_eq!(door.header("location"), "/account/two-step?next=/o/acme/admin/figures");
    assert_eq!(om.get("/reception/andheri/queue").await.status, 303, "the desk, where everything opens to them, too");
    om.submit("/account/two-step", &[("next", "/o/acme/admin/figures")]).await;
    let code = next_code(world.databases(), "om").await;
    let page = om.submit("/account/two-step/confirmation", &[("code", &code), ("next", "/o/acme/admin/figures")]).await;
    assert_eq!(page.count("#recovery-codes li"), 10);
    let copied = page.attributes("[data-share][data-copy-only]", "data-share").swap_remove(0);
    assert_eq!(copied.lines().count(), 10, "all of them are copied: {copied}");
    assert_eq!(page.count("[data-print]"), 1);
    assert_eq!(page.attributes(".actions a", "href"), ["/o/acme/admin/figures"]);
    assert_eq!(om.get(FIGURES).await.status, 200);
    assert_eq!(world.message_to("om@acme.test").await.expect("a message").template, "two_step_on");
}

#[actix_web::test]
async fn auth_20_a_code_of_the_app_works_once() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    set_up(&world, &sen).await;
    let code = next_code(world.databases(), "dr_sen").await;
    let (one, other) = (between(&world).await, between(&world).await);
    assert_eq!(one.post("/sign-in/second-step", &[("code", &code)]).await.status, 303);
    assert_eq!(other.post("/sign-in/second-step", &[("code", &code)]).await.status, 422);
    assert!(is_in(&one).await && !is_in(&other).await);
}

#[actix_web::test]
async fn auth_20_of_many_at_once_with_one_code_one_gets_in() {
    let world = World::committed().await;
    let sen = world.sign_in("dr_sen").await;
    set_up(&world, &sen).await;
    let mut browsers = Vec::new();
    for _ in 0..8 {
        browsers.push(between(&world).await);
    }
    let code = next_code(world.databases(), "dr_sen").await;
    let statuses = join_all(browsers.iter().map(|it| async { it.post("/sign-in/second-step", &[("code", &code)]).await.status })).await;
    assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 1, "{statuses:?}");
}

#[actix_web::test]
async fn auth_21_nobody_is_in_between_the_two_steps() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    let codes = set_up(&world, &sen).await;
    let half = between(&world).await;
    assert_eq!(half.get("/doors").await.header("location"), "/sign-in?next=/doors");
    assert_eq!(half.get("/doctor/andheri/queue").await.status, 303);
    let page = half.submit("/sign-in/second-step", &[("code", "000000")]).await;
    assert_eq!((page.status, page.count("#code-error")), (422, 1));
    assert_eq!(half.post("/sign-in/second-step", &[("code", &codes[0])]).await.header("location"), "/doors");
    assert!(is_in(&half).await);
}

#[actix_web::test]
async fn auth_21_a_recovery_code_works_once_and_new_ones_end_the_old() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    let codes = set_up(&world, &sen).await;
    assert_eq!(codes.len(), 10);
    let (one, other, third) = (between(&world).await, between(&world).await, between(&world).await);
    assert_eq!(one.post("/sign-in/second-step", &[("code", &codes[0].to_uppercase())]).await.status, 303);
    assert_eq!(other.post("/sign-in/second-step", &[("code", &codes[0])]).await.status, 422);
    let fresh = sen.submit("/account/two-step/recovery-codes", &[]).await.texts("#recovery-codes li");
    assert_eq!(fresh.len(), 10);
    assert_eq!(third.post("/sign-in/second-step", &[("code", &codes[1])]).await.status, 422);
    assert_eq!(third.post("/sign-in/second-step", &[("code", &fresh[1])]).await.status, 303);
}

#[actix_web::test]
async fn auth_7_guessing_the_second_factor_makes_the_account_wait() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    let codes = set_up(&world, &sen).await;
    let half = between(&world).await;
    for guess in 0..5 {
        half.post("/sign-in/second-step", &[("code", &format!("{guess:06}"))]).await;
    }
    let page = half.submit("/sign-in/second-step", &[("code", &codes[0])]).await;
    assert_eq!(page.status, 422, "even the right one waits");
    assert!(page.text("#code-error").contains("Wait"), "{}", page.html);
}

#[actix_web::test]
async fn a_remembered_browser_needs_no_second_step_until_the_password_changes() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    let codes = set_up(&world, &sen).await;
    let half = between(&world).await;
    let page = half.post("/sign-in/second-step", &[("code", &codes[0]), ("remember", "yes")]).await;
    let cookie = page.headers.get_all("set-cookie").find(|it| it.to_str().is_ok_and(|it| it.starts_with("device="))).expect("a cookie");
    assert!(cookie.to_str().is_ok_and(|it| it.contains("HttpOnly") && it.contains("SameSite=Lax")), "{cookie:?}");
    half.post("/sign-out", &[]).await;
    let again = [("login", "dr_sen@acme.test"), ("password", PASSWORD)];
    assert_eq!(half.post("/sign-in/password", &again).await.header("location"), "/doors");
    half.post("/sign-out", &[]).await;
    let ria = [("login", "ria@acme.test"), ("password", PASSWORD)];
    assert_eq!(half.stolen().post("/sign-in/password", &ria).await.header("location"), "/doors");
    half.post("/sign-in/password", &again).await;
    let page = half.submit("/account/password", &[("current", PASSWORD), ("password", "four grey pigeons dance")]).await;
    assert_eq!(page.status, 200, "{}", page.html);
    half.post("/sign-out", &[]).await;
    let again = [("login", "dr_sen@acme.test"), ("password", "four grey pigeons dance")];
    let page = half.post("/sign-in/password", &again).await;
    assert_eq!((page.status, page.header("location")), (303, "/sign-in/second-step"), "{}", page.html);
}

#[actix_web::test]
async fn ses_9_giving_permissions_away_needs_a_factor_shown_of_late() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let ria = format!("/admin/people/{}", id("ria"));
    assert_eq!(om.get(&ria).await.status, 200);
    world.let_pass_in_session("om", 6).await;
    assert_eq!(om.get(FIGURES).await.status, 200);
    let page = om.get(&ria).await;
    let confirm = page.header("location").to_owned();
    assert_eq!(confirm, format!("/account/confirm?next=/o/acme{ria}"));
    let old = om.stolen();
    let code = next_code(world.databases(), "om").await;
    let next = format!("/o/acme{ria}");
    assert_eq!(om.post("/account/confirm", &[("code", &code), ("next", &next)]).await.header("location"), next);
    assert_eq!(om.get(&ria).await.status, 200);
    assert_eq!(old.get(&ria).await.header("location"), format!("/sign-in/password?next={next}"), "the token is new");
    world.let_pass_in_session("om", 31).await;
    assert_eq!(om.post(&format!("{ria}/deactivate"), &[]).await.status, 303);
    assert_eq!(world.sign_in("ria").await.get("/reception/andheri/queue").await.status, 200, "nothing was changed");
}

#[actix_web::test]
async fn the_secret_is_nowhere_in_clear() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    let page = sen.submit("/account/two-step", &[]).await;
    let secret = page.text("#secret");
    set_up(&world, &sen).await;
    assert_eq!(sen.get("/account/two-step").await.count("#secret"), 0, "once it is in use it is shown no more");
    assert!(secret.len() >= 32);
}

#[actix_web::test]
async fn auth_21_an_admin_ends_a_lost_factor_and_every_session_with_it() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    set_up(&world, &sen).await;
    let end = format!("/admin/people/{}/second-factor/removal", id("dr_sen"));
    assert_eq!(world.sign_in("zara").await.post(&end, &[]).await.status, 404);
    let page = world.sign_in("om").await.submit(&end, &[]).await;
    assert!(page.text("#notice").contains("anew"), "{}", page.html);
    assert!(!is_in(&sen).await);
    let again = [("login", "dr_sen@acme.test"), ("password", PASSWORD)];
    assert_eq!(world.visitor().post("/sign-in/password", &again).await.header("location"), "/doors");
    assert_eq!(world.message_to("dr_sen@acme.test").await.expect("a message").template, "two_step_off");
}

#[actix_web::test]
async fn auth_21_an_organisation_asks_it_of_more_roles_from_the_next_request_on() {
    let world = World::open().await;
    let (om, ria, sen, asha) =
        (world.sign_in("om").await, world.sign_in("ria").await, world.sign_in("dr_sen").await, world.sign_in_by_phone("98450 12345").await);
    let desk = "/reception/andheri/queue";
    let page = om.submit("/admin/two-step-roles", &[("roles", "staff"), ("roles", "patient")]).await;
    assert_eq!(page.attributes("#two-step-roles input[checked]", "value"), ["staff"], "nobody else can be asked");
    // Another office's form, opened before, ticks the doctors: the staff stay asked. And takes them off again: so too.
    let was = page.attributes("#two-step-roles input[name=was]", "value").swap_remove(0);
    let page = om.submit("/admin/two-step-roles", &[("was", &was), ("roles", "staff"), ("roles", "doctor")]).await;
    assert_eq!(page.attributes("#two-step-roles input[checked]", "value"), ["staff", "doctor"]);
    let page = om.submit("/admin/two-step-roles", &[("was", &was), ("roles", "staff")]).await;
    assert_eq!(page.attributes("#two-step-roles input[checked]", "value"), ["staff", "doctor"], "it did not touch the doctors");
    let now = page.attributes("#two-step-roles input[name=was]", "value").swap_remove(0);
    let page = om.submit("/admin/two-step-roles", &[("was", &now), ("roles", "staff")]).await;
    assert_eq!(page.attributes("#two-step-roles input[checked]", "value"), ["staff"]);
    assert_eq!(ria.get(desk).await.count("#grace"), 1, "she has a week");
    assert_eq!(sen.get("/doctor/andheri/queue").await.count("#grace"), 0);
    assert_eq!((sen.get("/doctor/andheri/queue").await.status, asha.get("/patient/today").await.status), (200, 200));
    ria.submit("/account/two-step", &[]).await;
    let code = next_code(world.databases(), "ria").await;
    ria.submit("/account/two-step/confirmation", &[("code", &code)]).await;
    assert_eq!(ria.get(desk).await.count("#grace"), 0);
    assert_eq!(world.sign_in("zoya").await.get("/o/zenith/reception/zenith/queue").await.status, 404);
}

#[actix_web::test]
async fn auth_7_a_right_password_does_not_forget_wrong_second_factors() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    let codes = set_up(&world, &sen).await;
    for guess in 0..6 {
        between(&world).await.post("/sign-in/second-step", &[("code", &format!("{guess:06}"))]).await;
    }
    let half = between(&world).await;
    assert_eq!(
        half.post("/sign-in/second-step", &[("code", &codes[0])]).await.status,
        422,
        "it waits, however often the password is typed"
    );
}

#[actix_web::test]
async fn ses_9_an_authenticator_that_is_not_in_use_proves_nothing_and_is_shown_to_nobody_else() {
    let world = World::open().await;
    let (thief, sen) = (world.sign_in("dr_sen").await, world.sign_in("dr_sen").await);
    let planted = thief.submit("/account/two-step", &[]).await.text("#secret");
    let code = next_code(world.databases(), "dr_sen").await;
    assert_eq!(thief.post("/account/confirm", &[("code", &code)]).await.status, 422);
    assert_eq!(sen.get("/account/two-step").await.count("#secret"), 0, "what was begun elsewhere is not shown");
    let page = sen.submit("/account/two-step/confirmation", &[("code", &code)]).await;
    assert!(page.text("#notice").contains("Begin again here"), "{}", page.html);
    assert_ne!(sen.submit("/account/two-step", &[]).await.text("#secret"), planted);
    let code = next_code(world.databases(), "dr_sen").await;
    assert_eq!(sen.submit("/account/two-step/confirmation", &[("code", &code)]).await.count("#recovery-codes"), 1);
    assert!(!is_in(&thief).await, "whoever came in with one step is out");
}

#[actix_web::test]
async fn ses_7_what_was_half_done_before_all_sessions_were_ended_leads_nowhere() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    let codes = set_up(&world, &sen).await;
    let thief = between(&world).await;
    let page = sen.submit("/account/password", &[("current", PASSWORD), ("password", "four grey pigeons dance")]).await;
    assert_eq!(page.status, 200, "{}", page.html);
    let page = thief.post("/sign-in/second-step", &[("code", &codes[0])]).await;
    assert_eq!((page.status, page.header("location")), (303, "/sign-in"));
    assert_eq!(page.headers.get_all("set-cookie").filter(|it| it.to_str().is_ok_and(|it| it.starts_with("browser="))).count(), 0);
    assert!(!is_in(&thief).await && is_in(&sen).await);
}

#[actix_web::test]
async fn ses_2_typing_another_s_password_leaves_nobody_signed_in_as_before() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    set_up(&world, &sen).await;
    let ria = world.sign_in("ria").await;
    let form = [("login", "dr_sen@acme.test"), ("password", PASSWORD)];
    assert_eq!(ria.post("/sign-in/password", &form).await.header("location"), "/sign-in/second-step");
    assert!(!is_in(&ria).await);
}

#[actix_web::test]
async fn az_7_an_admin_reaches_into_no_account_that_belongs_to_another_organisation_too() {
    let world = World::open().await;
    let (om, zara) = (world.sign_in("om").await, world.sign_in("zara").await);
    let place = format!("{} staff", id("andheri"));
    let page = om
        .submit(
            "/admin/people",
            &[("name", "Zara"), ("email", "zara@zenith.test"), ("places", &place), ("permissions", &place.replace("staff", "bills"))],
        )
        .await;
    let person = page.attributes("form[action$='/second-factor/removal']", "action")[0].replace("/second-factor/removal", "");
    for step in ["second-factor/removal", "devices/removal", "deactivate", "second-factor/removal", "devices/removal"] {
        om.submit(&format!("{person}/{step}"), &[]).await;
    }
    assert!(is_in(&zara).await);
    assert_eq!(zara.get(FIGURES).await.status, 200);
    let again = [("login", "zara@zenith.test"), ("password", PASSWORD)];
    assert_eq!(world.visitor().post("/sign-in/password", &again).await.header("location"), "/sign-in/second-step");
}

#[actix_web::test]
async fn log_2_signed_in_is_written_down_once_somebody_is_in() {
    let world = World::open().await;
    let of_om = async || {
        let om = swasthya::db::ids::UserId(id("user om"));
        let actions = move |db: &mut swasthya::db::DirectoryDb| {
            audit_logs::table.filter(audit_logs::user_id.eq(om)).order(audit_logs::id).select(audit_logs::action).load::<String>(db)
        };
        world.databases().read_directory(actions).await.expect("the audit")
    };
    let browser = world.visitor();
    browser.post("/sign-in/password", &[("login", "om@acme.test"), ("password", PASSWORD)]).await;
    assert_eq!(of_om().await, ["proof_shown"], "the first step is what it is");
    browser.post("/sign-in/second-step", &[("code", "000000")]).await;
    assert_eq!(of_om().await, ["proof_shown", "sign_in_refused"]);
    let code = next_code(world.databases(), "om").await;
    browser.post("/sign-in/second-step", &[("code", &code)]).await;
    assert_eq!(of_om().await, ["proof_shown", "sign_in_refused", "signed_in"]);
}

#[actix_web::test]
async fn auth_15_a_code_on_the_phone_alone_opens_no_office() {
    let world = World::open().await;
    world.run_in_directory("UPDATE users SET phone = '+919833040404', mfa_enabled = FALSE, mfa_secret = NULL WHERE id = <user om>");
    let om = world.sign_in_by_phone("98330 40404").await;
    let page = om.get("/admin/figures").await;
    assert!(page.header("location").starts_with("/account/confirm"), "{}", page.status);
    let page = om.get(page.location()).await;
    assert!(page.header("location").starts_with("/account/two-step"), "an authenticator is asked for, not another code");
}
