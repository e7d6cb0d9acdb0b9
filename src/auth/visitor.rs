//! Somebody who is not signed in, or not yet. Reaches the directory only.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use chrono::NaiveDateTime;

use super::account::Account;
use super::device_cookie::DeviceCookie;
use super::directory::Directory;
use super::session::{Between, Proofs, Session};
use super::state::State;
use crate::config::{Config, Mode};
use crate::db::Author;
use crate::db::clock::now;
use crate::db::ids::UserId;
use crate::directory::accounts::{NumberHolder, Operators};
use crate::directory::people::Membership;
use crate::directory::proofs::{Factors, SignInMethod, WayIn};
use crate::directory::sessions::{Device, KnownDevice, LiveSession, Proof, SessionKind, SignIn, TrustedDevice};
use crate::models::practice::{Place, Role};
use crate::providers::google::Google;
use crate::web::error::Error;
use crate::web::path::own_path;

/// A browser at the door.
pub struct Visitor {
    pub directory: Directory,
    /// What the session keeps from one page to the next.
    pub kept: Session,
    state: State,
    request: HttpRequest,
    /// When the request came: whatever it proves was so then.
    since: NaiveDateTime,
    /// Who is signed in already, if anybody, and not only by a number that may have a new owner.
    pub account: Option<Account>,
}

/// The way in that such a proof is.
fn method(proof: Proof) -> SignInMethod {
    match proof {
        Proof::Password => SignInMethod::Password,
        Proof::Code => SignInMethod::Otp,
        Proof::WhatsApp => SignInMethod::WhatsApp,
        Proof::Google => SignInMethod::Google,
    }
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
        self.state.google()
    }

    /// The address the request came from: limits count by it.
    pub fn address(&self) -> &str {
        &self.directory.author().address
    }

    /// Lets somebody in who has proved who they are: to where they were going, or first to the second step, if they sign in in
    /// two and this browser is not one that they chose to remember. Answers the address.
    pub async fn enter(&self, user: UserId, proof: Proof, next: &str) -> Result<String, Error> {
        let tokens = self.trusted_tokens();
        let (enrolled, by_phone, trusted) = self
            .directory
            .read(move |db| {
                let trusted = TrustedDevice::is_trusted(db, user, &tokens, now())?;
                Ok((Factors::is_enrolled(db, user)?, Factors::is_by_phone(db, user)?, trusted))
            })
            .await?;
        // The phone that let them in is no second thing to show: they see their own records, and no place where they work.
        let enrolled = enrolled && !(by_phone && proof.is_by_phone());
        if enrolled && !trusted {
            self.directory.write(move |tx| WayIn::shown(tx, user, method(proof))).await?;
            self.kept.wait_for_second_step(Between { user, proof, next: next.to_owned(), at: self.since })?;
            return Ok("/sign-in/second-step".to_owned());
        }
        let proofs = Proofs { assured: enrolled, factor_at: None, shown_at: Some(now()) };
        self.sign_in(user, proof, self.since, proofs).await?;
        Ok(destination(next))
    }

    /// Lets in whoever has shown the second factor too. Answers the address.
    pub async fn enter_assured(&self, between: &Between) -> Result<String, Error> {
        let proofs = Proofs { assured: true, factor_at: Some(now()), shown_at: Some(now()) };
        self.sign_in(between.user, between.proof, between.at, proofs).await?;
        Ok(destination(&between.next))
    }

    /// Has this browser remembered, so that it needs no second step.
    pub async fn trust(&self, user: UserId) -> Result<(), Error> {
        let token = self.directory.write(move |tx| TrustedDevice::remember(tx, user)).await?;
        let others = self.trusted_tokens();
        let tokens: Vec<String> = std::iter::once(token).chain(others).take(TrustedDevice::A_BROWSER).collect();
        DeviceCookie::Trusted.give(&self.request, self.secure(), tokens.join("."));
        Ok(())
    }

    /// The marks by which this browser is remembered: one for each person who chose so, the last first.
    fn trusted_tokens(&self) -> Vec<String> {
        let sent = DeviceCookie::Trusted.token(&self.request, self.secure()).unwrap_or_default();
        sent.split('.').filter(|it| !it.is_empty()).take(TrustedDevice::A_BROWSER).map(str::to_owned).collect()
    }

    /// Whether cookies are for TLS alone.
    pub fn secure(&self) -> bool {
        self.state.config.secure_cookies
    }

    /// A new session with a new token; what the browser had before is ended. Whoever works anywhere gets staff's short
    /// limits, however they came in.
    async fn sign_in(&self, user: UserId, proof: Proof, since: NaiveDateTime, proofs: Proofs) -> Result<(), Error> {
        let (operator, memberships) =
            self.directory.read(move |db| Ok((Operators::is_operator(db, user)?, Membership::of_user(db, user)?))).await?;
        let mut kind = if operator { SessionKind::Staff } else { SessionKind::Patient };
        let mut asking = Vec::new();
        for membership in memberships.into_iter().filter(Membership::is_accepted) {
            if kind == SessionKind::Staff && proofs.assured {
                break;
            }
            // An organisation that cannot be asked keeps nobody from the others: the limits are then the short ones.
            let places = self.state.databases.read(&membership.slug, move |db| Place::of_user(db, user)).await;
            if places.as_ref().map_or(true, |places| places.iter().any(|place| place.role != Role::Patient)) {
                kind = SessionKind::Staff;
            }
            if places.is_ok_and(|places| places.iter().any(|place| membership.asks_two_steps_of(place.role.as_str()))) {
                asking.push(membership.organisation);
            }
        }
        if proofs.assured {
            asking.clear();
        }
        let browser = DeviceCookie::Known.token(&self.request, self.secure());
        let token = self
            .directory
            .write(move |tx| {
                if !LiveSession::may_begin(tx, user, since)? {
                    return Ok(None);
                }
                WayIn::came_in(tx, user, method(proof), proofs.assured)?;
                if proof.is_by_phone() {
                    NumberHolder::seen(tx, user)?;
                }
                Device::welcome(tx, user, proof == Proof::Code)?;
                Membership::ask_for_two_steps(tx, user, &asking)?;
                KnownDevice::remember(tx, user, browser.as_deref()).map(Some)
            })
            .await?
            .ok_or(Error::SignedOut)?;
        DeviceCookie::Known.give(&self.request, self.secure(), token);
        let Author { agent, address, .. } = self.directory.author().clone();
        self.kept.sign_in(SignIn { user, proof, kind, agent, address, since }, proofs)
    }
}

impl FromRequest for Visitor {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready((|| {
            let (state, kept) = (State::of(request)?, Session::of(request)?);
            let account = Account::of(request)?;
            let directory = match &account {
                Some(account) => account.directory.clone(),
                None => state.directory(request, UserId::SYSTEM),
            };
            let account = account.filter(|it| !it.is_doubtful());
            Ok(Visitor { directory, kept, account, state, request: request.clone(), since: now() })
        })())
    }
}
