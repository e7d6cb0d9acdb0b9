//! What was written about a patient before, as far as it is taken over into what is written now.

use std::cmp::Reverse;

use diesel::dsl::exists;
use diesel::prelude::*;

use super::draft::OpenVisit;
use super::prescription::{Item, Prescription};
use crate::db::Db;
use crate::db::ids::{AppointmentId, ClinicId, ConsultationId, PrescriptionId, ProfileId};
use crate::schema::organisation::{consultations, diagnoses, prescription_items, prescriptions};

/// Of one earlier visit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Earlier {
    pub items: Vec<Item>,
    /// The primary one first.
    pub diagnoses: Vec<String>,
    pub notes: String,
    pub advice: String,
}

impl Earlier {
    /// What the patient of a doctor's visit was given by a prescription; unless it is said which, by the last one in the
    /// doctor's system of medicine that still holds.
    pub fn prescribed(
        db: &mut Db,
        clinic: ClinicId,
        doctor: ProfileId,
        visit: AppointmentId,
        which: Option<PrescriptionId>,
    ) -> QueryResult<Earlier> {
        let visit = OpenVisit::load(db, clinic, doctor, visit)?;
        let theirs = prescriptions::table.filter(prescriptions::patient_id.eq(visit.patient.id())).select(prescriptions::id);
        let found: Option<PrescriptionId> = match which {
            Some(id) => theirs.filter(prescriptions::id.eq(id)).first(db).optional()?,
            None => theirs
                .filter(prescriptions::system_of_medicine.eq(visit.system))
                .filter(prescriptions::superseded_at.is_null())
                .filter(exists(prescription_items::table.filter(prescription_items::prescription_id.eq(prescriptions::id))))
                .order(prescriptions::signed_at.desc())
                .first(db)
                .optional()?,
        };
        let items = found.map(|it| Prescription::items(db, it)).transpose()?.unwrap_or_default();
        Ok(Earlier { items, ..Earlier::default() })
    }

    /// What was noted, found and advised at an earlier visit of the patient of a doctor's visit; of somebody else nothing.
    pub fn written(db: &mut Db, clinic: ClinicId, doctor: ProfileId, visit: AppointmentId, which: ConsultationId) -> QueryResult<Earlier> {
        let visit = OpenVisit::load(db, clinic, doctor, visit)?;
        let found: Option<(String, String)> = consultations::table
            .filter(consultations::id.eq(which))
            .filter(consultations::patient_id.eq(visit.patient.id()))
            .select((consultations::notes, consultations::advice))
            .first(db)
            .optional()?;
        let Some((notes, advice)) = found else { return Ok(Earlier::default()) };
        let mut named: Vec<(String, bool, i32)> = diagnoses::table
            .filter(diagnoses::consultation_id.eq(which))
            .select((diagnoses::name, diagnoses::is_primary, diagnoses::position))
            .load(db)?;
        named.sort_by_key(|it| (Reverse(it.1), it.2));
        let diagnoses = named.into_iter().map(|it| it.0).collect();
        Ok(Earlier { diagnoses, notes, advice, ..Earlier::default() })
    }
}
