//! Changing the phone or the e-mail address of an account: only to what was shown to be theirs, once a day at most. What was there
//! before is told, and everything that was begun by it ends: this file alone knows what all that is.

use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};
use serde_json::json;

use super::holder::NumberHolder;
use crate::db::DirectoryTx;
use crate::db::ids::{OtpId, SessionId, UserId};
use crate::directory::audit::{self, DirectorySubject};
use crate::directory::people::{User, Way};
use crate::directory::post::{Addressee, Letter};
use crate::directory::proofs::{CodePurpose, CodeTried, Codes, EmailVerification, Factors, Invitation, Reset, SignInMethod, WayIn};
use crate::directory::sessions::LiveSession;
use crate::locale::ToValue;

/// What became of a change.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContactChanged {
    Done,
    /// It was theirs before: now it is known to be.
    Verified,
    /// It opens another account. Said only to whoever has shown that it is theirs.
    Taken,
    TooSoon,
}

/// What became of taking it away.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContactRemoved {
    Done,
    /// There was none.
    None,
    /// They could not come in without it, or be told anything.
    OnlyWayIn,
    TooSoon,
}

/// What became of confirming a new number.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneConfirmed {
    /// The code was right.
    Right(ContactChanged),
    Wrong {
        left: i32,
    },
    Over,
}

/// A change of what an account is reached by.
pub struct ContactChange;

impl ContactChange {
    /// Tries a code that went to a new number, and gives whoever is signed in that number. The session `here` stays.
    pub fn confirm_phone(
        tx: &mut DirectoryTx,
        codes: &Codes,
        id: OtpId,
        phone: &str,
        here: SessionId,
        code: &str,
    ) -> QueryResult<PhoneConfirmed> {
        Ok(match codes.attempt(tx, id, phone, CodePurpose::PhoneChange, code)? {
            CodeTried::Right(user) => PhoneConfirmed::Right(ContactChange::change(tx, user, here, Way::Phone, phone)?),
            CodeTried::Wrong { left } => PhoneConfirmed::Wrong { left },
            CodeTried::Over => PhoneConfirmed::Over,
        })
    }

    /// Uses a link up that went to a new e-mail address, and gives its user that address. Nothing if the link works no longer.
    pub fn confirm_email(tx: &mut DirectoryTx, user: UserId, here: SessionId, token: &str) -> QueryResult<Option<ContactChanged>> {
        match EmailVerification::spend(tx, user, token)? {
            Some(email) => ContactChange::change(tx, user, here, Way::Email, &email).map(Some),
            None => Ok(None),
        }
    }

    /// Gives a user a phone (E.164) or an e-mail address (lower case) that was just shown to be theirs. The session `here` stays.
    pub fn change(tx: &mut DirectoryTx, user: UserId, here: SessionId, way: Way, new: &str) -> QueryResult<ContactChanged> {
        let before = User::lock(tx, user)?;
        if way.of(&before) == Some(new) {
            way.verified(tx, user)?;
            return Ok(ContactChanged::Verified);
        }
        if way.changed_lately(tx, user)? {
            return Ok(ContactChanged::TooSoon);
        }
        match way.set(tx, user, Some(new)) {
            Err(Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => return Ok(ContactChanged::Taken),
            set => set?,
        }
        end_what_was_begun(tx, before, here, way, Some(new))?;
        Ok(ContactChanged::Done)
    }

    /// Takes a user's phone or e-mail address away, unless they could not come in without it or be told anything.
    pub fn remove(tx: &mut DirectoryTx, user: UserId, here: SessionId, way: Way) -> QueryResult<ContactRemoved> {
        let before = User::lock(tx, user)?;
        if way.of(&before).is_none() {
            return Ok(ContactRemoved::None);
        }
        let left = if way == Way::Phone { before.email.as_ref() } else { before.phone.as_ref() };
        let by_code = way == Way::Email;
        let ways = WayIn::of_user(tx.db, user)?;
        let opens = ways.iter().any(|it| match it.method {
            SignInMethod::Otp | SignInMethod::WhatsApp => by_code,
            SignInMethod::Password | SignInMethod::Google => true,
        });
        if left.is_none() || !opens || way == Way::Phone && Factors::is_by_phone(tx.db, user)? {
            return Ok(ContactRemoved::OnlyWayIn);
        }
        if way.changed_lately(tx, user)? {
            return Ok(ContactRemoved::TooSoon);
        }
        way.set(tx, user, None)?;
        end_what_was_begun(tx, before, here, way, None)?;
        Ok(ContactRemoved::Done)
    }
}

/// Everything that was begun by the old one ends, and what was there before is told.
fn end_what_was_begun(tx: &mut DirectoryTx, before: User, here: SessionId, way: Way, new: Option<&str>) -> QueryResult<()> {
    let user = before.id;
    LiveSession::end_all(tx, user, Some(here))?;
    if way == Way::Phone && new.is_some() {
        NumberHolder::moved(tx, user)?;
    }
    Codes::end_open(tx, user)?;
    Reset::end_open(tx, user)?;
    EmailVerification::end_open(tx, user)?;
    Invitation::end_open(tx, user)?;
    let letter = match (way, new) {
        (Way::Phone, Some(_)) => Letter::PhoneChanged,
        (Way::Phone, None) => Letter::PhoneRemoved,
        (Way::Email, Some(_)) => Letter::EmailChanged,
        (Way::Email, None) => Letter::EmailRemoved,
    };
    let hint = new.map(|it| way.hint(it)).unwrap_or_default();
    let details = json!({ "old": way.of(&before), "new": new });
    let User { full_name, phone, email, language, .. } = before;
    letter.send_everywhere(tx, &Addressee { full_name, phone, email, language }, &[("hint", hint.to_value())])?;
    audit::record(tx, way.change(), DirectorySubject::user(user), &details)
}
