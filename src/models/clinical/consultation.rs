//! The clinical encounter. Signed, it never changes: a correction is a new revision that supersedes it.

mod canonical;
mod seal;
mod signing;

pub use seal::{Seal, SealFound};
pub use signing::Signing;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Integer, Text};

use super::caution::shown;
use super::prescription::{Item, Prescription};
use super::vitals::Vitals;
use crate::db::Db;
use crate::db::ids::{AppointmentId, ClinicId, ConsultationId, PrescriptionId, ProfileId};
use crate::db::statement::{AndOf, fixed, rows_of};
use crate::models::journal::{Opening, RecordPart};
use crate::models::people::Patient;
use crate::schema::organisation::{allergies, appointments, consultations, diagnoses, patients, prescriptions, profiles, symptoms, vitals};

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
    clinic_id: ClinicId,
    doctor_id: ProfileId,
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
    /// Who signed it.
    pub doctor: String,
    pub patient: Patient,
    /// What is noted now that the patient does not tolerate.
    pub allergies: Vec<String>,
    pub prescription: Option<PrescriptionId>,
    pub encounter: Encounter,
}

/// A signed consultation without its lists.
type SignedHead = (Consultation, String, Patient, Option<Vitals>, Option<PrescriptionId>);

impl SignedConsultation {
    /// Whether this doctor may correct it, at this clinic: they signed it there, and it holds.
    pub fn may_be_corrected(&self, clinic: ClinicId, doctor: ProfileId) -> bool {
        let it = &self.consultation;
        it.superseded_at.is_none() && (it.clinic_id, it.doctor_id) == (clinic, doctor)
    }
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

    /// One consultation that this doctor may read, which is noted: what they signed at this clinic, and whatever was signed of somebody
    /// who was to see them there. Any other is not found. Three queries.
    pub fn of_doctor(opening: &mut Opening, clinic: ClinicId, doctor: ProfileId, id: ConsultationId) -> QueryResult<SignedConsultation> {
        let signer = diesel::alias!(profiles as signer);
        let comes_to_them = appointments::table
            .filter(appointments::patient_id.eq(consultations::patient_id))
            .filter(appointments::clinic_id.eq(clinic))
            .filter(appointments::doctor_id.eq(doctor));
        let theirs = consultations::clinic_id.eq(clinic).and(consultations::doctor_id.eq(doctor));
        let (consultation, name, patient, vitals, prescription): SignedHead = consultations::table
            .inner_join(signer.on(signer.field(profiles::id).eq(consultations::doctor_id)))
            .inner_join(patients::table.inner_join(profiles::table))
            .left_join(vitals::table)
            .left_join(prescriptions::table)
            .filter(consultations::id.eq(id))
            .filter(theirs.or(exists(comes_to_them)))
            .select((
                Consultation::as_select(),
                signer.field(profiles::full_name),
                Patient::as_select(),
                Option::<Vitals>::as_select(),
                prescriptions::id.nullable(),
            ))
            .first(opening.db)?;
        opening.viewed(RecordPart::Consultation, patient.id());
        let named: Vec<(i32, String, bool, i32, String)> =
            rows_of(symptoms::table.filter(symptoms::consultation_id.eq(id)).order(symptoms::position).limit(50).select((
                fixed::<Integer>("0"),
                symptoms::name,
                fixed::<Bool>("0"),
                symptoms::position,
                fixed::<Text>("''"),
            )))
            .and_of(diagnoses::table.filter(diagnoses::consultation_id.eq(id)).order(diagnoses::position).limit(50).select((
                fixed::<Integer>("1"),
                diagnoses::name,
                diagnoses::is_primary,
                diagnoses::position,
                fixed::<Text>("''"),
            )))
            .and_of(allergies::table.filter(allergies::patient_id.eq(patient.id())).filter(allergies::deleted_at.is_null()).select((
                fixed::<Integer>("2"),
                allergies::substance,
                fixed::<Bool>("0"),
                fixed::<Integer>("0"),
                allergies::taken_as,
            )))
            .load(opening.db)?;
        let of_kind = |kind: i32| {
            let mut rows: Vec<_> = named.iter().filter(|it| it.0 == kind).collect();
            rows.sort_by_key(|it| it.3);
            rows.into_iter()
        };
        let allergies = of_kind(2).map(|it| shown(&it.1, &it.4)).collect();
        let symptoms = of_kind(0).map(|it| it.1.clone()).collect();
        let diagnoses = of_kind(1).map(|it| Diagnosis { name: it.1.clone(), is_primary: it.2 }).collect();
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
        Ok(SignedConsultation { consultation, doctor: name, patient, allergies, prescription, encounter })
    }
}
