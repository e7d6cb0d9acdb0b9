//! Whoever has the database can change its audit, and `swasthya audit verify` says which row.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use swasthya::commands::audit::Auditing;
use swasthya::db::audit::{self, AuditSpan};
use swasthya::jobs::sealing;

use crate::jobs::sealing::{acme, look};
use crate::support::{World, server};

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    it: i64,
}

/// A folder of the test's own.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("var/test-audit").join(name);
    let _ = fs::remove_dir_all(&folder);
    folder
}

/// A world with a few rows in acme's audit, all of them sealed an hour ago, and their anchors in a folder.
struct Watched {
    world: World,
    anchors: PathBuf,
    database: String,
    /// The row at position 3.
    third: i64,
}

impl Watched {
    async fn new(name: &str) -> Watched {
        let world = World::committed_where(|config| config.anchors = Some(folder(name))).await;
        for number in 1..=8 {
            look(&world, &format!("visit {number}, नमस्ते 🙏"));
        }
        seal_before(&world, chrono::TimeDelta::hours(1));
        let anchors = world.config.anchors.clone().expect("a folder");
        sealing::round_over_all(world.databases(), true, Some(&anchors)).expect("anchors");
        let database = acme().account(world.databases().server()).database;
        server::administer(&database)
            .batch_execute("CREATE TABLE logs_then SELECT * FROM audit_logs; CREATE TABLE seals_then SELECT * FROM audit_seals")
            .expect("a copy");
        let mut watched = Watched { world, anchors, database, third: 0 };
        watched.third = watched.number("SELECT audit_log_id it FROM audit_seals WHERE position = 3");
        watched
    }

    fn number(&self, sql: &str) -> i64 {
        diesel::sql_query(sql).get_result::<Number>(&mut server::administer(&self.database)).expect("a number").it
    }

    /// The administrator of the database does something to it.
    fn tamper(&self, sql: &str) {
        let sql = sql.replace("<third>", &self.third.to_string());
        server::administer(&self.database).batch_execute(&format!("SET foreign_key_checks = 0; {sql}")).expect("root may do anything");
    }

    /// All is again as it was.
    fn restore(&self) {
        self.tamper(
            "DELETE FROM audit_seals; DELETE FROM audit_logs; INSERT INTO audit_logs SELECT * FROM logs_then; \
             INSERT INTO audit_seals SELECT * FROM seals_then",
        );
        self.verify().expect("all is as it was");
    }

    fn verify(&self) -> anyhow::Result<()> {
        Auditing::Verify { organisation: Some("acme".into()), archive: None }.run(&self.world.config)
    }

    fn says(&self, words: &str) {
        let words = words.replace("<third>", &self.third.to_string());
        let said = self.verify().expect_err(&words).to_string();
        assert!(said.contains(&words), "{said}, not {words}");
    }
}

/// Seals all of acme's rows as if it had been done so long ago.
fn seal_before(world: &World, before: chrono::TimeDelta) {
    world
        .databases()
        .write_audit(&acme(), |db, now| {
            for span in AuditSpan::all(db)? {
                audit::seal(db, acme().history(), span, now - before)?;
            }
            Ok(())
        })
        .expect("seals");
}

#[actix_web::test]
async fn log_6_what_root_changes_takes_out_or_puts_between_is_named() {
    let watched = Watched::new("named").await;
    watched.verify().expect("a chain that is whole");
    for (sql, words) in [
        ("UPDATE audit_logs SET details = '{}' WHERE id = <third>", "row <third> (position 3) is not what was sealed"),
        ("UPDATE audit_logs SET at = at + INTERVAL 1 MICROSECOND WHERE id = <third>", "row <third> (position 3) is not what was sealed"),
        ("UPDATE audit_logs SET clinic_id = REPEAT('c', 16) WHERE id = <third>", "row <third> (position 3) is not what was sealed"),
        ("DELETE FROM audit_logs WHERE id = <third>", "row <third> (position 3) is missing"),
        ("DELETE FROM audit_seals WHERE position = 3; DELETE FROM audit_logs WHERE id = <third>", "the seal at position 3 is missing"),
        ("UPDATE audit_seals SET digest = REPEAT('d', 32) WHERE position = 3", "the seal of row <third> (position 3) does not follow"),
        ("UPDATE audit_seals SET sealed_at = NOW(6) WHERE position = 3", "row <third> (position 3) is not what was sealed"),
        ("UPDATE audit_seals SET version = 2 WHERE position = 3", "row <third> (position 3) is not what was sealed"),
    ] {
        watched.tamper(sql);
        watched.says(words);
        watched.restore();
    }
}

