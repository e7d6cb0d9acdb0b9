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
use crate::directory::session::Kind;
use crate::directory::{device, membership};
use crate::models::member::{Place, Role};
use crate::web::error::Error;

/// A browser at the door.
pub struct Visitor {
    state: State,
    author: Author,
    session: Session,
    /// Who is signed in already, if anybody.
    pub account: Option<Account>,
}

/// How somebody proved who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    Password,
    /// A code on their own phone.
    Code,
}

impl Proof {
    fn as_str(self) -> &'static str {
        match self {
            Proof::Password => "password",
            Proof::Code => "code",
        }
    }
}

impl Visitor {
    pub fn config(&self) -> &Config {
        &self.state.config
    }

    /// Whether this is the demo, where messages stay on the inbox page.
    pub fn demo(&self) -> bool {
        self.state.config.mode == Mode::Demo
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

    /// Signs the user in: a new session with a new token; what the browser had before is ended. Whoever works anywhere gets
    /// staff's short limits, however they came in.
    pub async fn sign_in(&self, user: UserId, proof: Proof) -> Result<(), Error> {
        let internal = |error: actix_session::SessionInsertError| Error::Internal(error.into());
        let mut kind = Kind::Patient;
        for membership in self.read(move |db| membership::of_user(db, user)).await? {
            let places = self.state.databases.read(&membership.slug, move |db| Place::of_user(db, user)).await?;
            if places.iter().any(|place| place.role != Role::Patient) {
                kind = Kind::Staff;
                break;
            }
        }
        self.write(move |tx| device::welcome(tx, user, proof == Proof::Code)).await?;
        self.session.clear();
        self.session.renew();
        self.session.insert(key::USER, user).map_err(internal)?;
        self.session.insert(key::AGENT, &self.author.agent).map_err(internal)?;
        self.session.insert(key::ADDRESS, &self.author.address).map_err(internal)?;
        self.session.insert(key::PROOF, proof.as_str()).map_err(internal)?;
        self.session.insert(key::KIND, kind).map_err(internal)
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
