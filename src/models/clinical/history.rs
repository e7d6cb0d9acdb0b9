//! What happened to a patient before: every visit that was signed, by whichever doctor of the organisation.

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

/// Rows of visit and diagnosis that are read: some twenty visits.
const ROWS: i64 = 60;

type Row = (ConsultationId, ProfileId, String, NaiveDateTime, String, String, Option<NaiveDate>, Option<Vitals>, Option<String>);

impl ClinicalHistory {
    /// The latest visits of a patient. Superseded ones are left out: their corrections are there. Two queries.
    pub fn of(db: &mut Db, patient: ProfileId) -> QueryResult<ClinicalHistory> {
        let rows: Vec<Row> = consultations::table
            .inner_join(doctors::table.inner_join(profiles::table))
            .left_join(vitals::table)
            .left_join(diagnoses::table)
            .filter(consultations::patient_id.eq(patient))
            .filter(consultations::superseded_at.is_null())
            .order((consultations::signed_at.desc(), consultations::id, diagnoses::is_primary.desc(), diagnoses::position))
            .limit(ROWS)
            .select((
                consultations::id,
                consultations::doctor_id,
                profiles::full_name,
                consultations::signed_at,
                consultations::complaint,
                consultations::advice,
                consultations::follow_up_on,
                Option::<Vitals>::as_select(),
                diagnoses::name.nullable(),
            ))
            .load(db)?;
        let mut visits: Vec<PastConsultation> = Vec::new();
        for (id, doctor_id, doctor, signed_at, complaint, advice, follow_up_on, vitals, diagnosis) in rows {
            if visits.last().is_none_or(|last| last.id != id) {
                let vitals = vitals.unwrap_or_default();
                let (diagnoses, items) = (Vec::new(), Vec::new());
                visits.push(PastConsultation {
                    id,
                    doctor_id,
                    doctor,
                    signed_at,
                    complaint,
                    advice,
                    follow_up_on,
                    vitals,
                    diagnoses,
                    items,
                });
            }
            if let Some(visit) = visits.last_mut() {
                visit.diagnoses.extend(diagnosis);
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
            .limit(1000)
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
