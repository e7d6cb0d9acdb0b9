//! What is attacked: a server process as production runs it, on a world of its own.

use std::fs::{self, File};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::rc::Rc;
use std::time::Duration;

use diesel::QueryableByName;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use swasthya::db::Author;

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
    #[diesel(sql_type = Text, column_name = "Table")]
    table: String,
    #[diesel(sql_type = Nullable<BigInt>, column_name = "Checksum")]
    checksum: Option<i64>,
}

#[derive(QueryableByName)]
struct Named {
    #[diesel(sql_type = Text)]
    name: String,
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
        let process = Command::new(executable())
            .arg("serve")
            .env("MODE", "production")
            .env("SECRET", SECRET)
            .env("DATABASE_URL", server::url_without_account())
            .env("DATABASE_PREFIX", world.prefix())
            .env("BASE_URL", format!("https://{HOST}"))
            .env("TRUSTED_PROXY", "true")
            .env("PORT", port.to_string())
            .env("WORKERS", "2")
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

    /// What the process uses of memory now, and the most it has used since [`Target::forget_peak`], in MiB.
    pub fn memory(&self) -> (f64, f64) {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id())).expect("the process lives");
        let of = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
            line.trim_matches([':', '\t', ' ', 'k', 'B']).parse::<f64>().unwrap_or_default() / 1024.0
        };
        (of("VmRSS"), of("VmHWM"))
    }

    pub fn forget_peak(&self) {
        fs::write(format!("/proc/{}/clear_refs", self.process.id()), "5").expect("a process of ours");
    }

    /// What the server has said of faults of its own: panics, and errors but for messages that nobody takes.
    pub fn faults(&self) -> Vec<String> {
        let log = fs::read_to_string(&self.log).unwrap_or_default();
        log.lines().filter(|line| line.contains("panicked") || line.contains("ERROR")).map(str::to_owned).collect()
    }

    /// A number that a query of an organisation counts.
    pub fn count_in(&self, organisation: &str, sql: &str) -> i64 {
        self.world.databases().read_now(organisation, |db| diesel::sql_query(sql).get_result::<Count>(db)).expect(sql).n
    }

    /// The same of the directory.
    pub fn count_in_directory(&self, sql: &str) -> i64 {
        self.world.databases().read_directory_now(|db| diesel::sql_query(sql).get_result::<Count>(db)).expect(sql).n
    }

    /// What every table holds, as a number each: but for those that a refused request may write to.
    pub fn checksums(&self) -> Vec<(String, i64)> {
        let names = "SELECT table_name name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'";
        let checksum = |names: Vec<Named>| {
            let kept = names.into_iter().map(|it| it.name).filter(|it| !UNTOLD.contains(&it.as_str()));
            format!("CHECKSUM TABLE {}", kept.map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", "))
        };
        let databases = self.world.databases();
        let mut all = Vec::new();
        for organisation in ["acme", "zenith"] {
            let sums = databases.write_now(organisation, &Author::system(), |tx| {
                let names: Vec<Named> = diesel::sql_query(names).load(tx.db)?;
                diesel::sql_query(checksum(names)).load::<Sum>(tx.db)
            });
            all.extend(sums.expect("checksums"));
        }
        let sums = databases.read_directory_now(|db| {
            let names: Vec<Named> = diesel::sql_query(names).load(db)?;
            diesel::sql_query(checksum(names)).load::<Sum>(db)
        });
        all.extend(sums.expect("checksums"));
        all.into_iter().map(|it| (it.table, it.checksum.unwrap_or_default())).collect()
    }
}

/// Tables that are written to by being asked: who was there and when, what was tried and refused, what goes out by itself.
const UNTOLD: [&str; 7] = ["sessions", "known_devices", "tries", "allowances", "audit_logs", "outbox", "attempts"];

impl Drop for Target {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_file(&self.log);
    }
}
