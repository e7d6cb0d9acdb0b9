//! The audit is sealed within seconds, in the order of the commits, and nobody who writes waits for it.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use serde_json::json;
use swasthya::commands::audit::Auditing;
use swasthya::db::Author;
use swasthya::db::audit::{self, AuditOf, AuditSpan};
use swasthya::db::ids::ProfileId;
use swasthya::jobs::sealing;
use swasthya::models::journal::{self, Action, Subject};

use crate::support::world::id;
use crate::support::{World, server};

#[derive(QueryableByName)]
struct Sealed {
    #[diesel(sql_type = BigInt)]
    audit_log_id: i64,
}

pub fn acme() -> AuditOf {
    AuditOf::Organisation("acme".into())
}

/// Somebody looks at a record.
pub fn look(world: &World, note: &str) {
    let subject = Subject::patient(ProfileId(id("asha")));
    let details = json!({ "words": note });
    world.databases().write_now("acme", &Author::system(), |tx| journal::record(tx, Action::Viewed, subject, &details)).expect("a row");
}

/// The rows of acme's audit that are sealed, in the order of the seals.
fn sealed(world: &World) -> Vec<i64> {
    let sql = "SELECT audit_log_id FROM audit_seals ORDER BY position";
    let rows = world.databases().read_audit(&acme(), |db| diesel::sql_query(sql).load::<Sealed>(db)).expect("seals");
    rows.into_iter().map(|it| it.audit_log_id).collect()
}

fn verify(world: &World) -> anyhow::Result<()> {
    Auditing::Verify { organisation: None, archive: None }.run(&world.config)
}

const ROW: &str =
    "INSERT INTO audit_logs (at, user_id, action, resource, details) VALUES (UTC_TIMESTAMP(6), REPEAT('u', 16), 'viewed', 'users', '')";

#[actix_web::test]
async fn what_a_process_wrote_is_sealed_by_its_next_round_and_what_others_wrote_by_one_over_all() {
    let world = World::committed().await;
    let databases = world.databases();
    sealing::round_over_all(databases, true, None).expect("all that the world was made with");
    verify(&world).expect("every chain is whole");
    let before = sealed(&world).len();
    look(&world, "one");
    sealing::round(databases);
    assert_eq!(sealed(&world).len(), before + 1);
    databases.take_changed();
    server::administer(&acme().account(databases.server()).database).batch_execute(ROW).expect("another process writes");
    sealing::round(databases);
    assert_eq!(sealed(&world).len(), before + 1, "a round opens no database that this process did not change");
    sealing::round_over_all(databases, false, None).expect("a round over all");
    assert_eq!(sealed(&world).len(), before + 2);
    sealing::round(databases);
    sealing::round(databases);
    assert!(databases.take_changed().is_empty(), "where nothing is written, nothing is looked at");
    verify(&world).expect("every chain is whole");
}

#[actix_web::test]
async fn rows_are_sealed_in_the_order_of_their_commits_and_sealing_holds_up_nobody() {
    let world = World::committed().await;
    let databases = world.databases();
    sealing::seal(databases, &acme(), true).expect("all so far");
    let before = sealed(&world).len();
    let database = acme().account(databases.server()).database;
    let (mut slow, mut quick) = (server::administer(&database), server::administer(&database));
    let writer = std::cell::RefCell::new(server::administer(&database));
    writer.borrow_mut().batch_execute("SET innodb_lock_wait_timeout = 1").expect("it does not wait long");
    slow.batch_execute(&format!("BEGIN; {ROW}")).expect("one that is not committed yet");
    quick.batch_execute(ROW).expect("one that overtakes it");
    sealing::seal(databases, &acme(), false).expect("the one that is committed");
    assert_eq!(sealed(&world).len(), before + 1);
    slow.batch_execute("COMMIT").expect("the first is committed");
    databases
        .write_audit(&acme(), |db, now| {
            let [span] = AuditSpan::recent(db)?.try_into().expect("one span");
            let done = audit::seal(db, acme().history(), span, now)?;
            assert_eq!(done.rows, 1, "the row that was overtaken");
            // The seal is not committed yet.
            writer.borrow_mut().batch_execute(ROW)
        })
        .expect("seals");
    let order = sealed(&world);
    let [.., overtaking, overtaken] = order[..] else { panic!("{order:?}") };
    assert!(overtaken < overtaking, "{order:?}");
    sealing::round_over_all(databases, true, None).expect("the rest");
    verify(&world).expect("every chain is whole");
}

#[actix_web::test]
async fn those_who_seal_at_once_make_one_chain() {
    let world = World::committed().await;
    std::thread::scope(|scope| {
        for writer in 0..2 {
            let world = &world.state.databases;
            scope.spawn(move || {
                for number in 0..40 {
                    let details = json!({ "tries": writer, "number": number });
                    let subject = Subject::patient(ProfileId(id("asha")));
                    world.write_now("acme", &Author::system(), |tx| journal::record(tx, Action::Viewed, subject, &details)).expect("a row");
                }
            });
        }
        for _ in 0..4 {
            let databases = &world.state.databases;
            scope.spawn(move || {
                for _ in 0..20 {
                    sealing::seal(databases, &acme(), false).expect("it seals, or leaves it to another");
                }
            });
        }
    });
    sealing::round_over_all(world.databases(), true, None).expect("the rest");
    verify(&world).expect("one chain, and every row in it");
    assert!(sealed(&world).len() >= 80);
}
