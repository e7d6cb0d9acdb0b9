//! What was typed about a visit that was cancelled, or to which nobody came. It is kept until the doctor uses it or throws it away.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::Draft;
use crate::db::ids::{AppointmentId, ClinicId, ProfileId};
use crate::db::statement::Among;
use crate::db::{Db, QueryResult, Tx};
use crate::models::journal::{Opening, RecordPart};
use crate::models::visits::{Appointment, Status};
use crate::schema::organisation::{appointments, drafts, patients, profiles};

/// Such a draft, and whose it is.
#[derive(Clone, Debug, Queryable)]
pub struct DraftAside {
    pub patient_id: ProfileId,
    pub patient: String,
    pub record_number: String,
    pub held_on: NaiveDate,
    pub body: String,
}

/// An open visit in which nothing is written yet.
#[derive(Clone, Debug)]
pub struct FreeVisit {
    pub id: AppointmentId,
    pub token: i32,
    /// Whether the doctor has begun.
    pub begun: bool,
    complaint: String,
}

/// What came of using it.
#[must_use]
#[derive(Clone, Debug)]
pub enum AsideMoved {
    To(FreeVisit),
    /// The patient has no open visit with this doctor in which nothing is written.
    Nowhere,
    /// It was used or thrown away before, or the visit goes on.
    Gone,
}

impl DraftAside {
    /// Of a visit of this doctor's; it is noted. One query.
    pub fn of_doctor(opening: &mut Opening, clinic: ClinicId, doctor: ProfileId, id: AppointmentId) -> QueryResult<DraftAside> {
        let aside = DraftAside::load(opening.db, clinic, doctor, id)?;
        opening.viewed(RecordPart::Draft, aside.patient_id);
        Ok(aside)
    }

    fn load(db: &mut Db, clinic: ClinicId, doctor: ProfileId, id: AppointmentId) -> QueryResult<DraftAside> {
        appointments::table
            .inner_join(patients::table.inner_join(profiles::table))
            .inner_join(drafts::table)
            .filter(appointments::id.eq(id))
            .filter(appointments::clinic_id.eq(clinic))
            .filter(appointments::status.among(Status::UNSEEN))
            .filter(drafts::doctor_id.eq(doctor))
            .filter(drafts::correcting_id.is_null())
            .filter(drafts::body.ne(""))
            .select((appointments::patient_id, profiles::full_name, patients::record_number, appointments::held_on, drafts::body))
            .first(db)
    }

    /// Makes it the draft of the patient's open visit: `write` makes that of what was typed and of what the desk wrote at check-in.
    pub fn transfer(
        tx: &mut Tx,
        clinic: ClinicId,
        doctor: ProfileId,
        id: AppointmentId,
        write: impl FnOnce(&str, &str) -> QueryResult<String>,
    ) -> QueryResult<AsideMoved> {
        let Some(aside) = DraftAside::lock(tx, clinic, doctor, id)? else { return Ok(AsideMoved::Gone) };
        let Some(free) = FreeVisit::of_patient(tx.db, clinic, doctor, aside.patient_id)? else { return Ok(AsideMoved::Nowhere) };
        let body = write(&aside.body, &free.complaint)?;
        Draft::open(tx, doctor, free.id, "", None)?;
        let blank = drafts::table.filter(drafts::appointment_id.eq(free.id)).filter(drafts::body.eq(""));
        if diesel::update(blank).set(drafts::body.eq(body)).execute(tx.db)? == 0 {
            return Ok(AsideMoved::Nowhere);
        }
        diesel::delete(drafts::table.find(id)).execute(tx.db)?;
        Ok(AsideMoved::To(free))
    }

    /// Throws it away; whether there was anything.
    pub fn throw_away(tx: &mut Tx, clinic: ClinicId, doctor: ProfileId, id: AppointmentId) -> QueryResult<bool> {
        let Some(_) = DraftAside::lock(tx, clinic, doctor, id)? else { return Ok(false) };
        diesel::delete(drafts::table.find(id)).execute(tx.db).map(|rows| rows > 0)
    }

    /// Of a visit of this doctor's, whose state stays as it is until the change is done.
    fn lock(tx: &mut Tx, clinic: ClinicId, doctor: ProfileId, id: AppointmentId) -> QueryResult<Option<DraftAside>> {
        let visit = Appointment::of_doctor(tx.db, clinic, doctor, id)?;
        Appointment::lock(tx, clinic, visit.id)?;
        DraftAside::load(tx.db, clinic, doctor, id).optional()
    }
}

impl FreeVisit {
    /// The patient's latest with this doctor. One query.
    pub fn of_patient(db: &mut Db, clinic: ClinicId, doctor: ProfileId, patient: ProfileId) -> QueryResult<Option<FreeVisit>> {
        let found: Option<(AppointmentId, i32, Status, String)> = appointments::table
            .left_join(drafts::table)
            .filter(appointments::patient_id.eq(patient))
            .filter(appointments::clinic_id.eq(clinic))
            .filter(appointments::doctor_id.eq(doctor))
            .filter(appointments::status.among([Status::CheckedIn, Status::InConsultation]))
            .filter(drafts::body.is_null().or(drafts::body.eq("")))
            .order((appointments::held_on.desc(), appointments::id.desc()))
            .select((appointments::id, appointments::token.assume_not_null(), appointments::status, appointments::complaint))
            .first(db)
            .optional()?;
        Ok(found.map(|(id, token, status, complaint)| FreeVisit { id, token, begun: status == Status::InConsultation, complaint }))
    }
}
