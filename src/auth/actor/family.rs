//! A patient's own: everybody on the account.

use std::collections::BTreeSet;

use super::Actor;
use crate::auth::duty::Patient;
use crate::auth::live::watch_together;
use crate::auth::scope::Footing;
use crate::db::ids::{ClinicId, ProfileId};
use crate::models::people::{Family, Profile};
use crate::models::values::Phone;
use crate::web::error::Error;
use crate::web::events::Watching;

impl Actor<Patient> {
    /// Everybody on the account whose record its holder may see.
    pub fn family(&self) -> &[Profile] {
        &self.0.footing.family.members
    }

    /// Their ids: what every query of a patient is restricted to.
    pub fn family_ids(&self) -> Vec<ProfileId> {
        self.0.footing.family.ids()
    }

    /// Everybody on the account, also those who have grown up.
    pub fn everybody(&self) -> &Family {
        &self.0.footing.family
    }

    /// The ids of whom the page is about: one of the family, or all of them.
    pub fn ids_of(&self, one: Option<ProfileId>) -> Result<Vec<ProfileId>, Error> {
        match one {
            Some(id) if self.family().iter().any(|it| it.id == id) => Ok(vec![id]),
            Some(_) => Err(Error::NotFound),
            None => Ok(self.family_ids()),
        }
    }

    /// The account's own number, and its holder's name: as their record has it now, where they have one here.
    pub fn holder(&self) -> (Option<Phone>, String) {
        let name = self.0.footing.called().unwrap_or(&self.0.account.user.full_name).to_owned();
        (self.0.account.user.contact.phone.as_deref().map(Phone::stored), name)
    }

    /// Follows the changes of the clinics where one of the family has a token; of none there is nothing to follow.
    pub fn watch(&self, clinics: &BTreeSet<ClinicId>) -> Result<Watching, Error> {
        let spots = self.0.account.spots()?;
        let each = clinics.iter().map(|clinic| self.0.state.live.watch(&self.0.organisation.slug, *clinic)).collect();
        Ok(Watching { versions: watch_together(each).ok_or(Error::NotFound)?, spots })
    }
}
