//! What is attacked: a server process as production runs it, on a world of its own.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::rc::Rc;
use std::time::Duration;

use diesel::QueryableByName;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use swasthya::db::Author;

use super::report::Report;
use super::wire::Wire;
use crate::support::world::SECRET;
use crate::support::{World, server};

/// Where the clinic says that it is: requests say the same as their host.
pub const HOST: &str = "clinic.example";

/// A server process, and what its browsers need.
pub struct Target {
    pub world: World,
    pub wire: Rc<Wire>,
    pub port: u16,
    process: Child,
    log: PathBuf,
}

#[derive(QueryableByName)]
struct Sum {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = BigInt)]
    n: i64,
    /// Of all rows together, whatever their order.
    #[diesel(sql_type = Text)]
    digest: String,
}

#[derive(QueryableByName)]
struct Stored {
    #[diesel(sql_type = Text)]
    table: String,
    #[diesel(sql_type = Text)]
    column: String,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// The executable that is attacked: the one of this build, unless `ATTACK_BINARY` names another.
pub fn executable() -> String {
    std::env::var("ATTACK_BINARY").unwrap_or_else(|_| env!("CARGO_BIN_EXE_swasthya").to_owned())
}

impl Target {
    pub async fn open() -> Target {
        let world = World::committed_where(|config| config.base_url = format!("https://{HOST}")).await;
        let port = TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr()).expect("a free port").port();
        let log = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("attack-{port}.log"));
        // As many files as an older system allows at most.
        let process = Command::new("sh")
            .args(["-c", "ulimit -n 4096 && exec \"$0\" serve", &executable()])
            .env("MODE", "production")
            .env("SECRET", SECRET)
            .env("DATABASE_URL", server::url_without_account())
            .env("DATABASE_PREFIX", world.prefix())
            .env("BASE_URL", format!("https://{HOST}"))
            .env("TRUSTED_PROXY", "true")
            .env("PORT", port.to_string())
            .env("WORKERS", "2")
            .env("NO_COLOR", "1")
            // Nobody listens there: what is sent stays in the outbox, to be read.
            .env("SMS_URL", "http://127.0.0.1:9/")
            .env("SMTP_URL", "smtp://127.0.0.1:9")
            .stdout(Stdio::null())
            .stderr(File::create(&log).expect("a log"))
            .spawn()
            .expect("the server starts");
        let wire = Wire::to(port);
        let target = Target { world: world.answered_by(wire.app()), wire, port, process, log };
        target.until_it_listens().await;
        target
    }

    async fn until_it_listens(&self) {
        for _ in 0..400 {
            if std::net::TcpStream::connect(("127.0.0.1", self.port)).is_ok() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("nothing listens: {}", fs::read_to_string(&self.log).unwrap_or_default());
    }

    /// What the process uses of memory now, and the most it has used since [`Target::forget_peak`], in MiB: without the program itself,
    /// which in a build for tests is the larger part.
    pub fn memory(&self) -> (f64, f64) {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id())).expect("the process lives");
        let of = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
            line.trim_matches([':', '\t', ' ', 'k', 'B']).parse::<f64>().unwrap_or_default() / 1024.0
        };
        (of("RssAnon"), of("VmHWM") - of("RssFile"))
    }

    pub fn forget_peak(&self) {
        fs::write(format!("/proc/{}/clear_refs", self.process.id()), "5").expect("a process of ours");
    }

    /// What the server has logged of faults of its own: not that it was busy, which some of the attack is for.
    pub fn look_at_log(&self, report: &Report, part: &str) {
        let log = fs::read_to_string(&self.log).unwrap_or_default();
        let busy = log.lines().filter(|line| line.contains("busy:")).count();
        let faults: Vec<&str> =
            log.lines().filter(|line| line.contains("panicked") || line.contains("ERROR") && !line.contains("busy:")).collect();
        let first = faults.iter().take(3).map(|it| it.chars().take(300).collect::<String>()).collect::<Vec<_>>().join("; ");
        let figure = format!("{} faults {first}; busy {busy} times", faults.len());
        report.line(&format!("{part}: the server's log"), 0, "no panic, no error but that it was busy", figure, faults.is_empty());
    }

    /// A number that a query of an organisation counts.
    pub fn count_in(&self, organisation: &str, sql: &str) -> i64 {
        self.world.databases().read_now(organisation, |db| diesel::sql_query(sql).get_result::<Count>(db)).expect(sql).n
    }

    /// The same of the directory.
    pub fn count_in_directory(&self, sql: &str) -> i64 {
        self.world.databases().read_directory_now(|db| diesel::sql_query(sql).get_result::<Count>(db)).expect(sql).n
    }

    /// What every table holds, as a line each: but for those that a refused request may write to.
    pub fn content(&self) -> Vec<String> {
        let databases = self.world.databases();
        let mut all = Vec::new();
        for organisation in ["acme", "zenith"] {
            let sums = databases.write_now(organisation, &Author::system(), |tx| {
                let columns = diesel::sql_query(COLUMNS).load(tx.db)?;
                digested(columns).into_iter().map(|sql| diesel::sql_query(sql).get_result::<Sum>(tx.db)).collect()
            });
            let sums: Vec<Sum> = sums.expect("sums");
            all.extend(sums.into_iter().map(|it| (organisation, it)));
        }
        let sums = databases.read_directory_now(|db| {
            let columns = diesel::sql_query(COLUMNS).load(db)?;
            digested(columns).into_iter().map(|sql| diesel::sql_query(sql).get_result::<Sum>(db)).collect()
        });
        let sums: Vec<Sum> = sums.expect("sums");
        all.extend(sums.into_iter().map(|it| ("directory", it)));
        all.into_iter().map(|(of, Sum { name, n, digest })| format!("{of}.{name}: {n} rows, {digest}")).collect()
    }
}

/// Every column of every table, but for those that the server works out itself.
const COLUMNS: &str = "SELECT CONVERT(table_name USING utf8mb4) `table`, CONVERT(column_name USING utf8mb4) `column`
    FROM information_schema.columns WHERE table_schema = DATABASE() AND extra NOT LIKE '%GENERATED%' ORDER BY table_name, ordinal_position";

/// The question to each table, what it holds.
fn digested(columns: Vec<Stored>) -> Vec<String> {
    let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for Stored { table, column } in columns.into_iter().filter(|it| !UNTOLD.contains(&it.table.as_str())) {
        tables.entry(table).or_default().push(format!("COALESCE(HEX(CAST(`{column}` AS BINARY)), 0)"));
    }
    let question = |(name, columns): (String, Vec<String>)| {
        let bits = format!("CONV(LEFT(SHA2(CONCAT_WS('|', {}), 256), 15), 16, 10)", columns.join(", "));
        format!("SELECT '{name}' name, COUNT(*) n, CAST(COALESCE(BIT_XOR({bits}), 0) AS CHAR) digest FROM `{name}`")
    };
    tables.into_iter().map(question).collect()
}

/// Tables that are written to by being asked: who was there and when, what was tried and refused, what goes out by itself.
const UNTOLD: [&str; 13] = [
    "sessions",
    "known_devices",
    "tries",
    "allowances",
    "audit_logs",
    "audit_seals",
    "outbox",
    "attempts",
    "organisations_due",
    "due_works",
    "letters",
    "notifications",
    "notification_sendings",
];

impl Drop for Target {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_file(&self.log);
    }
}
