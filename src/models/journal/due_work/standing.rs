//! How work stands that is due, for whoever looks after it; and having what was given up tried again.

use chrono::NaiveDateTime;
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use serde_json::json;
use uuid::Uuid;

use super::super::audit::{self, Action, Resource, Subject};
use super::super::notification::{Notification, NotificationKind, Telling};
use super::{CUT_SHORT, DueKind, DueWork};
use crate::db::ids::{RowId, UserId};
use crate::db::statement::Among;
use crate::db::{Db, Tx};
use crate::locale::{Message, ToValue};
use crate::message;
use crate::schema::organisation::{due_works, notifications};

/// How a piece of work stands, for a page to say.
#[derive(Clone, Debug, Queryable)]
pub struct DueStanding {
    pub kind: DueKind,
    /// How far it is, in its own measure.
    pub done: i32,
    /// Why the last try came to nothing; empty if none did.
    failure: String,
    given_up_at: Option<NaiveDateTime>,
}

impl DueStanding {
    /// Why the last try came to nothing, if one did.
    pub fn why(&self) -> Option<Message> {
        said(&self.failure)
    }

    pub fn is_given_up(&self) -> bool {
        self.given_up_at.is_some()
    }
}

/// What an organisation's work comes to, for whoever looks after it.
#[derive(Clone, Debug)]
pub struct DueListing {
    /// What was given up, the latest first.
    pub given_up: Vec<DueRow>,
    /// What is tried again after a failure, the next first.
    pub failing: Vec<DueRow>,
    /// How much waits besides for its time, or is in hand.
    pub waiting: i64,
}

/// A piece of work that came to nothing so far.
#[derive(Clone, Debug, Queryable)]
pub struct DueRow {
    pub kind: DueKind,
    pub subject: RowId,
    pub attempts: i32,
    failure: String,
    /// When it is tried again; of what was given up, no more.
    pub due_at: NaiveDateTime,
    /// When that was.
    pub given_up_at: Option<NaiveDateTime>,
}

impl DueRow {
    pub fn why(&self) -> Option<Message> {
        said(&self.failure)
    }
}

impl DueListing {
    /// How many of each are shown.
    pub const SHOWN: i64 = 100;

    pub fn load(db: &mut Db) -> QueryResult<DueListing> {
        let columns =
            (due_works::kind, due_works::subject, due_works::attempts, due_works::failure, due_works::due_at, due_works::given_up_at);
        let known = || due_works::table.filter(due_works::kind.among(DueKind::ALL));
        let given_up = known().filter(due_works::given_up_at.is_not_null()).order(due_works::given_up_at.desc());
        let open = || known().filter(due_works::given_up_at.is_null());
        let failing = open().filter(due_works::failure.ne("")).order(due_works::due_at);
        Ok(DueListing {
            given_up: given_up.select(columns).limit(DueListing::SHOWN).load(db)?,
            failing: failing.select(columns).limit(DueListing::SHOWN).load(db)?,
            waiting: open().filter(due_works::failure.eq("")).count().get_result(db)?,
        })
    }
}

/// Why a try came to nothing, in words.
fn said(failure: &str) -> Option<Message> {
    match failure {
        "" => None,
        CUT_SHORT => Some(message!("due-cut-short")),
        fault => Some(message!("due-fault", fault)),
    }
}

impl DueWork {
    /// All that is to be done, or was given up, of a subject.
    pub fn of(db: &mut Db, subject: impl Into<Uuid>) -> QueryResult<Vec<DueStanding>> {
        due_works::table
            .filter(due_works::kind.among(DueKind::ALL))
            .filter(due_works::subject.eq(RowId(subject.into())))
            .select((due_works::kind, due_works::done, due_works::failure, due_works::given_up_at))
            .load(db)
    }

    /// Tells these users of all that was given up and that nobody was told of. Told of once, unless it is tried again.
    pub fn tell_of_given_up(tx: &mut Tx, to: impl FnOnce(&mut Db) -> QueryResult<Vec<UserId>>) -> QueryResult<()> {
        let told = notifications::table
            .filter(notifications::kind.eq(NotificationKind::WorkGivenUp))
            .filter(notifications::subject.eq(due_works::subject));
        let untold: Vec<(DueKind, RowId)> = due_works::table
            .filter(due_works::given_up_at.is_not_null())
            .filter(due_works::kind.among(DueKind::ALL))
            .filter(not(exists(told)))
            .select((due_works::kind, due_works::subject))
            .limit(DueListing::SHOWN)
            .load(tx.db)?;
        if untold.is_empty() {
            return Ok(());
        }
        let to = to(tx.db)?;
        untold.into_iter().try_for_each(|(kind, subject)| {
            let values = [("work", Message::new(kind.key()).to_value())];
            Notification::tell(tx, &to, &Telling { kind: NotificationKind::WorkGivenUp, subject: subject.0, clinic: None, values: &values })
        })
    }

    /// Has work that was given up tried again, from the beginning. Whether there was any.
    pub fn again(tx: &mut Tx, kind: DueKind, subject: Uuid) -> QueryResult<bool> {
        let given_up = due_works::table.find((kind, RowId(subject))).filter(due_works::given_up_at.is_not_null());
        let anew = (due_works::given_up_at.eq(None::<NaiveDateTime>), due_works::attempts.eq(0), due_works::due_at.eq(tx.now));
        if diesel::update(given_up).set(anew).execute(tx.db)? == 0 {
            return Ok(false);
        }
        Notification::take_back(tx, NotificationKind::WorkGivenUp, subject)?;
        let work = Subject { resource: Resource::DueWorks, id: Some(subject), clinic: None };
        audit::record(tx, Action::TriedAgain, work, &json!({ "work": kind }))?;
        tx.is_due(tx.now);
        Ok(true)
    }
}
