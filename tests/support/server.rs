//! The database server that tests run on: one of their own, or the one that `bin/test --database` was given, which is left as
//! it was found: every name that a test makes there begins with the run's own few letters, and goes when the run ends.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;
use swasthya::db::embedded::{Durability, Embedded};

static SERVER: OnceLock<TestServer> = OnceLock::new();

enum TestServer {
    Own(Embedded),
    Given(GivenServer),
}

/// Somebody's server, and what all names of this run begin with there.
struct GivenServer {
    url: String,
    run: String,
}

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Text)]
    name: String,
}

fn server() -> &'static TestServer {
    SERVER.get_or_init(|| match GivenServer::named() {
        Some(given) => {
            assert_eq!(given.found(), [""; 0], "there are names with {} already: run the tests again", given.run);
            TestServer::Given(given)
        }
        None => TestServer::Own(start(&folder())),
    })
}

/// Where its data is, in `var`: a run beside the tests has a server of its own.
fn folder() -> String {
    env::var("TEST_SERVER").unwrap_or_else(|_| "test".to_owned())
}

fn path(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("var").join(folder)
}

/// The number of the process, of a server of the tests' own.
pub fn process() -> String {
    std::fs::read_to_string(path(&folder()).join("mariadbd.pid")).expect("a server of the tests' own").trim().to_owned()
}

fn start(folder: &str) -> Embedded {
    let folder = path(folder);
    Embedded::start(&folder, Durability::None).expect("a database server for the tests")
}

/// The administrator's URL.
pub fn url() -> String {
    match server() {
        TestServer::Own(own) => own.url(),
        TestServer::Given(given) => given.url.clone(),
    }
}

/// A connection of the administrator's to a database: what the application's accounts may not do, it can.
#[expect(clippy::disallowed_types, clippy::disallowed_methods, reason = "an administrator of a server has no kind of database")]
pub fn administer(database: &str) -> diesel::MysqlConnection {
    let url = url();
    let (place, options) = url.split_once('?').unwrap_or((&url, ""));
    diesel::MysqlConnection::establish(&format!("{}/{database}?{options}", place.trim_end_matches('/')))
        .expect("the administrator comes in")
}

/// The same for a process that may create nothing.
pub fn url_without_account() -> String {
    let url = url();
    let place = url.rsplit_once('@').map_or(url.trim_start_matches("mysql://"), |(_, place)| place);
    format!("mysql://{place}")
}

/// What a set of databases is called: nobody else's on that server are.
pub fn prefix(kind: char, number: u32) -> String {
    match server() {
        TestServer::Own(_) => format!("{kind}{number}_"),
        TestServer::Given(given) => format!("{}{kind}{number}_", given.run),
    }
}

/// A second server, beside the tests' own. A test that starts one is named in `tests/own-server.txt`.
pub fn second(folder: &str) -> Embedded {
    assert!(matches!(server(), TestServer::Own(_)), "this test needs a server of its own: see tests/own-server.txt");
    start(folder)
}

/// Drops what this run made on the server that it was given.
pub fn leave() {
    if let Some(given) = GivenServer::named() {
        given.clear();
        assert_eq!(given.found(), [""; 0], "nothing is left");
    }
}

impl GivenServer {
    /// The one that `bin/test --database` names, if it does.
    fn named() -> Option<GivenServer> {
        let url = env::var("TEST_DATABASE_URL").ok().filter(|it| !it.is_empty())?;
        let run = env::var("TEST_DATABASE_RUN").expect("bin/test --database gives both");
        assert!(run.len() == 3 && run.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit()), "{run:?} is no run");
        Some(GivenServer { url, run })
    }

    #[expect(clippy::disallowed_types, clippy::disallowed_methods, reason = "an administrator of a server has no kind of database")]
    fn administer(&self) -> diesel::MysqlConnection {
        diesel::MysqlConnection::establish(&self.url).expect("the server that bin/test was given")
    }

    /// This run's databases and accounts on the server.
    fn found(&self) -> Vec<String> {
        self.names("schema_name", "information_schema.schemata").into_iter().chain(self.names("user", "mysql.user")).collect()
    }

    fn names(&self, column: &str, table: &str) -> Vec<String> {
        let sql = format!("SELECT DISTINCT CONVERT({column} USING utf8mb4) name FROM {table} WHERE {column} LIKE '{}%'", self.run);
        let found: Vec<Found> = diesel::sql_query(sql).load(&mut self.administer()).expect("names");
        found.into_iter().map(|it| it.name).collect()
    }

    fn clear(&self) {
        let databases = self.names("schema_name", "information_schema.schemata");
        let accounts = self.names("user", "mysql.user");
        let mut server = self.administer();
        for database in databases {
            server.batch_execute(&format!("DROP DATABASE `{database}`")).expect("a database goes");
        }
        for account in accounts {
            server
                .batch_execute(&format!("DROP USER IF EXISTS '{account}'@'localhost'; DROP USER IF EXISTS '{account}'@'%'"))
                .expect("an account goes");
        }
    }
}
