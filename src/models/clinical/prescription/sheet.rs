//! Everything that a printed prescription says.

use std::cmp::Reverse;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Integer, Text};

use super::{Item, Prescription};
use crate::db::ids::{ClinicId, ConsultationId, PrescriptionId, ProfileId};
use crate::db::statement::{Among, AndOf, fixed, rows_of};
use crate::models::clinical::caution::shown;
use crate::models::clinical::vitals::Vitals;
use crate::models::journal::{Opening, RecordPart};
use crate::models::practice::{Clinic, Doctor, Picture};
use crate::models::values::{Age, Birth, Sex};
use crate::schema::organisation::{
    allergies, appointments, clinics, consultations, diagnoses, doctors, patients, pictures, prescriptions, profiles, vitals,
};

/// Who reads it, and so which prescriptions exist for them.
#[derive(Clone, Debug)]
pub enum Reader {
    /// The doctor: what they signed themselves, at whichever clinic, and what those were given who were to see them.
    Doctor(ProfileId),
    /// The desk: what was signed at its clinic.
    Desk(ClinicId),
    /// A family: its own.
    Family(Vec<ProfileId>),
}

/// A prescription with its letterhead, its doctor, its patient and its visit.
#[derive(Clone, Debug)]
pub struct Sheet {
    pub id: PrescriptionId,
    pub consultation: ConsultationId,
    pub signed_at: NaiveDateTime,
    pub superseded_at: Option<NaiveDateTime>,
    /// When the one was signed that it corrects.
    pub replaces: Option<NaiveDateTime>,
    pub clinic: Clinic,
    pub logo: Option<Picture>,
    /// As they signed it.
    pub doctor: Doctor,
    /// The picture that it was signed with.
    pub signature: Option<Picture>,
    pub patient: Bearer,
    pub complaint: String,
    pub advice: String,
    pub follow_up_on: Option<NaiveDate>,
    pub vitals: Vitals,
    /// The primary one first.
    pub diagnoses: Vec<String>,
    /// What was noted of them when it was signed.
    pub allergies: Vec<String>,
    pub items: Vec<Item>,
}

/// Who signed, as they were called and licensed then. Nothing of a prescription that was signed before that was kept.
#[derive(Queryable)]
struct Signatory {
    full_name: Option<String>,
    licence: Option<String>,
    qualification: Option<String>,
    specialisation: Option<String>,
}

impl Signatory {
    fn of(self, now: Doctor) -> Doctor {
        let Some(full_name) = self.full_name else { return now };
        let (qualification, specialisation) = (self.qualification.unwrap_or_default(), self.specialisation.unwrap_or_default());
        Doctor { full_name, licence: self.licence, qualification, specialisation, ..now }
    }
}

/// Whose prescription it is, as the paper names them.
#[derive(Clone, Debug, Queryable)]
pub struct Bearer {
    id: ProfileId,
    pub full_name: String,
    pub sex: Sex,
    born_on: Option<NaiveDate>,
    born_on_estimated: bool,
    /// The language they read, a tag.
    pub language: String,
    pub record_number: String,
}

impl Bearer {
    pub fn age(&self, on: NaiveDate) -> Option<Age> {
        self.born_on.map(|born| Birth { on: born, estimated: self.born_on_estimated }.age(on))
    }
}

/// A line of one of the sheet's lists.
#[derive(Queryable)]
struct Named {
    is_allergy: bool,
    is_primary: bool,
    position: i32,
    name: String,
    /// Of an allergy: what its words were answered to be.
    taken_as: String,
}

/// The sheet without its lists.
#[derive(Queryable)]
struct SheetHead {
    consultation: ConsultationId,
    signed_at: NaiveDateTime,
    superseded_at: Option<NaiveDateTime>,
    replaces: Option<NaiveDateTime>,
    complaint: String,
    advice: String,
    follow_up_on: Option<NaiveDate>,
    vitals: Option<Vitals>,
    clinic: Clinic,
    doctor: Doctor,
    signatory: Signatory,
    patient: Bearer,
    logo: Option<Vec<u8>>,
    signature: Option<Vec<u8>>,
}

