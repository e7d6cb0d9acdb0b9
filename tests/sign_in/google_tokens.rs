//! Identity tokens and answers that somebody tampered with.

use chrono::TimeDelta;
use serde_json::{Value, json};
use swasthya::db::clock;
use swasthya::providers::google::{Google, GoogleFailure};

use super::google::{SIGN_IN, at, done, link, signed_in};
use crate::support::provider::{CLIENT, Going, Provider, SECRET, Signing, Token, go, public_key};
use crate::support::{Browser, World};

/// A world with a provider at which Ria's account is `ria`.
async fn open() -> (World, Provider) {
    let provider = Provider::start();
    let world = at(&provider).await;
    link(&world, "ria", &provider.issuer, "ria").await;
    (world, provider)
}

async fn assert_refused(browser: &Browser, path: &str, title: &str) {
    let page = browser.get(path).await;
    assert_eq!((page.status, page.text("h1").as_str()), (422, title));
    assert!(!signed_in(browser).await);
}

/// The token is refused as the test has changed it; as it was, it opens.
async fn is_refused(tamper: impl FnOnce(&mut Token)) {
    let (world, provider) = open().await;
    let browser = world.visitor();
    let going = go(&browser, SIGN_IN).await;
    let mut token = provider.token(&going, "ria");
    tamper(&mut token);
    assert_refused(&browser, &provider.answer(&going, &token), "Google's answer cannot be used").await;
    assert_eq!(done(&world).await.last().map(|(action, _)| action.as_str()), Some("sign_in_refused"));
    assert_eq!(provider.come_back(&browser, SIGN_IN, "ria").await.header("location"), "/doors");
    assert!(signed_in(&browser).await);
}

fn now() -> i64 {
    clock::now().and_utc().timestamp()
}

fn without(claim: &str) -> impl FnOnce(&mut Token) {
    move |token| drop(token.claims.as_object_mut().expect("claims").remove(claim))
}

#[actix_web::test]
async fn auth_17_another_issuer_is_refused() {
    is_refused(|token| token.claims["iss"] = json!("https://accounts.google.example")).await;
}

#[actix_web::test]
async fn auth_17_an_issuer_that_is_almost_ours_is_refused() {
    is_refused(|token| token.claims["iss"] = json!(format!("{}/", token.claims["iss"].as_str().expect("an issuer")))).await;
}

#[actix_web::test]
async fn auth_17_another_audience_is_refused() {
    is_refused(|token| token.claims["aud"] = json!("another client")).await;
}

#[actix_web::test]
async fn auth_17_several_audiences_without_a_party_are_refused() {
    is_refused(|token| {
        token.claims["aud"] = json!([CLIENT, "another client"]);
        without("azp")(token);
    })
    .await;
}

#[actix_web::test]
async fn auth_17_several_audiences_are_refused_whoever_the_party_is() {
    is_refused(|token| token.claims["aud"] = json!([CLIENT, "another client"])).await;
}

#[actix_web::test]
async fn auth_17_a_token_for_another_party_is_refused() {
    is_refused(|token| token.claims["azp"] = json!("another client")).await;
}

#[actix_web::test]
async fn auth_17_an_expired_token_is_refused() {
    is_refused(|token| token.claims["exp"] = json!(now() - 1)).await;
}

#[actix_web::test]
async fn auth_17_a_token_that_never_expires_is_refused() {
    is_refused(without("exp")).await;
}

#[actix_web::test]
async fn auth_17_a_token_from_the_future_is_refused() {
    is_refused(|token| token.claims["iat"] = json!(now() + 600)).await;
}

#[actix_web::test]
async fn auth_17_a_token_that_is_not_valid_yet_is_refused() {
    is_refused(|token| token.claims["nbf"] = json!(now() + 600)).await;
}

#[actix_web::test]
async fn auth_17_another_nonce_is_refused() {
    is_refused(|token| token.claims["nonce"] = json!("another")).await;
}

#[actix_web::test]
async fn auth_17_a_missing_nonce_is_refused() {
    is_refused(without("nonce")).await;
}

#[actix_web::test]
async fn auth_17_a_token_that_nobody_signed_is_refused() {
    is_refused(|token| {
        token.header = json!({ "alg": "none", "typ": "JWT" });
        token.signing = Signing::Nothing;
    })
    .await;
}

