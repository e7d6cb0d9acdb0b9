//! One's own record, and one's family's.

pub mod live;
pub mod prescriptions;
pub mod receipts;
pub mod today;
pub mod visits;

use crate::db::ids::ProfileId;
use crate::models::profile::Profile;

/// What one of the family is called.
fn name_of(family: &[Profile], patient: ProfileId) -> &str {
    family.iter().find(|it| it.id == patient).map_or("", |it| it.full_name.as_str())
}
