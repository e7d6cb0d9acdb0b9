//! When a patient came, for the front page of their record.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::appointment::Status;
use crate::db::ids::{AppointmentId, ProfileId};
use crate::models::journal::{Opening, RecordPart};
use crate::schema::organisation::{appointments, clinics, profiles};

/// One time that a patient came.
#[derive(Clone, Debug, Queryable)]
pub struct PatientVisit {
    pub id: AppointmentId,
    pub held_on: NaiveDate,
    pub status: Status,
    pub complaint: String,
    pub doctor: String,
    pub clinic: String,
}

impl PatientVisit {
    /// The last ten visits, the newest first.
    pub fn of_patient(opening: &mut Opening, patient: ProfileId) -> QueryResult<Vec<PatientVisit>> {
        opening.viewed(RecordPart::Record, patient);
        appointments::table
            .inner_join(profiles::table.on(profiles::id.eq(appointments::doctor_id)))
            .inner_join(clinics::table)
            .filter(appointments::patient_id.eq(patient))
            .order((appointments::held_on.desc(), appointments::id.desc()))
            .limit(10)
            .select((
                appointments::id,
                appointments::held_on,
                appointments::status,
                appointments::complaint,
                profiles::full_name,
                clinics::name,
            ))
            .load(opening.db)
    }

    /// The Fluent key of where it stands.
    pub fn status_key(&self) -> &'static str {
        self.status.key()
    }

    /// The badge that shows it.
    pub fn colour(&self) -> &'static str {
        match self.status {
            Status::CheckedIn => "waiting",
            Status::Approved => "booked",
            Status::Declined => "refused",
            other => other.as_str(),
        }
    }
}
