//! Choosing another password by a link in an e-mail.

use std::time::Instant;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use futures_util::future::join_all;
use swasthya::db::Author;
use swasthya::directory::proofs::{Password, Reset, ResetAsked};
use swasthya::schema::directory::users;

use crate::support::World;
use crate::support::timing::take_as_long;
use crate::support::world::PASSWORD;

const NEW: &str = "four grey pigeons dance";

/// Asks for a link; answers its path.
async fn link(world: &World) -> String {
    let page = world.visitor().post("/sign-in/reset", &[("email", "Ria@acme.test")]).await;
    assert_eq!((page.status, page.header("location")), (303, "/sign-in/password"));
    let message = world.message_to("ria@acme.test").await.expect("a message");
    let link = message.body.split_whitespace().find(|word| word.contains("/resets/")).expect("a link").to_owned();
    link[link.find("/resets/").unwrap_or_default()..].to_owned()
}

async fn signs_in(world: &World, password: &str) -> bool {
    world.visitor().post("/sign-in/password", &[("login", "ria@acme.test"), ("password", password)]).await.status == 303
}

#[actix_web::test]
async fn auth_4_a_link_changes_the_password_once_ends_every_session_and_signs_nobody_in() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let (link, visitor) = (link(&world).await, world.visitor());
    assert_eq!(visitor.get(&link).await.count("#password"), 1);
    let page = visitor.post(&link, &[("password", NEW)]).await;
    assert_eq!((page.status, page.header("location")), (303, "/sign-in/password"));
    assert_eq!(visitor.get("/doors").await.header("location"), "/sign-in?next=/doors", "the link is no way in");
    assert_eq!(ria.get("/reception/andheri/queue").await.status, 303);
    assert!(!signs_in(&world, PASSWORD).await && signs_in(&world, NEW).await);
    let again = visitor.post(&link, &[("password", "another four plain words")]).await;
    assert_eq!(again.status, 422);
    assert!(again.html.contains("This link has been used"), "{}", again.html);
}

#[actix_web::test]
async fn a_link_works_for_half_an_hour_and_only_the_newest() {
    let world = World::open().await;
    let first = link(&world).await;
    let second = link(&world).await;
    assert!(world.visitor().get(&first).await.html.contains("This link has expired"));
    world.let_pass(31).await;
    let page = world.visitor().get(&second).await;
    assert!(page.html.contains("This link has expired"));
    assert_eq!(page.attributes("main a.button", "href"), ["/sign-in/reset"], "and it says what to do next");
    assert_eq!(world.visitor().get("/resets/0000").await.status, 404);
}

#[actix_web::test]
async fn auth_14_asking_says_nothing_about_who_exists() {
    let world = World::open().await;
    let (known, unknown) = (world.visitor(), world.visitor());
    let one = known.submit("/sign-in/reset", &[("email", "ria@acme.test")]).await;
    let other = unknown.submit("/sign-in/reset", &[("email", "nobody@acme.test")]).await;
    assert_eq!((one.status, one.html), (other.status, other.html));
    assert!(world.message_to("nobody@acme.test").await.is_none());
    for visitor in [&known, &unknown] {
        let email = if std::ptr::eq(visitor, &raw const known) { "ria@acme.test" } else { "nobody@acme.test" };
        for _ in 0..2 {
            visitor.post("/sign-in/reset", &[("email", email)]).await;
        }
        let page = visitor.post("/sign-in/reset", &[("email", email)]).await;
        assert_eq!((page.status, page.count("#email-error")), (422, 1), "three an hour, known or not");
    }
}

#[actix_web::test]
async fn auth_5_a_hash_made_with_less_work_is_made_again_at_the_next_sign_in() {
    let world = World::open().await;
    let weak = "$argon2id$v=19$m=8192,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$2Ly31NKOyJ6fNJ4UwpX1qL8AaAODXVvV1jvBrmkdHJ0";
    assert!(Password::is_outdated(weak) && !Password::is_outdated(&Password::hash_blocking("x").expect("a hash")));
    let hash = argon2::Argon2::new(
        argon2::Algorithm::Argon2id,
        argon2::Version::V0x13,
        argon2::Params::new(8192, 1, 1, None).expect("parameters"),
    );
    let old = argon2::password_hash::PasswordHasher::hash_password(&hash, PASSWORD.as_bytes()).expect("a hash").to_string();
    let write = move |tx: &mut swasthya::db::DirectoryTx| {
        diesel::update(users::table.filter(users::email.eq("ria@acme.test"))).set(users::password_hash.eq(&old)).execute(tx.db)
    };
    world.databases().write_directory(Author::system(), write).await.expect("an old hash");
    assert!(signs_in(&world, PASSWORD).await);
    let hash: Option<String> = world
        .databases()
        .read_directory(|db| users::table.filter(users::email.eq("ria@acme.test")).select(users::password_hash).first(db))
        .await
        .expect("the hash");
    assert!(!Password::is_outdated(&hash.expect("a hash")));
    assert!(signs_in(&world, PASSWORD).await, "the password is the same");
}

#[actix_web::test]
async fn auth_14_of_many_that_ask_at_once_three_are_heard_whoever_the_address_belongs_to() {
    let world = World::committed().await;
    for email in ["ria@acme.test", "nobody@acme.test"] {
        let requests = (0..12).map(|number| {
            let by = Author { address: format!("203.0.113.{number}"), ..Author::system() };
            world.databases().write_directory(by, move |tx| Reset::ask(tx, email, "https://clinic.example"))
        });
        let answers: Vec<ResetAsked> = join_all(requests).await.into_iter().map(|it| it.expect("an answer")).collect();
        assert_eq!(answers.iter().filter(|it| **it == ResetAsked::Sent).count(), 3, "{email}");
    }
}

#[actix_web::test]
async fn auth_14_an_unknown_address_takes_as_long_as_a_known_one() {
    let world = World::open().await;
    let visitor = world.visitor();
    take_as_long(async |which| {
        let afresh = |tx: &mut swasthya::db::DirectoryTx| tx.db.batch_execute("DELETE FROM allowances");
        world.databases().write_directory(Author::system(), afresh).await.expect("no limit");
        let since = Instant::now();
        let page = visitor.post("/sign-in/reset", &[("email", ["ria@acme.test", "nobody@acme.test"][which])]).await;
        assert_eq!(page.status, 303);
        since
    })
    .await;
}
