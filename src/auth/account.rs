//! Somebody who is signed in, before they have chosen an organisation. Reaches the directory only.

mod proofs;

use std::future::{Ready, ready};

use actix_session::{Session, SessionExt};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use chrono::{Duration, NaiveDateTime};
use diesel::result::QueryResult;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::looking::Looking;
use super::sessions::key;
use super::state::State;
use super::visitor::Proof;
use crate::config::{Config, Mode};
use crate::db::clock::now;
use crate::db::ids::{SessionId, UserId};
use crate::db::{Author, Db, DirectoryDb, DirectoryTx};
use crate::directory::contact::Contact;
use crate::directory::membership::Membership;
use crate::directory::session::{self, Kind, LiveUser};
use crate::web::error::Error;

/// How long a proof counts for opening a page, and for sending the form on it, which took its time to fill.
pub const FOR_PAGE: Duration = Duration::minutes(5);
pub const FOR_FORM: Duration = Duration::minutes(30);

/// The signed-in user, as the directory has them now.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Account {
    pub user: UserId,
    pub full_name: String,
    pub contact: Contact,
    /// Whether they sign in in two steps.
    pub two_steps: bool,
    /// The organisations that they may enter.
    pub memberships: Vec<Membership>,
    /// Those of theirs that are suspended.
    pub closed: Vec<Membership>,
    /// Whether they operate the installation.
    pub operator: bool,
    /// The session by which they are here.
    pub session: SessionId,
    pub kind: Kind,
    /// When they last did anything, to about a minute.
    pub seen_at: NaiveDateTime,
    /// Whether they showed a second factor, here or on this browser of late.
    #[serde(skip)]
    pub assured: bool,
    /// When they last showed one in this session.
    #[serde(skip)]
    pub factor_at: Option<NaiveDateTime>,
    /// Whether a code on their phone is all they showed.
    #[serde(skip)]
    pub by_code: bool,
    /// As what they look at an organisation, if they do.
    #[serde(skip)]
    pub(super) looking: Option<Looking>,
    /// When they last showed anything: a password, a code, a Google account, a second factor.
    #[serde(skip)]
    pub proof_at: Option<NaiveDateTime>,
    #[serde(skip)]
    access: Option<Box<Access>>,
}

#[derive(Clone)]
struct Access {
    state: State,
    author: Author,
    session: SessionHandle,
}

#[derive(Clone)]
struct SessionHandle(Session);

impl std::fmt::Debug for Access {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Access")
    }
}

impl Account {
    pub(super) fn of_session(user: LiveUser, session: SessionId, kind: Kind, seen_at: NaiveDateTime) -> Account {
        let LiveUser { id, full_name, contact, two_steps, memberships, closed, operator } = user;
        Account {
            user: id,
            full_name,
            contact,
            two_steps,
            memberships,
            closed,
            operator,
            session,
            kind,
            seen_at,
            assured: false,
            factor_at: None,
            by_code: false,
            looking: None,
            proof_at: None,
            access: None,
        }
    }

    /// Who the session belongs to, if anybody. While the directory is away nobody can tell, and the answer is 503.
    pub(super) fn of(request: &HttpRequest) -> Result<Option<Account>, Error> {
        let session = request.get_session();
        if let Ok(Some(trouble)) = session.get::<String>(key::TROUBLE) {
            return Err(Error::Busy(trouble));
        }
        let Some(mut account) = session.get::<Account>(key::ACCOUNT).ok().flatten() else { return Ok(None) };
        account.assured = session.get(key::ASSURED).ok().flatten().unwrap_or_default();
        account.factor_at = session.get(key::FACTOR_AT).ok().flatten();
        account.by_code = !account.assured && session.get::<String>(key::PROOF).ok().flatten().is_some_and(|it| Proof::is_by_phone(&it));
        account.looking = session.get(key::LOOKING).ok().flatten();
        account.proof_at = session.get(key::PROOF_AT).ok().flatten();
        Ok(Some(account))
    }

    /// Whether they came in by nothing but a number that may have a new owner.
    pub fn is_doubtful(&self) -> bool {
        self.by_code && self.memberships.iter().chain(&self.closed).any(|it| it.may_have_a_new_holder(now()))
    }

