//! The office's: the directory as far as people are taken on, and a second factor shown of late.

use super::Actor;
use crate::auth::directory::Directory;
use crate::auth::duty::{Duty, WithDirectory};
use crate::auth::scope::{Footing, InOrganisation};
use crate::db::clock;
use crate::db::ids::ProfileId;
use crate::directory::post::Letter;
use crate::locale::{ToValue, Value};
use crate::models::practice::{Giving, Member, Reach};
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
}

impl<D: Duty<Scope = InOrganisation>> Actor<D> {
    /// Tells the other admins by letter of what was done here: the letter says who did it, where and when, besides these values.
    pub async fn tell_other_admins(&self, letter: Letter, values: &[(&'static str, Value)]) -> Result<(), Error> {
        let admins = self.read(Member::admins).await?;
        let others: Vec<_> = admins.into_iter().filter(|it| *it != self.user()).collect();
        let who = self.0.footing.called().unwrap_or(&self.0.account.user.full_name).to_value();
        let at = self.now().and_utc().with_timezone(&clock::INDIA).format("%d-%m-%Y %H:%M").to_string().to_value();
        let values = [values, &[("who", who), ("organisation", self.organisation().name.to_value()), ("at", at)]].concat();
        self.0.directory.write(move |tx| letter.send_to_all(tx, &others, &values)).await
    }
}
