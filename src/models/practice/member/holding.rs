//! Who may do something at a clinic.

use diesel::prelude::*;

use super::{Member, Permission, Role, parse_permissions};
use crate::db::Db;
use crate::db::ids::ClinicId;
use crate::schema::organisation::{clinic_members, profiles};

/// More staff than these no clinic has.
const MOST: i64 = 300;

impl Member {
    /// The names of those who hold a permission at a clinic now.
    pub fn names_with(db: &mut Db, clinic: ClinicId, permission: Permission) -> QueryResult<Vec<String>> {
        let staff: Vec<(String, String)> = clinic_members::table
            .inner_join(profiles::table)
            .filter(clinic_members::clinic_id.eq(clinic))
            .filter(clinic_members::role.eq(Role::Staff))
            .filter(clinic_members::active.eq(true))
            .filter(profiles::deleted_at.is_null())
            .order(profiles::full_name)
            .select((profiles::full_name, clinic_members::permissions))
            .limit(MOST)
            .load(db)?;
        Ok(staff.into_iter().filter(|(_, held)| parse_permissions(held).contains(&permission)).map(|(name, _)| name).collect())
    }
}
