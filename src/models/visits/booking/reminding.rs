//! Reminding the patient of a booking, twice: long before, and soon before.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

use super::{Booking, BookingRules};
use crate::db::Tx;
use crate::db::ids::AppointmentId;
use crate::models::journal::{DueKind, DueWork, MessageRules, NotificationKind};
use crate::models::visits::appointment::Status;
use crate::models::visits::visit_names::VisitNames;
use crate::schema::organisation::appointments;

impl Booking {
    /// Plans the reminders that are still to come. What would fall into the clinic's quiet hours is said before they begin.
    pub(super) fn arrange(&self, tx: &mut Tx) -> QueryResult<()> {
        let rules = BookingRules::of(tx.db, self.clinic_id)?;
        let messages = MessageRules::of(tx.db, self.clinic_id)?;
        for (kind, minutes) in [(DueKind::ReminderFar, rules.remind_far), (DueKind::ReminderNear, rules.remind_near)] {
            let at = messages.quiet.before(self.starts_at - Duration::minutes(minutes.into()), messages.zone);
            if minutes > 0 && at > tx.now {
                DueWork::at(tx, kind, self.id, at)?;
            }
        }
        Ok(())
    }

    /// Reminds, if the booking stands as it stood when it was planned.
    pub fn remind(tx: &mut Tx, id: AppointmentId, kind: NotificationKind) -> QueryResult<()> {
        let starts_at: Option<Option<NaiveDateTime>> = appointments::table
            .find(id)
            .filter(appointments::status.eq(Status::Approved))
            .select(appointments::starts_at)
            .first(tx.db)
            .optional()?;
        match starts_at.flatten() {
            Some(starts_at) if tx.now < starts_at => VisitNames::tell_of_booking(tx, id, kind),
            _ => Ok(()),
        }
    }
}
