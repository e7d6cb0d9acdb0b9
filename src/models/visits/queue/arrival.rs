//! Somebody at the desk, about to be checked in.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::Queue;
use crate::db::ids::{ClinicId, ProfileId};
use crate::models::journal::Opening;
use crate::models::people::Patient;
use crate::models::visits::{appointment::Priority, appointment::Status};
use crate::schema::organisation::{appointments, patients, profiles};

diesel::alias!(appointments as left_open: LeftOpen, profiles as seers: SeersOfLeftOpen);

/// The patient, the doctor whom they saw last, and their visits of earlier days here that nobody closed.
#[derive(Clone, Debug)]
pub struct Arrival {
    pub patient: Patient,
    /// The day of each and the doctor's name, the latest first.
    pub left_open: Vec<(NaiveDate, String)>,
    last_doctor: Option<ProfileId>,
}

/// The patient, with one of the visits that nobody closed, if there is any.
#[derive(Queryable)]
struct ArrivalRow {
    patient: Patient,
    last_doctor: Option<ProfileId>,
    held_on: Option<NaiveDate>,
    doctor: Option<String>,
}

/// How many visits that nobody closed are told of.
const TOLD: i64 = 3;

impl Arrival {
    /// One query.
    pub fn of(opening: &mut Opening, clinic: ClinicId, patient: ProfileId, today: NaiveDate) -> QueryResult<Arrival> {
        let last = appointments::table
            .filter(appointments::patient_id.eq(patients::profile_id))
            .filter(appointments::status.eq(Status::Completed))
            .order(appointments::held_on.desc())
            .limit(1)
            .select(appointments::doctor_id)
            .single_value();
        let stands = left_open.field(appointments::status);
        let open_here = left_open
            .field(appointments::patient_id)
            .eq(patients::profile_id)
            .and(left_open.field(appointments::held_on).lt(today))
            .and(left_open.field(appointments::clinic_id).eq(clinic))
            .and(stands.eq(Status::CheckedIn).or(stands.eq(Status::InConsultation)));
        let doctor = seers.field(profiles::id).nullable().eq(left_open.field(appointments::doctor_id).nullable());
        let rows: Vec<ArrivalRow> = patients::table
            .inner_join(profiles::table)
            .left_join(left_open.on(open_here))
            .left_join(seers.on(doctor))
            .filter(patients::profile_id.eq(patient))
            .filter(patients::deleted_at.is_null())
            .order(left_open.field(appointments::held_on).desc())
            .limit(TOLD)
            .select((
                Patient::as_select(),
                last,
                left_open.field(appointments::held_on).nullable(),
                seers.field(profiles::full_name).nullable(),
            ))
            .load(opening.db)?;
        let open = rows.iter().filter_map(|row| Some((row.held_on?, row.doctor.clone()?))).collect();
        let ArrivalRow { patient, last_doctor, .. } = rows.into_iter().next().ok_or(diesel::result::Error::NotFound)?;
        opening.found([patient.id()]);
        Ok(Arrival { patient, left_open: open, last_doctor })
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
