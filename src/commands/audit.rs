//! `swasthya audit`: whether the audits are as they were written, and their old months.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, bail};
use chrono::{Months, NaiveDate, TimeDelta};
use clap::Subcommand;

use super::organisation::find;
use crate::config::Config;
use crate::db::audit::anchors::AuditAnchor;
use crate::db::audit::archives::{ArchiveRead, archive};
use crate::db::audit::{AuditOf, ChainHead, ChainWalk, sealed_after};
use crate::db::pools::Keeping;
use crate::db::servers::Servers;
use crate::db::{Databases, clock};
use crate::jobs::sealing;

/// How many links are in hand at once.
const PAGE: i64 = 1000;

/// How long a row may be without a seal while a server runs.
const PATIENCE: TimeDelta = TimeDelta::minutes(1);

/// How long the audit stays in the database at least: what was done is asked for there, and laws ask for a year.
const AT_HAND: Months = Months::new(12);

#[derive(Subcommand)]
pub enum Auditing {
    /// Go along the seals of every audit, and name what was changed, taken out or put between. Not 0 on trouble.
    Verify {
        /// Of one organisation alone, by its slug.
        #[arg(long, value_name = "SLUG", conflicts_with = "archive")]
        organisation: Option<String>,
        /// A file that `swasthya audit archive` made, instead.
        #[arg(long, value_name = "FILE")]
        archive: Option<PathBuf>,
    },
    /// Write old months into files, read them back, and take them out of the databases. Needs the account that migrates.
    Archive {
        /// The first month that stays: it lies a year back or more.
        #[arg(long, value_name = "YYYY-MM")]
        before: String,
        /// Where to: keep it as long as the audit is to be kept.
        #[arg(long)]
        folder: PathBuf,
        /// Of one organisation alone, by its slug.
        #[arg(long, value_name = "SLUG")]
        organisation: Option<String>,
    },
}

impl Auditing {
    pub fn run(self, config: &Config) -> anyhow::Result<()> {
        let databases = Databases::open(Servers::of(config), 2, Keeping::Kept);
        let anchors = config.anchors.as_deref();
        match self {
            Auditing::Verify { archive: Some(file), .. } => verify_file(&databases, &file, anchors),
            Auditing::Verify { organisation, .. } => verify(&databases, &chosen(&databases, organisation.as_deref())?, anchors),
            Auditing::Archive { before, folder, organisation } => {
                let before = month(&before)?;
                for of in chosen(&databases, organisation.as_deref())? {
                    let server = match &of {
                        AuditOf::Directory => databases.server(),
                        AuditOf::Organisation(slug) => find(&databases, slug)?.server(&databases)?,
                    };
                    archive(server, &of, &before, &folder, |month| println!("{} rows are in {}", month.rows, month.file.display()))?;
                }
                Ok(())
            }
        }
    }
}

/// All audits, or that of one organisation.
fn chosen(databases: &Databases, organisation: Option<&str>) -> anyhow::Result<Vec<AuditOf>> {
    Ok(match organisation {
        Some(slug) => vec![AuditOf::Organisation(find(databases, slug)?.slug)],
        None => sealing::all(databases)?,
    })
}

/// A month before which may be archived.
fn month(text: &str) -> anyhow::Result<String> {
    let day = NaiveDate::parse_from_str(&format!("{text}-01"), "%Y-%m-%d").with_context(|| format!("{text:?} is no month: YYYY-MM"))?;
    let month = day.format("%Y-%m").to_string();
    let latest = (clock::now() - AT_HAND).format("%Y-%m").to_string();
    if month > latest {
        bail!("a year stays in the database: the latest is --before {latest}");
    }
    Ok(month)
}

fn verify(databases: &Databases, audits: &[AuditOf], anchors: Option<&Path>) -> anyhow::Result<()> {
    let mut troubles = Vec::new();
    for of in audits {
        let database = of.account(databases.server()).database;
        let (said, found) = match walk(databases, of, &database, anchors) {
            Ok(walked) => walked,
            Err(error) => (String::new(), vec![format!("{error:#}")]),
        };
        println!("{}  {database:28} {said}", if found.is_empty() { "ok     " } else { "TROUBLE" });
        for trouble in found {
            println!("         {trouble}");
            troubles.push(format!("{database}: {trouble}"));
        }
    }
    match troubles.first() {
        None => Ok(()),
        Some(first) => bail!("{first}{}", if troubles.len() > 1 { ", and more" } else { "" }),
    }
}

/// Goes along one chain: what there is to say of it, and what is wrong.
fn walk(databases: &Databases, of: &AuditOf, database: &str, anchors: Option<&Path>) -> anyhow::Result<(String, Vec<String>)> {
    let since = Instant::now();
    let anchors = anchors.map_or(Ok(Vec::new()), |folder| AuditAnchor::kept(folder, database))?;
    let base = databases.read_audit(of, ChainHead::archived)?;
    let archived = base.position;
    let mut walk = ChainWalk::after(base, anchors);
    loop {
        let position = walk.last().position;
        let page = databases.read_audit(of, |db| sealed_after(db, of.history(), position, PAGE))?;
        if page.is_empty() {
            break;
        }
        for link in &page {
            walk.step(link);
        }
    }
    let tail = databases.unsealed(of)?;
    let speed = f64::from(u32::try_from(walk.rows()).unwrap_or(u32::MAX)) / since.elapsed().as_secs_f64();
    let mut said = format!("{} sealed rows ({speed:.0} a second), {} anchors agree", walk.rows(), walk.agreed());
    if archived > 0 {
        said += &format!(", up to position {archived} in archives");
    }
    let mut found: Vec<String> = walk.end().iter().map(ToString::to_string).collect();
    if let Some((first, _)) = tail.first {
        let waits = format!("{} rows from row {first} on have no seal, for up to {} seconds", tail.rows, tail.age().num_seconds());
        if tail.age() > PATIENCE {
            found.push(format!("{waits}: no server runs that seals, or they were put there by somebody else"));
        } else {
            said += &format!(", {waits}");
        }
    }
    Ok((said, found))
}

fn verify_file(databases: &Databases, file: &Path, anchors: Option<&Path>) -> anyhow::Result<()> {
    let kept = |database: &str| anchors.map_or(Ok(Vec::new()), |folder| AuditAnchor::kept(folder, database));
    let read = ArchiveRead::of(file, kept)?;
    let named = |of: &AuditOf| of.account(databases.server()).database == read.of.database;
    let of = sealing::all(databases)?.into_iter().find(named);
    let of = of.with_context(|| format!("there is no database {} here", read.of.database))?;
    if !databases.read_audit(&of, |db| read.is_noted(db))? {
        bail!("{} is not the file that {} noted when the month was taken out of it", file.display(), read.of.database);
    }
    for found in &read.breaks {
        println!("TROUBLE  {found}");
    }
    if let Some(first) = read.breaks.first() {
        bail!("{}: {first}", file.display());
    }
    println!("ok       {}, {}: {} sealed rows", read.of.database, read.of.month, read.rows);
    Ok(())
}
