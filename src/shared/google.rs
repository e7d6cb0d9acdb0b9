//! Going to Google, to sign in or to link an account there, and the page that says why it was in vain.

use askama::Template;

use crate::auth::{Directory, GoogleAim, GoogleErrand, Session};
use crate::db::clock;
use crate::directory::proofs::GoogleAccount;
use crate::page;
use crate::providers::google::{Google, GoogleFailure};
use crate::web::error::Error;
use crate::web::filters;

/// The page that moves the browser on to the provider.
#[derive(Template)]
#[template(path = "shared/google/onward.html")]
pub struct Onward {
    pub address: String,
}

page!(Onward);

/// The page that says why nobody came in, and what to do next.
#[derive(Template)]
#[template(path = "shared/google/refused.html")]
pub struct Refused {
    pub refusal: Refusal,
    /// Whether they were signed in already, and wanted to link.
    pub inside: bool,
}

page!(Refused);

/// Why a Google account did not help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
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

/// Remembers what the browser goes there for. Answers the address.
pub async fn begin(google: &Google, directory: &Directory, kept: &Session, aim: GoogleAim) -> Result<Result<String, Refusal>, Error> {
    let begun_at = clock::now();
    match google.begin(begun_at.and_utc()).await {
        Ok((address, attempt)) => {
            kept.set_google_errand(Some(GoogleErrand { aim, attempt, begun_at }))?;
            Ok(Ok(address))
        }
        Err(failure) => fail(directory, failure).await.map(Err),
    }
}

/// Writes down that a conversation with Google came to nothing.
pub async fn fail(directory: &Directory, failure: GoogleFailure) -> Result<Refusal, Error> {
    match failure {
        GoogleFailure::Away(why) => {
            tracing::warn!(%why, "Google is away");
            Ok(Refusal::Away)
        }
        GoogleFailure::Refused(why) => {
            directory.write(move |tx| GoogleAccount::refused(tx, &why)).await?;
            Ok(Refusal::Untrusted)
        }
    }
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
