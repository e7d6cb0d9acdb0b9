//! The outside world, one file each.

pub mod email;
pub mod google;
pub mod sms;
pub mod whatsapp;

use std::time::Duration;

use reqwest::header::RETRY_AFTER;
use reqwest::{Client, Response, redirect};

/// Why a message did not go out. Never holds the message's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotSent {
    pub why: String,
    /// Trying again would not help.
    pub for_good: bool,
    /// How long the gateway wants to be left alone, if it said so.
    pub wait: Option<Duration>,
}

impl NotSent {
    /// It may go out later.
    pub fn this_time(why: impl Into<String>) -> Self {
        NotSent { why: why.into(), for_good: false, wait: None }
    }

    pub fn for_good(why: impl Into<String>) -> Self {
        NotSent { why: why.into(), for_good: true, wait: None }
    }

    /// Not sooner than the gateway says.
    fn after(self, wait: Option<Duration>) -> Self {
        NotSent { wait, ..self }
    }
}

impl From<reqwest::Error> for NotSent {
    /// The address stays out of it: it may hold a key.
    fn from(error: reqwest::Error) -> Self {
        NotSent::this_time(format!("{:#}", anyhow::Error::from(error.without_url())))
    }
}

/// What talks to a gateway by HTTP: at its own address only, and not for long.
fn client(patience: Duration) -> reqwest::Result<Client> {
    // Done before, by an earlier gateway, is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder().timeout(patience).redirect(redirect::Policy::none()).build()
}

/// How many seconds a gateway wants to be left alone: `Retry-After`, where it is a number.
fn retry_after(response: &Response) -> Option<Duration> {
    response.headers().get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok().map(Duration::from_secs)
}
