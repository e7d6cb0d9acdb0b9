//! Who does what at which clinic.

pub mod changing;
pub mod listing;

pub use changing::{Added, Deactivated, Edited, GivenPlace, MemberDetails, NewMember, Practice};
pub use listing::{Held, Member};

use chrono_tz::Tz;
use diesel::prelude::*;

use crate::db::Db;
use crate::db::ids::{ClinicId, ProfileId, UserId};
use crate::schema::organisation::{clinic_members, clinics, profiles};
use crate::text_enum;

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

text_enum! {
    /// What a member of staff may do besides finding, registering and checking in.
    Permission {
        /// Take money.
        Payments = "payments",
        /// Take a payment back, or an invoice.
        Refunds = "refunds",
    }
}

impl Permission {
    /// The Fluent key of its few words.
    pub fn key(self) -> String {
        format!("permission-{}", self.as_str())
    }

    /// The Fluent key of the sentence that says what it allows.
    pub fn about_key(self) -> String {
        format!("permission-{}-about", self.as_str())
    }
}

/// The clinic at which somebody stands, as far as every page needs it.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct ClinicHere {
    pub id: ClinicId,
    pub slug: String,
    pub name: String,
    zone: String,
}

impl ClinicHere {
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
    permissions: Vec<Permission>,
}

impl Place {
    /// Every place that a user holds in the organisation: active, at an active clinic.
    pub fn of_user(db: &mut Db, user: UserId) -> QueryResult<Vec<Place>> {
        let rows: Vec<(ClinicHere, Role, ProfileId, String)> = clinic_members::table
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
            ))
            .load(db)?;
        Ok(rows
            .into_iter()
            .map(|(clinic, role, profile, permissions)| Place { clinic, role, profile, permissions: parse_permissions(&permissions) })
            .collect())
    }

    /// An admin may do everything that staff may.
    pub fn may(&self, permission: Permission) -> bool {
        self.role == Role::Admin || self.permissions.contains(&permission)
    }
}

/// Permissions from their JSON list; a name that is not known any more gives nothing.
pub fn parse_permissions(json: &str) -> Vec<Permission> {
    let names: Vec<String> = serde_json::from_str(json).unwrap_or_default();
    names.iter().filter_map(|name| name.parse().ok()).collect()
}

/// The JSON list of permissions.
pub fn permissions_json(permissions: &[Permission]) -> String {
    serde_json::to_string(permissions).unwrap_or_else(|_| "[]".into())
}
