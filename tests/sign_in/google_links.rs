//! The ways in that somebody has; linking a Google account and taking it away.

use diesel::prelude::*;
use futures_util::future::join_all;
use swasthya::db::Author;
use swasthya::directory::post::Outbox;
use swasthya::directory::proofs::{GoogleAccount, GoogleLinked, GoogleUnlinked};
use swasthya::schema::directory::auth_providers;

use super::google::{SIGN_IN, at, done, link, signed_in, sql, user};
use crate::support::provider::{Provider, go};
use crate::support::{Browser, World};

const LINK: &str = "/account/google";
const UNLINK: &str = "/account/google/removal";
const WAYS_IN: &str = "/account/ways-in";

async fn ways(browser: &Browser) -> Vec<String> {
    browser.get(WAYS_IN).await.attributes("tr[data-way]", "data-way")
}

/// The e-mails that were written, by their template and address, newest first.
async fn told(world: &World) -> Vec<(String, String)> {
    let messages = world.databases().read_directory(|db| Outbox::latest(db, 10)).await.expect("the outbox");
    messages.into_iter().filter(|it| it.template.starts_with("google")).map(|it| (it.template, it.recipient)).collect()
}

#[actix_web::test]
async fn auth_1_the_ways_in_are_listed_with_their_last_use() {
    let provider = Provider::start();
    let world = at(&provider).await;
    let ria = world.sign_in("ria").await;
    let page = ria.get(WAYS_IN).await;
    assert_eq!(page.texts("tbody th"), ["Password"]);
    assert_eq!(page.count("tbody time"), 1);
    assert_eq!(page.count(&format!("form[action='{LINK}']")), 1);
    let asha = world.sign_in_by_phone("98450 12345").await;
    assert_eq!(asha.get(WAYS_IN).await.texts("tbody th"), ["Code by phone"]);
    assert_eq!(world.visitor().get(WAYS_IN).await.header("location"), "/sign-in?next=/account/ways-in");
}

#[actix_web::test]
async fn auth_19_an_account_is_linked_from_inside_and_opens_from_then_on() {
    let provider = Provider::start();
    let world = at(&provider).await;
    let ria = world.sign_in("ria").await;
    let page = provider.come_back(&ria, LINK, "117").await;
    assert_eq!((page.status, page.header("location")), (303, WAYS_IN));
    let page = ria.get(page.location()).await;
    assert_eq!(page.text("#notice .notice"), "Your Google account is linked. You can sign in with it from now on.");
    assert_eq!(page.texts("tr[data-way='google'] > *"), ["Google account", "Not yet"]);
    assert_eq!(page.count(&format!("form[action='{UNLINK}']")), 1);
    assert_eq!(done(&world).await.last(), Some(&("google_linked".to_owned(), Some(user("ria")))));
    let again = world.visitor();
    assert_eq!(provider.come_back(&again, SIGN_IN, "117").await.header("location"), "/doors");
    assert_eq!(again.get(WAYS_IN).await.count("tr[data-way='google'] time"), 1);
}

#[actix_web::test]
async fn auth_22_linking_and_unlinking_are_told_by_e_mail_in_the_user_s_language() {
    let provider = Provider::start();
    let world = at(&provider).await;
    sql(&world, "UPDATE users SET language = 'hi' WHERE email = 'ria@acme.test'").await;
    let ria = world.sign_in("ria").await;
    provider.come_back(&ria, LINK, "117").await;
    let to = "ria@acme.test".to_owned();
    assert_eq!(told(&world).await, [("google_linked".to_owned(), to.clone())]);
    let messages = world.databases().read_directory(|db| Outbox::latest(db, 1)).await.expect("the outbox");
    assert!(messages[0].subject.contains("जोड़ा गया") && messages[0].body.contains("Ria Fernandes"), "{messages:?}");
    assert_eq!(ria.submit(UNLINK, &[]).await.text("#notice .notice"), "Your Google account is unlinked.");
    assert_eq!(told(&world).await[0], ("google_unlinked".to_owned(), to));
    // Somebody without an e-mail address is told by SMS.
    let asha = world.sign_in_by_phone("98450 12345").await;
    provider.come_back(&asha, LINK, "118").await;
    assert_eq!((ways(&asha).await, told(&world).await.len()), (vec!["otp".to_owned(), "google".to_owned()], 3));
}

#[actix_web::test]
async fn linking_twice_changes_nothing() {
    let provider = Provider::start();
    let world = at(&provider).await;
    let ria = world.sign_in("ria").await;
    for _ in 0..2 {
        assert_eq!(provider.come_back(&ria, LINK, "117").await.header("location"), WAYS_IN);
    }
    assert_eq!(told(&world).await.len(), 1);
    assert_eq!(done(&world).await.iter().filter(|(action, _)| action == "google_linked").count(), 1);
}

#[actix_web::test]
async fn an_account_that_is_another_user_s_is_refused() {
    let provider = Provider::start();
    let world = at(&provider).await;
    link(&world, "om", &provider.issuer, "117").await;
    let ria = world.sign_in("ria").await;
    let page = provider.come_back(&ria, LINK, "117").await;
    assert_eq!((page.status, page.text("h1").as_str()), (422, "This Google account belongs to somebody else here"));
    assert_eq!(page.attributes(".door a", "href"), [WAYS_IN]);
    assert!(!page.html.contains("Om Kulkarni"), "nor does it say whose");
    assert_eq!(ways(&ria).await, ["password"]);
    provider.come_back(&world.visitor(), SIGN_IN, "117").await;
    assert_eq!(done(&world).await.last(), Some(&("proof_shown".to_owned(), Some(user("om")))));
}

