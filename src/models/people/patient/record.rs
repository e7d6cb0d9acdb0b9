//! The patient's front page: who they are in full, and when they came.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::Patient;
use crate::db::Db;
use crate::db::ids::{AppointmentId, ProfileId};
use crate::models::visits::Status;
use crate::schema::organisation::{appointments, clinics, patients, profiles};

/// Where somebody lives and how they are addressed.
#[derive(Clone, Debug, PartialEq, Eq, HasQuery)]
#[diesel(table_name = profiles)]
pub struct Contact {
    pub address: String,
    pub city: String,
    /// The language of what is printed for them.
    pub language: String,
}

/// A patient with all that the desk may edit, but for allergies and conditions.
#[derive(Clone, Debug, PartialEq, Eq, HasQuery)]
#[diesel(table_name = patients, base_query = patients::table.inner_join(profiles::table))]
pub struct Record {
    #[diesel(embed)]
    pub patient: Patient,
    #[diesel(embed)]
    pub contact: Contact,
}

impl Record {
    pub fn find(db: &mut Db, id: ProfileId) -> QueryResult<Record> {
        Record::query()
            .filter(patients::profile_id.eq(id))
            .filter(patients::deleted_at.is_null())
            .filter(profiles::deleted_at.is_null())
            .first(db)
    }
}

/// One time that a patient came.
#[derive(Clone, Debug, Queryable)]
pub struct Visit {
    pub id: AppointmentId,
    pub held_on: NaiveDate,
    pub status: Status,
    pub complaint: String,
    pub doctor: String,
    pub clinic: String,
}

impl Visit {
    /// The last ten visits, the newest first.
    pub fn of_patient(db: &mut Db, patient: ProfileId) -> QueryResult<Vec<Visit>> {
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
            .load(db)
    }

    /// The Fluent key of where it stands.
    pub fn status_key(&self) -> String {
        format!("standing-{}", self.status.as_str().replace('_', "-"))
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
