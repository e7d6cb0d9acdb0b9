//! Giving a booking another time, or another doctor. It stays the same booking: its links and its calendar entry follow.

use chrono::Duration;
use diesel::prelude::*;
use serde_json::json;

use super::conflict::Conflict;
use super::making::{NewBooking, choose, said};
use super::rules::BookingRules;
use super::{BookedVia, Booking};
use crate::db::Tx;
use crate::db::ids::AppointmentId;
use crate::models::journal::{Action, NotificationKind};
use crate::models::practice::{Clinic, Doctor};
use crate::models::visits::appointment::Status;
use crate::models::visits::sitting::Sitting;
use crate::models::visits::visit_names::VisitNames;
use crate::schema::organisation::appointments;

/// What came of it.
#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BookingMoved {
    /// There now; pending where the clinic wants to be asked.
    Moved(Status),
    /// It was there already.
    Already,
    Conflicts(Vec<Conflict>),
    /// They are here, or it is called off.
    TooLate(Status),
    /// The clinic wants to hear of it earlier.
    TooNear,
    NotOffered,
}

impl Booking {
    /// Moves it to where `to` says; its patient stays. Whoever books for themselves moves within the clinic's limits, and nothing is ever
    /// lost: where the new place is gone the old one stays.
    pub fn move_to(tx: &mut Tx, id: AppointmentId, to: &NewBooking) -> QueryResult<BookingMoved> {
        if !Clinic::stay_open(tx, [to.clinic])? {
            return Ok(BookingMoved::NotOffered);
        }
        let booking = Booking::lock(tx, to.clinic, id, &[to.doctor])?;
        if booking.patient_id != to.patient {
            return Err(diesel::NotFound);
        }
        if !booking.is_open() {
            return Ok(BookingMoved::TooLate(booking.status));
        }
        if booking.starts_at == to.starts_at && booking.doctor_id == to.doctor {
            return Ok(BookingMoved::Already);
        }
        Doctor::fee_at(tx.db, to.clinic, to.doctor)?;
        let rules = BookingRules::of(tx.db, to.clinic)?;
        if !to.via.is_staff() {
            if !rules.may_still_change(booking.starts_at, tx.now) {
                return Ok(BookingMoved::TooNear);
            }
            if !(rules.admit(to.via) && rules.reach(to.starts_at, tx.now)) {
                return Ok(BookingMoved::NotOffered);
            }
        }
        let length = to.minutes.map_or(booking.ends_at - booking.starts_at, Duration::minutes);
        let chosen = choose(tx, to, Some(length), Some(id))?;
        let may = to.via.is_staff() && to.despite.is_some() && chosen.conflicts.iter().all(Conflict::may_be_overridden);
        if !chosen.conflicts.is_empty() && !may {
            return Ok(BookingMoved::Conflicts(chosen.conflicts));
        }
        let asks = rules.asks(tx, to.clinic, to.patient, to.via)?;
        let status = if asks || (booking.status == Status::Pending && !to.via.is_staff()) { Status::Pending } else { Status::Approved };
        let sitting = Sitting::lock(tx, to.clinic, to.doctor, to.held_on)?;
        let despite = to.despite.as_deref().filter(|_| !chosen.conflicts.is_empty()).unwrap_or_default();
        diesel::update(appointments::table.find(id))
            .set((
                appointments::sitting_id.eq(sitting.id),
                appointments::doctor_id.eq(to.doctor),
                appointments::held_on.eq(to.held_on),
                appointments::starts_at.eq(chosen.slot.starts_at),
                appointments::ends_at.eq(chosen.slot.ends_at),
                appointments::place.eq(chosen.place),
                appointments::overbooked_because.eq(despite),
                appointments::status.eq(status),
                appointments::confirmed_at.eq(None::<chrono::NaiveDateTime>),
                appointments::moved_times.eq(appointments::moved_times + 1),
            ))
            .execute(tx.db)?;
        booking.forget_plans(tx)?;
        let moved = Booking::at_clinic(tx.db, to.clinic, id)?;
        let details = json!({ "from": booking.doctor_id, "to": to.doctor, "was": said(&booking), "starts": said(&moved), "via": to.via });
        moved.record(tx, Action::BookingMoved, &details)?;
        if status == Status::Pending {
            moved.ask(tx)?;
        } else {
            moved.arrange(tx)?;
        }
        if to.via.is_staff() || to.via == BookedVia::Public {
            VisitNames::tell_of_booking(tx, id, NotificationKind::BookingMoved)?;
        }
        Ok(BookingMoved::Moved(status))
    }
}
