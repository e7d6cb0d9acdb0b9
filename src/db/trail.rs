//! The notes of who read what: those of many readers in one commit, which is done before any of their pages leaves.

use std::collections::HashMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use chrono::NaiveDateTime;
use diesel::prelude::*;
use uuid::Uuid;

use super::Db;
use super::failure::Trouble;
use super::ids::{ClinicId, UserId};
use crate::schema::organisation::audit_logs;

/// A row of the audit log, as it will be written.
#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = audit_logs)]
pub struct LogRow {
    pub at: NaiveDateTime,
    pub user_id: UserId,
    pub clinic_id: Option<ClinicId>,
    pub action: &'static str,
    pub resource: String,
    pub resource_id: Option<Vec<u8>>,
    pub details: String,
    pub address: String,
    pub agent: String,
}

impl LogRow {
    /// One statement, which the server keeps prepared where it is of a few rows, as most are.
    pub(super) fn insert(db: &mut Db, rows: &[LogRow]) -> QueryResult<()> {
        fn of<const FEW: usize>(db: &mut Db, rows: &[LogRow]) -> Option<QueryResult<usize>> {
            let rows: &[LogRow; FEW] = rows.try_into().ok()?;
            Some(diesel::insert_into(audit_logs::table).values(rows).execute(db))
        }
        macro_rules! few {
            ($($count:literal)*) => {
                match rows.len() {
                    $($count => of::<$count>(db, rows),)*
                    _ => None,
                }
            };
        }
        if rows.is_empty() {
            return Ok(());
        }
        let few = few!(1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16);
        few.unwrap_or_else(|| diesel::insert_into(audit_logs::table).values(rows).execute(db)).map(drop)
    }
}

/// Who did what to what: what is not to be noted again for a while.
pub type Mark = (UserId, &'static str, Uuid);

/// What a reading leaves behind.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    pub rows: Vec<LogRow>,
    /// Remembered once the rows are committed.
    pub marks: Vec<Mark>,
}

/// The notes of one organisation's readers in this process. The first is written at once; those that come while a commit is under
/// way share the next.
#[derive(Default)]
pub struct Trail {
    waiting: Mutex<Waiting>,
    moved: Condvar,
    lately: Lately,
}

/// What is written next, and how many commits are under way.
#[derive(Default)]
struct Waiting {
    rows: Vec<LogRow>,
    commit: Arc<Commit>,
    under_way: usize,
}

/// What became of it, once that is known: why it failed, if it did.
type Commit = OnceLock<Result<(), String>>;

/// Nobody waits longer for another's commit before a commit of their own begins.
const LONGEST_WAIT: Duration = Duration::from_millis(5);

/// More rows than these do not wait: whoever comes then is told to come later.
const MOST_WAITING: usize = 2_000;

/// Whoever shares a commit waits for its end no longer than a request may take.
const LONGEST_COMMIT: Duration = Duration::from_secs(20);

impl Trail {
    /// What was noted lately.
    pub fn lately(&self) -> &Lately {
        &self.lately
    }

    /// Returns when the rows are committed, by this reader or by another: `write` is called with all that wait. Where it fails, it
    /// failed for all of them.
    pub fn keep(&self, notes: Notes, write: impl FnOnce(&[LogRow]) -> Result<(), Trouble>) -> Result<(), Trouble> {
        if notes.rows.is_empty() {
            return Ok(());
        }
        let since = Instant::now();
        let mut waiting = self.waiting();
        if waiting.rows.len() + notes.rows.len() > MOST_WAITING {
            return Err(Trouble::Busy("too many readings wait to be noted".into()));
        }
        waiting.rows.extend(notes.rows);
        let commit = Arc::clone(&waiting.commit);
        let mut write = Some(write);
        let outcome = loop {
            if let Some(outcome) = commit.get() {
                break outcome.clone();
            }
            let untaken = Arc::ptr_eq(&commit, &waiting.commit);
            if untaken
                && (waiting.under_way == 0 || since.elapsed() >= LONGEST_WAIT)
                && let Some(write) = write.take()
            {
                let rows = std::mem::take(&mut waiting.rows);
                waiting.commit = Arc::default();
                waiting.under_way += 1;
                drop(waiting);
                let written = write(&rows).map_err(|error| error.to_string());
                waiting = self.waiting();
                waiting.under_way -= 1;
                let _ = commit.set(written);
                self.moved.notify_all();
                continue;
            }
            let most = if untaken { LONGEST_WAIT } else { LONGEST_COMMIT };
            let Some(left) = most.checked_sub(since.elapsed()).filter(|left| !left.is_zero()) else {
                if untaken {
                    continue;
                }
                break Err("the note of a reading was not written in time".into());
            };
            waiting = self.moved.wait_timeout(waiting, left).unwrap_or_else(PoisonError::into_inner).0;
        };
        drop(waiting);
        outcome.map_err(Trouble::Busy)?;
        self.lately.remember(notes.marks);
        Ok(())
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What was noted lately in this process, so that a list that is narrowed letter by letter leaves one row. Forgetting costs a row.
#[derive(Default)]
pub struct Lately(Mutex<HashMap<Mark, Instant>>);

impl Lately {
    /// How long a note stands for the same thing done again.
    pub const FOR: Duration = Duration::from_secs(600);

    /// More marks than these are not kept.
    const MOST: usize = 50_000;

    pub fn has(&self, mark: Mark) -> bool {
        self.marks().get(&mark).is_some_and(|at| at.elapsed() < Lately::FOR)
    }

    /// How many things somebody did so of late.
    pub fn count(&self, user: UserId, action: &str) -> usize {
        self.marks().iter().filter(|((who, what, _), at)| *who == user && *what == action && at.elapsed() < Lately::FOR).count()
    }

    pub fn remember(&self, marks: Vec<Mark>) {
        if marks.is_empty() {
            return;
        }
        let mut kept = self.marks();
        if kept.len() + marks.len() > Lately::MOST {
            kept.retain(|_, at| at.elapsed() < Lately::FOR);
        }
        if kept.len() + marks.len() <= Lately::MOST {
            kept.extend(marks.into_iter().map(|mark| (mark, Instant::now())));
        }
    }

    fn marks(&self) -> MutexGuard<'_, HashMap<Mark, Instant>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
