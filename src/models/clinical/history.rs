//! What happened to a patient before: every visit that was signed, by whichever doctor of the organisation.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::prescription::Item;
use super::vitals::Vitals;
use crate::db::ids::{ConsultationId, PrescriptionId, ProfileId};
use crate::models::journal::{Opening, RecordPart};
use crate::models::values::SystemOfMedicine;
use crate::schema::organisation::{consultations, diagnoses, doctors, prescription_items, prescriptions, profiles, vitals};

/// A visit of the past.
#[derive(Clone, Debug)]
pub struct PastConsultation {
    pub id: ConsultationId,
    pub doctor_id: ProfileId,
    pub doctor: String,
    pub signed_at: NaiveDateTime,
    pub complaint: String,
    pub advice: String,
    /// Whether something was noted beside them.
    pub has_notes: bool,
    pub follow_up_on: Option<NaiveDate>,
    pub vitals: Vitals,
    /// The primary one first.
    pub diagnoses: Vec<String>,
    pub prescription: Option<PrescriptionId>,
    /// The system of medicine of that.
    pub system: Option<SystemOfMedicine>,
    pub items: Vec<Item>,
}

/// The visits of a patient, latest first.
#[derive(Clone, Debug, Default)]
pub struct ClinicalHistory {
    pub visits: Vec<PastConsultation>,
}

/// How many visits are shown.
const MOST: i64 = 20;

diesel::alias!(consultations as later: Later);

/// A signed visit with one of its diagnoses and one of its medicines, if it has any: a row for each of the one with each of the other,
/// which are few.
#[derive(HasQuery)]
#[diesel(
    table_name = consultations,
    base_query = consultations::table
        .inner_join(doctors::table.inner_join(profiles::table))
        .left_join(vitals::table)
        .left_join(diagnoses::table)
        .left_join(prescriptions::table.left_join(prescription_items::table))
)]
struct DiagnosedVisit {
    id: ConsultationId,
    doctor_id: ProfileId,
    #[diesel(select_expression = profiles::full_name)]
    doctor: String,
    signed_at: NaiveDateTime,
    complaint: String,
    advice: String,
    #[diesel(select_expression = consultations::notes.ne(""))]
    has_notes: bool,
    follow_up_on: Option<NaiveDate>,
    #[diesel(embed)]
    vitals: Option<Vitals>,
    #[diesel(select_expression = prescriptions::id.nullable())]
    prescription: Option<PrescriptionId>,
    #[diesel(select_expression = prescriptions::system_of_medicine.nullable())]
    system: Option<SystemOfMedicine>,
    #[diesel(embed)]
    diagnosis: Option<PastDiagnosis>,
    #[diesel(embed)]
    given: Option<PastItem>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = diagnoses)]
struct PastDiagnosis {
    position: i32,
    is_primary: bool,
    name: String,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = prescription_items)]
struct PastItem {
    prescription_id: PrescriptionId,
    position: i32,
    #[diesel(embed)]
    item: Item,
}

impl From<&DiagnosedVisit> for PastConsultation {
    fn from(row: &DiagnosedVisit) -> PastConsultation {
        PastConsultation {
            id: row.id,
            doctor_id: row.doctor_id,
            doctor: row.doctor.clone(),
            signed_at: row.signed_at,
            complaint: row.complaint.clone(),
            advice: row.advice.clone(),
            has_notes: row.has_notes,
            follow_up_on: row.follow_up_on,
            vitals: row.vitals.clone().unwrap_or_default(),
            diagnoses: Vec::new(),
            prescription: row.prescription,
            system: row.system,
            items: Vec::new(),
        }
    }
}

impl PastConsultation {
    /// Of all the rows of one visit.
    fn of_rows(rows: &[DiagnosedVisit]) -> PastConsultation {
        let diagnoses: BTreeMap<_, _> = rows
            .iter()
            .filter_map(|row| row.diagnosis.as_ref())
            .map(|it| ((Reverse(it.is_primary), it.position), it.name.clone()))
            .collect();
        let items: BTreeMap<_, _> =
            rows.iter().filter_map(|row| row.given.as_ref()).map(|it| ((it.prescription_id, it.position), it.item.clone())).collect();
        PastConsultation { diagnoses: diagnoses.into_values().collect(), items: items.into_values().collect(), ..(&rows[0]).into() }
    }
}

impl ClinicalHistory {
    /// The latest visits of a patient, each whole: what is limited is the visits, never the rows of a visit. Superseded ones are left out:
    /// their corrections are there. One query.
    pub fn of(opening: &mut Opening, patient: ProfileId) -> QueryResult<ClinicalHistory> {
        opening.viewed(RecordPart::Consultation, patient);
        let first_shown = later
            .filter(later.field(consultations::patient_id).eq(patient))
            .filter(later.field(consultations::superseded_at).is_null())
            .order(later.field(consultations::signed_at).desc())
            .offset(MOST - 1)
            .limit(1)
            .select(later.field(consultations::signed_at))
            .single_value();
        let mut rows = DiagnosedVisit::query()
            .filter(consultations::patient_id.eq(patient))
            .filter(consultations::superseded_at.is_null())
            .filter(consultations::signed_at.nullable().ge(first_shown).or(first_shown.is_null()))
            .order((consultations::signed_at.desc(), consultations::id))
            .load(opening.db)?;
        // Sorted here: by the columns of a second table the server would make a table for it.
        rows.sort_by_key(|row| (Reverse(row.signed_at), row.id));
        let visits = rows.chunk_by(|one, next| one.id == next.id).map(PastConsultation::of_rows).collect();
        Ok(ClinicalHistory { visits })
    }

    /// The latest visit that ended with medicines of that system, and their prescription.
    pub fn last_prescribed(&self, system: SystemOfMedicine) -> Option<(&PastConsultation, PrescriptionId)> {
        let visit = self.visits.iter().find(|it| it.system == Some(system) && !it.items.is_empty())?;
        visit.prescription.map(|id| (visit, id))
    }

    /// The latest value of a measurement, and when it was taken.
    pub fn last<T>(&self, measured: impl Fn(&Vitals) -> Option<T>) -> Option<(T, NaiveDateTime)> {
        self.measured(measured).next()
    }

    /// Every value of a measurement, the latest first, and when it was taken.
    pub fn measured<T>(&self, measured: impl Fn(&Vitals) -> Option<T>) -> impl Iterator<Item = (T, NaiveDateTime)> {
        self.visits.iter().filter_map(move |visit| Some((measured(&visit.vitals)?, visit.signed_at)))
    }
}
