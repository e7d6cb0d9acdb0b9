//! What a doctor has typed and not yet signed, exactly as typed. It is in the database from the first letter on: no reload,
//! sign-out or dead battery loses it.

mod aside;

use std::cmp::Reverse;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde_json::json;

pub use self::aside::{AsideMoved, DraftAside, FreeVisit};
use super::vitals::TakenVitals;
use crate::db::ids::{AppointmentId, ClinicId, ConsultationId, ProfileId};
use crate::db::{Db, Tx};
use crate::models::journal::{self, Action, Opening, RecordPart, Subject};
use crate::models::people::Patient;
use crate::models::values::SystemOfMedicine;
use crate::models::visits::{Appointment, Stand, Status, StepTaken};
use crate::schema::organisation::{appointments, consultations, doctors, drafts, patients, profiles, vitals};

/// One visit's draft.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = drafts)]
pub struct Draft {
    /// The form's url-encoded body; empty before anything was typed.
    pub body: String,
    pub started_at: NaiveDateTime,
    /// The signed consultation that it will supersede.
    pub correcting_id: Option<ConsultationId>,
    pub updated_at: NaiveDateTime,
}

/// A visit in a doctor's hands: who it is, and what is written so far.
#[derive(Clone, Debug)]
pub struct OpenVisit {
    pub appointment: Appointment,
    pub patient: Patient,
    pub system: SystemOfMedicine,
    /// None before anything was written, and after it was signed. What was typed before the start was taken back is kept aside until
    /// the patient is called in again.
    pub draft: Option<Draft>,
    /// What was measured before or beside the doctor, the latest first.
    pub taken: Vec<TakenVitals>,
}

/// A visit with one of the sets of what was measured, if there is any: a row for each.
type VisitWithOneSet = (Appointment, Patient, SystemOfMedicine, Option<Draft>, Option<TakenVitals>);

/// What came of starting.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftStarted {
    /// It was begun now.
    Begun { token: i32 },
    /// It was begun before: it goes on.
    Open,
    /// The visit was signed, or left the queue, meanwhile.
    TooLate,
}

impl OpenVisit {
    /// One visit of this doctor's at this clinic, which is noted; of another doctor's it is not found.
    pub fn of_doctor(opening: &mut Opening, clinic: ClinicId, doctor: ProfileId, id: AppointmentId) -> QueryResult<OpenVisit> {
        let visit = OpenVisit::load(opening.db, clinic, doctor, id)?;
        opening.viewed(RecordPart::Consultation, visit.patient.id());
        Ok(visit)
    }

    /// One query.
    pub(super) fn load(db: &mut Db, clinic: ClinicId, doctor: ProfileId, id: AppointmentId) -> QueryResult<OpenVisit> {
        let holds = vitals::appointment_id.eq(appointments::id.nullable()).and(vitals::withdrawn_at.is_null());
        let rows: Vec<VisitWithOneSet> = appointments::table
            .inner_join(patients::table.inner_join(profiles::table))
            .inner_join(doctors::table)
            .left_join(drafts::table)
            .left_join(vitals::table.on(holds))
            .filter(appointments::id.eq(id))
            .filter(appointments::clinic_id.eq(clinic))
            .filter(appointments::doctor_id.eq(doctor))
            .filter(appointments::token.is_not_null())
            .select((
                Appointment::as_select(),
                Patient::as_select(),
                doctors::system_of_medicine,
                Option::<Draft>::as_select(),
                Option::<TakenVitals>::as_select(),
            ))
            .load(db)?;
        let mut taken: Vec<TakenVitals> = rows.iter().filter_map(|row| row.4.clone()).collect();
        taken.sort_by_key(|it| Reverse((it.taken_at, it.id)));
        let (appointment, patient, system, draft, _) = rows.into_iter().next().ok_or(diesel::result::Error::NotFound)?;
        let stands = appointment.status.may_be_written() || is_in_hand(&appointment);
        let draft = draft.filter(|it| it.correcting_id.is_some() || stands);
        Ok(OpenVisit { appointment, patient, system, draft, taken })
    }

    /// Whether the doctor may write in it. Who is called may be read of, and is in once something is written.
    pub fn is_open(&self) -> bool {
        self.draft.is_some() || is_in_hand(&self.appointment)
    }

    /// Whether the patient is called and the consultation has not begun.
    pub fn is_called(&self) -> bool {
        self.appointment.stand() == Stand::Called
    }
}

/// Whether a visit is with its doctor, or called in to them.
fn is_in_hand(visit: &Appointment) -> bool {
    matches!(visit.stand(), Stand::Called | Stand::InConsultation)
}

