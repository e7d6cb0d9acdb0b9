//! Signing in with Google, at a provider of the tests' own.

use chrono::NaiveDateTime;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use swasthya::db::Author;
use swasthya::db::ids::UserId;
use swasthya::directory::proofs::{GoogleAccount, GoogleLinked};
use swasthya::schema::directory::{audit_logs, auth_providers, sessions};

use crate::support::provider::{Provider, go, going};
use crate::support::world::id;
use crate::support::{Browser, World};

pub const SIGN_IN: &str = "/sign-in/google";

/// A world whose people may sign in there.
pub async fn at(provider: &Provider) -> World {
    let client = provider.client();
    World::configured(|config| config.google = Some(client)).await
}

/// Links an account at the provider to somebody, as if they had done so.
pub async fn link(world: &World, who: &str, issuer: &str, subject: &str) {
    let (user, issuer, subject) = (user(who), issuer.to_owned(), subject.to_owned());
    let linked = world.databases().write_directory(Author::system(), move |tx| GoogleAccount::link(tx, user, &issuer, &subject)).await;
    assert_eq!(linked.expect("the directory"), GoogleLinked::Done);
}

pub fn user(who: &str) -> UserId {
    UserId(id(&format!("user {who}")))
}

pub async fn signed_in(browser: &Browser) -> bool {
    !browser.get("/doors").await.header("location").starts_with("/sign-in")
}

pub async fn sql(world: &World, sql: impl Into<String>) {
    let sql = sql.into();
    world.databases().write_directory(Author::system(), move |tx| tx.db.batch_execute(&sql)).await.expect("the directory");
}

/// What the directory's log says was done, by whom, oldest first.
pub async fn done(world: &World) -> Vec<(String, Option<UserId>)> {
    let log = audit_logs::table.order(audit_logs::id).select((audit_logs::action, audit_logs::user_id));
    let rows: Vec<(String, Option<Vec<u8>>)> = world.databases().read_directory(move |db| log.load(db)).await.expect("the log");
    let user = |bytes: Vec<u8>| UserId(uuid::Uuid::from_slice(&bytes).expect("an id"));
    rows.into_iter().map(|(action, by)| (action, by.map(user))).collect()
}

#[actix_web::test]
async fn a_linked_account_opens_its_user_s_door() {
    let provider = Provider::start();
    let world = at(&provider).await;
    link(&world, "ria", &provider.issuer, "117").await;
    let ria = world.visitor();
    let before = ria.stolen();
    let page = provider.come_back(&ria, SIGN_IN, "117").await;
    assert_eq!((page.status, page.header("location")), (303, "/doors"));
    assert_eq!(ria.get("/doors").await.header("location"), "/o/acme/reception/andheri/queue");
    assert!(!signed_in(&before).await, "the session is a new one");
    assert_eq!(done(&world).await.last(), Some(&("signed_in".to_owned(), Some(user("ria")))));
    let used = auth_providers::table.filter(auth_providers::last_used_at.is_not_null()).select(auth_providers::provider);
    assert_eq!(world.databases().read_directory(move |db| used.load::<String>(db)).await.expect("the ways in"), ["google"]);
}

#[actix_web::test]
async fn auth_17_the_browser_takes_a_challenge_a_state_and_a_nonce_along_and_no_secret() {
    let provider = Provider::start();
    let world = at(&provider).await;
    let browser = world.visitor();
    let page = browser.post(SIGN_IN, &[]).await;
    let one = going(&page);
    for (name, value) in [
        ("response_type", "code"),
        ("code_challenge_method", "S256"),
        ("client_id", "the client"),
        ("scope", "openid"),
        ("prompt", "select_account"),
        ("redirect_uri", "http://127.0.0.1:8080/sign-in/google/callback"),
    ] {
        assert_eq!(one.0[name], value, "{name}");
    }
    assert!(!page.html.contains("secret"), "{}", page.html);
    let other = go(&browser, SIGN_IN).await;
    for name in ["state", "nonce", "code_challenge"] {
        assert!(one.0[name].len() >= 22 && one.0[name] != other.0[name], "{name} is 128 bits or more, new each time");
    }
}

