//! Messages waiting to go out, with a clock of the test's own.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;
use swasthya::db::{Author, DirectoryTx};
use swasthya::directory::post::{Channel, MessageStatus, NewMessage, Outbox, OutboxMessage, Setback};
use swasthya::directory::proofs::Codes;
use swasthya::schema::directory::outbox as table;

use crate::support::World;

fn noon() -> NaiveDateTime {
    "2026-11-20T12:00:00".parse().expect("an instant")
}

fn message(template: &'static str) -> NewMessage {
    let (recipient, subject, body) = ("+919845012345".into(), String::new(), "123456 is the code".into());
    NewMessage { channel: Channel::Sms, recipient, template, subject, body }
}

fn setback(why: &str) -> Setback<'_> {
    Setback { why, ..Setback::default() }
}

/// A code that ends in five minutes.
fn enqueue_code(tx: &mut DirectoryTx) -> QueryResult<()> {
    Outbox::enqueue(tx, &message(Codes::TEMPLATE))?;
    diesel::update(table::table).set(table::expires_at.eq(tx.now + Duration::minutes(5))).execute(tx.db).map(drop)
}

/// Runs a change of the directory at that instant.
fn at<T>(world: &World, now: NaiveDateTime, change: impl Fn(&mut DirectoryTx) -> QueryResult<T>) -> T {
    let by = Author::system();
    world.databases().read_directory_now(|db| change(&mut DirectoryTx { db, by: &by, now })).expect("a change")
}

fn only(world: &World) -> OutboxMessage {
    at(world, noon(), |tx| OutboxMessage::query().first(tx.db))
}

#[actix_web::test]
async fn a_message_in_hand_is_nobody_else_s_until_its_lease_ends() {
    let world = World::open().await;
    at(&world, noon(), |tx| Outbox::enqueue(tx, &message("invitation")));
    assert_eq!(at(&world, noon(), |tx| Outbox::claim(tx, 10)).len(), 1);
    assert_eq!(at(&world, noon() + Duration::seconds(59), |tx| Outbox::claim(tx, 10)).len(), 0);
    let again = at(&world, noon() + Duration::seconds(61), |tx| Outbox::claim(tx, 10));
    assert_eq!(again.iter().map(|it| it.attempts).collect::<Vec<_>>(), [2]);
}

#[actix_web::test]
async fn a_message_that_fails_is_tried_again_later_each_time_and_given_up_visibly() {
    let world = World::open().await;
    at(&world, noon(), |tx| Outbox::enqueue(tx, &message("invitation")));
    let mut now = noon();
    for attempt in 1..=10 {
        let claimed = at(&world, now, |tx| Outbox::claim(tx, 10));
        assert_eq!(claimed.len(), 1, "try {attempt}");
        at(&world, now, |tx| claimed[0].not_sent(tx, &setback("the gateway answered 500")));
        now += Outbox::delay(attempt);
        assert_eq!(at(&world, now - Duration::seconds(1), |tx| Outbox::claim(tx, 10)).len(), 0, "not yet after try {attempt}");
    }
    let failed = only(&world);
    assert_eq!((failed.status, failed.attempts, failed.last_error.as_str()), (MessageStatus::Failed, 10, "the gateway answered 500"));
    assert_eq!(failed.body, "");
    assert_eq!(at(&world, now + Duration::days(1), |tx| Outbox::claim(tx, 10)).len(), 0);
}

#[actix_web::test]
async fn auth_12_a_message_sent_has_lost_its_words() {
    let world = World::open().await;
    at(&world, noon(), |tx| Outbox::enqueue(tx, &message(Codes::TEMPLATE)));
    let claimed = at(&world, noon(), |tx| Outbox::claim(tx, 10));
    at(&world, noon(), |tx| claimed[0].sent(tx, false));
    let sent = only(&world);
    assert_eq!((sent.status, sent.body.as_str()), (MessageStatus::Sent, ""));
}

#[actix_web::test]
async fn a_code_is_not_sent_after_it_has_expired() {
    let world = World::open().await;
    at(&world, noon(), enqueue_code);
    let late = noon() + Duration::minutes(5);
    let claimed = at(&world, late, |tx| Outbox::claim(tx, 10));
    at(&world, late, |tx| claimed[0].not_sent(tx, &setback("no answer")));
    assert_eq!(only(&world).status, MessageStatus::Failed);
}

#[actix_web::test]
async fn a_process_that_was_too_slow_does_not_undo_what_another_did() {
    let world = World::open().await;
    at(&world, noon(), |tx| Outbox::enqueue(tx, &message("invitation")));
    let slow = at(&world, noon(), |tx| Outbox::claim(tx, 10));
    let later = noon() + Duration::minutes(2);
    let fast = at(&world, later, |tx| Outbox::claim(tx, 10));
    at(&world, later, |tx| fast[0].sent(tx, false));
    at(&world, later, |tx| slow[0].not_sent(tx, &setback("no answer")));
    assert_eq!(only(&world).status, MessageStatus::Sent);
}

#[actix_web::test]
async fn two_processes_never_have_the_same_message_in_hand() {
    let world = World::committed().await;
    for _ in 0..40 {
        world.databases().write_directory(Author::system(), |tx| Outbox::enqueue(tx, &message("invitation"))).await.expect("a message");
    }
    let claims = (0..8).map(|_| world.databases().write_directory(Author::system(), |tx| Outbox::claim(tx, 5)));
    let claimed = futures_util::future::join_all(claims).await;
    let mut ids: Vec<_> = claimed.into_iter().flat_map(|it| it.expect("a claim")).map(|it| it.id).collect();
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all);
    let attempts: Vec<i32> =
        world.databases().read_directory(|db| table::table.select(table::attempts).load(db)).await.expect("the outbox");
    assert!(attempts.iter().all(|tries| *tries <= 1), "{attempts:?}");
}
