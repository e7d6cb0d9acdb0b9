//! Work for which the second factor is asked in the middle, and what was typed until then.

use super::Actor;
use crate::auth::account::FOR_PAGE;
use crate::auth::duty::Duty;
use crate::auth::session::Interrupted;
use crate::web::error::Error;
use crate::web::path::with_next;

impl<D: Duty> Actor<D> {
    /// Whether they showed their second factor within five minutes.
    pub fn has_shown_factor(&self) -> bool {
        self.0.account.fresh(FOR_PAGE).is_ok()
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

    /// Forgets what was kept: it was done.
    pub fn let_go(&self) -> Result<(), Error> {
        self.0.account.kept.set_interrupted(None)
    }
}