impl Prescription {
    /// One prescription as it prints; it is noted. One that the reader may not see is not found. Three queries.
    pub fn sheet(opening: &mut Opening, reader: &Reader, id: PrescriptionId) -> QueryResult<Sheet> {
        let (person, earlier) = diesel::alias!(profiles as person, consultations as earlier);
        let (logo, signature) = diesel::alias!(pictures as logo, pictures as signature);
        let mut query = prescriptions::table
            .inner_join(consultations::table)
            .inner_join(clinics::table)
            .inner_join(doctors::table.inner_join(profiles::table))
            .inner_join(patients::table.inner_join(person.on(person.field(profiles::id).eq(patients::profile_id))))
            .left_join(vitals::table.on(vitals::consultation_id.eq(consultations::id.nullable())))
            .left_join(earlier.on(earlier.field(consultations::id).nullable().eq(consultations::supersedes_id)))
            .left_join(logo.on(logo.field(pictures::id).nullable().eq(clinics::logo_id)))
            .left_join(signature.on(signature.field(pictures::id).nullable().eq(prescriptions::signed_signature_id)))
            .filter(prescriptions::id.eq(id))
            .select((
                prescriptions::consultation_id,
                prescriptions::signed_at,
                prescriptions::superseded_at,
                earlier.field(consultations::signed_at).nullable(),
                consultations::complaint,
                consultations::advice,
                consultations::follow_up_on,
                Option::<Vitals>::as_select(),
                Clinic::as_select(),
                Doctor::as_select(),
                (
                    prescriptions::signed_name,
                    prescriptions::signed_licence,
                    prescriptions::signed_qualification,
                    prescriptions::signed_specialisation,
                ),
                (
                    prescriptions::patient_id,
                    person.field(profiles::full_name),
                    person.field(profiles::sex),
                    person.field(profiles::born_on),
                    person.field(profiles::born_on_estimated),
                    person.field(profiles::language),
                    patients::record_number,
                ),
                logo.field(pictures::png).nullable(),
                signature.field(pictures::png).nullable(),
            ))
            .into_boxed();
        query = match reader {
            Reader::Doctor(doctor) => query.filter(
                prescriptions::doctor_id.eq(*doctor).or(exists(
                    appointments::table
                        .filter(appointments::patient_id.eq(prescriptions::patient_id))
                        .filter(appointments::doctor_id.eq(*doctor)),
                )),
            ),
            Reader::Desk(clinic) => query.filter(prescriptions::clinic_id.eq(*clinic)),
            Reader::Family(family) => query.filter(prescriptions::patient_id.among(family.clone())),
        };
        let head: SheetHead = query.first(opening.db)?;
        opening.printed(RecordPart::Prescription, head.patient.id, id);
        let mut named: Vec<Named> = rows_of(diagnoses::table.filter(diagnoses::consultation_id.eq(head.consultation)).select((
            fixed::<Bool>("FALSE"),
            diagnoses::is_primary,
            diagnoses::position,
            diagnoses::name,
            fixed::<Text>("''"),
        )))
        .and_of(
            allergies::table
                .filter(allergies::patient_id.eq(head.patient.id))
                .filter(allergies::noted_at.le(head.signed_at))
                .filter(allergies::deleted_at.is_null().or(allergies::deleted_at.gt(head.signed_at)))
                .select((fixed::<Bool>("TRUE"), fixed::<Bool>("FALSE"), fixed::<Integer>("0"), allergies::substance, allergies::taken_as)),
        )
        .load(opening.db)?;
        named.sort_by_key(|it| (Reverse(it.is_primary), it.position));
        let (allergies, diagnoses): (Vec<Named>, Vec<Named>) = named.into_iter().partition(|it| it.is_allergy);
        let names = |of: Vec<Named>| of.into_iter().map(|it| shown(&it.name, &it.taken_as)).collect();
        let items = Prescription::items(opening.db, id)?;
        Ok(Sheet {
            id,
            consultation: head.consultation,
            signed_at: head.signed_at,
            superseded_at: head.superseded_at,
            replaces: head.replaces,
            clinic: head.clinic,
            logo: Picture::stored(head.logo),
            doctor: head.signatory.of(head.doctor),
            signature: Picture::stored(head.signature),
            patient: head.patient,
            complaint: head.complaint,
            advice: head.advice,
            follow_up_on: head.follow_up_on,
            vitals: head.vitals.unwrap_or_default(),
            diagnoses: names(diagnoses),
            allergies: names(allergies),
            items,
        })
    }
}