impl Draft {
    /// The doctor begins: the visit is in consultation and has a draft, or goes on with the one that was kept aside. Beginning twice
    /// is beginning once. What the desk closed before anything was signed is written afterwards, and stays closed.
    pub fn start(tx: &mut Tx, clinic: ClinicId, doctor: ProfileId, id: AppointmentId) -> QueryResult<DraftStarted> {
        let visit = Appointment::of_doctor(tx.db, clinic, doctor, id)?;
        let step = Appointment::start(tx, clinic, visit.id)?;
        let status: Status = appointments::table.find(id).select(appointments::status).first(tx.db)?;
        if !status.may_be_written() || Appointment::is_signed(tx, id)? {
            return Ok(DraftStarted::TooLate);
        }
        Draft::open(tx, doctor, id, "", None)?;
        let StepTaken::Done { token, .. } = step else { return Ok(DraftStarted::Open) };
        diesel::update(drafts::table.find(id)).set(drafts::started_at.eq(tx.now)).execute(tx.db)?;
        Ok(DraftStarted::Begun { token })
    }

    /// The start was a mistake: the visit waits again, and what was typed is kept aside until it is begun again.
    pub fn take_back(tx: &mut Tx, clinic: ClinicId, doctor: ProfileId, id: AppointmentId) -> QueryResult<StepTaken> {
        let visit = Appointment::of_doctor(tx.db, clinic, doctor, id)?;
        Appointment::take_back_start(tx, clinic, visit.id)
    }

    /// Keeps what `write` makes of the visit and of what stands in its draft; of somebody who was called, the first entry begins the
    /// consultation. Whoever writes in it meanwhile waits. Nothing, where there is no draft: it was signed, or the patient is not in.
    pub fn rewrite<T>(
        tx: &mut Tx,
        clinic: ClinicId,
        doctor: ProfileId,
        id: AppointmentId,
        write: impl FnOnce(&mut Tx, &Appointment, &str) -> QueryResult<(String, T)>,
    ) -> QueryResult<Option<T>> {
        let visit = Appointment::of_doctor(tx.db, clinic, doctor, id)?;
        let row = drafts::table.filter(drafts::appointment_id.eq(visit.id)).filter(drafts::doctor_id.eq(doctor));
        let standing = |tx: &mut Tx| row.for_update().select(drafts::body).first::<String>(tx.db).optional();
        if visit.stand() == Stand::Called && Draft::start(tx, clinic, doctor, id)? == DraftStarted::TooLate {
            return Ok(None);
        }
        let standing = match standing(tx)? {
            // The desk let the patient in.
            None if visit.status == Status::InConsultation && Draft::start(tx, clinic, doctor, id)? == DraftStarted::Open => standing(tx)?,
            found => found,
        };
        let Some(standing) = standing else { return Ok(None) };
        let (body, outcome) = write(tx, &visit, &standing)?;
        if body != standing {
            diesel::update(row).set(drafts::body.eq(body)).execute(tx.db)?;
        }
        Ok(Some(outcome))
    }

    /// Begins a correction of what this doctor has signed, from its content. One that was begun goes on as it is.
    pub fn correct(tx: &mut Tx, clinic: ClinicId, doctor: ProfileId, id: ConsultationId, body: &str) -> QueryResult<AppointmentId> {
        let appointment = consultations::table
            .filter(consultations::id.eq(id))
            .filter(consultations::clinic_id.eq(clinic))
            .filter(consultations::doctor_id.eq(doctor))
            .filter(consultations::superseded_at.is_null())
            .select(consultations::appointment_id)
            .first(tx.db)?;
        Draft::open(tx, doctor, appointment, body, Some(id))?;
        let subject = Subject::consultation(id).at(clinic);
        journal::record(tx, Action::Started, subject, &json!({ "correction": true }))?;
        Ok(appointment)
    }

    /// Gives up a correction that was begun; what was signed stays.
    pub fn discard_correction(tx: &mut Tx, clinic: ClinicId, doctor: ProfileId, id: AppointmentId) -> QueryResult<()> {
        let visit = Appointment::of_doctor(tx.db, clinic, doctor, id)?;
        let row = drafts::table.filter(drafts::appointment_id.eq(visit.id)).filter(drafts::correcting_id.is_not_null());
        diesel::delete(row).execute(tx.db).map(drop)
    }

    fn open(tx: &mut Tx, doctor: ProfileId, id: AppointmentId, body: &str, correcting: Option<ConsultationId>) -> QueryResult<()> {
        diesel::insert_or_ignore_into(drafts::table)
            .values((
                drafts::appointment_id.eq(id),
                drafts::doctor_id.eq(doctor),
                drafts::body.eq(body),
                drafts::started_at.eq(tx.now),
                drafts::correcting_id.eq(correcting),
            ))
            .execute(tx.db)
            .map(drop)
    }
}
