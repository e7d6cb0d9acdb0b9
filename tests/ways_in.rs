//! Every way in, on a small phone, in Hindi: and what a bad code, an expired link and a used link say to do next.

use fantoccini::key::Key;
use swasthya::locale::Locale;

use crate::support::certified::Provider;
use crate::support::chrome::{Kind, PHONE, Site, Window};
use crate::support::provider::{CLIENT, SECRET};
use crate::support::world::{PASSWORD, id, next_code};

const NEW: &str = "पीला छाता बारिश गली";

fn words(key: &str) -> String {
    Locale::Hindi.say(key)
}

async fn phone(site: &Site) -> Window {
    site.window(Kind { language: "hi-IN", ..PHONE }).await
}

/// Types into a field and sends the form.
async fn give(window: &Window, field: &str, text: &str) {
    window.fill(field, text).await;
    window.press(Key::Enter).await;
}

async fn by_password(window: &Window, password: &str) {
    window.open_page("/sign-in/password").await;
    window.fill("#login", "ria@acme.test").await;
    give(window, "#password", password).await;
}

#[actix_web::test]
async fn a_code_by_sms_opens_the_patient_s_door_and_a_bad_one_says_what_is_left() {
    let site = Site::open().await;
    let asha = phone(&site).await;
    asha.open_page("/sign-in").await;
    give(&asha, "input[name=phone]", "98450 12345").await;
    asha.wait("#code").await;
    let code = site.world.code().await;
    let bad = if code == "000000" { "000001" } else { "000000" };
    give(&asha, "#code", bad).await;
    asha.wait_for("#code-error", "4").await;
    asha.is_accessible().await;
    give(&asha, "#code", &code).await;
    asha.wait_path("/patient/today").await;
    asha.wait("html[lang=hi]").await;
    asha.close().await;
}

#[actix_web::test]
async fn a_code_by_whatsapp_instead_opens_the_same_door() {
    let site = Site::open().await;
    let asha = phone(&site).await;
    asha.open_page("/sign-in").await;
    give(&asha, "input[name=phone]", "98450 12345").await;
    asha.wait("#code").await;
    site.world.let_pass(1).await;
    asha.click("button[value=whatsapp]").await;
    asha.wait_for("main", "WhatsApp").await;
    asha.wait("button[value=sms]").await;
    asha.is_accessible().await;
    give(&asha, "#code", &site.world.code().await).await;
    asha.wait_path("/patient/today").await;
    asha.close().await;
}

#[actix_web::test]
async fn an_invitation_is_taken_up_once_and_an_expired_one_says_whom_to_ask() {
    let site = Site::open().await;
    let place = format!("{} staff", id("andheri"));
    let om = site.world.sign_in("om").await;
    let mut links = Vec::new();
    for (name, email) in [("Nita Shah", "nita@acme.test"), ("Mina Shah", "mina@acme.test")] {
        om.submit(
            "/admin/people",
            &[("name", name), ("email", email), ("places", &place), ("permissions", &place.replace("staff", "bills"))],
        )
        .await;
        links.push(site.world.link_to(email).await);
    }
    let nita = phone(&site).await;
    nita.open_page(&links[0]).await;
    nita.is_accessible().await;
    give(&nita, "#password", NEW).await;
    nita.wait_path("/reception/andheri/queue").await;
    nita.sign_out().await;
    nita.open_page(&links[0]).await;
    nita.wait_for("main", &words("invitation-used-advice")).await;
    nita.wait("main a.button[href='/sign-in/password']").await;
    site.world.let_pass(72 * 60).await;
    nita.open_page(&links[1]).await;
    nita.wait_for("main h1", &words("invitation-expired")).await;
    nita.is_accessible().await;
    nita.close().await;
}

#[actix_web::test]
async fn a_forgotten_password_is_chosen_anew_by_a_link_and_the_link_works_once() {
    let site = Site::open().await;
    let ria = phone(&site).await;
    by_password(&ria, "not this one").await;
    ria.wait_for("[role=alert]", &words("sign-in-refused")).await;
    ria.is_accessible().await;
    ria.click("a[href='/sign-in/reset']").await;
    give(&ria, "#email", "ria@acme.test").await;
    ria.wait_for("#notice", &words("reset-sent")).await;
    let body = site.world.message_to("ria@acme.test").await.expect("a message").body;
    let link = body.split_whitespace().find_map(|word| word.find("/resets/").map(|at| word[at..].to_owned())).expect("a link");
    ria.open_page(&link).await;
    ria.is_accessible().await;
    give(&ria, "#password", "reception").await;
    ria.wait_for("#password-error", &words("error-password-short")).await;
    give(&ria, "#password", NEW).await;
    ria.wait_for("#notice", &words("reset-done")).await;
    by_password(&ria, NEW).await;
    ria.wait_path("/reception/andheri/queue").await;
    ria.open_page(&link).await;
    ria.wait_for("main", &words("reset-used-advice")).await;
    ria.wait("main a.button[href='/sign-in/password']").await;
    ria.close().await;
}

