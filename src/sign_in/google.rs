//! Signing in with a Google account that was linked before, and coming back from there.

use chrono::Duration;

use crate::auth::{GoogleAim, GoogleErrand, Visitor};
use crate::db::clock;
use crate::db::ids::UserId;
use crate::directory::proofs::{GoogleAccount, GoogleLinked, GoogleSignedIn};
use crate::directory::sessions::Proof;
use crate::providers::google::{GoogleFailure, Identity};
use crate::shared::google::{self, Onward, Refusal, Refused};
use crate::web::screen::*;

#[derive(Default, Deserialize)]
pub struct GoogleForm {
    #[serde(default)]
    next: String,
}

/// What the provider sends the browser back with (RFC 6749, 4.1.2).
#[derive(Deserialize)]
pub struct GoogleAnswer {
    #[serde(default)]
    state: String,
    code: Option<String>,
    error: Option<String>,
    /// Who answers (RFC 9207), where they say so.
    iss: Option<String>,
}

/// How long somebody may take at the provider.
const LIFE: Duration = Duration::minutes(15);

/// `POST /sign-in/google`.
pub async fn create(visitor: Visitor, hx: Hx, Form(form): Form<GoogleForm>) -> Response {
    match google::begin(visitor.google()?, &visitor.directory, &visitor.kept, GoogleAim::SignIn { next: form.next }).await? {
        Ok(address) => hx.page(&Onward { address }),
        Err(refusal) => refused(hx, &visitor, refusal),
    }
}

/// `GET /sign-in/google/callback`.
pub async fn show(visitor: Visitor, hx: Hx, Query(answer): Query<GoogleAnswer>) -> Response {
    let (aim, identity) = match come_back(&visitor, answer).await? {
        Ok(came) => came,
        Err(refusal) => return refused(hx, &visitor, refusal),
    };
    let next = match aim {
        GoogleAim::SignIn { next } => next,
        GoogleAim::Link { user } => return link(&visitor, hx, user, identity).await,
    };
    match visitor.directory.write(move |tx| GoogleAccount::sign_in(tx, &identity.issuer, &identity.subject)).await? {
        GoogleSignedIn::Done(user) => {
            let next = visitor.enter(user, Proof::Google, &next).await?;
            hx.see_other(next, None)
        }
        GoogleSignedIn::Unlinked => refused(hx, &visitor, Refusal::Unlinked),
        GoogleSignedIn::Inactive => refused(hx, &visitor, Refusal::Inactive),
    }
}

/// Links the account that somebody came back with, if the same person is still signed in.
async fn link(visitor: &Visitor, hx: Hx, user: UserId, identity: Identity) -> Response {
    if visitor.account.as_ref().is_none_or(|account| account.user.id != user) {
        return refused(hx, visitor, Refusal::Over);
    }
    match visitor.directory.write(move |tx| GoogleAccount::link(tx, user, &identity.issuer, &identity.subject)).await? {
        GoogleLinked::Done | GoogleLinked::Already => hx.see_other("/account/ways-in", Notice::success(message!("google-link-done"))),
        GoogleLinked::Others => refused(hx, visitor, Refusal::Others),
        GoogleLinked::HasAnother => refused(hx, visitor, Refusal::HasAnother),
    }
}

/// Who came back, and for what. What was kept in the session for it is removed first, so that an
/// answer counts once.
async fn come_back(visitor: &Visitor, answer: GoogleAnswer) -> Result<Result<(GoogleAim, Identity), Refusal>, Error> {
    let (provider, now) = (visitor.google()?, clock::now());
    let errand = visitor.kept.google_errand().filter(|it| it.attempt.state == answer.state && now < it.begun_at + LIFE);
    let Some(GoogleErrand { aim, attempt, .. }) = errand else { return Ok(Err(Refusal::Over)) };
    visitor.kept.set_google_errand(None)?;
    let identity = match answer {
        GoogleAnswer { iss: Some(name), .. } if !provider.is_issuer(&name) => {
            Err(GoogleFailure::Refused("the answer names another issuer".into()))
        }
        GoogleAnswer { error: Some(error), .. } if error == "access_denied" => return Ok(Err(Refusal::Declined)),
        GoogleAnswer { code: Some(code), error: None, .. } => provider.finish(attempt, code, now.and_utc()).await,
        _ => Err(GoogleFailure::Refused("an error instead of a code".into())),
    };
    match identity {
        Ok(identity) => Ok(Ok((aim, identity))),
        Err(failure) => google::fail(&visitor.directory, failure).await.map(Err),
    }
}

fn refused(hx: Hx, visitor: &Visitor, refusal: Refusal) -> Response {
    hx.invalid(&Refused { refusal, inside: visitor.account.is_some() })
}