    /// The organisation of that slug, if they may enter it.
    pub fn membership(&self, slug: &str) -> Option<&Membership> {
        self.memberships.iter().find(|it| it.slug == slug)
    }

    pub(super) fn session(&self) -> Result<&Session, Error> {
        Ok(&self.access()?.session.0)
    }

    /// As [`Account::membership`], or the refusal: of a suspended organisation its own people are told so, others find nothing.
    pub(super) fn enter(&self, slug: &str) -> Result<&Membership, Error> {
        let refusal = || self.closed.iter().find(|it| it.slug == slug).map_or(Error::NotFound, |it| Error::Closed(it.name.clone()));
        self.membership(slug).ok_or_else(refusal)
    }

    fn access(&self) -> Result<&Access, Error> {
        self.access.as_deref().ok_or(Error::SignedOut)
    }

    /// Runs queries on the directory.
    pub async fn read<T: Send + 'static>(&self, query: impl Fn(&mut DirectoryDb) -> QueryResult<T> + Send + 'static) -> Result<T, Error> {
        Ok(self.access()?.state.databases.read_directory(query).await?)
    }

    /// Makes a change to the directory.
    pub async fn write<T: Send + 'static>(&self, change: impl Fn(&mut DirectoryTx) -> QueryResult<T> + Send + 'static) -> Result<T, Error> {
        let access = self.access()?;
        Ok(access.state.databases.write_directory(access.author.clone(), change).await?)
    }

    /// Looks into one of their own organisations, to see which doors it has for them.
    pub async fn look_into<T: Send + 'static>(
        &self,
        membership: &Membership,
        query: impl Fn(&mut Db) -> QueryResult<T> + Send + 'static,
    ) -> Result<T, Error> {
        Ok(self.access()?.state.databases.read(&membership.slug, query).await?)
    }

    pub fn config(&self) -> Result<&Config, Error> {
        Ok(&self.access()?.state.config)
    }

    /// Whether this is the demo.
    pub fn demo(&self) -> Result<bool, Error> {
        Ok(self.config()?.mode == Mode::Demo)
    }

    /// Keeps a value for this session, from one page to the next.
    pub fn remember<T: Serialize>(&self, name: &str, value: T) -> Result<(), Error> {
        self.access()?.session.0.insert(name, value).map_err(|error| Error::Internal(error.into()))
    }

    pub fn recall<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        self.access().ok()?.session.0.get(name).ok().flatten()
    }

    pub fn forget(&self, name: &str) {
        if let Ok(access) = self.access() {
            access.session.0.remove(name);
        }
    }

    /// Gives the session a new token; the old one is worth nothing from now on. A session that was ended meanwhile gets none.
    pub async fn renew(&self) -> Result<(), Error> {
        let (id, since) = (self.session, now());
        if !self.read(move |db| session::is_live(db, id)).await? {
            return Err(Error::SignedOut);
        }
        let session = &self.access()?.session.0;
        session.insert(key::SINCE, since).map_err(|error| Error::Internal(error.into()))?;
        session.renew();
        Ok(())
    }

    /// Ends the session.
    pub fn sign_out(&self) -> Result<(), Error> {
        self.access()?.session.0.purge();
        Ok(())
    }
}

impl FromRequest for Account {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Holder::of(request).and_then(|Holder(account)| if account.is_doubtful() { Err(Error::Doubtful) } else { Ok(account) }))
    }
}

/// Whoever came in, also by a number that may have a new owner: for the pages that lead on from there. Nothing of the account
/// itself is theirs to see or to change.
pub struct Holder(pub Account);

impl Holder {
    fn of(request: &HttpRequest) -> Result<Holder, Error> {
        let mut account = Account::of(request)?.ok_or(Error::SignedOut)?;
        let state = State::of(request)?;
        let author = state.author(request, account.user);
        account.access = Some(Box::new(Access { state, author, session: SessionHandle(request.get_session()) }));
        Ok(Holder(account))
    }
}

impl FromRequest for Holder {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Holder::of(request))
    }
}
