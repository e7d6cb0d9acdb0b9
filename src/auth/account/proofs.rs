//! What somebody has shown in this session of who they are, and demanding that it was of late.

use chrono::Duration;

use super::Account;
use crate::auth::session::Proofs;
use crate::db::clock::now;
use crate::keys::{digest, hex};
use crate::web::error::Error;

impl Account {
    /// Demands that a second factor was shown within this time: before what would hurt most in the wrong hands.
    pub fn fresh(&self, within: Duration) -> Result<(), Error> {
        if self.proofs.factor_at.is_some_and(|at| at + within > now()) { Ok(()) } else { Err(Error::Unproven) }
    }

    /// Demands that they showed within this time who they are: the second factor where they have one, else whatever they come in by.
    pub fn proven(&self, within: Duration) -> Result<(), Error> {
        if self.has_proven(within) { Ok(()) } else { Err(Error::Unproven) }
    }

    /// Whether they showed within this time who they are.
    pub fn has_proven(&self, within: Duration) -> bool {
        let at = if self.user.two_steps { self.proofs.factor_at } else { self.proofs.shown_at };
        at.is_some_and(|at| at + within > now())
    }

    /// Remembers which authenticator's setting up was begun in this session.
    pub fn remember_beginning(&self, secret: Option<&str>) -> Result<(), Error> {
        self.kept.set_authenticator(secret.map(|secret| hex(&digest(secret))))
    }

    /// Whether the setting up of this authenticator was begun in this session.
    pub fn began(&self, secret: &str) -> bool {
        self.kept.authenticator().is_some_and(|mark| mark == hex(&digest(secret)))
    }

    /// Notes that a second factor was shown just now, and gives the session a new token.
    pub async fn proved(&self) -> Result<(), Error> {
        self.renew().await?;
        self.kept.set_proofs(Proofs { assured: true, factor_at: Some(now()), shown_at: Some(now()) })
    }

    /// Notes that something was shown just now that proves who they are, and gives the session a new token.
    pub async fn reassured(&self) -> Result<(), Error> {
        self.renew().await?;
        self.kept.set_proofs(Proofs { shown_at: Some(now()), ..self.kept.proofs() })
    }

    /// Forgets that a second factor was shown: there is none any more. The session gets a new token.
    pub async fn unproved(&self) -> Result<(), Error> {
        self.renew().await?;
        self.kept.set_proofs(Proofs { assured: false, factor_at: None, ..self.kept.proofs() })
    }
}
