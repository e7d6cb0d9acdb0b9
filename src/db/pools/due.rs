//! Telling the directory that an organisation has work to do, once that is committed; and waking whoever does it in this process.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::sql_types::{Datetime, Text};
use tokio::time::timeout;

use super::changes::write_directory_now;
use super::{Databases, Keeping, Pools, in_time};
use crate::db::Author;
use crate::db::failure::Trouble;

/// An earlier hour stands. Whoever looked before this was told sees by the count that they looked too early.
const TELL: &str = "INSERT INTO organisations_due (organisation_id, due_at, told) SELECT id, ?, 1 FROM organisations WHERE slug = ? \
    ON DUPLICATE KEY UPDATE due_at = LEAST(COALESCE(organisations_due.due_at, VALUES(due_at)), VALUES(due_at)), told = organisations_due.told + 1";

impl Pools {
    /// A directory that cannot be told is no harm: the slow round over all organisations finds what is due.
    pub(super) fn tell_due(&self, slug: &str, at: NaiveDateTime) {
        let told = write_directory_now(&self.directory, &Author::system(), |tx| {
            diesel::sql_query(TELL).bind::<Datetime, _>(at).bind::<Text, _>(slug).execute(tx.db)
        });
        if let Err(error) = told {
            tracing::warn!(%error, organisation = slug, "the directory was not told that work is due");
        }
        self.due.notify_one();
    }
}

/// How many connections long work has: one is enough, and one is there where it asks in the middle of a change.
const ASIDE: u32 = 2;

impl Databases {
    /// The same databases on connections of their own, for long work: those of the desk stay the desk's, and what a connection keeps of
    /// the largest answer that it ever brought goes with it.
    pub fn aside(&self) -> Databases {
        let Pools { servers, directory, changed, threads, queries, kept, due, .. } = &*self.0;
        if *kept == Keeping::RolledBack {
            return Databases(Arc::clone(&self.0));
        }
        Databases(Arc::new(Pools {
            servers: Arc::clone(servers),
            directory: directory.clone(),
            organisations: Mutex::default(),
            changed: Arc::clone(changed),
            threads: Arc::clone(threads),
            queries: Arc::clone(queries),
            size: ASIDE,
            kept: *kept,
            due: Arc::clone(due),
        }))
    }

    /// Says that an organisation has work to do then.
    pub async fn tell_due(&self, slug: &str, at: NaiveDateTime) -> Result<(), Trouble> {
        let (pools, slug) = (Arc::clone(&self.0), slug.to_owned());
        in_time(move || {
            pools.tell_due(&slug, at);
            Ok(())
        })
        .await
    }

    /// Waits until this process says that work is due, and no longer than this: others may have said so.
    pub async fn until_due(&self, patience: Duration) {
        let _ = timeout(patience, self.0.due.notified()).await;
    }
}