#[actix_web::test]
async fn web_5_the_policy_is_no_wider_where_the_browser_is_sent_to_google() {
    let provider = Provider::start();
    let world = at(&provider).await;
    let page = world.visitor().post(SIGN_IN, &[]).await;
    let policy = page.header("content-security-policy");
    assert!(page.status == 200 && policy.contains("form-action 'self';") && !policy.contains("http"), "{policy}");
    assert_eq!(page.header("referrer-policy"), "same-origin");
}

#[actix_web::test]
async fn ses_4_a_google_session_lasts_as_long_as_a_password_s() {
    let provider = Provider::start();
    let world = at(&provider).await;
    link(&world, "ria", &provider.issuer, "117").await;
    provider.come_back(&world.visitor(), SIGN_IN, "117").await;
    let lasts = sessions::table.filter(sessions::user_id.eq(user("ria"))).select((sessions::last_seen_at, sessions::expires_at));
    let (since, until): (NaiveDateTime, NaiveDateTime) =
        world.databases().read_directory(move |db| lasts.first(db)).await.expect("a session");
    assert_eq!(until - since, chrono::TimeDelta::hours(12));
}

#[actix_web::test]
async fn web_4_after_google_one_is_where_one_wanted_to_be_but_never_elsewhere() {
    let provider = Provider::start();
    let world = at(&provider).await;
    link(&world, "ria", &provider.issuer, "117").await;
    for (next, location) in [("/o/acme/reception/andheri/payments", "/o/acme/reception/andheri/payments"), ("//evil.example", "/")] {
        let ria = world.visitor();
        let going = going(&ria.post(SIGN_IN, &[("next", next)]).await);
        let page = ria.get(&provider.answer(&going, &provider.token(&going, "117"))).await;
        assert_eq!((page.status, page.header("location")), (303, location));
    }
}

#[actix_web::test]
async fn an_account_that_nobody_linked_is_shown_the_other_doors() {
    let provider = Provider::start();
    let world = at(&provider).await;
    let browser = world.visitor();
    let page = provider.come_back(&browser, SIGN_IN, "117").await;
    assert_eq!((page.status, page.text("h1").as_str()), (422, "This Google account isn't linked yet"));
    assert_eq!(page.text(".door p:first-of-type"), "Sign in with your phone or password first, then link it under your account.");
    assert_eq!(page.attributes(".door a", "href"), ["/sign-in", "/sign-in/password"]);
    assert!(!signed_in(&browser).await);
    assert_eq!(done(&world).await.last(), Some(&("sign_in_refused".to_owned(), Some(UserId::SYSTEM))));
}

#[actix_web::test]
async fn auth_18_another_e_mail_address_at_google_is_the_same_user() {
    let provider = Provider::start();
    let world = at(&provider).await;
    link(&world, "ria", &provider.issuer, "117").await;
    for address in ["ria@acme.test", "ria.married@gmail.test", "om@acme.test"] {
        let browser = world.visitor();
        let going = go(&browser, SIGN_IN).await;
        let mut token = provider.token(&going, "117");
        token.claims["email"] = address.into();
        assert_eq!(browser.get(&provider.answer(&going, &token)).await.status, 303);
        assert_eq!(done(&world).await.last(), Some(&("signed_in".to_owned(), Some(user("ria")))), "{address}");
    }
}

#[actix_web::test]
async fn auth_18_another_account_with_the_same_e_mail_address_opens_nothing() {
    let provider = Provider::start();
    let world = at(&provider).await;
    link(&world, "ria", &provider.issuer, "117").await;
    sql(&world, "UPDATE users SET email_verified_at = created_at").await;
    let browser = world.visitor();
    let going = go(&browser, SIGN_IN).await;
    let mut token = provider.token(&going, "118");
    token.claims["email"] = "ria@acme.test".into();
    let page = browser.get(&provider.answer(&going, &token)).await;
    assert_eq!((page.status, page.text("h1").as_str()), (422, "This Google account isn't linked yet"));
    assert!(!signed_in(&browser).await);
}

#[actix_web::test]
async fn auth_18_the_same_subject_of_another_issuer_is_somebody_else() {
    let (provider, other) = (Provider::start(), Provider::start());
    let world = at(&provider).await;
    link(&world, "ria", &other.issuer, "117").await;
    let browser = world.visitor();
    assert_eq!(provider.come_back(&browser, SIGN_IN, "117").await.status, 422);
    link(&world, "om", &provider.issuer, "117").await;
    assert_eq!(provider.come_back(&browser, SIGN_IN, "117").await.status, 303);
    assert_eq!(done(&world).await.last(), Some(&("proof_shown".to_owned(), Some(user("om")))));
}

