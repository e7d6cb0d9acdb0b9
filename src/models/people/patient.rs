//! A patient: a profile with a record number.

mod alerts;
mod claim;
mod duplicates;
mod editing;
mod number;
mod record;
mod registration;

pub use alerts::Alerts;
pub use claim::{Claim, OpeningReason, RecordElsewhere};
pub use duplicates::{Duplicate, DuplicateCandidate, possible_duplicates};
pub use editing::{PatientDetails, PatientEdited};
pub use number::PhoneReleased;
pub use record::PatientRecord;
pub use registration::{ImportedAs, NewPatient, read_record_number, record_number};

use chrono::NaiveDate;
use diesel::prelude::*;

use super::profile::{Profile, Relation};
use crate::db::Db;
use crate::db::ids::{ClinicId, ProfileId};
use crate::db::statement::Among;
use crate::models::values::Phone;
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
    /// How many of those on one phone are shown.
    pub const ON_A_PHONE: usize = 20;

    pub fn find(db: &mut Db, id: ProfileId) -> QueryResult<Patient> {
        Patient::query().filter(patients::profile_id.eq(id)).filter(patients::deleted_at.is_null()).first(db)
    }

    /// Whoever is on a phone: the family, its account's holder first; [`Patient::ON_A_PHONE`] of them and one more where there are more.
    pub(super) fn of_phone(db: &mut Db, phone: &Phone) -> QueryResult<Vec<Patient>> {
        Patient::query()
            .filter(profiles::phone.eq(phone.e164()))
            .filter(profiles::deleted_at.is_null())
            .filter(patients::deleted_at.is_null())
            .order((profiles::relation.ne(Relation::Own), profiles::born_on, profiles::id))
            .limit(i64::try_from(Patient::ON_A_PHONE + 1).unwrap_or(i64::MAX))
            .load(db)
    }

    /// The patients among these people, in the family's order.
    pub fn of_family(db: &mut Db, family: &[ProfileId]) -> QueryResult<Vec<Patient>> {
        Patient::query()
            .filter(patients::profile_id.among(family))
            .filter(patients::deleted_at.is_null())
            .order((profiles::relation.ne(Relation::Own), profiles::born_on, profiles::id))
            .load(db)
    }

    /// Whom to call in an emergency.
    pub fn emergency_phone_shown(&self) -> Option<Phone> {
        self.emergency_phone.as_deref().map(Phone::stored)
    }

    pub fn id(&self) -> ProfileId {
        self.profile.id
    }
}
