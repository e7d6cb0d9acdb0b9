//! Somebody who is not signed in, or not yet. Reaches the directory only.

use std::future::{Ready, ready};

use actix_session::{Session, SessionExt};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use diesel::result::QueryResult;

use super::account::Account;
use super::sessions::key;
use super::state::State;
use crate::config::{Config, Mode};
use crate::db::ids::UserId;
use crate::db::{Author, DirectoryDb, DirectoryTx};
use crate::providers::google::Google;
use crate::web::error::Error;

/// A browser at the door.
pub struct Visitor {
    state: State,
    author: Author,
    session: Session,
    /// Who is signed in already, if anybody.
    pub account: Option<Account>,
}

/// How somebody proved who they are: it decides how long the session lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// A password, at a desk that others use too: twelve hours.
    Password,
    /// A code on their own phone: thirty days.
    Code,
    /// A Google account, at a desk that others use too: twelve hours.
    Google,
}

impl Visitor {
    pub fn config(&self) -> &Config {
        &self.state.config
    }

    /// Whether this is the demo, where messages stay on the inbox page.
    pub fn demo(&self) -> bool {
        self.state.config.mode == Mode::Demo
    }

    /// Where people may also sign in; nothing is there when it is not configured.
    pub fn google(&self) -> Result<&Google, Error> {
        self.state.google.as_deref().ok_or(Error::NotFound)
    }

    /// The address the request came from: limits count by it.
    pub fn address(&self) -> &str {
        &self.author.address
    }

    pub async fn read<T: Send + 'static>(
        &self,
        query: impl FnOnce(&mut DirectoryDb) -> QueryResult<T> + Send + 'static,
    ) -> Result<T, Error> {
        Ok(self.state.databases.read_directory(query).await?)
    }

    pub async fn write<T: Send + 'static>(&self, change: impl Fn(&mut DirectoryTx) -> QueryResult<T> + Send + 'static) -> Result<T, Error> {
        Ok(self.state.databases.write_directory(self.author.clone(), change).await?)
    }

    /// Signs the user in: a new session with a new token; what the browser had before is ended.
    pub fn sign_in(&self, user: UserId, proof: Proof) -> Result<(), Error> {
        let internal = |error: actix_session::SessionInsertError| Error::Internal(error.into());
        let hours = match proof {
            Proof::Password | Proof::Google => 12,
            Proof::Code => 30 * 24,
        };
        self.session.clear();
        self.session.renew();
        self.session.insert(key::USER, user).map_err(internal)?;
        self.session.insert(key::AGENT, &self.author.agent).map_err(internal)?;
        self.session.insert(key::ADDRESS, &self.author.address).map_err(internal)?;
        self.session.insert(key::HOURS, hours).map_err(internal)
    }

    /// Keeps a value for this browser between two steps of signing in.
    pub fn remember<T: serde::Serialize>(&self, name: &str, value: T) -> Result<(), Error> {
        self.session.insert(name, value).map_err(|error| Error::Internal(error.into()))
    }

    pub fn recall<T: serde::de::DeserializeOwned>(&self, name: &str) -> Option<T> {
        self.session.get(name).ok().flatten()
    }

    pub fn forget(&self, name: &str) {
        self.session.remove(name);
    }
}

impl FromRequest for Visitor {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready((|| {
            let state = State::of(request)?;
            let account = Account::of(request)?;
            let author = state.author(request, account.as_ref().map_or(UserId::SYSTEM, |it| it.user));
            Ok(Visitor { state, author, session: request.get_session(), account })
        })())
    }
}