#[actix_web::test]
async fn auth_19_whoever_took_the_victim_s_e_mail_address_first_gets_nothing_of_them() {
    let provider = Provider::start();
    let world = at(&provider).await;
    // Somebody has made an account with the victim's address, a password of their own, and a Google account of their own.
    sql(
        &world,
        "INSERT INTO users (id, full_name, email, password_hash)
         SELECT UNHEX(REPLACE(UUID(), '-', '')), 'Attacker', 'victim@gmail.test', password_hash FROM users WHERE email = 'ria@acme.test'",
    )
    .await;
    let (victim, attacker) = (world.visitor(), world.visitor());
    let page = provider.come_back(&victim, SIGN_IN, "victim").await;
    assert_eq!((page.status, page.text("h1").as_str()), (422, "This Google account isn't linked yet"));
    assert!(!signed_in(&victim).await, "the victim is not in the attacker's account");
    attacker.post("/sign-in/password", &[("login", "victim@gmail.test"), ("password", "correct horse battery")]).await;
    let page = attacker.get("/account/ways-in").await;
    assert_eq!(page.attributes("tr[data-way]", "data-way"), ["password"], "nothing of the victim's came along");
}

#[actix_web::test]
async fn somebody_who_was_switched_off_is_refused() {
    let provider = Provider::start();
    let world = at(&provider).await;
    link(&world, "ria", &provider.issuer, "117").await;
    for how in ["active = FALSE", "active = TRUE, deleted_at = created_at"] {
        sql(&world, format!("UPDATE users SET {how} WHERE email = 'ria@acme.test'")).await;
        let browser = world.visitor();
        let page = provider.come_back(&browser, SIGN_IN, "117").await;
        assert_eq!((page.status, page.text("h1").as_str()), (422, "Your account is switched off"));
        assert!(!signed_in(&browser).await);
        assert_eq!(done(&world).await.last(), Some(&("sign_in_refused".to_owned(), Some(user("ria")))));
    }
}

#[actix_web::test]
async fn an_error_from_google_says_what_to_do_next() {
    let provider = Provider::start();
    let world = at(&provider).await;
    for (error, title) in [
        ("error=access_denied", "You did not go on at Google"),
        ("error=server_error&error_description=%3Cscript%3E", "Google's answer cannot be used"),
        ("error=access_denied&code=both", "You did not go on at Google"),
        ("code=%00%ff%0d%0a", "Google's answer cannot be used"),
        ("code=", "Google's answer cannot be used"),
        ("nothing=at+all", "Google's answer cannot be used"),
    ] {
        let browser = world.visitor();
        let going = go(&browser, SIGN_IN).await;
        let page = browser.get(&format!("/sign-in/google/callback?state={}&{error}", going.0["state"])).await;
        assert_eq!((page.status, page.text("h1").as_str()), (422, title), "{error}");
        assert_eq!(page.attributes(".door a", "href"), ["/sign-in", "/sign-in/password"]);
        assert!(!page.html.contains("<script>") || page.count("main script") == 0);
    }
    for garbage in ["", "?", "?state=a&state=b", "?%ff=%ff"] {
        let status = world.visitor().get(&format!("/sign-in/google/callback{garbage}")).await.status;
        assert!(matches!(status, 400 | 422), "{garbage}: {status}");
    }
}

