//! A time of a doctor's that is kept for a patient, until they come, call it off, or do not come. It is an appointment like a walk-in's,
//! and gets its token at check-in.

mod answering;
mod conflict;
mod held;
mod leaving;
mod listing;
mod lock;
mod making;
mod moving;
mod open_clinic;
mod reminding;
mod rules;
mod taken;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

pub use answering::BookingAnswered;
pub use conflict::Conflict;
pub use held::{Hold, HoldKept};
pub use leaving::BookingCancelled;
pub use listing::{BookingListed, Chooser, FreePlace, FreePlaces};
pub use making::{BookingMade, NewBooking};
pub use moving::BookingMoved;
pub use open_clinic::OpenClinic;
pub use rules::{Approval, Attended, BookingRules};

use super::appointment::Status;
use crate::db::ids::{AppointmentId, ClinicId, ProfileId, SittingId};
use crate::db::{Db, Tx};
use crate::schema::organisation::appointments;
use crate::text_enum;

text_enum! {
    keys "via";
    /// Who asked for a booking, and where.
    BookedVia {
        Desk = "desk",
        Doctor = "doctor",
        /// The patient, or their family, by their own account.
        Portal = "portal",
        /// Anybody, on the clinic's public page.
        Public = "public",
    }
}

impl BookedVia {
    /// Whether the clinic's own people book.
    pub fn is_staff(self) -> bool {
        matches!(self, BookedVia::Desk | BookedVia::Doctor)
    }
}

/// What is booked. Times are UTC.
#[derive(Clone, Debug, PartialEq, Eq, HasQuery)]
#[diesel(table_name = appointments, base_query = appointments::table.filter(appointments::starts_at.is_not_null()))]
pub struct Booking {
    pub id: AppointmentId,
    sitting_id: SittingId,
    pub clinic_id: ClinicId,
    pub doctor_id: ProfileId,
    pub patient_id: ProfileId,
    pub held_on: NaiveDate,
    pub status: Status,
    #[diesel(select_expression = appointments::starts_at.assume_not_null())]
    pub starts_at: NaiveDateTime,
    #[diesel(select_expression = appointments::ends_at.assume_not_null())]
    pub ends_at: NaiveDateTime,
    /// Its number among the doctor's places that overlap.
    #[diesel(select_expression = appointments::place.assume_not_null())]
    pub place: i32,
    /// Why it was booked in spite of what stood against it.
    pub overbooked_because: String,
    #[diesel(select_expression = appointments::booked_via.assume_not_null())]
    pub via: BookedVia,
    #[diesel(select_expression = appointments::booked_at.assume_not_null())]
    pub booked_at: NaiveDateTime,
    /// What the clinic said when it declined.
    pub answered_because: String,
    /// When the patient said that they come.
    pub confirmed_at: Option<NaiveDateTime>,
    /// How often its time was changed.
    pub moved_times: i32,
    pub complaint: String,
}

impl Booking {
    /// One of this clinic; of another clinic's it is not found.
    pub fn at_clinic(db: &mut Db, clinic: ClinicId, id: AppointmentId) -> QueryResult<Booking> {
        Booking::query().filter(appointments::id.eq(id)).filter(appointments::clinic_id.eq(clinic)).first(db)
    }

    /// The badge that shows where it stands.
    pub fn colour(&self) -> &'static str {
        self.status.colour()
    }

    /// Whether they have neither come nor called it off.
    pub fn is_open(&self) -> bool {
        matches!(self.status, Status::Pending | Status::Approved)
    }

    /// One of this clinic, with all that its changes queue for locked: its doctor's and its patient's bookings, `others` beside them, and
    /// its sitting.
    fn lock(tx: &mut Tx, clinic: ClinicId, id: AppointmentId, others: &[ProfileId]) -> QueryResult<Booking> {
        let seen = Booking::at_clinic(tx.db, clinic, id)?;
        lock::take(tx, [seen.doctor_id, seen.patient_id].into_iter().chain(others.iter().copied()))?;
        super::sitting::Sitting::lock_existing(tx, seen.sitting_id)?;
        Booking::query().filter(appointments::id.eq(id)).for_update().first(tx.db)
    }
}
