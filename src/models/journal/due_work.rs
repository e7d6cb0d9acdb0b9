//! What is to be done later, or beside the request that asks for it: a row, written in the transaction that causes it, and worked by
//! `jobs::due` of any process.

mod standing;

pub use standing::{DueListing, DueRow, DueStanding};

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;
use uuid::Uuid;

use crate::db::ids::{HolderId, RowId, UserId};
use crate::db::statement::Among;
use crate::db::{Db, Tx};
use crate::schema::organisation::due_works;
use crate::text_enum;

text_enum! {
    keys "work";
    /// What kind of work it is.
    DueKind {
        /// Reading an old register, for its page: the subject is the import.
        ImportPreview = "import_preview",
        /// Registering the people of one.
        ImportRun = "import_run",
        /// Bringing a letter to the outbox.
        Letter = "letter",
        /// Bringing a notification to the outbox: the subject is its id.
        Sending = "sending",
        /// Writing the search's terms anew, of names with a particle.
        PartedNames = "parted_names",
        /// Declining a request that nobody answered: the subject is the booking, as of the next two.
        BookingExpiry = "booking_expiry",
        /// Reminding of a booking, long before.
        ReminderFar = "reminder_far",
        /// And soon before.
        ReminderNear = "reminder_near",
    }
}

impl DueKind {
    /// After so many tries it is given up. Nobody stands before a letter's page to ask for it again: it is tried for half a day.
    pub fn tries(self) -> i32 {
        match self {
            DueKind::ImportPreview | DueKind::ImportRun | DueKind::PartedNames => 5,
            DueKind::Letter | DueKind::Sending | DueKind::BookingExpiry | DueKind::ReminderFar | DueKind::ReminderNear => 20,
        }
    }
}

/// A piece of work in hand.
#[derive(Clone, Debug)]
pub struct DueWork {
    pub kind: DueKind,
    /// What it is about: an id of the kind's own sort.
    pub subject: Uuid,
    /// How often it has been tried, this time included.
    pub attempts: i32,
    /// Who caused it.
    pub by: UserId,
    holder: HolderId,
}

/// Whoever had it in hand was gone before it was done, each time: a fault that nobody could write down.
const CUT_SHORT: &str = "cut_short";

impl DueWork {
    /// How long whoever has it in hand may be silent before another takes it up.
    pub const LEASE: Duration = Duration::minutes(1);

    /// How long after the given try the next one is made: five seconds, doubling, an hour at most.
    fn delay(attempts: i32) -> Duration {
        let doublings = u32::try_from(attempts - 1).unwrap_or_default().min(10);
        Duration::seconds((5_i64 << doublings).min(3600))
    }

    /// Makes work due. There is one of a kind for each subject: asked for again it begins anew at the new time, and whoever has the old
    /// one in hand loses it.
    pub fn at(tx: &mut Tx, kind: DueKind, subject: impl Into<Uuid>, due_at: NaiveDateTime) -> QueryResult<()> {
        diesel::replace_into(due_works::table)
            .values((
                due_works::kind.eq(kind),
                due_works::subject.eq(RowId(subject.into())),
                due_works::due_at.eq(due_at),
                due_works::caused_by.eq(tx.by.user),
                due_works::created_at.eq(tx.now),
            ))
            .execute(tx.db)?;
        tx.is_due(due_at);
        Ok(())
    }

    /// Takes work back; whoever has it in hand loses it. Whether there was any.
    pub fn cancel(tx: &mut Tx, kind: DueKind, subject: impl Into<Uuid>) -> QueryResult<bool> {
        Ok(diesel::delete(due_works::table.find((kind, RowId(subject.into())))).execute(tx.db)? == 1)
    }

