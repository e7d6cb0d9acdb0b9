//! The office's: the directory as far as people are taken on, and a second factor shown of late.

use super::Actor;
use crate::auth::account::{FOR_FORM, FOR_PAGE};
use crate::auth::directory::Directory;
use crate::auth::duty::{Duty, WithDirectory};
use crate::auth::scope::{Footing, InOrganisation};
use crate::db::ids::ProfileId;
use crate::models::practice::{Giving, Reach};
use crate::web::error::Error;

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

    /// Demands a second factor shown within five minutes, before a page whose form gives power away.
    pub fn fresh_for_page(&self) -> Result<(), Error> {
        self.0.account.fresh(FOR_PAGE)
    }

    /// The same for the form itself, which took its time to fill.
    pub fn fresh_for_form(&self) -> Result<(), Error> {
        self.0.account.fresh(FOR_FORM)
    }
}
