//! Signing in with a Google account that was linked before, and coming back from there.

use actix_web::web::Query;
use askama::Template;
use chrono::{Duration, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::auth::Visitor;
use crate::auth::visitor::Proof;
use crate::db::clock;
use crate::db::ids::UserId;
use crate::directory::auth_provider::{self, Linked, SignedIn};
use crate::providers::google::{Attempt, Failure, Identity};
use crate::web::error::Error;
use crate::web::filters;
use crate::web::form::Form;
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;
use crate::{message, page};

/// The page that moves the browser on to the provider.
#[derive(Template)]
#[template(path = "sign_in/onward.html")]
struct Onward {
    address: String,
}

page!(Onward);

/// The page that says why nobody came in, and what to do next.
#[derive(Template)]
#[template(path = "sign_in/google.html")]
struct Refused {
    refusal: Refusal,
    /// Whether they were signed in already, and wanted to link.
    inside: bool,
}

page!(Refused);

/// Why a Google account did not help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Refusal {
    Unlinked,
    Inactive,
    /// Somebody said no at the provider.
    Declined,
    /// Not begun in this browser, used before, or too long ago.
    Over,
    /// What the provider said cannot be trusted.
    Untrusted,
    Away,
    /// Linked to another user.
    Others,
    /// Another account is linked to this user.
    HasAnother,
}

#[derive(Default, Deserialize)]
pub struct Destination {
    #[serde(default)]
    next: String,
}

/// What the provider sends the browser back with (RFC 6749, 4.1.2).
#[derive(Deserialize)]
pub struct Answer {
    #[serde(default)]
    state: String,
    code: Option<String>,
    error: Option<String>,
    /// Who answers (RFC 9207), where they say so.
    iss: Option<String>,
}

/// What a browser went to the provider for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Purpose {
    SignIn { next: String },
    Link { user: UserId },
}

/// What the browser remembers until it comes back: without it an answer is worth nothing.
#[derive(Serialize, Deserialize)]
struct Waiting {
    purpose: Purpose,
    attempt: Attempt,
    begun_at: NaiveDateTime,
}

const WAITING: &str = "google";

/// How long somebody may take at the provider.
const LIFE: Duration = Duration::minutes(15);

/// `POST /sign-in/google`.
pub async fn create(visitor: Visitor, hx: Hx, Form(form): Form<Destination>) -> Response {
    begin(&visitor, hx, Purpose::SignIn { next: form.next }).await
}

/// `GET /sign-in/google/callback`.
pub async fn show(visitor: Visitor, hx: Hx, Query(answer): Query<Answer>) -> Response {
    let (purpose, identity) = match come_back(&visitor, answer).await? {
        Ok(came) => came,
        Err(refusal) => return refuse(&visitor, hx, refusal),
    };
    let next = match purpose {
        Purpose::SignIn { next } => next,
        Purpose::Link { user } => return link(&visitor, hx, user, identity).await,
    };
    match visitor.write(move |tx| auth_provider::sign_in(tx, &identity.issuer, &identity.subject)).await? {
        SignedIn::Done(user) => {
            let next = visitor.enter(user, Proof::Google, &next).await?;
            hx.see_other(next, None)
        }
        SignedIn::Unlinked => refuse(&visitor, hx, Refusal::Unlinked),
        SignedIn::Inactive => refuse(&visitor, hx, Refusal::Inactive),
    }
}

/// Links the account that somebody came back with, if the same person is still signed in.
async fn link(visitor: &Visitor, hx: Hx, user: UserId, identity: Identity) -> Response {
    if visitor.account.as_ref().is_none_or(|account| account.user != user) {
        return refuse(visitor, hx, Refusal::Over);
    }
    match visitor.write(move |tx| auth_provider::link(tx, user, &identity.issuer, &identity.subject)).await? {
        Linked::Done | Linked::Already => hx.see_other("/account/ways-in", Notice::success(message!("google-link-done"))),
        Linked::Others => refuse(visitor, hx, Refusal::Others),
        Linked::HasAnother => refuse(visitor, hx, Refusal::HasAnother),
    }
}

/// Who came back, and for what. What was remembered is forgotten first: an answer is looked at once.
async fn come_back(visitor: &Visitor, answer: Answer) -> Result<Result<(Purpose, Identity), Refusal>, Error> {
    let (google, now) = (visitor.google()?, clock::now());
    let waiting = visitor.recall::<Waiting>(WAITING).filter(|it| it.attempt.state == answer.state && now < it.begun_at + LIFE);
    let Some(Waiting { purpose, attempt, .. }) = waiting else { return Ok(Err(Refusal::Over)) };
    visitor.forget(WAITING);
    let identity = match answer {
        Answer { iss: Some(name), .. } if !google.is_issuer(&name) => Err(Failure::Refused("the answer names another issuer".into())),
        Answer { error: Some(error), .. } if error == "access_denied" => return Ok(Err(Refusal::Declined)),
        Answer { code: Some(code), error: None, .. } => google.finish(attempt, code, now.and_utc()).await,
        _ => Err(Failure::Refused("an error instead of a code".into())),
    };
    match identity {
        Ok(identity) => Ok(Ok((purpose, identity))),
        Err(failure) => fail(visitor, failure).await.map(Err),
    }
}

/// Sends the browser to the provider, and remembers what for.
pub(crate) async fn begin(visitor: &Visitor, hx: Hx, purpose: Purpose) -> Response {
    let begun_at = clock::now();
    match visitor.google()?.begin(begun_at.and_utc()).await {
        Ok((address, attempt)) => {
            visitor.remember(WAITING, Waiting { purpose, attempt, begun_at })?;
            hx.page(&Onward { address })
        }
        Err(failure) => refuse(visitor, hx, fail(visitor, failure).await?),
    }
}

/// Writes down that a conversation with the provider came to nothing.
async fn fail(visitor: &Visitor, failure: Failure) -> Result<Refusal, Error> {
    match failure {
        Failure::Away(why) => {
            tracing::warn!(%why, "Google is away");
            Ok(Refusal::Away)
        }
        Failure::Refused(why) => {
            visitor.write(move |tx| auth_provider::refused(tx, &why)).await?;
            Ok(Refusal::Untrusted)
        }
    }
}

fn refuse(visitor: &Visitor, hx: Hx, refusal: Refusal) -> Response {
    hx.invalid(&Refused { refusal, inside: visitor.account.is_some() })
}

impl Refusal {
    fn title(self) -> &'static str {
        match self {
            Refusal::Unlinked => "google-unlinked-title",
            Refusal::Inactive => "google-inactive-title",
            Refusal::Declined => "google-declined-title",
            Refusal::Over => "google-over-title",
            Refusal::Untrusted => "google-untrusted-title",
            Refusal::Away => "google-away-title",
            Refusal::Others => "google-others-title",
            Refusal::HasAnother => "google-another-title",
        }
    }

    fn advice(self) -> &'static str {
        match self {
            Refusal::Unlinked => "google-unlinked",
            Refusal::Inactive => "google-inactive",
            Refusal::Declined => "google-declined",
            Refusal::Over => "google-over",
            Refusal::Untrusted => "google-untrusted",
            Refusal::Away => "google-away",
            Refusal::Others => "google-others",
            Refusal::HasAnother => "google-another",
        }
    }
}
