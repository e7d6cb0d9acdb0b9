//! One's own record, and one's family's.

pub mod acceptances;
pub mod family;
pub mod live;
pub mod prescriptions;
pub mod receipts;
pub mod today;
pub mod transfers;
pub mod visits;

use serde::Deserialize;

use crate::db::ids::ProfileId;
use crate::models::people::Profile;

/// What one of the family is called.
fn name_of(family: &[Profile], patient: ProfileId) -> &str {
    family.iter().find(|it| it.id == patient).map_or("", |it| it.full_name.as_str())
}

/// Whether the list shows this one's records.
fn is_picked(of: Option<ProfileId>, profile: &Profile) -> bool {
    of == Some(profile.id)
}

/// Whose records a list shows.
#[derive(Deserialize)]
pub struct Whose {
    /// One of the family; everybody where nobody is picked.
    of: Option<ProfileId>,
}
