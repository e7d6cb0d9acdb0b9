//! The second step of whoever has no app: a code to the account's phone. It is weaker, for numbers change hands, and none at all for
//! whoever came in by that phone alone.

use diesel::prelude::*;

use super::{Factors, PHONE};
use crate::db::ids::{OtpId, SessionId, UserId};
use crate::db::{DirectoryDb, DirectoryTx};
use crate::directory::proofs::otp::{CodePurpose, CodeTried, Codes};
use crate::schema::directory::users;

/// What became of a code that was to be a second step.
#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PhoneFactor {
    /// It is in use: the recovery codes, to be shown once.
    Done(Vec<String>),
    Wrong {
        left: i32,
    },
    Over,
}

impl Factors {
    /// Whether the second step of a user is a code to their phone: no app has a secret.
    pub fn is_by_phone(db: &mut DirectoryDb, user: UserId) -> QueryResult<bool> {
        let by_phone = users::mfa_enabled.eq(true).and(users::mfa_secret.is_null());
        users::table.find(user).select(by_phone).first(db)
    }

    /// Takes a user's phone into use if the code is right that went there; ends every other session. One in use is not replaced.
    pub fn confirm_phone(
        &self,
        tx: &mut DirectoryTx,
        codes: &Codes,
        (otp, phone): (OtpId, &str),
        here: SessionId,
        code: &str,
    ) -> QueryResult<PhoneFactor> {
        let user = tx.by.user;
        match codes.attempt(tx, otp, phone, CodePurpose::SecondStep, code)? {
            CodeTried::Right(of) if of == user && !Factors::is_enrolled(tx.db, user)? => {}
            CodeTried::Wrong { left } => return Ok(PhoneFactor::Wrong { left }),
            CodeTried::Right(_) | CodeTried::Over => return Ok(PhoneFactor::Over),
        }
        diesel::update(users::table.find(user)).set(users::mfa_secret.eq(None::<Vec<u8>>)).execute(tx.db)?;
        self.take_into_use(tx, user, here, PHONE).map(PhoneFactor::Done)
    }
}
