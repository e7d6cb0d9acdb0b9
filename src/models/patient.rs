//! A patient: a profile with a record number.

mod alerts;
mod registration;

pub use alerts::Alerts;
pub use registration::{NewPatient, record_number};

use chrono::NaiveDate;
use diesel::prelude::*;

use super::profile::Profile;
use crate::db::Db;
use crate::db::ids::{ClinicId, ProfileId};
use crate::schema::organisation::{patients, profiles};

/// Who the patient is, and what the desk keeps about them.
#[derive(Clone, Debug, PartialEq, Eq, HasQuery)]
#[diesel(table_name = patients, base_query = patients::table.inner_join(profiles::table))]
pub struct Patient {
    #[diesel(embed)]
    pub profile: Profile,
    /// The number on the OP card, unique in the organisation.
    pub record_number: String,
    /// The clinic that registered them.
    pub clinic_id: ClinicId,
    pub blood_group: Option<String>,
    pub emergency_name: String,
    pub emergency_phone: Option<String>,
    /// The number in the register that the clinic brought along.
    pub old_number: String,
    pub remarks: String,
    pub first_visit_on: Option<NaiveDate>,
    pub last_visit_on: Option<NaiveDate>,
}

impl Patient {
    pub fn find(db: &mut Db, id: ProfileId) -> QueryResult<Patient> {
        Patient::query().filter(patients::profile_id.eq(id)).filter(patients::deleted_at.is_null()).first(db)
    }

    pub fn id(&self) -> ProfileId {
        self.profile.id
    }
}
