//! What the accounts of the databases may do there.

use std::collections::{BTreeMap, BTreeSet};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;
use swasthya::commands::{check, migrate};
use swasthya::db::Databases;
use swasthya::db::audit::AuditOf;
use swasthya::db::failure::Trouble;
use swasthya::db::pools::Keeping;
use swasthya::db::servers::Servers;

use crate::support::{World, server};

#[derive(QueryableByName)]
struct Pair {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    what: String,
}

fn pairs(database: &str, sql: &str) -> BTreeMap<String, String> {
    let pairs: Vec<Pair> = diesel::sql_query(sql).load(&mut server::administer(database)).expect("names");
    pairs.into_iter().map(|it| (it.name, it.what)).collect()
}

/// Each audit of the world, with its database.
fn audits(world: &World) -> [(AuditOf, String); 2] {
    [AuditOf::Directory, AuditOf::Organisation("acme".into())].map(|of| {
        let database = of.account(world.databases().server()).database;
        (of, database)
    })
}

/// What the server says to the application's account, with new connections.
fn tell(world: &World, of: &AuditOf, sql: &str) -> Result<(), Trouble> {
    let databases = Databases::open(Servers::of(&world.config), 1, Keeping::Kept);
    databases.write_audit(of, |db, _| db.batch_execute(sql))
}

#[actix_web::test]
async fn log_6_the_server_lets_the_application_add_to_the_audit_and_change_nothing_of_it() {
    let world = World::committed().await;
    for (of, database) in audits(&world) {
        let row = "INSERT INTO audit_logs (at, user_id, action, resource, details) VALUES (NOW(6), REPEAT('u', 16), 'viewed', 'users', '')";
        tell(&world, &of, row).expect("a row is added");
        for sql in [
            "UPDATE audit_logs SET at = at",
            "DELETE FROM audit_logs",
            "REPLACE INTO audit_logs (id, at, user_id, action, resource, details) VALUES (1, NOW(6), '', '', '', '')",
            "INSERT INTO audit_logs SELECT * FROM audit_logs ON DUPLICATE KEY UPDATE details = ''",
            "TRUNCATE TABLE audit_logs",
            "DROP TABLE audit_logs",
            "ALTER TABLE audit_logs ADD COLUMN x INT",
            "CREATE TRIGGER quiet BEFORE INSERT ON audit_logs FOR EACH ROW SET NEW.details = ''",
            "RENAME TABLE audit_logs TO others",
            "UPDATE audit_seals SET digest = digest",
            "DELETE FROM audit_seals",
            "INSERT INTO audit_archives (last_position, first_position, month, last_digest, file_digest) VALUES (9, 1, '2020-01', '', '')",
        ] {
            let refused = tell(&world, &of, sql).expect_err(sql).to_string();
            assert!(refused.contains("denied"), "{database}: {sql}: {refused}");
        }
    }
}

#[actix_web::test]
async fn every_table_is_granted_by_itself_and_a_new_one_by_the_next_migrate() {
    let world = World::committed().await;
    for (_, database) in audits(&world) {
        server::administer(&database)
            .batch_execute("CREATE TABLE later (id INT); CREATE VIEW later_seen AS SELECT id FROM later")
            .expect("two");
    }
    assert!(check::run(&world.config).is_err(), "the new table is not granted");
    migrate::run(&world.config).expect("the new table is granted");
    check::run(&world.config).expect("nothing to complain about");
    for (of, database) in audits(&world) {
        let user = of.account(world.databases().server()).user;
        let kinds = pairs(
            &database,
            "SELECT CONVERT(table_name USING utf8mb4) name, CONVERT(table_type USING utf8mb4) what FROM information_schema.tables \
             WHERE table_schema = DATABASE()",
        );
        for place in ["localhost", "%"] {
            let given = pairs(
                &database,
                &format!(
                    "SELECT CONVERT(table_name USING utf8mb4) name, CAST(table_priv AS CHAR) what FROM mysql.tables_priv \
                     WHERE user = '{user}' AND host = '{place}' AND db = DATABASE()"
                ),
            );
            assert_eq!(given.keys().collect::<Vec<_>>(), kinds.keys().collect::<Vec<_>>(), "{database}: each has a grant");
            assert!(given.contains_key("later") && given.contains_key("audit_seals"));
            for (name, privileges) in &given {
                let expected: &[&str] = match name.as_str() {
                    "audit_logs" | "audit_seals" => &["Insert", "Select"],
                    "audit_archives" | "__diesel_schema_migrations" => &["Select"],
                    _ if kinds[name] == "VIEW" => &["Select"],
                    _ => &["Delete", "Insert", "Select", "Update"],
                };
                let privileges: BTreeSet<&str> = privileges.split(',').collect();
                assert_eq!(privileges.into_iter().collect::<Vec<_>>(), expected, "{database}.{name}");
            }
        }
        let broad = format!("SELECT CONVERT(db USING utf8mb4) name, '' what FROM mysql.db WHERE user = '{user}'");
        assert_eq!(pairs(&database, &broad).len(), 0, "no grant on a whole database, whose `_` would be any letter");
        tell(&world, &of, "UPDATE later SET id = 1; DELETE FROM later").expect("the new table is as any other");
    }
}

#[actix_web::test]
async fn what_was_granted_before_on_whole_databases_is_taken_back_by_migrate() {
    let world = World::committed().await;
    let acme = AuditOf::Organisation("acme".into());
    let account = acme.account(world.databases().server());
    // A database of somebody else, whose name has another letter where ours has a `_`.
    let neighbour = account.database.replacen("_clinic_", "xclinic_", 1);
    let user = &account.user;
    let before = format!(
        "DROP DATABASE IF EXISTS {neighbour}; CREATE DATABASE {neighbour}; CREATE TABLE {neighbour}.patients (id INT);
         GRANT SELECT, INSERT, UPDATE, DELETE ON `{}`.* TO '{user}'@'localhost', '{user}'@'%';
         GRANT UPDATE ON `{}`.audit_logs TO '{user}'@'localhost', '{user}'@'%';
         GRANT SELECT ON `{neighbour}`.patients TO '{user}'@'localhost'",
        account.database, account.database
    );
    let mut server = server::administer("");
    server.batch_execute(&before).expect("as it was");
    let theirs = format!("SELECT id FROM {neighbour}.patients");
    let own = "UPDATE audit_logs SET details = details";
    tell(&world, &acme, &theirs).expect("the old grant reaches the neighbour's");
    tell(&world, &acme, own).expect("the old grant lets the audit be changed");
    assert!(check::run(&world.config).is_err(), "the account may do more than it should");
    migrate::run(&world.config).expect("it is put right");
    check::run(&world.config).expect("nothing to complain about");
    for sql in [theirs.as_str(), own] {
        let refused = tell(&world, &acme, sql).expect_err(sql).to_string();
        assert!(refused.contains("denied"), "{sql}: {refused}");
    }
    tell(&world, &acme, "UPDATE clinics SET name = name").expect("what it may, it may still");
    server.batch_execute(&format!("DROP DATABASE {neighbour}")).expect("it is cleared away");
}
