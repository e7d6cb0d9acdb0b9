//! Somebody at the desk, about to be checked in.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::Queue;
use crate::db::Db;
use crate::db::ids::ProfileId;
use crate::models::people::Patient;
use crate::models::visits::{appointment::Priority, appointment::Status};
use crate::schema::organisation::{appointments, patients, profiles};

/// The patient, and the doctor whom they saw last.
#[derive(Clone, Debug)]
pub struct Arrival {
    pub patient: Patient,
    last_doctor: Option<ProfileId>,
}

impl Arrival {
    pub fn of(db: &mut Db, patient: ProfileId) -> QueryResult<Arrival> {
        let last = appointments::table
            .filter(appointments::patient_id.eq(patients::profile_id))
            .filter(appointments::status.eq(Status::Completed))
            .order(appointments::held_on.desc())
            .limit(1)
            .select(appointments::doctor_id)
            .single_value();
        let (patient, last_doctor) = patients::table
            .inner_join(profiles::table)
            .filter(patients::profile_id.eq(patient))
            .filter(patients::deleted_at.is_null())
            .select((Patient::as_select(), last))
            .first(db)?;
        Ok(Arrival { patient, last_doctor })
    }

    /// The doctor of their last visit if they see patients here, else the one with the shortest queue.
    pub fn likely_doctor(&self, queues: &[Queue]) -> Option<ProfileId> {
        let last = queues.iter().find(|queue| Some(queue.doctor.id) == self.last_doctor);
        last.or_else(|| queues.iter().min_by_key(|queue| queue.waiting())).map(|queue| queue.doctor.id)
    }

    /// The elderly go before others: from 60 on.
    pub fn likely_priority(&self, today: NaiveDate) -> Priority {
        let elderly = self.patient.profile.age(today).is_some_and(crate::models::values::Age::is_elderly);
        if elderly { Priority::Elderly } else { Priority::Normal }
    }
}
