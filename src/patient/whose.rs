//! Whose records a list shows: everybody's of the family, or those of the one who is picked.

use crate::auth::{Actor, Patient};
use crate::db::ids::ProfileId;
use crate::models::people::Profile;
use crate::web::screen::*;

/// `?of=ID`; everybody where nobody is picked.
#[derive(Deserialize)]
pub struct WhoseQuery {
    pub of: Option<ProfileId>,
}

/// The family, and who of them is picked.
pub struct Whose {
    pub family: Vec<Profile>,
    pub picked: Option<ProfileId>,
}

impl Whose {
    pub fn of(me: &Actor<Patient>, picked: Option<ProfileId>) -> Whose {
        Whose { family: me.family().to_vec(), picked }
    }

    /// What one of the family is called.
    pub fn name(&self, id: ProfileId) -> &str {
        self.family.iter().find(|it| it.id == id).map_or("", |it| it.full_name.as_str())
    }

    pub fn is_picked(&self, profile: &Profile) -> bool {
        self.picked == Some(profile.id)
    }
}
