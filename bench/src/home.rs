//! Where the data lives: a private MariaDB in a folder, or a server that was given; and the programs that work on it.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, ensure};
use swasthya::db::embedded::{Durability, Embedded};

use crate::rows::Way;
use crate::sql::Sql;
use crate::statements;

/// The product's own secret, for measurements only.
const SECRET: &str = "a secret for measurements only, which opens nothing anywhere else";

/// Before every database's name.
const PREFIX: &str = "bench_";

/// Of whoever signs in.
pub const PASSWORD: &str = "measure it twice 2026";

pub struct Home {
    pub folder: PathBuf,
    url: String,
    own: Option<Embedded>,
    _lock: File,
}

impl Home {
    /// Opens the folder and starts its server, unless one was given. Only one run uses a folder: others wait.
    pub fn open(folder: &Path, database: Option<&str>, statements: bool) -> anyhow::Result<Home> {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let folder = folder.canonicalize()?;
        let lock = File::create(folder.join("lock"))?;
        if lock.try_lock().is_err() {
            eprintln!("another run uses {}: waiting", folder.display());
            lock.lock()?;
        }
        let own = match database {
            Some(_) => None,
            None => {
                let options = options(&folder, statements);
                let options: Vec<&str> = options.iter().map(String::as_str).collect();
                Some(Embedded::start_with(&folder.join("mariadb"), Durability::None, &options)?)
            }
        };
        let url = database.map(str::to_owned).or_else(|| own.as_ref().map(Embedded::url)).unwrap_or_default();
        Ok(Home { folder, url, own, _lock: lock })
    }

    /// The process of our own server.
    pub fn server_pid(&self) -> Option<u32> {
        self.own.as_ref()?;
        fs::read_to_string(self.folder.join("mariadb/mariadbd.pid")).ok()?.trim().parse().ok()
    }

    /// How rows get into the server.
    pub fn way(&self) -> Way {
        if self.own.is_some() { Way::Load } else { Way::Insert }
    }

    /// The name of one of our databases on the server.
    pub fn database(name: &str) -> String {
        format!("{PREFIX}{name}")
    }

    /// An organisation's database.
    pub fn organisation(slug: &str) -> String {
        Home::database(&format!("clinic_{slug}"))
    }

    /// The directory's.
    pub fn directory() -> String {
        Home::database("clinic_db")
    }

    /// The administrator's connection; the name may be empty.
    pub fn sql(&self, database: &str) -> anyhow::Result<Sql> {
        Sql::open(&self.url_of(database))
    }

    pub fn url_of(&self, database: &str) -> String {
        let (server, query) = self.url.split_once('?').unwrap_or((&self.url, ""));
        let (scheme, place) = server.split_once("://").unwrap_or(("mysql", server));
        format!("{scheme}://{}/{database}?{query}", place.split('/').next().unwrap_or_default())
    }

    /// The product's program on this data, as a demo: that is what may sign in without TLS and messages.
    pub fn product(&self) -> anyhow::Result<Command> {
        let mut program = program("swasthya")?;
        program.envs(self.settings());
        Ok(program)
    }

    /// The product, to serve.
    pub fn serve(&self) -> anyhow::Result<Command> {
        let mut program = self.product()?;
        program.arg("serve");
        Ok(program)
    }

    /// The product's settings. Whoever signs in for the measurement comes from one address.
    pub fn settings(&self) -> [(&'static str, &str); 6] {
        [
            ("DATABASE_URL", &self.url),
            ("DATABASE_PREFIX", PREFIX),
            ("SECRET", SECRET),
            ("MODE", "demo"),
            ("PASSWORDS_PER_ADDRESS", "1000000"),
            ("PASSWORDS_PER_MINUTE", "1000000"),
        ]
    }

    /// Runs one of the product's commands; what it reads may be given.
    pub fn run(&self, arguments: &[&str], input: &str) -> anyhow::Result<()> {
        let text = self.folder.join("input");
        fs::write(&text, input)?;
        let done = self.product()?.args(arguments).stdin(File::open(&text)?).output()?;
        ensure!(done.status.success(), "swasthya {}: {}", arguments.join(" "), String::from_utf8_lossy(&done.stderr));
        Ok(())
    }
}

/// One of our programs: it was built beside this one.
pub fn program(name: &str) -> anyhow::Result<Command> {
    let path = std::env::current_exe()?.with_file_name(name);
    ensure!(path.is_file(), "{} is missing: start this by bin/bench", path.display());
    let mut program = Command::new(path);
    program.env("LOG", "error");
    Ok(program)
}

/// As a server of that size would be set: what is used fits into memory. `statements` has the server keep an account of them.
fn options(folder: &Path, statements: bool) -> Vec<String> {
    let mut options: Vec<String> = [
        "--innodb-buffer-pool-size=4G",
        "--innodb-log-file-size=1G",
        "--max-connections=4000",
        "--open-files-limit=100000",
        // Indexes are built while other tables, which refer to theirs, are loaded.
        "--innodb-lock-wait-timeout=7200",
        "--table-open-cache=8000",
        "--table-definition-cache=8000",
        "--max-prepared-stmt-count=200000",
        "--default-time-zone=+00:00",
    ]
    .map(str::to_owned)
    .into();
    if statements {
        options.extend(statements::options(folder));
    }
    options
}
