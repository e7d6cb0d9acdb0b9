//! Calling a booking off, before anybody came; and noting that nobody did.

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use super::Booking;
use super::making::said;
use super::rules::BookingRules;
use crate::db::Tx;
use crate::db::ids::{AppointmentId, ClinicId, ProfileId};
use crate::db::statement::Among;
use crate::models::journal::{Action, DueKind, DueWork, Notification, NotificationKind};
use crate::models::visits::appointment::Status;
use crate::models::visits::visit_names::VisitNames;
use crate::schema::organisation::appointments;

/// What came of calling it off.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BookingCancelled {
    Done,
    Already,
    /// They are here, were seen, or did not come.
    TooLate(Status),
    /// The clinic wants to hear of it earlier: they call.
    TooNear,
}

impl Booking {
    /// The clinic calls it off, with the reason that the patient reads.
    pub fn cancel(tx: &mut Tx, clinic: ClinicId, id: AppointmentId, reason: &str) -> QueryResult<BookingCancelled> {
        let booking = Booking::lock(tx, clinic, id, &[])?;
        let cancelled = booking.leave(tx, Status::Cancelled, reason)?;
        if cancelled == BookingCancelled::Done {
            VisitNames::tell_of_booking(tx, id, NotificationKind::BookingCancelled)?;
        }
        Ok(cancelled)
    }

    /// The patient calls it off, or whoever books for them: as early as the clinic asks. Of another family's it is not found.
    pub fn cancel_own(tx: &mut Tx, family: &[ProfileId], id: AppointmentId, reason: &str) -> QueryResult<BookingCancelled> {
        let of_family = Booking::query().filter(appointments::id.eq(id)).filter(appointments::patient_id.among(family));
        let clinic = of_family.first(tx.db)?.clinic_id;
        let booking = Booking::lock(tx, clinic, id, &[])?;
        let rules = BookingRules::of(tx.db, clinic)?;
        if booking.is_open() && !rules.may_still_change(booking.starts_at, tx.now) {
            return Ok(BookingCancelled::TooNear);
        }
        booking.leave(tx, Status::Cancelled, reason)
    }

    fn leave(&self, tx: &mut Tx, status: Status, reason: &str) -> QueryResult<BookingCancelled> {
        if self.status == status {
            return Ok(BookingCancelled::Already);
        }
        if !self.is_open() {
            return Ok(BookingCancelled::TooLate(self.status));
        }
        diesel::update(appointments::table.find(self.id))
            .set((appointments::status.eq(status), appointments::cancelled_at.eq(tx.now), appointments::cancel_reason.eq(reason)))
            .execute(tx.db)?;
        self.forget_plans(tx)?;
        self.record(tx, Action::Cancelled, &json!({ "starts": said(self), "status": status, "reason": reason }))?;
        Ok(BookingCancelled::Done)
    }

    /// What was to be done about it later is not.
    pub(super) fn forget_plans(&self, tx: &mut Tx) -> QueryResult<()> {
        for kind in [DueKind::BookingExpiry, DueKind::ReminderFar, DueKind::ReminderNear] {
            DueWork::cancel(tx, kind, self.id)?;
        }
        Notification::take_back(tx, NotificationKind::BookingAsked, self.id)
    }

    /// Closes a clinic's bookings of before a day for which nobody came, and the requests that nobody answered. How many.
    pub fn sweep(tx: &mut Tx, clinic: ClinicId, today: NaiveDate) -> QueryResult<usize> {
        let open: Vec<(AppointmentId, Status)> = appointments::table
            .filter(appointments::clinic_id.eq(clinic))
            .filter(appointments::status.among([Status::Pending, Status::Approved]))
            .filter(appointments::held_on.lt(today))
            .order(appointments::id)
            .select((appointments::id, appointments::status))
            .limit(1_000)
            .load(tx.db)?;
        for (id, status) in &open {
            if *status == Status::Pending {
                let _ = Booking::decline(tx, clinic, *id, "")?;
            } else {
                let _ = Booking::lock(tx, clinic, *id, &[])?.leave(tx, Status::NoShow, "")?;
            }
        }
        Ok(open.len())
    }
}
