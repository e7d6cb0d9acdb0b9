//! Confirming a new number by the code that went to it.

use diesel::QueryResult;

use super::{Codes, Purpose, Tried};
use crate::db::DirectoryTx;
use crate::db::ids::{OtpId, SessionId};
use crate::directory::contact::{self, Changed, Way};

/// What became of confirming a new number.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneConfirmed {
    /// The code was right.
    Right(Changed),
    Wrong {
        left: i32,
    },
    Over,
}

impl Codes {
    /// Tries a code that went to a new number, and gives whoever is signed in that number. The session `here` stays.
    pub fn confirm_phone(&self, tx: &mut DirectoryTx, id: OtpId, phone: &str, here: SessionId, code: &str) -> QueryResult<PhoneConfirmed> {
        Ok(match self.attempt(tx, id, phone, Purpose::PhoneChange, code)? {
            Tried::Right(user) => PhoneConfirmed::Right(contact::change(tx, user, here, Way::Phone, phone)?),
            Tried::Wrong { left } => PhoneConfirmed::Wrong { left },
            Tried::Over => PhoneConfirmed::Over,
        })
    }
}