#[actix_web::test]
async fn a_second_account_waits_until_the_first_is_unlinked() {
    let provider = Provider::start();
    let world = at(&provider).await;
    let ria = world.sign_in("ria").await;
    provider.come_back(&ria, LINK, "117").await;
    let page = provider.come_back(&ria, LINK, "118").await;
    assert_eq!((page.status, page.text("h1").as_str()), (422, "You have linked another Google account"));
    ria.post(UNLINK, &[]).await;
    assert_eq!(provider.come_back(&ria, LINK, "118").await.status, 303);
    assert!(
        !signed_in(&{
            let old = world.visitor();
            provider.come_back(&old, SIGN_IN, "117").await;
            old
        })
        .await
    );
}

#[actix_web::test]
async fn auth_10_an_attempt_to_sign_in_links_nothing_and_one_to_link_signs_nobody_in() {
    let provider = Provider::start();
    let world = at(&provider).await;
    let ria = world.sign_in("ria").await;
    assert_eq!(provider.come_back(&ria, SIGN_IN, "117").await.status, 422);
    assert_eq!(ways(&ria).await, ["password"]);
    link(&world, "om", &provider.issuer, "118").await;
    provider.come_back(&ria, LINK, "118").await;
    assert_eq!(ria.get("/doors").await.header("location"), "/o/acme/reception/andheri/queue", "still Ria");
}

#[actix_web::test]
async fn auth_19_what_one_user_began_another_does_not_end() {
    let provider = Provider::start();
    let world = at(&provider).await;
    let browser = world.sign_in("ria").await;
    let going = go(&browser, LINK).await;
    let answer = provider.answer(&going, &provider.token(&going, "117"));
    browser.post("/sign-out", &[]).await;
    browser.post("/sign-in/password", &[("login", "meena@acme.test"), ("password", "correct horse battery")]).await;
    let page = browser.get(&answer).await;
    assert_eq!((page.status, page.text("h1").as_str()), (422, "This attempt is over"));
    assert_eq!(ways(&browser).await, ["password"]);
    // Somebody else's answer, slipped to Ria: it is not her browser's.
    let (ria, attacker) = (world.sign_in("ria").await, world.sign_in("bela").await);
    let going = go(&attacker, LINK).await;
    let page = ria.get(&provider.answer(&going, &provider.token(&going, "attacker"))).await;
    assert_eq!((page.status, ways(&ria).await), (422, vec!["password".to_owned()]));
}

#[actix_web::test]
async fn only_whoever_is_signed_in_links_and_unlinks() {
    let provider = Provider::start();
    let world = at(&provider).await;
    for address in [LINK, UNLINK] {
        assert_eq!(world.visitor().post(address, &[]).await.header("location"), "/sign-in");
    }
    assert_eq!(provider.asked("/.well-known/openid-configuration"), 0);
}

#[actix_web::test]
async fn the_only_way_in_stays() {
    let provider = Provider::start();
    let world = at(&provider).await;
    let ria = world.sign_in("ria").await;
    assert_eq!(ria.submit(UNLINK, &[]).await.text("#notice .notice"), "No Google account is linked.");
    provider.come_back(&ria, LINK, "117").await;
    sql(&world, "UPDATE users SET password_hash = NULL WHERE email = 'ria@acme.test'").await;
    let page = ria.submit(UNLINK, &[]).await;
    assert_eq!(page.text("#notice .notice"), "It is your only way in. Set a password or a phone number first.");
    assert_eq!(ways(&ria).await, ["google"]);
    assert_eq!(provider.come_back(&world.visitor(), SIGN_IN, "117").await.header("location"), "/doors");
}

#[actix_web::test]
async fn an_unlinked_account_opens_nothing() {
    let provider = Provider::start();
    let world = at(&provider).await;
    link(&world, "ria", &provider.issuer, "117").await;
    let ria = world.sign_in("ria").await;
    ria.post(UNLINK, &[]).await;
    assert_eq!(done(&world).await.last(), Some(&("google_unlinked".to_owned(), Some(user("ria")))));
    let browser = world.visitor();
    assert_eq!(provider.come_back(&browser, SIGN_IN, "117").await.status, 422);
    assert!(!signed_in(&browser).await);
}

#[actix_web::test]
async fn of_two_users_who_link_one_account_at_once_one_does() {
    let world = World::committed().await;
    let attempts = ["ria", "om", "bela", "meena"].map(|who| {
        let user = user(who);
        world.databases().write_directory(Author::system(), move |tx| GoogleAccount::link(tx, user, "https://issuer.example", "117"))
    });
    let mut linked: Vec<GoogleLinked> = join_all(attempts).await.into_iter().map(|it| it.expect("the directory")).collect();
    linked.sort_by_key(|it| *it != GoogleLinked::Done);
    assert_eq!(linked, [GoogleLinked::Done, GoogleLinked::Others, GoogleLinked::Others, GoogleLinked::Others]);
    let rows = auth_providers::table.count();
    assert_eq!(world.databases().read_directory(move |db| rows.get_result::<i64>(db)).await.expect("the ways in"), 1);
    let gone = join_all(["ria", "om", "bela", "meena"].map(|who| {
        let user = user(who);
        world.databases().write_directory(Author::system(), move |tx| GoogleAccount::unlink(tx, user))
    }));
    let gone: Vec<GoogleUnlinked> = gone.await.into_iter().map(|it| it.expect("the directory")).collect();
    assert_eq!(gone.iter().filter(|it| **it == GoogleUnlinked::Done).count(), 1);
}
