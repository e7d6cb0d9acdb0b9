//! The clinical encounter. Signed, it never changes: a correction is a new revision that supersedes it.

mod canonical;
mod seal;
mod signing;

pub use seal::{Seal, SealFound};
pub use signing::Signing;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::prescription::{Item, Prescription};
use super::vitals::Vitals;
use crate::db::Db;
use crate::db::ids::{AppointmentId, ClinicId, ConsultationId, PrescriptionId, ProfileId};
use crate::db::statement::{AndOf, fixed, rows_of};
use crate::models::journal::{Opening, RecordPart};
use crate::models::people::Patient;
use crate::schema::organisation::{consultations, diagnoses, patients, prescriptions, profiles, symptoms, vitals};

/// What the doctor found.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Diagnosis {
    pub name: String,
    /// Of several, exactly one.
    pub is_primary: bool,
}

/// What a doctor writes about a visit, understood and complete.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Encounter {
    pub complaint: String,
    pub symptoms: Vec<String>,
    pub vitals: Vitals,
    pub notes: String,
    pub diagnoses: Vec<Diagnosis>,
    pub advice: String,
    pub follow_up_on: Option<NaiveDate>,
    /// As picked or typed: signing looks the names up in the formulary.
    pub items: Vec<Item>,
}

impl Encounter {
    /// The SHA-256 that is kept with what was signed, and the version of the text that it is of.
    pub fn hash(&self, appointment: AppointmentId, doctor: ProfileId, patient: ProfileId, revision: i32) -> (Vec<u8>, i32) {
        let signed = canonical::Signed { appointment, doctor, patient, revision, encounter: self };
        (canonical::hash(canonical::VERSION, signed), canonical::VERSION)
    }
}

/// The header of a signed consultation.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = consultations)]
pub struct Consultation {
    pub id: ConsultationId,
    pub appointment_id: AppointmentId,
    pub revision: i32,
    pub signed_at: NaiveDateTime,
    complaint: String,
    notes: String,
    advice: String,
    follow_up_on: Option<NaiveDate>,
    /// The revision that this one corrects.
    pub supersedes_id: Option<ConsultationId>,
    pub superseded_at: Option<NaiveDateTime>,
    pub superseded_reason: String,
}

/// A signed consultation with all that was written.
#[derive(Clone, Debug)]
pub struct SignedConsultation {
    pub consultation: Consultation,
    pub patient: Patient,
    pub prescription: Option<PrescriptionId>,
    pub encounter: Encounter,
}

impl Consultation {
    /// The consultation that holds of a doctor's visit, if it was signed.
    pub fn standing_of(db: &mut Db, clinic: ClinicId, doctor: ProfileId, visit: AppointmentId) -> QueryResult<Option<ConsultationId>> {
        consultations::table
            .filter(consultations::appointment_id.eq(visit))
            .filter(consultations::clinic_id.eq(clinic))
            .filter(consultations::doctor_id.eq(doctor))
            .filter(consultations::superseded_at.is_null())
            .select(consultations::id)
            .first(db)
            .optional()
    }

    /// One consultation that this doctor signed at this clinic, which is noted; another doctor's is not found. Three queries.
    pub fn of_doctor(opening: &mut Opening, clinic: ClinicId, doctor: ProfileId, id: ConsultationId) -> QueryResult<SignedConsultation> {
        let (consultation, patient, vitals, prescription): (Consultation, Patient, Option<Vitals>, Option<PrescriptionId>) =
            consultations::table
                .inner_join(patients::table.inner_join(profiles::table))
                .left_join(vitals::table)
                .left_join(prescriptions::table)
                .filter(consultations::id.eq(id))
                .filter(consultations::clinic_id.eq(clinic))
                .filter(consultations::doctor_id.eq(doctor))
                .select((Consultation::as_select(), Patient::as_select(), Option::<Vitals>::as_select(), prescriptions::id.nullable()))
                .first(opening.db)?;
        opening.viewed(RecordPart::Consultation, patient.id());
        let named: Vec<(bool, String, bool, i32)> =
            rows_of(symptoms::table.filter(symptoms::consultation_id.eq(id)).order(symptoms::position).limit(50).select((
                fixed::<Bool>("0"),
                symptoms::name,
                fixed::<Bool>("0"),
                symptoms::position,
            )))
            .and_of(diagnoses::table.filter(diagnoses::consultation_id.eq(id)).order(diagnoses::position).limit(50).select((
                fixed::<Bool>("1"),
                diagnoses::name,
                diagnoses::is_primary,
                diagnoses::position,
            )))
            .load(opening.db)?;
        let of_kind = |diagnosed: bool| {
            let mut rows: Vec<_> = named.iter().filter(|it| it.0 == diagnosed).collect();
            rows.sort_by_key(|it| it.3);
            rows.into_iter()
        };
        let symptoms = of_kind(false).map(|it| it.1.clone()).collect();
        let diagnoses = of_kind(true).map(|it| Diagnosis { name: it.1.clone(), is_primary: it.2 }).collect();
        let items = prescription.map_or(Ok(Vec::new()), |id| Prescription::items(opening.db, id))?;
        let encounter = Encounter {
            complaint: consultation.complaint.clone(),
            symptoms,
            vitals: vitals.unwrap_or_default(),
            notes: consultation.notes.clone(),
            diagnoses,
            advice: consultation.advice.clone(),
            follow_up_on: consultation.follow_up_on,
            items,
        };
        Ok(SignedConsultation { consultation, patient, prescription, encounter })
    }
}
