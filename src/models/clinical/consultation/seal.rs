//! Whether what is stored is still what was signed: the hash made again from the rows.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::canonical::{self, Signed};
use super::{Consultation, Diagnosis, Encounter};
use crate::db::Db;
use crate::db::ids::{AppointmentId, ConsultationId, ProfileId};
use crate::db::statement::Among;
use crate::models::clinical::prescription::Item;
use crate::models::clinical::vitals::Vitals;
use crate::models::values::Amount;
use crate::schema::organisation::{consultations, diagnoses, prescription_items, prescriptions, symptoms, vitals};

/// A signed consultation with all its rows and the hash that was kept, if one was, with its version.
#[derive(Clone, Debug)]
pub struct Seal {
    pub consultation: ConsultationId,
    appointment: AppointmentId,
    doctor: ProfileId,
    patient: ProfileId,
    revision: i32,
    encounter: Encounter,
    kept: Option<(Vec<u8>, i32)>,
}

/// What comparing gave.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SealFound {
    Whole,
    /// Made before version 2, of a weight or a height with a place more than was stored; with that place it is whole.
    Rounded,
    /// The hash is of something else; of which version it is. Without one there is no hash.
    Broken {
        version: Option<i32>,
    },
}

/// A consultation with what there is of it once.
#[derive(HasQuery)]
#[diesel(table_name = consultations, base_query = consultations::table.left_join(vitals::table).left_join(prescriptions::table))]
struct SealedRow {
    id: ConsultationId,
    appointment_id: AppointmentId,
    doctor_id: ProfileId,
    patient_id: ProfileId,
    revision: i32,
    complaint: String,
    notes: String,
    advice: String,
    follow_up_on: Option<NaiveDate>,
    #[diesel(embed)]
    vitals: Option<Vitals>,
    #[diesel(embed)]
    kept: Option<KeptHash>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = prescriptions)]
struct KeptHash {
    content_hash: Vec<u8>,
    hash_version: i32,
}

impl Consultation {
    /// The signed consultations behind one, in the order of their ids, so many at once. Four queries.
    pub fn seals(db: &mut Db, after: Option<ConsultationId>, limit: i64) -> QueryResult<Vec<Seal>> {
        let mut query = SealedRow::query().order(consultations::id).limit(limit).into_boxed();
        if let Some(after) = after {
            query = query.filter(consultations::id.gt(after));
        }
        let rows: Vec<SealedRow> = query.load(db)?;
        let ids: Vec<ConsultationId> = rows.iter().map(|row| row.id).collect();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let symptoms: Vec<(ConsultationId, String)> = symptoms::table
            .filter(symptoms::consultation_id.among(ids.clone()))
            .order((symptoms::consultation_id, symptoms::position))
            .select((symptoms::consultation_id, symptoms::name))
            .load(db)?;
        let diagnoses: Vec<(ConsultationId, Diagnosis)> = diagnoses::table
            .filter(diagnoses::consultation_id.among(ids.clone()))
            .order((diagnoses::consultation_id, diagnoses::position))
            .select((diagnoses::consultation_id, (diagnoses::name, diagnoses::is_primary)))
            .load(db)?;
        let items: Vec<(ConsultationId, Item)> = prescription_items::table
            .inner_join(prescriptions::table)
            .filter(prescriptions::consultation_id.among(ids))
            .order((prescription_items::prescription_id, prescription_items::position))
            .select((prescriptions::consultation_id, Item::as_select()))
            .load(db)?;
        Ok(rows.into_iter().map(|row| Seal::of(row, &symptoms, &diagnoses, &items)).collect())
    }
}

/// Those of one consultation.
fn belonging<T: Clone>(rows: &[(ConsultationId, T)], id: ConsultationId) -> Vec<T> {
    rows.iter().filter(|(of, _)| *of == id).map(|(_, it)| it.clone()).collect()
}