#[actix_web::test]
async fn log_6_a_row_that_root_puts_between_is_named_before_and_after_it_is_sealed() {
    let watched = Watched::new("between").await;
    // A gap in the numbers, as a change that failed leaves it; later rows are sealed long before the false one comes.
    watched.tamper("DELETE FROM audit_seals; UPDATE audit_logs SET id = id + 1000 WHERE id >= <third> ORDER BY id DESC");
    fs::remove_dir_all(&watched.anchors).expect("no anchors of what was before");
    seal_before(&watched.world, chrono::TimeDelta::hours(1));
    watched.verify().expect("a chain that is whole");
    let put = watched.third + 500;
    watched.tamper(&format!(
        "INSERT INTO audit_logs (id, at, user_id, action, resource, details) \
         SELECT {put}, at - INTERVAL 2 MINUTE, user_id, action, resource, 'never happened' FROM audit_logs WHERE id = <third> + 1000"
    ));
    watched.says(&format!("1 rows from row {put} on have no seal"));
    sealing::seal(watched.world.databases(), &acme(), false).expect("the server seals it, not knowing");
    watched.says(&format!("row {put} (position"));
    watched.says("was put between rows that were sealed long before it");
}

#[actix_web::test]
async fn log_6_a_chain_that_root_makes_anew_or_cuts_off_does_not_meet_its_anchors() {
    let watched = Watched::new("anchors").await;
    watched.tamper("DELETE FROM audit_seals; UPDATE audit_logs SET details = 'another' WHERE id = <third>");
    seal_before(&watched.world, chrono::TimeDelta::hours(1));
    let alone = Auditing::Verify { organisation: Some("acme".into()), archive: None };
    let mut without = watched.world.config.clone();
    without.anchors = None;
    alone.run(&without).expect("the chain alone is whole");
    watched.says("the chain was made anew");
    watched.restore();
    let last = watched.number("SELECT MAX(position) it FROM audit_seals");
    watched.tamper(&format!(
        "DELETE FROM audit_logs WHERE id = (SELECT audit_log_id FROM audit_seals WHERE position = {last}); DELETE FROM audit_seals WHERE position = {last}"
    ));
    watched.says(&format!("it ends at position {}, and the anchor of", last - 1));
}

#[actix_web::test]
async fn old_months_go_into_files_that_can_be_verified_and_the_chain_goes_on_from_them() {
    #[derive(QueryableByName)]
    struct Month {
        #[diesel(sql_type = Text)]
        month: String,
    }
    let world = World::committed_where(|config| config.anchors = Some(folder("months"))).await;
    let files = folder("archives");
    for number in 1..=5 {
        look(&world, &format!("visit {number}"));
    }
    seal_before(&world, chrono::TimeDelta::days(500));
    let old = "SELECT DATE_FORMAT(MAX(sealed_at) + INTERVAL 1 MONTH, '%Y-%m') month FROM audit_seals";
    let before = world.databases().read_audit(&acme(), |db| diesel::sql_query(old).get_result::<Month>(db)).expect("a month").month;
    for number in 6..=8 {
        look(&world, &format!("visit {number}"));
    }
    sealing::round_over_all(world.databases(), true, world.config.anchors.as_deref()).expect("the newer ones");
    let database = acme().account(world.databases().server()).database;
    let number = |sql: &str| diesel::sql_query(sql).get_result::<Number>(&mut server::administer(&database)).expect("a number").it;
    let last = number("SELECT MAX(position) it FROM audit_seals WHERE sealed_at < NOW(6) - INTERVAL 1 YEAR");
    let rows = number("SELECT COUNT(*) it FROM audit_logs");
    let archive = |before: &str| Auditing::Archive { before: before.into(), folder: files.clone(), organisation: Some("acme".into()) };
    let refused = archive("2999-01").run(&world.config).expect_err("a year stays").to_string();
    assert!(refused.contains("a year stays in the database"), "{refused}");
    assert!(archive("2020").run(&world.config).is_err(), "that is no month");

    archive(&before).run(&world.config).expect("the old month");
    let kept: Vec<PathBuf> = fs::read_dir(&files).expect("a folder").map(|it| it.expect("a file").path()).collect();
    assert_eq!(kept.len(), 1, "{kept:?}");
    assert_eq!(number("SELECT COUNT(*) it FROM audit_logs"), rows - last, "its rows are out of the database");
    assert_eq!(number("SELECT MIN(position) it FROM audit_seals"), last + 1);
    let verify = |organisation: Option<&str>, archive: Option<&Path>| {
        Auditing::Verify { organisation: organisation.map(str::to_owned), archive: archive.map(Path::to_owned) }.run(&world.config)
    };
    verify(None, None).expect("what is left follows the archive");
    verify(None, Some(&kept[0])).expect("the file is whole");
    look(&world, "visit 9");
    sealing::round(world.databases());
    verify(None, None).expect("the chain goes on");
    archive(&before).run(&world.config).expect("there is nothing more to archive");

    let changed = files.join("changed.jsonl.gz");
    let mut text = String::new();
    std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(fs::File::open(&kept[0]).expect("the file")), &mut text).expect("text");
    let mut out = flate2::write::GzEncoder::new(fs::File::create(&changed).expect("a file"), flate2::Compression::default());
    out.write_all(text.replacen("visit 3", "visit 4", 1).as_bytes()).expect("a change");
    out.finish().expect("a file");
    let said = verify(None, Some(&changed)).expect_err("it was changed").to_string();
    assert!(said.contains("is not the file that"), "{said}");
    server::administer(&database).batch_execute("UPDATE audit_archives SET last_digest = REPEAT('x', 32)").expect("root may do anything");
    assert!(verify(Some("acme"), None).is_err(), "what is left follows nothing");
}
