//! What the command line runs.

pub mod audit;
pub mod check;
pub mod demo;
pub mod import;
pub mod migrate;
pub mod operator;
pub mod organisation;
pub mod routes;
pub mod serve;
pub mod user;

use std::path::PathBuf;

use anyhow::anyhow;
use clap::{Parser, Subcommand};

use crate::config::{self, Config, Settings};
use crate::models::values::parse_email;

/// The software a clinic runs its day on.
#[derive(Parser)]
#[command(
    name = "swasthya",
    version,
    about,
    after_help = "Settings come from the environment or a TOML file; `swasthya settings` lists them."
)]
pub struct Arguments {
    /// A TOML file with settings; the environment wins over it.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the application.
    Serve,
    Demo(demo::Demo),
    /// Bring the directory and every organisation's database up to date.
    Migrate,
    /// Who operates the installation, at /platform.
    #[command(subcommand)]
    Operator(operator::Operating),
    /// Create, list and suspend organisations.
    #[command(subcommand)]
    Org(organisation::Org),
    /// Take on whoever works at a clinic.
    #[command(subcommand)]
    User(user::UserCommand),
    /// Whether the audit is as it was written; and its old months, out of the database.
    #[command(subcommand)]
    Audit(audit::Auditing),
    /// Look for trouble: configuration, server, tables, strays between the databases.
    Check,
    /// Bring a clinic's old register in, from a CSV file.
    Import(import::ImportFile),
    /// Print every route: method, path, who it is for.
    Routes,
    /// Print every setting: its name, its default, what it is for.
    Settings,
}

impl Arguments {
    pub fn run(self) -> anyhow::Result<()> {
        let settings = Settings::gather(self.config.as_deref());
        let config = || -> anyhow::Result<Config> { Ok(settings?.understand()?) };
        match self.command {
            Command::Serve => serve::run(config()?),
            Command::Demo(demo) => demo.run(Settings::gather(self.config.as_deref())?),
            Command::Migrate => migrate::run(&config()?),
            Command::Operator(operating) => operating.run(&config()?),
            Command::Org(org) => org.run(&config()?),
            Command::User(user) => user.run(&config()?),
            Command::Audit(auditing) => auditing.run(&config()?),
            Command::Check => check::run(&config()?),
            Command::Import(import) => import.run(&config()?),
            Command::Routes => {
                routes::run();
                Ok(())
            }
            Command::Settings => {
                print!("{}", config::markdown());
                Ok(())
            }
        }
    }
}

/// An e-mail address, in lower case.
fn email(text: &str) -> anyhow::Result<String> {
    parse_email(text).map_err(|_| anyhow!("{text:?} is not an e-mail address"))
}