#[actix_web::test]
async fn auth_17_a_token_whose_signature_was_taken_off_is_refused() {
    is_refused(|token| token.signing = Signing::Nothing).await;
}

#[actix_web::test]
async fn auth_17_a_token_signed_with_the_client_s_secret_is_refused() {
    is_refused(|token| {
        token.header["alg"] = json!("HS256");
        token.signing = Signing::Secret(SECRET.into());
    })
    .await;
}

#[actix_web::test]
async fn auth_17_a_token_signed_with_the_public_key_as_a_secret_is_refused() {
    is_refused(|token| {
        token.header["alg"] = json!("HS256");
        token.signing = Signing::Secret(public_key());
    })
    .await;
}

#[actix_web::test]
async fn auth_17_a_token_signed_by_another_key_is_refused() {
    is_refused(|token| token.signing = Signing::OtherKey).await;
}

#[actix_web::test]
async fn auth_17_a_token_that_brings_its_own_key_is_refused() {
    is_refused(|token| {
        token.header["kid"] = json!("other");
        token.header["jku"] = json!("https://evil.example/keys");
        token.signing = Signing::OtherKey;
    })
    .await;
}

#[actix_web::test]
async fn auth_17_an_unknown_key_is_refused() {
    is_refused(|token| token.header["kid"] = json!("unknown")).await;
}

#[actix_web::test]
async fn auth_17_claims_that_were_changed_after_signing_are_refused() {
    is_refused(|token| {
        let mut claims = token.claims.clone();
        claims["sub"] = json!("ria");
        claims["exp"] = json!(now() + 7200);
        token.signing = Signing::Before(claims);
    })
    .await;
}

#[actix_web::test]
async fn auth_17_a_header_that_demands_what_we_do_not_know_is_refused() {
    is_refused(|token| token.header["crit"] = json!(["exp"])).await;
}

#[actix_web::test]
async fn auth_17_a_subject_that_cannot_be_one_is_refused() {
    for subject in [String::new(), "ria ".into(), "r\u{ed}a".into(), "r".repeat(256)] {
        is_refused(|token| token.claims["sub"] = json!(subject)).await;
    }
}

#[actix_web::test]
async fn auth_17_a_state_from_another_browser_is_refused() {
    let (world, provider) = open().await;
    let (ria, thief) = (world.visitor(), world.visitor());
    let going = go(&ria, SIGN_IN).await;
    let answer = provider.answer(&going, &provider.token(&going, "ria"));
    assert_refused(&world.visitor(), &answer, "This attempt is over").await;
    go(&thief, SIGN_IN).await;
    assert_refused(&thief, &answer, "This attempt is over").await;
    assert_eq!(provider.asked("/token"), 0);
    assert_eq!(ria.get(&answer).await.header("location"), "/doors");
}

#[actix_web::test]
async fn auth_17_an_answer_without_a_state_or_with_another_is_refused() {
    let (world, provider) = open().await;
    let browser = world.visitor();
    let going = go(&browser, SIGN_IN).await;
    let answer = provider.answer(&going, &provider.token(&going, "ria"));
    for other in [answer.replace(&going.0["state"], ""), answer.replace("state=", "status="), answer.replace("state=", "state=x")] {
        assert_refused(&browser, &other, "This attempt is over").await;
    }
    assert_eq!(browser.get(&answer).await.header("location"), "/doors", "what others tried does not end the attempt");
}

#[actix_web::test]
async fn auth_17_a_state_works_once() {
    let (world, provider) = open().await;
    let browser = world.visitor();
    let going = go(&browser, SIGN_IN).await;
    let before = browser.stolen();
    let mut wrong = provider.token(&going, "ria");
    wrong.claims["nonce"] = Value::Null;
    assert_refused(&browser, &provider.answer(&going, &wrong), "Google's answer cannot be used").await;
    // A good token for the same state comes too late, in this browser and in a copy of it.
    let answer = provider.answer(&going, &provider.token(&going, "ria"));
    assert_refused(&browser, &answer, "This attempt is over").await;
    assert_refused(&before, &answer, "This attempt is over").await;
}

