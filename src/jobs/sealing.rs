//! Seals what is added to the audits: within seconds where this process wrote, and now and then everywhere, for what others wrote
//! and did not live to seal. Once a day it looks through all of each, and writes its anchor down.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use actix_web::rt::time::sleep;
use actix_web::web::block;
use diesel::result::{DatabaseErrorKind, Error};

use crate::db::audit::anchors::AuditAnchor;
use crate::db::audit::{self, AuditOf, AuditSpan, ChainHead, JustSealed};
use crate::db::failure::Trouble;
use crate::db::{Databases, clock};
use crate::directory::tenants::Organisation;

const EVERY: Duration = Duration::from_secs(3);

/// How often the latest rows of every audit are looked at; of so many times once, all of its rows.
const ALL_EVERY: Duration = Duration::from_mins(10);
const WHOLE_EACH: usize = 144;

/// Seals what this process wrote, until the server stops.
pub async fn run(databases: Arc<Databases>) {
    loop {
        let databases = Arc::clone(&databases);
        if let Err(error) = block(move || round(&databases)).await {
            tracing::warn!(%error, "cannot seal");
        }
        sleep(EVERY).await;
    }
}

/// Seals everywhere, and writes anchors into the folder, if there is one, and into the log, until the server stops.
pub async fn run_over_all(databases: Arc<Databases>, folder: Option<PathBuf>) {
    for round in 0_usize.. {
        let (databases, folder) = (Arc::clone(&databases), folder.clone());
        let done = block(move || round_over_all(&databases, round.is_multiple_of(WHOLE_EACH), folder.as_deref())).await;
        match done {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "cannot look for audits to seal"),
            Err(error) => tracing::warn!(%error, "cannot seal"),
        }
        sleep(ALL_EVERY).await;
    }
}

/// Seals what was added to the directory's audit, and to those of the organisations that were changed from here.
pub fn round(databases: &Databases) {
    let changed = databases.take_changed().into_iter().map(AuditOf::Organisation);
    for of in changed.chain([AuditOf::Directory]) {
        warned(&of, seal(databases, &of, false));
    }
}

/// Seals what was added to any audit: one that cannot be reached does not keep the others. Where all of each is looked through, its
/// anchor is written down.
pub fn round_over_all(databases: &Databases, whole: bool, folder: Option<&Path>) -> Result<(), Trouble> {
    for of in all(databases)? {
        let was_open = of.slug().is_none_or(|slug| databases.is_open(slug));
        warned(&of, seal(databases, &of, whole));
        if whole {
            warned(&of, anchor(databases, &of, folder));
        }
        if let Some(slug) = of.slug().filter(|_| !was_open) {
            databases.close(slug);
        }
    }
    Ok(())
}

/// Every audit: the directory's, and that of each organisation that was made.
pub fn all(databases: &Databases) -> Result<Vec<AuditOf>, Trouble> {
    let organisations = databases.read_directory_now(Organisation::all)?.into_iter().filter(|it| !it.is_half_made());
    Ok([AuditOf::Directory].into_iter().chain(organisations.map(|it| AuditOf::Organisation(it.slug))).collect())
}

/// Seals what an audit has without a seal, among its latest rows or all of them. Says how many rows that were.
pub fn seal(databases: &Databases, of: &AuditOf, whole: bool) -> Result<usize, Trouble> {
    let mut sealed = 0;
    for mut span in databases.read_audit(of, if whole { AuditSpan::all } else { AuditSpan::recent })? {
        // A change of ours is one after which to look again: there is none where nothing is to be done.
        while databases.read_audit(of, |db| span.has_unsealed(db, of.history()))? {
            match databases.write_audit(of, |db, now| audit::seal(db, of.history(), span, now)) {
                Ok(JustSealed { rows, last }) => {
                    sealed += rows;
                    span.after = last;
                }
                // Another process does it: what it leaves is seen when it is looked again.
                Err(Trouble::Query(Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _))) => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(sealed)
}

/// Writes down where a chain stands.
fn anchor(databases: &Databases, of: &AuditOf, folder: Option<&Path>) -> anyhow::Result<()> {
    let head = databases.read_audit(of, ChainHead::of)?;
    let anchor = AuditAnchor::new(&of.account(databases.server()).database, &head, clock::now());
    tracing::info!(
        target: "swasthya::anchors",
        database = anchor.database, position = anchor.position, digest = anchor.digest, "the audit's last seal"
    );
    if let Some(folder) = folder {
        anchor.keep(folder)?;
    }
    Ok(())
}

fn warned<T>(of: &AuditOf, done: Result<T, impl std::fmt::Display>) {
    if let Err(error) = done {
        tracing::warn!(%error, audit = ?of, "cannot seal or anchor it");
    }
}