#[actix_web::test]
async fn two_step_sign_in_is_set_up_and_asked_for_and_a_recovery_code_helps() {
    let site = Site::open().await;
    let ria = phone(&site).await;
    by_password(&ria, PASSWORD).await;
    ria.wait_path("/reception/andheri/queue").await;
    ria.open_page("/account/two-step").await;
    ria.click("main form button").await;
    ria.wait("#secret").await;
    ria.is_accessible().await;
    ria.screenshot("outside-phone-hi-account-two-step-begun").await;
    give(&ria, "#code", "000000").await;
    ria.wait_for("#code-error", &words("two-step-wrong")).await;
    give(&ria, "#code", &next_code(site.world.databases(), "ria").await).await;
    ria.wait("#recovery-codes").await;
    ria.is_accessible().await;
    ria.screenshot("outside-phone-hi-account-recovery-codes").await;
    let codes = ria.texts("#recovery-codes code").await;
    ria.sign_out().await;
    by_password(&ria, PASSWORD).await;
    ria.wait_path("/sign-in/second-step").await;
    ria.is_accessible().await;
    give(&ria, "#code", &codes[0]).await;
    ria.wait_path("/reception/andheri/queue").await;
    ria.open_page("/account/devices").await;
    ria.is_accessible().await;
    ria.click("#devices ~ form button, .card > header form button").await;
    ria.wait_for("#notice", "उपकरण").await;
    ria.close().await;
}

/// Goes to the provider, says there who one is and agrees, as far as it asks, and comes back.
async fn go_through(window: &Window, provider: &Provider, from: &str) {
    let mut address = window.leave_by(&format!("form[action='{from}'] button"), from).await;
    // A login, a consent, or neither where both were given before.
    while address.starts_with(&provider.issuer) {
        if window.has("input[name=login]").await {
            window.fill("input[name=login]", "ria-at-google").await;
            window.fill("input[name=password]", "any").await;
        }
        address = window.leave_by("form button", from).await;
    }
}

#[actix_web::test]
async fn a_google_account_is_linked_from_inside_and_is_a_way_in_from_then_on() {
    let mut provider = None;
    let site = Site::open_where(|port| {
        let there = Provider::start(&format!("http://127.0.0.1:{port}/sign-in/google/callback"));
        let issuer = there.issuer.clone();
        provider = Some(there);
        vec![("GOOGLE_CLIENT_ID", CLIENT.into()), ("GOOGLE_CLIENT_SECRET", SECRET.into()), ("GOOGLE_ISSUER", issuer)]
    })
    .await;
    let (provider, ria) = (provider.expect("a provider"), phone(&site).await);
    ria.open_page("/sign-in").await;
    ria.wait_for("form[action='/sign-in/google'] button", &words("google-sign-in")).await;
    ria.is_accessible().await;
    go_through(&ria, &provider, "/sign-in/google").await;
    ria.wait_for("h1", &words("google-unlinked-title")).await;
    ria.is_accessible().await;
    by_password(&ria, PASSWORD).await;
    ria.wait_path("/reception/andheri/queue").await;
    ria.open_page("/account/ways-in").await;
    go_through(&ria, &provider, "/account/google").await;
    ria.wait_for("#notice", &words("google-link-done")).await;
    ria.is_accessible().await;
    ria.sign_out().await;
    ria.open_page("/sign-in").await;
    go_through(&ria, &provider, "/sign-in/google").await;
    ria.wait_path("/reception/andheri/queue").await;
    ria.close().await;
}

#[actix_web::test]
async fn a_number_and_an_address_are_changed_and_shown_to_be_theirs() {
    let site = Site::open().await;
    let ria = phone(&site).await;
    by_password(&ria, PASSWORD).await;
    ria.wait_path("/reception/andheri/queue").await;
    ria.open_page("/account/phone").await;
    give(&ria, "#phone", "98450 77777").await;
    ria.wait("#code").await;
    ria.is_accessible().await;
    give(&ria, "#code", &site.world.code().await).await;
    ria.wait_for("#notice", &words("phone-changed")).await;
    ria.wait_for("#present", "98450 77777").await;
    ria.open_page("/account/email").await;
    give(&ria, "#email", "ria@home.test").await;
    ria.wait("#notice .notice").await;
    ria.open_page(&site.world.link_to("ria@home.test").await).await;
    ria.is_accessible().await;
    ria.click("form.card button").await;
    ria.wait_for("#present", "ria@home.test").await;
    site.world.let_pass_in_session("ria", 6).await;
    ria.open_page("/account/email").await;
    ria.wait_path("/account/confirm").await;
    ria.is_accessible().await;
    give(&ria, "#password", PASSWORD).await;
    ria.wait_path("/account/email").await;
    ria.close().await;
}
