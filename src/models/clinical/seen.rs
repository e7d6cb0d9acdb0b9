//! A patient's record as their doctor opens it away from a visit.

use diesel::dsl::exists;
use diesel::prelude::*;

use super::{Cautions, ClinicalHistory};
use crate::db::ids::{ClinicId, ProfileId};
use crate::models::journal::{Opening, RecordPart};
use crate::models::people::Patient;
use crate::models::values::SystemOfMedicine;
use crate::schema::organisation::{appointments, patients, profiles};

/// Somebody who was to see a doctor: who it is, what is noted about them, and what happened before.
#[derive(Clone, Debug)]
pub struct SeenPatient {
    pub patient: Patient,
    pub cautions: Cautions,
    pub history: ClinicalHistory,
}

impl SeenPatient {
    /// Somebody who was to see this doctor at this clinic, which is noted; anybody else is not found. Three queries.
    pub fn of_doctor(opening: &mut Opening, clinic: ClinicId, doctor: ProfileId, id: ProfileId) -> QueryResult<SeenPatient> {
        let comes_to_them = appointments::table
            .filter(appointments::patient_id.eq(patients::profile_id))
            .filter(appointments::clinic_id.eq(clinic))
            .filter(appointments::doctor_id.eq(doctor));
        let patient: Patient = patients::table
            .inner_join(profiles::table)
            .filter(patients::profile_id.eq(id))
            .filter(exists(comes_to_them))
            .select(Patient::as_select())
            .first(opening.db)?;
        opening.viewed(RecordPart::Record, id);
        let cautions = Cautions::of(opening, id, SystemOfMedicine::Allopathy, &[])?;
        let history = ClinicalHistory::of(opening, id)?;
        Ok(SeenPatient { patient, cautions, history })
    }
}
