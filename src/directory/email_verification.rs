//! A one-time link by which somebody who is signed in shows that an e-mail address is theirs. Only the token's SHA-256 is kept;
//! thirty minutes, one use, only the newest, and only for the account that asked.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;
use serde_json::json;

use super::allowance::Allowance;
use super::audit::{self, DirectoryAction};
use super::contact::{self, Changed, Way};
use super::outbox::{self, Channel, NewMessage};
use super::token::{digest, fresh};
use super::user::User;
use crate::db::ids::{EmailVerificationId, SessionId, UserId};
use crate::db::{DirectoryDb, DirectoryTx};
use crate::locale::{Locale, ToValue};
use crate::schema::directory::email_verifications;

/// How long a link works.
pub const LIFE: Duration = Duration::minutes(30);

/// How many links an e-mail address gets in an hour, and how many a user may send in that time.
const PER_EMAIL: u32 = 3;
const PER_USER: u32 = 5;

/// A link as its page shows it.
pub struct EmailVerification {
    /// The address that is to be theirs.
    pub email: String,
    /// Whether it still works.
    pub open: bool,
}

/// What became of asking.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    Sent,
    TooMany,
    /// It is theirs, and known to be.
    Already,
    /// Theirs was changed less than a day ago.
    TooSoon,
}

impl EmailVerification {
    /// Sends a link to the address, whoever has it: that it is another's is said only to whoever opens it. Links that were sent
    /// before stop working.
    pub fn ask(tx: &mut DirectoryTx, email: &str, base_url: &str) -> QueryResult<Asked> {
        let user = User::find(tx.db, tx.by.user)?;
        let may = Allowance::VerificationsBy.take(tx, &user.id.to_string(), PER_USER)?
            && Allowance::VerificationsTo.take(tx, email, PER_EMAIL)?;
        if !may {
            return Ok(Asked::TooMany);
        }
        match contact::may_change(tx, user.id, Way::Email, email)? {
            contact::Prospect::Theirs => return Ok(Asked::Already),
            contact::Prospect::TooSoon => return Ok(Asked::TooSoon),
            contact::Prospect::Open => {}
        }
        end_open(tx, user.id)?;
        let (id, token) = (EmailVerificationId::new(), fresh()?);
        diesel::insert_into(email_verifications::table)
            .values((
                email_verifications::id.eq(id),
                email_verifications::token_hash.eq(digest(&token)),
                email_verifications::user_id.eq(user.id),
                email_verifications::email.eq(email),
                email_verifications::expires_at.eq(tx.now + LIFE),
                email_verifications::created_at.eq(tx.now),
            ))
            .execute(tx.db)?;
        let locale = Locale::of_tag(&user.language).unwrap_or_default();
        let link = format!("{base_url}/account/email/{token}");
        let message = NewMessage {
            channel: Channel::Email,
            recipient: email.to_owned(),
            template: "email_verification",
            subject: locale.say("message-email-verification-subject"),
            body: locale.say_with("message-email-verification", &[("link", link.to_value())]),
        };
        outbox::enqueue(tx, &message)?;
        audit::record(tx, DirectoryAction::VerificationSent, Some(user.id), "email_verifications", Some(id.0), &json!({}))?;
        Ok(Asked::Sent)
    }

    /// Finds by the token in the link, among the user's own.
    pub fn find(db: &mut DirectoryDb, user: UserId, token: &str, now: NaiveDateTime) -> QueryResult<EmailVerification> {
        let (email, expires_at, used_at): (String, NaiveDateTime, Option<NaiveDateTime>) = email_verifications::table
            .filter(email_verifications::token_hash.eq(digest(token)))
            .filter(email_verifications::user_id.eq(user))
            .select((email_verifications::email, email_verifications::expires_at, email_verifications::used_at))
            .first(db)?;
        Ok(EmailVerification { email, open: used_at.is_none() && expires_at > now })
    }

    /// Uses the link up and gives its user the address; of two at once, one does. Nothing if it works no longer.
    pub fn redeem(tx: &mut DirectoryTx, user: UserId, here: SessionId, token: &str) -> QueryResult<Option<Changed>> {
        let hash = digest(token);
        let used = diesel::update(
            email_verifications::table
                .filter(email_verifications::token_hash.eq(&hash))
                .filter(email_verifications::user_id.eq(user))
                .filter(email_verifications::used_at.is_null())
                .filter(email_verifications::expires_at.gt(tx.now)),
        )
        .set(email_verifications::used_at.eq(tx.now))
        .execute(tx.db)?;
        if used == 0 {
            return Ok(None);
        }
        let email: String =
            email_verifications::table.filter(email_verifications::token_hash.eq(&hash)).select(email_verifications::email).first(tx.db)?;
        contact::change(tx, user, here, Way::Email, &email).map(Some)
    }
}

/// Ends every link of a user that still works.
pub(super) fn end_open(tx: &mut DirectoryTx, user: UserId) -> QueryResult<()> {
    diesel::update(
        email_verifications::table
            .filter(email_verifications::user_id.eq(user))
            .filter(email_verifications::used_at.is_null())
            .filter(email_verifications::expires_at.gt(tx.now)),
    )
    .set(email_verifications::expires_at.eq(tx.now))
    .execute(tx.db)
    .map(drop)
}

/// Deletes what expired more than a day ago.
pub fn sweep(tx: &mut DirectoryTx) -> QueryResult<usize> {
    diesel::delete(email_verifications::table.filter(email_verifications::expires_at.lt(tx.now - Duration::days(1)))).execute(tx.db)
}
