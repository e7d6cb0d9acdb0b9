//! A change: a transaction, tried again as a whole when another was in its way; and who was changed.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use chrono::NaiveDateTime;
use diesel::connection::Connection;
use diesel::r2d2::Pool;
use diesel::result::QueryResult;

use super::super::clock::now;
use super::super::failure::{Failure, Trouble};
use super::super::{Author, DirectoryManager, DirectoryTx, OrganisationManager, Tx};
use super::Pools;
use super::checkout::get_answering;
use crate::keys::below;

/// The organisations that were changed from here, until somebody asks.
#[derive(Default)]
pub(super) struct Changed(Mutex<HashSet<String>>);

impl Changed {
    pub(super) fn note(&self, slug: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(slug.to_owned());
    }

    pub(super) fn take(&self) -> HashSet<String> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Pools {
    /// Makes a change, and tells whoever seals the audit that there was one, and whoever does what is due when that is.
    pub(super) fn write_now<T>(&self, slug: &str, by: &Author, change: impl Fn(&mut Tx) -> QueryResult<T>) -> Result<T, Trouble> {
        let (done, due_at) = write_now(&self.organisation(slug)?, by, change)?;
        self.changed.note(slug);
        if let Some(at) = due_at {
            self.tell_due(slug, at);
        }
        Ok(done)
    }
}

/// How often a change is tried when others are in its way.
const ATTEMPTS: u32 = 3;

/// What the change answers, and when work is due by it.
fn write_now<T>(
    pool: &Pool<OrganisationManager>,
    by: &Author,
    change: impl Fn(&mut Tx) -> QueryResult<T>,
) -> Result<(T, Option<NaiveDateTime>), Trouble> {
    again_when_in_the_way(|| {
        let mut db = get_answering(pool)?;
        db.transaction(|db| {
            let mut tx = Tx::begin(db, by, now());
            let done = change(&mut tx)?;
            Ok((done, tx.finish()?))
        })
        .map_err(Attempt::Failed)
    })
}

pub(super) fn write_directory_now<T>(
    pool: &Pool<DirectoryManager>,
    by: &Author,
    change: impl Fn(&mut DirectoryTx) -> QueryResult<T>,
) -> Result<T, Trouble> {
    again_when_in_the_way(|| {
        let mut db = get_answering(pool)?;
        db.transaction(|db| change(&mut DirectoryTx { db, by, now: now() })).map_err(Attempt::Failed)
    })
}

enum Attempt {
    Failed(diesel::result::Error),
    Refused(Trouble),
}

impl From<Trouble> for Attempt {
    fn from(error: Trouble) -> Self {
        Attempt::Refused(error)
    }
}

/// Runs a whole transaction, at most [`ATTEMPTS`] times, each on a connection taken anew from the pool.
fn again_when_in_the_way<T>(attempt: impl Fn() -> Result<T, Attempt>) -> Result<T, Trouble> {
    let mut left = ATTEMPTS;
    loop {
        left -= 1;
        match attempt() {
            Ok(done) => return Ok(done),
            Err(Attempt::Refused(error)) => return Err(error),
            Err(Attempt::Failed(error)) if left > 0 && Failure::of(&error) == Failure::Conflict => {
                tracing::debug!(%error, "trying the change again");
                // For a random time: two changes that met must not meet again.
                std::thread::sleep(Duration::from_millis(u64::from(5 + below(20) * (ATTEMPTS - left))));
            }
            Err(Attempt::Failed(error)) => return Err(error.into()),
        }
    }
}
