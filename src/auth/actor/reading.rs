//! Opening records: the only road to them, which leaves its trace before anything is shown.

use diesel::result::QueryResult;

use super::Actor;
use crate::auth::duty::Duty;
use crate::auth::scope::{AtClinic, Footing, Scope};
use crate::db::clock;
use crate::db::trail::Notes;
use crate::models::journal::Opening;
use crate::models::people::Claim;
use crate::web::error::Error;

impl<D: Duty> Actor<D> {
    /// Runs queries that open records. What they noted is in the audit when this returns; where it could not be written, nothing is
    /// shown.
    pub async fn open<T: Send + 'static>(&self, query: impl Fn(&mut Opening) -> QueryResult<T> + Send + 'static) -> Result<T, Error> {
        self.opening(false, query).await
    }

    /// As [`Actor::open`], of a record that is open already while somebody writes in it.
    pub async fn go_on<T: Send + 'static>(&self, query: impl Fn(&mut Opening) -> QueryResult<T> + Send + 'static) -> Result<T, Error> {
        self.opening(true, query).await
    }

    async fn opening<T: Send + 'static>(
        &self,
        going_on: bool,
        query: impl Fn(&mut Opening) -> QueryResult<T> + Send + 'static,
    ) -> Result<T, Error> {
        let (by, now) = (self.0.directory.author().clone(), self.now());
        let clinic = self.0.footing.place().filter(|_| D::Scope::NAMES_CLINIC).map(|place| place.clinic.id);
        let read = self.0.state.databases.read_noted(&self.0.organisation.slug, move |db, lately| {
            let mut opening = Opening::begin(db, &by, clinic, now, lately);
            if going_on {
                opening = opening.going_on();
            }
            let found = query(&mut opening)?;
            Ok((found, if D::Scope::TRACED { opening.notes() } else { Notes::default() }))
        });
        Ok(read.await?)
    }
}

impl<D: Duty<Scope = AtClinic>> Actor<D> {
    /// By what they open records at the clinic.
    pub fn claim(&self) -> Claim {
        Claim { clinic: self.clinic_id(), user: self.user(), since: clock::start_of(self.today(), self.zone()) }
    }
}
