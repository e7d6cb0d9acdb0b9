//! A place in a sitting: one patient's visit, from check-in until they leave.

mod calling;
mod complaint;
mod moving;
mod stand;
mod steps;
mod taking_back;
mod walk_in;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

pub use calling::NextCalled;
pub use moving::MoveMade;
pub use stand::Stand;
pub use steps::{Departure, StepTaken};
pub use walk_in::{CheckIn, WalkIn};

use super::sitting::Sitting;
use crate::db::ids::{AppointmentId, ClinicId, ProfileId, SittingId};
use crate::db::statement::Among;
use crate::db::{Db, Tx};
use crate::schema::organisation::appointments;
use crate::text_enum;

text_enum! {
    keys "standing";
    /// Where a visit stands. The sources' PENDING, APPROVED ... and scheduled (which is approved).
    Status {
        Pending = "pending",
        Approved = "approved",
        Declined = "declined",
        CheckedIn = "checked_in",
        InConsultation = "in_consultation",
        Completed = "completed",
        Cancelled = "cancelled",
        NoShow = "no_show",
    }
}

impl Status {
    /// How a visit ends without having taken place.
    pub const UNSEEN: [Status; 2] = [Status::Cancelled, Status::NoShow];

    /// Whether a visit may go from here to there. A visit that was closed by mistake may be taken back: to the queue, or to the doctor
    /// while nothing is signed; a booked one whose check-in was a mistake is booked again.
    pub fn may_become(self, next: Status) -> bool {
        use Status::{Approved, Cancelled, CheckedIn, Completed, Declined, InConsultation, NoShow, Pending};
        matches!(
            (self, next),
            (Pending, Approved | Declined | CheckedIn | Cancelled)
                | (Approved, CheckedIn | Cancelled | NoShow)
                | (CheckedIn, InConsultation | Cancelled | NoShow | Approved)
                | (InConsultation, Completed | CheckedIn)
                | (Completed, InConsultation)
                | (Cancelled | NoShow, CheckedIn)
        )
    }

    /// Whether a first consultation of such a visit may be written: one that the desk closed is written afterwards.
    pub fn may_be_written(self) -> bool {
        matches!(self, Status::InConsultation | Status::Completed)
    }

    /// The word by which the style sheet colours it.
    pub fn colour(self) -> &'static str {
        match self {
            Status::CheckedIn => "waiting",
            Status::Approved => "booked",
            Status::Declined => "refused",
            Status::NoShow => "cancelled",
            other => other.as_str(),
        }
    }

    /// Whether the patient is still to be seen, or being seen.
    pub fn is_live(self) -> bool {
        matches!(self, Status::Pending | Status::Approved | Status::CheckedIn | Status::InConsultation)
    }
}

text_enum! {
    keys "priority";
    /// Who goes first: emergencies, then the elderly, then by arrival.
    Priority { Normal = "normal", Elderly = "elderly", Emergency = "emergency" }
}

impl Priority {
    /// The icon of whoever goes before others.
    pub fn icon(self) -> Option<&'static str> {
        match self {
            Priority::Normal => None,
            Priority::Elderly => Some("accessibility"),
            Priority::Emergency => Some("siren"),
        }
    }
}

text_enum! {
    /// How the place was got.
    AppointmentKind { WalkIn = "walk_in", Booked = "booked" }
}

/// A visit that is in a queue, or was: one that is booked becomes one at check-in, when it gets its token.
#[derive(Clone, Debug, PartialEq, Eq, HasQuery)]
#[diesel(table_name = appointments, base_query = appointments::table.filter(appointments::token.is_not_null()))]
pub struct Appointment {
    pub id: AppointmentId,
    pub sitting_id: SittingId,
    pub clinic_id: ClinicId,
    pub doctor_id: ProfileId,
    pub patient_id: ProfileId,
    pub held_on: NaiveDate,
    pub kind: AppointmentKind,
    #[diesel(select_expression = appointments::token.assume_not_null())]
    pub token: i32,
    pub status: Status,
    pub priority: Priority,
    pub complaint: String,
    pub checked_in_at: Option<NaiveDateTime>,
    pub called_at: Option<NaiveDateTime>,
    pub skipped_at: Option<NaiveDateTime>,
    pub started_at: Option<NaiveDateTime>,
    pub completed_at: Option<NaiveDateTime>,
}

impl Appointment {
    /// Where the visit stands in its queue.
    pub fn stand(&self) -> Stand {
        Stand::of(self.status, self.called_at.is_some(), self.skipped_at.is_some())
    }

    /// One visit of this clinic; of another clinic's it is not found.
    pub fn at_clinic(db: &mut Db, clinic: ClinicId, id: AppointmentId) -> QueryResult<Appointment> {
        Appointment::query().filter(appointments::id.eq(id)).filter(appointments::clinic_id.eq(clinic)).first(db)
    }

    /// One visit of this doctor's at this clinic; of another doctor's it is not found.
    pub fn of_doctor(db: &mut Db, clinic: ClinicId, doctor: ProfileId, id: AppointmentId) -> QueryResult<Appointment> {
        Appointment::query()
            .filter(appointments::id.eq(id))
            .filter(appointments::clinic_id.eq(clinic))
            .filter(appointments::doctor_id.eq(doctor))
            .first(db)
    }

    /// Those of these people who were ever to see this doctor at this clinic.
    pub fn patients_of(db: &mut Db, clinic: ClinicId, doctor: ProfileId, people: &[ProfileId]) -> QueryResult<Vec<ProfileId>> {
        appointments::table
            .filter(appointments::patient_id.among(people))
            .filter(appointments::clinic_id.eq(clinic))
            .filter(appointments::doctor_id.eq(doctor))
            .select(appointments::patient_id)
            .distinct()
            .load(db)
    }

    /// One visit of this clinic, with its sitting locked until the change is done: whoever changes a queue waits here.
    pub(in crate::models) fn lock(tx: &mut Tx, clinic: ClinicId, id: AppointmentId) -> QueryResult<Appointment> {
        let sitting = appointments::table
            .filter(appointments::id.eq(id))
            .filter(appointments::clinic_id.eq(clinic))
            .select(appointments::sitting_id)
            .first(tx.db)?;
        Sitting::lock_existing(tx, sitting)?;
        Appointment::query().filter(appointments::id.eq(id)).for_update().first(tx.db)
    }
}

#[cfg(test)]
mod tests {
    use super::Status;

    /// The whole state machine: what is not listed is refused.
    #[test]
    fn every_move_between_statuses_is_allowed_or_refused_as_the_clinic_works() {
        let allowed = [
            ("pending", "approved declined checked_in cancelled"),
            ("approved", "checked_in cancelled no_show"),
            ("declined", ""),
            ("checked_in", "approved in_consultation cancelled no_show"),
            ("in_consultation", "completed checked_in"),
            ("completed", "in_consultation"),
            ("cancelled", "checked_in"),
            ("no_show", "checked_in"),
        ];
        assert_eq!(allowed.len(), Status::ALL.len());
        for (from, to) in allowed {
            let from: Status = from.parse().expect("a status");
            for next in Status::ALL {
                let expected = to.split(' ').any(|word| word == next.as_str());
                assert_eq!(from.may_become(*next), expected, "{from} to {next}");
            }
        }
    }
}
