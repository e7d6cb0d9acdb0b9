//! Somebody who is not signed in, or not yet. Reaches the directory only.

use std::future::{Ready, ready};

use actix_session::{Session, SessionExt};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use chrono::{Duration, NaiveDateTime};
use diesel::result::QueryResult;
use serde::{Deserialize, Serialize};

use super::account::Account;
use super::device_cookie::DeviceCookie;
use super::sessions::key;
use super::state::State;
use crate::config::{Config, Mode};
use crate::db::clock::now;
use crate::db::ids::UserId;
use crate::db::{Author, DirectoryDb, DirectoryTx};
use crate::directory::auth_provider::Method;
use crate::directory::session::{self, Kind};
use crate::directory::{auth_provider, device, holder, known_device, membership, mfa, operator, trusted_device};
use crate::models::practice::{Place, Role};
use crate::providers::google::Google;
use crate::web::error::Error;
use crate::web::path::own_path;

/// A browser at the door.
pub struct Visitor {
    state: State,
    author: Author,
    session: Session,
    request: HttpRequest,
    /// When the request came: whatever it proves was so then.
    since: NaiveDateTime,
    /// Who is signed in already, if anybody, and not only by a number that may have a new owner.
    pub account: Option<Account>,
}

/// How somebody proved who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Proof {
    Password,
    /// A code on their own phone, by SMS.
    Code,
    /// The same, by WhatsApp.
    WhatsApp,
    /// A Google account that was linked from inside.
    Google,
}

impl Proof {
    /// The word that the session keeps.
    fn as_str(self) -> &'static str {
        match self {
            Proof::Code => "code",
            _ => self.method().as_str(),
        }
    }

    /// Whether this is the word for a code on a phone.
    pub(super) fn is_by_phone(word: &str) -> bool {
        [Proof::Code, Proof::WhatsApp].iter().any(|it| it.as_str() == word)
    }

    fn method(self) -> Method {
        match self {
            Proof::Password => Method::Password,
            Proof::Code => Method::Otp,
            Proof::WhatsApp => Method::WhatsApp,
            Proof::Google => Method::Google,
        }
    }
}

/// Somebody between the two steps of signing in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Between {
    pub user: UserId,
    proof: Proof,
    next: String,
    at: NaiveDateTime,
}

/// How long the second step may take.
const PATIENCE: Duration = Duration::minutes(10);

fn internal(error: actix_session::SessionInsertError) -> Error {
    Error::Internal(error.into())
}

