//! A doctor: a profile with a licence.

pub mod about;
pub mod verification;

pub use about::{AboutDetails, AboutEdited, BookingsSwitched, DoctorAbout};
pub use verification::{LicenceVerified, VerificationWithdrawn};

use diesel::prelude::*;

use super::member::Role;
use crate::db::Db;
use crate::db::ids::{ClinicId, PictureId, ProfileId};
use crate::models::values::{Money, SystemOfMedicine};
use crate::schema::organisation::{clinic_members, clinics, doctors, profiles};

/// A doctor, as prescriptions and boards show them.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = doctors)]
pub struct Doctor {
    #[diesel(column_name = profile_id)]
    pub id: ProfileId,
    #[diesel(select_expression = profiles::full_name)]
    pub full_name: String,
    pub licence: Option<String>,
    pub specialisation: String,
    pub qualification: String,
    pub system_of_medicine: SystemOfMedicine,
    /// Their own fee; without one the clinic's holds.
    pub fee: Option<Money>,
    /// The picture of their signature, for what they sign now.
    #[diesel(column_name = signature_id)]
    pub signature: Option<PictureId>,
}

impl Doctor {
    pub fn find(db: &mut Db, id: ProfileId) -> QueryResult<Doctor> {
        doctors::table.inner_join(profiles::table).filter(doctors::profile_id.eq(id)).select(Doctor::as_select()).first(db)
    }

    /// A doctor; or, where an admin looks at the screens as a doctor does, whoever looks: a name, and nothing practised.
    pub fn or_onlooker(db: &mut Db, id: ProfileId) -> QueryResult<Doctor> {
        if let Some(doctor) = Doctor::find(db, id).optional()? {
            return Ok(doctor);
        }
        let full_name = profiles::table.find(id).select(profiles::full_name).first(db)?;
        let (licence, specialisation, qualification, fee) = (None, String::new(), String::new(), None);
        Ok(Doctor {
            id,
            full_name,
            licence,
            specialisation,
            qualification,
            system_of_medicine: SystemOfMedicine::Allopathy,
            fee,
            signature: None,
        })
    }

    /// What a consultation costs: the doctor's own fee, else the clinic's. Not found unless the doctor sees patients
    /// there, and the clinic is open.
    pub fn fee_at(db: &mut Db, clinic: ClinicId, id: ProfileId) -> QueryResult<Money> {
        let (own, general): (Option<Money>, Money) = clinic_members::table
            .inner_join(clinics::table)
            .inner_join(profiles::table.inner_join(doctors::table))
            .filter(clinic_members::clinic_id.eq(clinic))
            .filter(clinic_members::profile_id.eq(id))
            .filter(clinic_members::role.eq(Role::Doctor))
            .filter(clinic_members::active.eq(true))
            .filter(clinics::active.eq(true))
            .filter(profiles::deleted_at.is_null())
            .select((doctors::fee, clinics::fee))
            .first(db)?;
        Ok(own.unwrap_or(general))
    }

    /// Who sees patients at a clinic, by name.
    pub fn at_clinic(db: &mut Db, clinic: ClinicId) -> QueryResult<Vec<Doctor>> {
        doctors::table
            .inner_join(profiles::table.inner_join(clinic_members::table))
            .filter(clinic_members::clinic_id.eq(clinic))
            .filter(clinic_members::role.eq(Role::Doctor))
            .filter(clinic_members::active.eq(true))
            .filter(profiles::deleted_at.is_null())
            .order((profiles::full_name, doctors::profile_id))
            .limit(100)
            .select(Doctor::as_select())
            .load(db)
    }
}
