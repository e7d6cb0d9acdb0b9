//! The office's: the directory as far as people are taken on, a second factor shown of late, and work that outlasts a request.

use std::sync::Arc;

use diesel::result::QueryResult;

use super::Actor;
use crate::auth::account::{FOR_FORM, FOR_PAGE};
use crate::auth::duty::{Duty, Imports, WithDirectory};
use crate::auth::scope::{Footing, InOrganisation};
use crate::db::ids::ProfileId;
use crate::db::{Author, Databases, DirectoryDb, DirectoryTx};
use crate::models::practice::{Giving, Reach};
use crate::web::error::Error;

impl<D: WithDirectory> Actor<D> {
    pub async fn read_directory<T: Send + 'static>(
        &self,
        query: impl Fn(&mut DirectoryDb) -> QueryResult<T> + Send + 'static,
    ) -> Result<T, Error> {
        Ok(self.0.state.databases.read_directory(query).await?)
    }

    /// Makes a change to the directory: invites, ends a membership.
    pub async fn write_directory<T: Send + 'static>(
        &self,
        change: impl Fn(&mut DirectoryTx) -> QueryResult<T> + Send + 'static,
    ) -> Result<T, Error> {
        self.in_directory(change).await
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

impl Actor<Imports> {
    /// For work that outlasts the request and has a thread of its own.
    pub fn beyond_the_request(&self) -> (Arc<Databases>, String, Author) {
        (Arc::clone(&self.0.state.databases), self.0.organisation.slug.clone(), self.0.author.clone())
    }
}
