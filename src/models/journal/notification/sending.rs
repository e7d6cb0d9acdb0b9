//! A notification that leaves as a message too: at its clinic's hours, once, unless it was read before.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::message_rules::MessageRules;
use super::{Notification, NotificationKind, Telling};
use crate::db::ids::{ClinicId, NotificationId, RowId, UserId};
use crate::db::statement::Among;
use crate::db::{Db, Tx, clock};
use crate::locale::Message;
use crate::models::journal::due_work::{DueKind, DueWork};
use crate::schema::organisation::{clinics, notification_sendings, notifications, refused_notifications};
use crate::text_enum;

text_enum! {
    keys "sending";
    /// What became of a message, as far as the organisation knows.
    SendingOutcome {
        /// Its time has not come, or it is on its way to the outbox.
        Waiting = "waiting",
        /// It is in the outbox, which tries to deliver it.
        Handed = "handed",
        /// Whoever it is for had read it before.
        Read = "read",
        /// Nobody needs it any more.
        Late = "late",
        /// Whoever it is for has no number and no address.
        Nowhere = "nowhere",
        /// The organisation has sent as many as it may in a day.
        Spent = "spent",
    }
}

/// A message that waits.
#[derive(Clone, Debug)]
pub struct Sending {
    pub id: NotificationId,
    pub to: UserId,
    pub kind: NotificationKind,
    /// Its sentence.
    pub message: Message,
    pub clinic: String,
    /// When it was to leave.
    due_at: NaiveDateTime,
    pub was_read: bool,
}

/// A message of a clinic, for its office: what became of it further is in the outbox, under the same id.
#[derive(Clone, Debug)]
pub struct SendingRow {
    pub id: NotificationId,
    pub clinic: String,
    pub message: Message,
    pub outcome: SendingOutcome,
    /// A little of the number or address.
    pub recipient: String,
    /// When it leaves, or was to leave.
    pub due_at: NaiveDateTime,
}

impl Sending {
    /// Has what was just told leave, where the clinic sends it: not to those who do not want it, nor to those to whom it was sent before.
    pub(super) fn arrange(tx: &mut Tx, to: &[UserId], telling: &Telling) -> QueryResult<()> {
        let (Some(clinic), Some(rule)) = (telling.clinic, telling.kind.message()) else { return Ok(()) };
        let rules = MessageRules::of(tx.db, clinic)?;
        if !rules.sent.contains(&telling.kind) {
            return Ok(());
        }
        let sent_before = notification_sendings::table.filter(notification_sendings::notification_id.eq(notifications::id));
        let unwanted = refused_notifications::table
            .filter(refused_notifications::user_id.eq(notifications::user_id))
            .filter(refused_notifications::kind.eq(telling.kind));
        let new: Vec<NotificationId> = notifications::table
            .filter(notifications::user_id.among(to))
            .filter(notifications::kind.eq(telling.kind))
            .filter(notifications::subject.eq(RowId(telling.subject)))
            .filter(diesel::dsl::not(diesel::dsl::exists(sent_before)))
            .filter(diesel::dsl::not(diesel::dsl::exists(unwanted)))
            .select(notifications::id)
            .load(tx.db)?;
        let due_at = if rule.at_night { tx.now } else { rules.quiet.over(tx.now, rules.zone) };
        for id in new {
            let row = (
                notification_sendings::notification_id.eq(id),
                notification_sendings::clinic_id.eq(clinic),
                notification_sendings::due_at.eq(due_at),
            );
            diesel::insert_into(notification_sendings::table).values(row).execute(tx.db)?;
            DueWork::at(tx, DueKind::Sending, id, due_at)?;
        }
        Ok(())
    }

    /// One that waits still.
    pub fn find(db: &mut Db, id: NotificationId) -> QueryResult<Option<Sending>> {
        let found: Option<(UserId, Notification, String, NaiveDateTime)> = notification_sendings::table
            .inner_join(notifications::table)
            .inner_join(clinics::table)
            .filter(notification_sendings::notification_id.eq(id))
            .filter(notification_sendings::outcome.eq(SendingOutcome::Waiting))
            .select((notifications::user_id, Notification::as_select(), clinics::name, notification_sendings::due_at))
            .first(db)
            .optional()?;
        Ok(found.map(|(to, it, clinic, due_at)| Sending {
            id,
            to,
            kind: it.kind,
            message: it.message(),
            clinic,
            due_at,
            was_read: !it.is_unread(),
        }))
    }

    /// Until when somebody needs it, if that has not passed: it may have waited for the morning.
    pub fn useful_until(&self) -> Option<NaiveDateTime> {
        Some(self.due_at + self.kind.message()?.useful_for).filter(|end| clock::now() < *end)
    }

    /// Notes what became of one.
    pub fn settle(tx: &mut Tx, id: NotificationId, outcome: SendingOutcome, recipient: &str) -> QueryResult<()> {
        diesel::update(notification_sendings::table.find(id))
            .set((notification_sendings::outcome.eq(outcome), notification_sendings::recipient.eq(recipient)))
            .execute(tx.db)
            .map(drop)
    }
}

impl SendingRow {
    /// How many are shown.
    pub const SHOWN: i64 = 100;

    /// Whether there may be more than these.
    pub fn is_cut(rows: &[SendingRow]) -> bool {
        i64::try_from(rows.len()).is_ok_and(|it| it >= SendingRow::SHOWN)
    }

    /// The latest of these clinics, newest first.
    pub fn latest(db: &mut Db, clinics: &[ClinicId]) -> QueryResult<Vec<SendingRow>> {
        let rows: Vec<(Notification, SendingOutcome, String, NaiveDateTime, String)> = notification_sendings::table
            .inner_join(notifications::table)
            .inner_join(clinics::table)
            .filter(notification_sendings::clinic_id.among(clinics))
            .filter(notifications::kind.among(NotificationKind::ALL))
            .order(notification_sendings::due_at.desc())
            .limit(SendingRow::SHOWN)
            .select((
                Notification::as_select(),
                notification_sendings::outcome,
                notification_sendings::recipient,
                notification_sendings::due_at,
                clinics::name,
            ))
            .load(db)?;
        let row = |(told, outcome, recipient, due_at, clinic): (Notification, SendingOutcome, String, NaiveDateTime, String)| SendingRow {
            id: told.id,
            message: told.message(),
            clinic,
            outcome,
            recipient,
            due_at,
        };
        Ok(rows.into_iter().map(row).collect())
    }
}
