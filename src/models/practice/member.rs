//! Who does what at which clinic.

pub mod changing;
pub mod giving;
mod holding;
pub mod leaving;
pub mod listing;
pub mod look;
pub mod permission;
mod writing;

pub use changing::{MemberAdded, MemberEdited, NewMember};
pub use giving::{Giving, Reach};
pub use leaving::{MemberDeactivated, MemberReactivated};
pub use look::Look;
pub use permission::{Permission, PermissionTemplate};

use chrono_tz::Tz;
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::db::ids::{ClinicId, ProfileId, UserId};
use crate::db::{Db, clock};
use crate::models::values::{Money, Name, Phone, SystemOfMedicine, TemperatureScale};
use crate::schema::organisation::{clinic_members, clinics, notifications, patients, profiles};
use crate::text_enum;
use permission::parse_permissions;

text_enum! {
    keys "role";
    /// What somebody is at a clinic: exactly one a row.
    Role { Patient = "patient", Doctor = "doctor", Staff = "staff", Admin = "admin" }
}

/// The clinic at which somebody stands, as far as every page needs it.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Serialize, Deserialize)]
pub struct ClinicHere {
    pub id: ClinicId,
    pub slug: String,
    pub name: String,
    zone: String,
    #[serde(default)]
    pub temperature_scale: TemperatureScale,
    /// Nothing new is done there.
    #[serde(default)]
    pub closed: bool,
}

impl ClinicHere {
    pub fn find(db: &mut Db, id: ClinicId) -> QueryResult<ClinicHere> {
        clinics::table
            .find(id)
            .filter(clinics::active.eq(true))
            .select((clinics::id, clinics::slug, clinics::name, clinics::zone, clinics::temperature_scale, not(clinics::active)))
            .first(db)
    }

    /// Its zone; an unknown name counts as India's.
    pub fn zone(&self) -> Tz {
        clock::zone(&self.zone)
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
    /// How many notifications the account has not read.
    pub unread: i64,
    /// Whose place it is, as the organisation writes their name now; nobody's where an admin looks as a role.
    pub held_by: Option<String>,
    permissions: Vec<Permission>,
}

/// A place as the database gives it.
#[derive(Queryable)]
struct HeldPlace {
    clinic: ClinicHere,
    role: Role,
    profile: ProfileId,
    permissions: String,
    also_patient: bool,
    unread: Option<i64>,
    held_by: String,
}

impl HeldPlace {
    fn place(self) -> Place {
        let HeldPlace { clinic, role, profile, permissions, also_patient, unread, held_by } = self;
        let (unread, permissions) = (unread.unwrap_or_default(), parse_permissions(&permissions));
        Place { clinic, role, profile, also_patient, unread, held_by: Some(held_by), permissions }
    }
}

impl Place {
    pub fn new(clinic: ClinicHere, role: Role, profile: ProfileId, permissions: Vec<Permission>) -> Place {
        Place { clinic, role, profile, also_patient: false, unread: 0, held_by: None, permissions }
    }

    /// Every place that a user holds in the organisation and that is active; where the clinic is closed, it is there to read.
    pub fn of_user(db: &mut Db, user: UserId) -> QueryResult<Vec<Place>> {
        let family = diesel::alias!(profiles as family);
        let patient_here = exists(
            patients::table
                .inner_join(family.on(family.field(profiles::id).eq(patients::profile_id)))
                .filter(family.field(profiles::user_id).eq(user))
                .filter(family.field(profiles::deleted_at).is_null())
                .select(patients::profile_id),
        );
        let unread = notifications::table.filter(notifications::user_id.eq(user)).filter(notifications::read_at.is_null()).count();
        let rows: Vec<HeldPlace> = clinic_members::table
            .inner_join(clinics::table)
            .inner_join(profiles::table)
            .filter(profiles::user_id.eq(user))
            .filter(profiles::deleted_at.is_null())
            .filter(clinic_members::active.eq(true))
            .select((
                (clinics::id, clinics::slug, clinics::name, clinics::zone, clinics::temperature_scale, not(clinics::active)),
                clinic_members::role,
                clinic_members::profile_id,
                clinic_members::permissions,
                patient_here,
                unread.single_value(),
                profiles::full_name,
            ))
            .load(db)?;
        // Sorted here: the server would make a table for it.
        let mut places: Vec<Place> = rows.into_iter().map(HeldPlace::place).collect();
        places.sort_by(|a, b| (&a.clinic.name, a.role.as_str()).cmp(&(&b.clinic.name, b.role.as_str())));
        Ok(places)
    }

    /// An admin may do everything that staff may. Nobody else has permissions. At a closed clinic those that only read are left.
    pub fn may(&self, permission: Permission) -> bool {
        match self.role {
            _ if self.clinic.closed && !permission.outlasts_closing() => false,
            Role::Admin => true,
            Role::Staff => self.permissions.contains(&permission),
            Role::Doctor | Role::Patient => false,
        }
    }
}

/// A role at a clinic, active or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub clinic: ClinicId,
    pub clinic_name: String,
    pub role: Role,
    pub permissions: Vec<Permission>,
    pub active: bool,
}

impl Held {
    /// The set of permissions that this is, if it is one.
    pub fn template(&self) -> Option<PermissionTemplate> {
        PermissionTemplate::of(&self.permissions)
    }
}

/// Somebody who works here, or did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub id: ProfileId,
    pub user: Option<UserId>,
    pub full_name: String,
    phone: Option<String>,
    pub email: Option<String>,
    pub licence: Option<String>,
    pub specialisation: String,
    pub qualification: String,
    pub system_of_medicine: SystemOfMedicine,
    pub fee: Option<Money>,
    pub places: Vec<Held>,
}

/// A role at a clinic, with what it allows there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenPlace {
    pub clinic: ClinicId,
    pub role: Role,
    pub permissions: Vec<Permission>,
}

/// What makes somebody a doctor.
#[derive(Clone, Debug, Queryable)]
pub struct Practice {
    pub licence: Option<String>,
    pub specialisation: String,
    pub qualification: String,
    pub system_of_medicine: SystemOfMedicine,
    /// Their own fee; without one the clinic's holds.
    pub fee: Option<Money>,
}

impl Practice {
    /// That of whoever is no doctor.
    fn none() -> Practice {
        let (specialisation, qualification) = (String::new(), String::new());
        Practice { licence: None, specialisation, qualification, system_of_medicine: SystemOfMedicine::Allopathy, fee: None }
    }
}

/// What is said about a person who works here.
#[derive(Clone, Debug)]
pub struct MemberDetails {
    pub full_name: Name,
    pub phone: Option<Phone>,
    pub email: Option<String>,
    /// Every place they are to hold; at least one.
    pub places: Vec<GivenPlace>,
    /// For whoever is a doctor anywhere.
    pub practice: Option<Practice>,
}