#[actix_web::test]
async fn a_provider_that_is_away_or_talks_nonsense_at_first_is_tried_again() {
    let provider = Provider::start();
    let world = at(&provider).await;
    let browser = world.visitor();
    let elsewhere =
        r#"{"issuer":"https://evil.example","authorization_endpoint":"https://evil.example","jwks_uri":"https://evil.example"}"#;
    let elsewhere = format!("HTTP/1.1 200 .\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{elsewhere}", elsewhere.len());
    for answer in [
        "HTTP/1.1 500 .\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 302 .\r\nLocation: /keys\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 .\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n[]",
        "HTTP/1.1 200 .\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nhello",
        "nonsense\r\n\r\n",
        &elsewhere,
        "",
    ] {
        // The last one never answers: five seconds are enough.
        provider.instead("/.well-known/openid-configuration", answer);
        let page = browser.post(SIGN_IN, &[]).await;
        assert_eq!((page.status, page.text("h1").as_str()), (422, "Google does not answer now"), "{answer}");
        assert_eq!(page.attributes(".door a", "href"), ["/sign-in", "/sign-in/password"]);
    }
    assert_eq!(provider.asked("/keys"), 0, "redirects are not followed");
    let nobody = World::configured(|config| {
        config.google = Some(swasthya::config::GoogleClient { issuer: "http://127.0.0.1:9".into(), ..provider.client() });
    })
    .await;
    assert_eq!(nobody.visitor().post(SIGN_IN, &[]).await.text("h1"), "Google does not answer now");
}

#[actix_web::test]
async fn a_provider_that_talks_nonsense_later_lets_nobody_in() {
    let provider = Provider::start();
    let world = at(&provider).await;
    link(&world, "ria", &provider.issuer, "117").await;
    let long = format!("HTTP/1.1 200 .\r\nContent-Type: application/json\r\nContent-Length: 300000\r\n\r\n{}", " ".repeat(300_000));
    for (answer, title) in [
        ("HTTP/1.1 500 .\r\nContent-Length: 0\r\n\r\n", "Google does not answer now"),
        ("HTTP/1.1 302 .\r\nLocation: /keys\r\nContent-Length: 0\r\n\r\n", "Google does not answer now"),
        ("HTTP/1.1 200 .\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nhello", "Google does not answer now"),
        ("HTTP/1.1 200 .\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}", "Google's answer cannot be used"),
        (&long, "Google does not answer now"),
        ("nonsense\r\n\r\n", "Google does not answer now"),
    ] {
        let browser = world.visitor();
        let going = go(&browser, SIGN_IN).await;
        provider.instead("/token", answer);
        let page = browser.get(&provider.answer(&going, &provider.token(&going, "117"))).await;
        assert_eq!((page.status, page.text("h1").as_str()), (422, title), "{answer:.60}");
        assert!(!signed_in(&browser).await);
    }
    assert_eq!(provider.asked("/keys"), 1, "redirects are not followed");
}

#[actix_web::test]
async fn without_a_client_there_is_no_button_and_nothing_behind_it() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    for page in ["/sign-in", "/sign-in/password"] {
        assert_eq!(world.visitor().get(page).await.count("form[action='/sign-in/google']"), 0);
    }
    assert_eq!(ria.get("/account/ways-in").await.count("form[action^='/account/google']"), 0);
    assert_eq!(world.visitor().get("/sign-in/google/callback?state=a&code=b").await.status, 404);
    for address in [SIGN_IN, "/account/google", "/account/google/removal"] {
        assert_eq!(ria.post(address, &[]).await.status, 404, "{address}");
    }
}

#[actix_web::test]
async fn with_a_client_both_doors_have_the_button_also_when_something_was_wrong() {
    let provider = Provider::start();
    let world = at(&provider).await;
    let browser = world.visitor();
    for page in [
        browser.get("/sign-in?next=/x").await,
        browser.get("/sign-in/password?next=/x").await,
        browser.post("/sign-in/codes", &[("phone", "9"), ("next", "/x")]).await,
        browser.post("/sign-in/password", &[("login", "nobody"), ("password", "wrong"), ("next", "/x")]).await,
    ] {
        assert_eq!(page.attributes("form[action='/sign-in/google'] input[name='next']", "value"), ["/x"]);
        assert_eq!(page.text("form[action='/sign-in/google'] button"), "Sign in with Google");
    }
}

#[actix_web::test]
async fn the_way_to_google_begins_on_a_page_of_ours() {
    let provider = Provider::start();
    let world = at(&provider).await;
    let page = world.visitor().send(actix_web::test::TestRequest::post(), SIGN_IN, &[("Sec-Fetch-Site", "cross-site")]).await;
    assert_eq!(page.status, 403);
    let page = world.visitor().get(SIGN_IN).await;
    assert_eq!((page.status, page.header("Allow")), (405, "POST, OPTIONS"));
}