#[actix_web::test]
async fn auth_17_a_nonce_is_of_one_attempt() {
    let (world, provider) = open().await;
    let browser = world.visitor();
    let first = go(&browser, SIGN_IN).await;
    let second = go(&browser, SIGN_IN).await;
    let token = provider.token(&first, "ria");
    assert_refused(&browser, &provider.answer(&second, &token), "Google's answer cannot be used").await;
}

#[actix_web::test]
async fn auth_17_a_code_works_once_and_only_for_whom_it_was_made() {
    let (world, provider) = open().await;
    let (ria, thief) = (world.visitor(), world.visitor());
    let going = go(&ria, SIGN_IN).await;
    let answer = provider.answer(&going, &provider.token(&going, "ria"));
    let code = |going: &Going| answer.replace(&going.0["state"], "");
    assert_eq!(ria.get(&answer).await.header("location"), "/doors");
    let theirs = go(&thief, SIGN_IN).await;
    let replayed = code(&going).replace("state=", &format!("state={}", theirs.0["state"]));
    assert_refused(&thief, &replayed, "Google's answer cannot be used").await;
    // Stolen before it was used: the thief's browser has another verifier.
    let going = go(&ria, SIGN_IN).await;
    let answer = provider.answer(&going, &provider.token(&going, "ria"));
    let theirs = go(&thief, SIGN_IN).await;
    let stolen = answer.replace(&going.0["state"], &theirs.0["state"]);
    assert_refused(&thief, &stolen, "Google's answer cannot be used").await;
    assert_eq!(provider.asked("/token"), 3);
}

#[actix_web::test]
async fn auth_17_an_answer_that_names_another_issuer_is_refused() {
    let (world, provider) = open().await;
    let browser = world.visitor();
    let going = go(&browser, SIGN_IN).await;
    let answer = provider.answer(&going, &provider.token(&going, "ria")).replace("iss=http", "iss=https");
    assert_refused(&browser, &answer, "Google's answer cannot be used").await;
    assert_eq!(provider.asked("/token"), 0);
}

#[actix_web::test]
async fn auth_17_an_attempt_has_its_time() {
    use diesel::connection::SimpleConnection;
    let (world, provider) = open().await;
    let browser = world.visitor();
    let going = go(&browser, SIGN_IN).await;
    let year = clock::now().format("%Y-").to_string();
    let sql = format!("UPDATE sessions SET state = REPLACE(state, '{year}', '2020-')");
    world.databases().write_directory(swasthya::db::Author::system(), move |tx| tx.db.batch_execute(&sql)).await.expect("time passes");
    assert_refused(&browser, &provider.answer(&going, &provider.token(&going, "ria")), "This attempt is over").await;
}

#[actix_web::test]
async fn auth_17_keys_are_kept_and_asked_for_again_once_a_minute_at_an_unknown_one() {
    let (world, provider) = open().await;
    let google = Google::of(&world.config).expect("a client").expect("a client");
    let since = clock::now().and_utc();
    // Somebody comes back so many seconds later, with a token of the new key.
    let come_back = async |seconds: i64| {
        let now = since + TimeDelta::seconds(seconds);
        let (address, attempt) = google.begin(now).await.expect("an address");
        let url = reqwest::Url::parse(&address).expect("an address");
        let going = Going(url.query_pairs().into_owned().collect());
        let mut token = provider.token(&going, "ria");
        token.header["kid"] = json!("other");
        token.signing = Signing::OtherKey;
        let answer = provider.answer(&going, &token);
        let code = answer.split("code=").nth(1).and_then(|it| it.split('&').next()).expect("a code").to_owned();
        google.finish(attempt, code, now).await
    };
    assert!(matches!(come_back(0).await, Err(GoogleFailure::Refused(_))));
    provider.rotate();
    assert!(matches!(come_back(59).await, Err(GoogleFailure::Refused(_))), "asked again within the minute");
    assert_eq!(provider.asked("/keys"), 1);
    assert_eq!(come_back(61).await.expect("an identity").subject, "ria");
    assert_eq!(come_back(62).await.expect("an identity").subject, "ria");
    assert_eq!(provider.asked("/keys"), 2);
}
