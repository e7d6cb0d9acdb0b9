//! Work for which the second factor is asked in the middle, and what was typed until then.

use serde::de::DeserializeOwned;

use super::Actor;
use crate::auth::account::{FOR_PAGE, FOR_SHIFT};
use crate::auth::duty::Duty;
use crate::auth::session::Interrupted;
use crate::web::error::Error;
use crate::web::form::decode;
use crate::web::path::with_next;

impl<D: Duty> Actor<D> {
    /// Whether they showed their second factor within five minutes.
    pub fn has_shown_factor(&self) -> bool {
        self.0.account.fresh(FOR_PAGE).is_ok()
    }

    /// Whether they showed within this part of their shift who they are: by the second factor where they have one.
    pub fn has_proven_in_shift(&self) -> bool {
        self.0.account.has_proven(FOR_SHIFT)
    }

    /// Whether they have a second factor at all.
    pub fn has_factor(&self) -> bool {
        self.0.account.user.two_steps
    }

    /// Where the second factor is shown, to go on at this page afterwards.
    pub fn confirming(&self, page: &str) -> String {
        with_next("/account/confirm", page)
    }

    /// Keeps what was typed into a form until its page is open again.
    pub fn hold(&self, form: Interrupted) -> Result<(), Error> {
        self.0.account.kept.set_interrupted(Some(form))
    }

    /// What was kept, for as long as it takes to show a second factor and press the button again.
    pub fn held(&self) -> Option<Interrupted> {
        self.0.account.kept.interrupted(FOR_PAGE * 2)
    }

    /// What was typed into the form that goes to this path, as far as it was kept.
    pub fn held_form<F: DeserializeOwned>(&self, action: &str) -> Option<F> {
        match self.held()? {
            Interrupted::Form { action: of, body } if of == action => decode(body.as_bytes()).ok(),
            _ => None,
        }
    }

    /// Forgets what was kept: it was done.
    pub fn let_go(&self) -> Result<(), Error> {
        self.0.account.kept.set_interrupted(None)
    }
}
