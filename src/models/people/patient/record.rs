//! A patient in full: with address and language.

use diesel::prelude::*;

use super::Patient;
use crate::db::Db;
use crate::db::ids::ProfileId;
use crate::schema::organisation::{patients, profiles};

/// Where somebody lives and how they are addressed.
#[derive(Clone, Debug, PartialEq, Eq, HasQuery)]
#[diesel(table_name = profiles)]
pub struct PatientAddress {
    pub address: String,
    pub city: String,
    /// The language of what is printed for them.
    pub language: String,
}

/// A patient with all that the desk may edit, but for allergies and conditions.
#[derive(Clone, Debug, PartialEq, Eq, HasQuery)]
#[diesel(table_name = patients, base_query = patients::table.inner_join(profiles::table))]
pub struct PatientRecord {
    #[diesel(embed)]
    pub patient: Patient,
    #[diesel(embed)]
    pub contact: PatientAddress,
}

impl PatientRecord {
    pub fn find(db: &mut Db, id: ProfileId) -> QueryResult<PatientRecord> {
        PatientRecord::query()
            .filter(patients::profile_id.eq(id))
            .filter(patients::deleted_at.is_null())
            .filter(profiles::deleted_at.is_null())
            .first(db)
    }

    /// Whether it holds the same of all that is edited. Visits that came and went meanwhile are no edit.
    pub(super) fn is_edited_as(&self, other: &PatientRecord) -> bool {
        let mut other = other.clone();
        other.patient.first_visit_on = self.patient.first_visit_on;
        other.patient.last_visit_on = self.patient.last_visit_on;
        *self == other
    }
}