    /// Takes what has been due longest in hand. Two processes never get the same; what a process that died had in hand is taken up when
    /// its lease ends. What was cut short too often is given up.
    pub fn take(tx: &mut Tx) -> QueryResult<Option<DueWork>> {
        loop {
            let due: Option<(DueKind, RowId, i32, UserId)> = due_works::table
                .filter(due_works::given_up_at.is_null())
                .filter(due_works::due_at.le(tx.now))
                .filter(due_works::kind.among(DueKind::ALL))
                .order(due_works::due_at)
                .select((due_works::kind, due_works::subject, due_works::attempts, due_works::caused_by))
                .for_update()
                .skip_locked()
                .first(tx.db)
                .optional()?;
            let Some((kind, subject, attempts, by)) = due else { return Ok(None) };
            let (holder, attempts) = (HolderId::new(), attempts + 1);
            let held = (due_works::holder.eq(holder), due_works::attempts.eq(attempts), due_works::due_at.eq(tx.now + DueWork::LEASE));
            diesel::update(due_works::table.find((kind, subject))).set(held).execute(tx.db)?;
            let work = DueWork { kind, subject: subject.0, attempts, by, holder };
            if attempts <= kind.tries() {
                return Ok(Some(work));
            }
            work.give_up(tx, CUT_SHORT)?;
        }
    }

    /// When the next is due, if anything is.
    pub fn next(db: &mut Db) -> QueryResult<Option<NaiveDateTime>> {
        let open = due_works::table.filter(due_works::given_up_at.is_null()).filter(due_works::kind.among(DueKind::ALL));
        open.order(due_works::due_at).select(due_works::due_at).first(db).optional()
    }
}

impl DueWork {
    /// Keeps it in hand, and says how far it is. Whether it still is in hand: if so, nobody takes it before the transaction ends.
    pub fn keep(&self, tx: &mut Tx, done: usize) -> QueryResult<bool> {
        let done = i32::try_from(done).unwrap_or(i32::MAX);
        self.set(tx, (due_works::due_at.eq(tx.now + DueWork::LEASE), due_works::done.eq(done)))
    }

    /// It is done, and its row goes.
    pub fn finish(&self, tx: &mut Tx) -> QueryResult<()> {
        let held = due_works::table.find((self.kind, RowId(self.subject))).filter(due_works::holder.eq(self.holder));
        diesel::delete(held).execute(tx.db).map(drop)
    }

    /// Lets it go until then: its time has not come, which is no try.
    pub fn postpone(&self, tx: &mut Tx, until: NaiveDateTime) -> QueryResult<()> {
        let nobody = due_works::holder.eq(None::<HolderId>);
        self.set(tx, (nobody, due_works::due_at.eq(until), due_works::attempts.eq(self.attempts - 1))).map(drop)
    }

    /// Notes why it came to nothing, and when it is tried again; after the last try it is given up. Whether it was still in hand.
    pub fn fail(&self, tx: &mut Tx, why: &str) -> QueryResult<bool> {
        if self.is_last_try() {
            return self.give_up(tx, why);
        }
        let (nobody, due_at) = (due_works::holder.eq(None::<HolderId>), tx.now + DueWork::delay(self.attempts));
        self.set(tx, (nobody, due_works::due_at.eq(due_at), due_works::failure.eq(shortened(why))))
    }

    pub fn is_last_try(&self) -> bool {
        self.attempts >= self.kind.tries()
    }

    fn give_up(&self, tx: &mut Tx, why: &str) -> QueryResult<bool> {
        tracing::error!(kind = %self.kind, subject = %self.subject, why, "work was given up");
        let nobody = due_works::holder.eq(None::<HolderId>);
        self.set(tx, (nobody, due_works::given_up_at.eq(tx.now), due_works::failure.eq(shortened(why))))
    }

    fn set<C>(&self, tx: &mut Tx, changes: C) -> QueryResult<bool>
    where
        C: AsChangeset<Target = due_works::table>,
        C::Changeset: diesel::query_builder::QueryFragment<diesel::mysql::Mysql>,
    {
        let held = due_works::table
            .filter(due_works::kind.eq(self.kind))
            .filter(due_works::subject.eq(RowId(self.subject)))
            .filter(due_works::holder.eq(self.holder));
        Ok(diesel::update(held).set(changes).execute(tx.db)? == 1)
    }
}

fn shortened(why: &str) -> String {
    why.chars().take(500).collect()
}
