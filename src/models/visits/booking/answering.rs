//! The clinic's yes or no to a request; and that nobody answered.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;
use serde_json::json;

use super::Booking;
use super::making::said;
use crate::db::Tx;
use crate::db::ids::{AppointmentId, ClinicId, UserId};
use crate::models::journal::{Action, DueKind, DueWork, Notification, NotificationKind};
use crate::models::practice::{Member, Permission};
use crate::models::visits::appointment::Status;
use crate::models::visits::visit_names::VisitNames;
use crate::schema::organisation::appointments;

/// What came of an answer.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BookingAnswered {
    Done,
    /// It stood so before.
    Already,
    /// It was answered otherwise, called off, or its time is over.
    TooLate(Status),
}

/// How long a request waits for an answer; never longer than until its time.
const WAITS: Duration = Duration::hours(24);

impl Booking {
    /// Until when it is to be answered.
    pub fn answer_until(&self) -> NaiveDateTime {
        (self.booked_at + WAITS).min(self.starts_at)
    }

    /// Asks the clinic: whoever may answer is told, and what nobody answers in time is declined.
    pub(super) fn ask(&self, tx: &mut Tx) -> QueryResult<()> {
        DueWork::at(tx, DueKind::BookingExpiry, self.id, self.answer_until())?;
        let asked: Vec<UserId> = Member::holding(tx.db, self.clinic_id, Permission::Bookings)?;
        VisitNames::tell_clinic(tx, self.id, &asked, NotificationKind::BookingAsked)
    }

    pub fn approve(tx: &mut Tx, clinic: ClinicId, id: AppointmentId) -> QueryResult<BookingAnswered> {
        let booking = Booking::lock(tx, clinic, id, &[])?;
        match booking.status {
            Status::Approved => return Ok(BookingAnswered::Already),
            Status::Pending if tx.now < booking.starts_at => {}
            other => return Ok(BookingAnswered::TooLate(other)),
        }
        diesel::update(appointments::table.find(id)).set(appointments::status.eq(Status::Approved)).execute(tx.db)?;
        booking.answered(tx, Action::BookingApproved, "")?;
        booking.arrange(tx)?;
        VisitNames::tell_of_booking(tx, id, NotificationKind::BookingApproved)?;
        Ok(BookingAnswered::Done)
    }

    /// Declines, with the reason that the patient reads; without one nobody answered in time.
    pub fn decline(tx: &mut Tx, clinic: ClinicId, id: AppointmentId, reason: &str) -> QueryResult<BookingAnswered> {
        let booking = Booking::lock(tx, clinic, id, &[])?;
        match booking.status {
            Status::Declined => return Ok(BookingAnswered::Already),
            Status::Pending => {}
            other => return Ok(BookingAnswered::TooLate(other)),
        }
        diesel::update(appointments::table.find(id))
            .set((appointments::status.eq(Status::Declined), appointments::answered_because.eq(reason)))
            .execute(tx.db)?;
        booking.answered(tx, Action::BookingDeclined, reason)?;
        VisitNames::tell_of_booking(tx, id, NotificationKind::BookingDeclined)?;
        Ok(BookingAnswered::Done)
    }

    /// Declines what nobody answered in time.
    pub fn expire(tx: &mut Tx, id: AppointmentId) -> QueryResult<()> {
        let open = appointments::table.find(id).filter(appointments::status.eq(Status::Pending)).select(appointments::clinic_id);
        let Some(clinic) = open.first(tx.db).optional()? else { return Ok(()) };
        let _ = Booking::decline(tx, clinic, id, "")?;
        Ok(())
    }

    fn answered(&self, tx: &mut Tx, action: Action, reason: &str) -> QueryResult<()> {
        DueWork::cancel(tx, DueKind::BookingExpiry, self.id)?;
        Notification::take_back(tx, NotificationKind::BookingAsked, self.id)?;
        self.record(tx, action, &json!({ "starts": said(self), "reason": reason }))
    }
}