impl Seal {
    fn of(
        row: SealedRow,
        symptoms: &[(ConsultationId, String)],
        diagnoses: &[(ConsultationId, Diagnosis)],
        items: &[(ConsultationId, Item)],
    ) -> Seal {
        Seal {
            consultation: row.id,
            appointment: row.appointment_id,
            doctor: row.doctor_id,
            patient: row.patient_id,
            revision: row.revision,
            encounter: Encounter {
                complaint: row.complaint,
                symptoms: belonging(symptoms, row.id),
                vitals: row.vitals.unwrap_or_default(),
                notes: row.notes,
                diagnoses: belonging(diagnoses, row.id),
                advice: row.advice,
                follow_up_on: row.follow_up_on,
                items: belonging(items, row.id),
            },
            kept: row.kept.map(|it| (it.content_hash, it.hash_version)),
        }
    }

    /// Makes the hash again and compares.
    pub fn compare(&self) -> SealFound {
        let Some((kept, version)) = &self.kept else { return SealFound::Broken { version: None } };
        let is = |encounter: &Encounter| {
            let Seal { appointment, doctor, patient, revision, .. } = *self;
            canonical::hash(*version, Signed { appointment, doctor, patient, revision, encounter }) == *kept
        };
        match version {
            _ if is(&self.encounter) => SealFound::Whole,
            1 if self.finer().iter().any(is) => SealFound::Rounded,
            _ => SealFound::Broken { version: Some(*version) },
        }
    }

    /// With every weight and height to the hundredth that is stored as the tenth that there is.
    fn finer(&self) -> Vec<Encounter> {
        let vitals = &self.encounter.vitals;
        let (weights, heights) = (hundredths(vitals.weight_kg), hundredths(vitals.height_cm));
        let pairs = weights.iter().flat_map(|weight| heights.iter().map(move |height| (*weight, *height)));
        let with =
            |(weight_kg, height_cm)| Encounter { vitals: Vitals { height_cm, weight_kg, ..vitals.clone() }, ..self.encounter.clone() };
        pairs.map(with).collect()
    }
}

/// What rounds to that tenth, half a tenth upwards.
fn hundredths(stored: Option<Amount>) -> Vec<Option<Amount>> {
    let Some(stored) = stored else { return vec![None] };
    let from = stored.in_thousandths() - 50;
    (0..10).map(|step| from + step * 10).filter(|it| *it >= 0).map(|it| Some(Amount::thousandths(it))).collect()
}

#[cfg(test)]
mod tests {
    use super::{Seal, SealFound, Signed, canonical};
    use crate::db::ids::{AppointmentId, ConsultationId, ProfileId};
    use crate::models::clinical::{Encounter, Vitals};
    use crate::models::values::Amount;

    fn weighing(weight: i64) -> Encounter {
        let vitals = Vitals { weight_kg: Some(Amount::thousandths(weight)), height_cm: Some(Amount::tenths(495)), ..Vitals::default() };
        Encounter { complaint: "First visit".into(), vitals, ..Encounter::default() }
    }

    /// What was signed, and what is stored of it.
    fn sealed(version: i32, signed: &Encounter, stored: Encounter) -> SealFound {
        let (consultation, appointment, doctor, patient) =
            (ConsultationId::new(), AppointmentId::new(), ProfileId::new(), ProfileId::new());
        let hash = canonical::hash(version, Signed { appointment, doctor, patient, revision: 1, encounter: signed });
        Seal { consultation, appointment, doctor, patient, revision: 1, encounter: stored, kept: Some((hash, version)) }.compare()
    }

    #[test]
    fn what_version_1_rounded_is_told_from_what_was_changed() {
        assert_eq!(sealed(1, &weighing(2900), weighing(2900)), SealFound::Whole);
        assert_eq!(sealed(1, &weighing(2850), weighing(2900)), SealFound::Rounded, "2.85 was hashed and 2.9 stored");
        assert_eq!(sealed(1, &weighing(2850), weighing(3000)), SealFound::Broken { version: Some(1) });
        assert_eq!(sealed(2, &weighing(2850), weighing(2900)), SealFound::Broken { version: Some(2) });
    }

    #[test]
    fn without_a_hash_nothing_is_sealed() {
        let (consultation, appointment, doctor, patient) =
            (ConsultationId::new(), AppointmentId::new(), ProfileId::new(), ProfileId::new());
        let seal = Seal { consultation, appointment, doctor, patient, revision: 1, encounter: weighing(2900), kept: None };
        assert_eq!(seal.compare(), SealFound::Broken { version: None });
    }
}