/// Where somebody was going, or the doors.
fn destination(next: &str) -> String {
    if next.is_empty() { "/doors".to_owned() } else { own_path(next).to_owned() }
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

    pub async fn read<T: Send + 'static>(&self, query: impl Fn(&mut DirectoryDb) -> QueryResult<T> + Send + 'static) -> Result<T, Error> {
        Ok(self.state.databases.read_directory(query).await?)
    }

    pub async fn write<T: Send + 'static>(&self, change: impl Fn(&mut DirectoryTx) -> QueryResult<T> + Send + 'static) -> Result<T, Error> {
        Ok(self.state.databases.write_directory(self.author.clone(), change).await?)
    }

    /// Lets somebody in who has proved who they are: to where they were going, or first to the second step, if they sign in in
    /// two and this browser is not one that they chose to remember. Answers the address.
    pub async fn enter(&self, user: UserId, proof: Proof, next: &str) -> Result<String, Error> {
        let token = DeviceCookie::Trusted.token(&self.request, self.secure()).unwrap_or_default();
        let (enrolled, trusted) =
            self.read(move |db| Ok((mfa::is_enrolled(db, user)?, trusted_device::is_trusted(db, user, &token, now())?))).await?;
        if enrolled && !trusted {
            self.write(move |tx| auth_provider::shown(tx, user, proof.method())).await?;
            self.session.clear();
            self.session.renew();
            self.remember(key::BETWEEN, &Between { user, proof, next: next.to_owned(), at: self.since })?;
            return Ok("/sign-in/second-step".to_owned());
        }
        self.sign_in(user, proof, self.since, enrolled).await?;
        self.session.insert(key::ASSURED, enrolled && trusted).map_err(internal)?;
        Ok(destination(next))
    }

    /// Who is between the two steps, and since less than ten minutes.
    pub fn between(&self) -> Option<Between> {
        self.recall::<Between>(key::BETWEEN).filter(|it| it.at + PATIENCE > now())
    }

    /// Lets in whoever has shown the second factor too. Answers the address.
    pub async fn enter_assured(&self, between: &Between) -> Result<String, Error> {
        self.sign_in(between.user, between.proof, between.at, true).await?;
        self.session.insert(key::ASSURED, true).map_err(internal)?;
        self.session.insert(key::FACTOR_AT, now()).map_err(internal)?;
        Ok(destination(&between.next))
    }

    /// Has this browser remembered, so that it needs no second step.
    pub async fn trust(&self, user: UserId) -> Result<(), Error> {
        let token = self.write(move |tx| trusted_device::remember(tx, user)).await?;
        DeviceCookie::Trusted.give(&self.request, self.secure(), token);
        Ok(())
    }

    fn secure(&self) -> bool {
        self.state.config.secure_cookies
    }

    /// A new session with a new token; what the browser had before is ended. Whoever works anywhere gets staff's short
    /// limits, however they came in.
    async fn sign_in(&self, user: UserId, proof: Proof, since: NaiveDateTime, two_steps: bool) -> Result<(), Error> {
        let (operator, memberships) = self.read(move |db| Ok((operator::is_operator(db, user)?, membership::of_user(db, user)?))).await?;
        let mut kind = if operator { Kind::Staff } else { Kind::Patient };
        for membership in memberships {
            if kind == Kind::Staff {
                break;
            }
            // An organisation that cannot be asked keeps nobody from the others: the limits are then the short ones.
            let places = self.state.databases.read(&membership.slug, move |db| Place::of_user(db, user)).await;
            if places.map_or(true, |places| places.iter().any(|place| place.role != Role::Patient)) {
                kind = Kind::Staff;
            }
        }
        let browser = DeviceCookie::Known.token(&self.request, self.secure());
        let by_phone = matches!(proof, Proof::Code | Proof::WhatsApp);
        let token = self
            .write(move |tx| {
                if !session::may_begin(tx, user, since)? {
                    return Ok(None);
                }
                auth_provider::came_in(tx, user, proof.method(), two_steps)?;
                if by_phone {
                    holder::seen(tx, user)?;
                }
                device::welcome(tx, user, proof == Proof::Code)?;
                known_device::remember(tx, user, browser.as_deref()).map(Some)
            })
            .await?
            .ok_or(Error::SignedOut)?;
        DeviceCookie::Known.give(&self.request, self.secure(), token);
        self.session.clear();
        self.session.renew();
        self.session.insert(key::SINCE, since).map_err(internal)?;
        self.session.insert(key::USER, user).map_err(internal)?;
        self.session.insert(key::AGENT, &self.author.agent).map_err(internal)?;
        self.session.insert(key::ADDRESS, &self.author.address).map_err(internal)?;
        self.session.insert(key::PROOF, proof.as_str()).map_err(internal)?;
        self.session.insert(key::PROOF_AT, now()).map_err(internal)?;
        self.session.insert(key::KIND, kind).map_err(internal)
    }

    /// Keeps a value for this browser between two steps of signing in.
    pub fn remember<T: serde::Serialize>(&self, name: &str, value: T) -> Result<(), Error> {
        self.session.insert(name, value).map_err(internal)
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
            let account = account.filter(|it| !it.is_doubtful());
            Ok(Visitor { state, author, session: request.get_session(), request: request.clone(), since: now(), account })
        })())
    }
}
