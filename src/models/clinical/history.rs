//! What happened to a patient before: every visit that was signed, by whichever doctor of the organisation.

use std::cmp::Reverse;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::prescription::Item;
use super::vitals::Vitals;
use crate::db::Db;
use crate::db::ids::{ConsultationId, ProfileId};
use crate::db::statement::Among;
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
    pub follow_up_on: Option<NaiveDate>,
    pub vitals: Vitals,
    /// The primary one first.
    pub diagnoses: Vec<String>,
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

/// A signed visit with one of its diagnoses, if it has any.
#[derive(HasQuery)]
#[diesel(
    table_name = consultations,
    base_query = consultations::table
        .inner_join(doctors::table.inner_join(profiles::table))
        .left_join(vitals::table)
        .left_join(diagnoses::table)
)]
struct DiagnosedVisit {
    id: ConsultationId,
    doctor_id: ProfileId,
    #[diesel(select_expression = profiles::full_name)]
    doctor: String,
    signed_at: NaiveDateTime,
    complaint: String,
    advice: String,
    follow_up_on: Option<NaiveDate>,
    #[diesel(embed)]
    vitals: Option<Vitals>,
    #[diesel(embed)]
    diagnosis: Option<PastDiagnosis>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = diagnoses)]
struct PastDiagnosis {
    position: i32,
    is_primary: bool,
    name: String,
}

impl From<DiagnosedVisit> for PastConsultation {
    fn from(row: DiagnosedVisit) -> PastConsultation {
        PastConsultation {
            id: row.id,
            doctor_id: row.doctor_id,
            doctor: row.doctor,
            signed_at: row.signed_at,
            complaint: row.complaint,
            advice: row.advice,
            follow_up_on: row.follow_up_on,
            vitals: row.vitals.unwrap_or_default(),
            diagnoses: row.diagnosis.into_iter().map(|it| it.name).collect(),
            items: Vec::new(),
        }
    }
}

impl ClinicalHistory {
    /// The latest visits of a patient, each whole: what is limited is the visits, never the rows of a visit. Superseded ones are left out:
    /// their corrections are there. Two queries.
    pub fn of(db: &mut Db, patient: ProfileId) -> QueryResult<ClinicalHistory> {
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
            .load(db)?;
        // Sorted here: by the columns of a second table the server would make a table for it.
        rows.sort_by_key(|row| {
            let diagnosis = row.diagnosis.as_ref().map(|it| (Reverse(it.is_primary), it.position));
            (Reverse(row.signed_at), row.id, diagnosis)
        });
        let mut visits: Vec<PastConsultation> = Vec::new();
        for row in rows {
            match visits.last_mut() {
                Some(last) if last.id == row.id => last.diagnoses.extend(row.diagnosis.map(|it| it.name)),
                _ => visits.push(row.into()),
            }
        }
        if visits.is_empty() {
            return Ok(ClinicalHistory::default());
        }
        let ids: Vec<ConsultationId> = visits.iter().map(|visit| visit.id).collect();
        let items: Vec<(ConsultationId, Item)> = prescription_items::table
            .inner_join(prescriptions::table)
            .filter(prescriptions::consultation_id.among(ids))
            .order((prescription_items::prescription_id, prescription_items::position))
            .select((prescriptions::consultation_id, Item::as_select()))
            .load(db)?;
        for (consultation, item) in items {
            if let Some(visit) = visits.iter_mut().find(|visit| visit.id == consultation) {
                visit.items.push(item);
            }
        }
        Ok(ClinicalHistory { visits })
    }

    /// The latest value of a measurement, and when it was taken.
    pub fn last<T>(&self, measured: impl Fn(&Vitals) -> Option<T>) -> Option<(T, NaiveDateTime)> {
        self.visits.iter().find_map(|visit| Some((measured(&visit.vitals)?, visit.signed_at)))
    }
}
