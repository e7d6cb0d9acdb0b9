//! Whether the process lives, and whether it can work.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixStream;
use std::process::Command;
use std::time::{Duration, Instant};

use diesel::prelude::*;
use swasthya::db::Author;
use swasthya::db::embedded::{Durability, Embedded};
use swasthya::schema::organisation::clinics;

use crate::support::World;

#[actix_web::test]
async fn it_says_that_it_lives_and_that_it_is_ready() {
    let world = World::open().await;
    assert_eq!(world.visitor().get("/healthz").await.status, 200);
    assert_eq!(world.visitor().get("/readyz").await.status, 200);
}

#[actix_web::test]
async fn ses_10_without_its_database_a_page_is_neither_open_nor_signed_out_but_busy() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let since = Instant::now();
    let (held, away) = world.hold_the_directory();
    let page = ria.get("/doors").await;
    drop(held);
    away.join().expect("the directory is let go");
    assert_eq!((page.status, page.header("retry-after")), (503, "2"));
    assert!(page.text("h1").contains("busy"));
    assert!(since.elapsed().as_secs() < 5, "it did not wait for ever");
    assert_eq!(ria.get("/doors").await.status, 303);
}

#[actix_web::test]
async fn web_5_every_answer_forbids_scripts_from_elsewhere() {
    let world = World::open().await;
    for path in ["/sign-in/password", "/nowhere", "/healthz", "/o/acme/reception/andheri/queue"] {
        let page = world.visitor().get(path).await;
        let policy = page.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(page.header("x-content-type-options"), "nosniff", "{path}");
    }
}

/// No connection is asked whether it lives before it is used.
#[actix_web::test]
async fn a_connection_that_died_while_nobody_used_it_costs_no_page() {
    let world = World::committed().await;
    let ria = world.sign_in("ria").await;
    let databases = world.databases();
    for _ in 0..3 {
        let killed = databases.read_now("acme", |db| {
            let this: i64 = diesel::select(diesel::dsl::sql::<diesel::sql_types::BigInt>("CONNECTION_ID()")).get_result(db)?;
            let kill = format!("KILL {this}");
            databases.read_now("acme", |other| diesel::sql_query(&kill).execute(other)).expect("another connection ends this one");
            Ok(())
        });
        killed.expect("ended behind its back");
        assert_eq!(ria.get("/reception/andheri/queue").await.status, 200);
    }
    let changed = databases.write_now("acme", &Author::system(), |tx| clinics::table.count().get_result::<i64>(tx.db));
    assert_eq!(changed.expect("a change is not made on a dead connection"), 2);
}

#[actix_web::test]
async fn the_private_database_is_closed_to_others_and_starts_again_when_it_dies() {
    let folder = std::env::temp_dir().join(format!("swasthya-private-{}", std::process::id()));
    let server = Embedded::start(&folder, Durability::None).expect("a server");
    let mode = fs::metadata(&folder).expect("the folder").permissions().mode();
    assert_eq!(mode & 0o077, 0, "nobody else of the machine enters: {mode:o}");
    let pid = || fs::read_to_string(folder.join("mariadbd.pid")).unwrap_or_default().trim().to_owned();
    let first = pid();
    assert!(Command::new("kill").args(["-9", &first]).status().expect("kill").success());
    let mut again = false;
    for _ in 0..300 {
        again = pid() != first && server.answers();
        if again {
            break;
        }
        actix_web::rt::time::sleep(Duration::from_millis(100)).await;
    }
    assert!(again, "it is started again");
    drop(server);
    assert!(UnixStream::connect(folder.join("mariadbd.sock")).is_err(), "and ends with its owner");
    let server = Embedded::start(&folder, Durability::None).expect("a server again");
    assert!(Command::new("kill").args(["-STOP", &pid()]).status().expect("kill").success());
    let since = Instant::now();
    drop(server);
    assert!(since.elapsed() < Duration::from_secs(20), "also where it does not end by itself");
    fs::remove_dir_all(&folder).expect("the folder goes");
}
