//! The second step at a desk in Hindi: the week in which it is set up, a message to the phone of whoever has no app, and an offer to work.

use fantoccini::key::Key;
use swasthya::locale::Locale;

use crate::support::chrome::{DESK, Kind, PHONE, Site, Window};
use crate::support::world::{PASSWORD, id};

async fn come_in(window: &Window) {
    window.open_page("/sign-in/password").await;
    window.fill("#login", "ria@acme.test").await;
    window.fill("#password", PASSWORD).await;
    window.press(Key::Enter).await;
}

async fn site() -> Site {
    let site = Site::open().await;
    site.world.run_in_directory(
        "UPDATE users SET phone = '+919812345678' WHERE id = <user ria>;
         UPDATE organisations SET two_step_roles = 'doctor,staff' WHERE slug = 'acme'",
    );
    site
}

#[actix_web::test]
async fn the_week_is_said_and_a_message_to_the_phone_becomes_the_second_step() {
    let site = site().await;
    let ria = site.window(Kind { language: "hi-IN", ..DESK }).await;
    come_in(&ria).await;
    ria.wait_path("/reception/andheri/queue").await;
    ria.wait_for("#grace", "7 दिन बाद").await;
    ria.is_accessible().await;
    ria.screenshot("second-step-grace-hi").await;
    ria.click("#grace a").await;
    ria.wait("form[action='/account/two-step/phone']").await;
    ria.is_accessible().await;
    ria.screenshot("second-step-choice-hi").await;
    ria.click("form[action='/account/two-step/phone'] button").await;
    ria.wait("#code").await;
    ria.is_accessible().await;
    ria.fill("#code", &site.world.code().await).await;
    ria.press(Key::Enter).await;
    ria.wait("#recovery-codes").await;
    ria.open_page("/o/acme/reception/andheri/queue").await;
    ria.wait_gone("#grace").await;
    ria.sign_out().await;
    site.world.let_pass(1).await;
    come_in(&ria).await;
    ria.wait("form[action='/sign-in/second-step/codes']").await;
    ria.is_accessible().await;
    ria.click("form[action='/sign-in/second-step/codes'] button").await;
    ria.wait_for("#notice", "SMS").await;
    ria.screenshot("second-step-message-hi").await;
    ria.fill("#code", &site.world.code().await).await;
    ria.press(Key::Enter).await;
    ria.wait_path("/reception/andheri/queue").await;
    ria.close().await;
}

#[actix_web::test]
async fn an_offer_to_work_is_answered_on_a_phone() {
    let site = site().await;
    let zara = site.world.sign_in("zara").await;
    let (place, held) = (format!("{} staff", id("thane")), format!("{} patients", id("thane")));
    zara.post("/o/zenith/admin/people", &[("name", "Ria F"), ("email", "ria@acme.test"), ("places", &place), ("permissions", &held)]).await;
    let ria = site.window(Kind { language: "hi-IN", ..PHONE }).await;
    come_in(&ria).await;
    ria.wait_path("/doors").await;
    ria.wait_for(".offer", &Locale::Hindi.say("offer-accept")).await;
    ria.is_accessible().await;
    ria.screenshot("second-step-offer-hi").await;
    ria.click(".offer form[action$='/acceptance'] button").await;
    ria.wait("a[href='/o/zenith/reception/thane/queue']").await;
    ria.close().await;
}
