//! The office's: the directory as far as people are taken on, and a second factor shown of late.

use super::Actor;
use crate::auth::directory::Directory;
use crate::auth::duty::{Duty, WithDirectory};
use crate::auth::letters::LetterToAdmins;
use crate::auth::scope::{Footing, InOrganisation};
use crate::db::ids::ProfileId;
use crate::directory::post::Letter;
use crate::models::practice::{Giving, Reach};

impl<D: WithDirectory> Actor<D> {
    /// The directory: to invite, to end a membership.
    pub fn directory(&self) -> &Directory {
        &self.0.directory
    }

    /// Their own profile.
    pub fn profile(&self) -> ProfileId {
        self.0.footing.place.profile
    }

    /// What they may give others.
    pub fn giving(&self) -> Giving {
        Giving::of(self.user(), self.0.footing.places())
    }
}

impl<D: Duty<Scope = InOrganisation>> Actor<D> {
    /// The clinics to which the duty is restricted, if it is.
    pub fn reach(&self) -> Reach {
        self.0.footing.reach.clone()
    }

    /// A letter to the other admins of what is done here.
    pub fn letter(&self, letter: Letter) -> LetterToAdmins {
        let who = self.0.footing.called().unwrap_or(&self.0.account.user.full_name);
        LetterToAdmins::of(letter, who, &self.organisation().name)
    }
}
