//! Work for which the second factor is asked in the middle, and what was typed until then.

use chrono::NaiveDateTime;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::Actor;
use crate::auth::account::FOR_PAGE;
use crate::auth::duty::Duty;
use crate::db::clock::now;
use crate::web::error::{Error, escape};

/// What somebody typed, and when.
#[derive(Serialize, Deserialize)]
struct Held<T> {
    what: T,
    at: NaiveDateTime,
}

impl<D: Duty> Actor<D> {
    /// Whether they showed their second factor within five minutes.
    pub fn has_shown_factor(&self) -> bool {
        self.0.account.fresh(FOR_PAGE).is_ok()
    }

    /// Whether they have a second factor at all.
    pub fn has_factor(&self) -> bool {
        self.0.account.two_steps
    }

    /// Where the second factor is shown, to go on at this page afterwards.
    pub fn confirming(&self, page: &str) -> String {
        format!("/account/confirm?next={}", escape(page))
    }

    /// Keeps what was typed into a form until its page is open again.
    pub fn hold<T: Serialize>(&self, name: &str, what: T) -> Result<(), Error> {
        self.0.session.insert(name, Held { what, at: now() }).map_err(|error| Error::Internal(error.into()))
    }

    /// What was kept, for as long as it takes to show a second factor and press the button again.
    pub fn held<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        let held: Held<T> = self.0.session.get(name).ok().flatten()?;
        (held.at + FOR_PAGE * 2 > now()).then_some(held.what)
    }

    /// Forgets what was kept: it was done.
    pub fn let_go(&self, name: &str) {
        self.0.session.remove(name);
    }
}
