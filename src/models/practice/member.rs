//! Who does what at which clinic.

pub mod changing;
pub mod giving;
pub mod leaving;
pub mod listing;
pub mod look;
pub mod permission;
mod writing;

pub use changing::{Added, Edited, GivenPlace, MemberDetails, NewMember, Practice};
pub use giving::{Giving, Reach};
pub use leaving::{Deactivated, Reactivated};
pub use listing::Member;
pub use look::Look;
pub use permission::{Permission, Template};

use chrono_tz::Tz;
use diesel::dsl::exists;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::db::Db;
use crate::db::ids::{ClinicId, ProfileId, UserId};
use crate::schema::organisation::{clinic_members, clinics, patients, profiles};
use crate::text_enum;
use permission::parse_permissions;

text_enum! {
    /// What somebody is at a clinic: exactly one a row.
    Role { Patient = "patient", Doctor = "doctor", Staff = "staff", Admin = "admin" }
}

impl Role {
    /// The Fluent key of its word.
    pub fn key(self) -> String {
        format!("role-{}", self.as_str())
    }
}

/// The clinic at which somebody stands, as far as every page needs it.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Serialize, Deserialize)]
pub struct ClinicHere {
    pub id: ClinicId,
    pub slug: String,
    pub name: String,
    zone: String,
}

impl ClinicHere {
    pub fn find(db: &mut Db, id: ClinicId) -> QueryResult<ClinicHere> {
        clinics::table
            .find(id)
            .filter(clinics::active.eq(true))
            .select((clinics::id, clinics::slug, clinics::name, clinics::zone))
            .first(db)
    }

    /// Its zone; an unknown name counts as India's.
    pub fn zone(&self) -> Tz {
        self.zone.parse().unwrap_or(Tz::Asia__Kolkata)
    }
}

/// One role at one clinic, held by somebody now.
#[derive(Clone, Debug)]
pub struct Place {
    pub clinic: ClinicHere,
    pub role: Role,
    pub profile: ProfileId,
    /// Whether the account has patients here too: then it has their pages.
    pub also_patient: bool,
    permissions: Vec<Permission>,
}

impl Place {
    pub fn new(clinic: ClinicHere, role: Role, profile: ProfileId, permissions: Vec<Permission>) -> Place {
        Place { clinic, role, profile, also_patient: false, permissions }
    }

    /// Every place that a user holds in the organisation: active, at an active clinic.
    pub fn of_user(db: &mut Db, user: UserId) -> QueryResult<Vec<Place>> {
        let family = diesel::alias!(profiles as family);
        let patient_here = exists(
            patients::table
                .inner_join(family.on(family.field(profiles::id).eq(patients::profile_id)))
                .filter(family.field(profiles::user_id).eq(user))
                .filter(family.field(profiles::deleted_at).is_null()),
        );
        let rows: Vec<(ClinicHere, Role, ProfileId, String, bool)> = clinic_members::table
            .inner_join(clinics::table)
            .inner_join(profiles::table)
            .filter(profiles::user_id.eq(user))
            .filter(profiles::deleted_at.is_null())
            .filter(clinic_members::active.eq(true))
            .filter(clinics::active.eq(true))
            .order((clinics::name, clinic_members::role))
            .select((
                (clinics::id, clinics::slug, clinics::name, clinics::zone),
                clinic_members::role,
                clinic_members::profile_id,
                clinic_members::permissions,
                patient_here,
            ))
            .load(db)?;
        Ok(rows
            .into_iter()
            .map(|(clinic, role, profile, permissions, also_patient)| Place {
                clinic,
                role,
                profile,
                also_patient,
                permissions: parse_permissions(&permissions),
            })
            .collect())
    }

    /// An admin may do everything that staff may. Nobody else has permissions.
    pub fn may(&self, permission: Permission) -> bool {
        match self.role {
            Role::Admin => true,
            Role::Staff => self.permissions.contains(&permission),
            Role::Doctor | Role::Patient => false,
        }
    }
}
