//! What the product tells people: written in the transaction of what it tells of, and read by the bell on every dashboard.

mod kind;
mod message_rules;
mod sending;

pub use kind::NotificationKind;
pub use message_rules::{MessageRules, QuietHours, refuse, refused_by};
pub use sending::{Sending, SendingOutcome, SendingRow};

use chrono::{Duration, NaiveDateTime};
use diesel::dsl::DuplicatedKeys;
use diesel::prelude::*;
use uuid::Uuid;

use super::json::{read, stored};
use crate::db::ids::{ClinicId, NotificationId, RowId, UserId};
use crate::db::statement::Among;
use crate::db::{Db, Tx};
use crate::locale::{Message, Value};
use crate::schema::organisation::{clinics, notifications};

/// Something to be told.
#[derive(Clone, Debug)]
pub struct Telling<'a> {
    pub kind: NotificationKind,
    /// What it is about: an id of the kind's own sort.
    pub subject: Uuid,
    /// Whose screens look again.
    pub clinic: Option<ClinicId>,
    /// What its sentence says.
    pub values: &'a [(&'static str, Value)],
}

/// Something that one user was told.
#[derive(Clone, Debug, HasQuery)]
#[diesel(table_name = notifications)]
pub struct Notification {
    pub id: NotificationId,
    pub kind: NotificationKind,
    details: String,
    pub told_at: NaiveDateTime,
    read_at: Option<NaiveDateTime>,
}

/// What one user was told of late.
#[derive(Clone, Debug)]
pub struct Inbox {
    /// What is unread first, then the newest.
    pub notifications: Vec<Notification>,
    /// Whether there are older ones than are shown.
    pub is_cut: bool,
}

/// How long after it was told it is forgotten, in days.
const KEPT: i64 = 90;

impl Notification {
    /// Tells these users, but not whoever makes the change: they know. Somebody who was told before is told anew: it is unread again.
    pub fn tell(tx: &mut Tx, to: &[UserId], telling: &Telling) -> QueryResult<()> {
        let Telling { kind, subject, clinic, values } = telling;
        let others = to.iter().filter(|it| **it != UserId::SYSTEM && (kind.is_news_to_its_author() || **it != tx.by.user));
        let details = stored(values)?;
        let rows: Vec<_> = others
            .map(|user| {
                (
                    notifications::id.eq(NotificationId::new()),
                    notifications::user_id.eq(*user),
                    notifications::kind.eq(*kind),
                    notifications::subject.eq(RowId(*subject)),
                    notifications::clinic_id.eq(*clinic),
                    notifications::details.eq(details.clone()),
                    notifications::told_at.eq(tx.now),
                )
            })
            .collect();
        if rows.is_empty() {
            return Ok(());
        }
        diesel::insert_into(notifications::table)
            .values(rows)
            .on_conflict(DuplicatedKeys)
            .do_update()
            .set((notifications::details.eq(details), notifications::told_at.eq(tx.now), notifications::read_at.eq(None::<NaiveDateTime>)))
            .execute(tx.db)?;
        if let Some(clinic) = clinic {
            tx.announce(*clinic);
        }
        Sending::arrange(tx, to, telling)
    }

    /// What was told of a subject does not hold any more, and goes.
    pub fn take_back(tx: &mut Tx, kind: NotificationKind, subject: impl Into<Uuid>) -> QueryResult<()> {
        let told = notifications::table.filter(notifications::kind.eq(kind)).filter(notifications::subject.eq(RowId(subject.into())));
        diesel::delete(told).execute(tx.db).map(drop)
    }

    /// Marks one of a user's as read; the page to which it leads, if it is theirs.
    pub fn read(tx: &mut Tx, user: UserId, id: NotificationId) -> QueryResult<Option<String>> {
        let theirs = notifications::table.find(id).filter(notifications::user_id.eq(user));
        let columns = (notifications::kind, notifications::subject, clinics::slug.nullable());
        let known = theirs.left_join(clinics::table).filter(notifications::kind.among(NotificationKind::ALL));
        let found = known.select(columns).first(tx.db).optional()?;
        let Some::<(NotificationKind, RowId, Option<String>)>((kind, subject, clinic)) = found else { return Ok(None) };
        diesel::update(notifications::table.find(id).filter(notifications::read_at.is_null()))
            .set(notifications::read_at.eq(tx.now))
            .execute(tx.db)?;
        Ok(Some(kind.page(subject.0, &clinic.unwrap_or_default())))
    }

    /// Marks all that a user was told until then as read: what came since they looked stays unread.
    pub fn read_all(tx: &mut Tx, user: UserId, until: NaiveDateTime) -> QueryResult<()> {
        let seen = notifications::told_at.le(until).and(notifications::read_at.is_null());
        diesel::update(notifications::table.filter(notifications::user_id.eq(user)).filter(seen))
            .set(notifications::read_at.eq(tx.now))
            .execute(tx.db)
            .map(drop)
    }

    /// Forgets what was told long ago.
    pub fn sweep(tx: &mut Tx) -> QueryResult<usize> {
        diesel::delete(notifications::table.filter(notifications::told_at.lt(tx.now - Duration::days(KEPT)))).execute(tx.db)
    }

    pub fn is_unread(&self) -> bool {
        self.read_at.is_none()
    }

    /// Its sentence.
    pub fn message(&self) -> Message {
        let values: Vec<(String, Value)> = read(&self.details).unwrap_or_default();
        values.into_iter().fold(Message::new(self.kind.key()), |it, (name, value)| it.with(&name, value))
    }
}

impl Inbox {
    /// How many are shown.
    pub const SHOWN: usize = 100;

    pub fn of_user(db: &mut Db, user: UserId) -> QueryResult<Inbox> {
        let mut notifications = Notification::query()
            .filter(notifications::user_id.eq(user))
            .filter(notifications::kind.among(NotificationKind::ALL))
            .order((notifications::read_at.is_not_null(), notifications::told_at.desc()))
            .limit(i64::try_from(Inbox::SHOWN + 1).unwrap_or(i64::MAX))
            .load(db)?;
        let is_cut = notifications.len() > Inbox::SHOWN;
        notifications.truncate(Inbox::SHOWN);
        Ok(Inbox { notifications, is_cut })
    }

    pub fn has_unread(&self) -> bool {
        self.notifications.first().is_some_and(Notification::is_unread)
    }
}
