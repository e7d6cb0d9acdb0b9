//! A one-time link by which somebody who is signed in shows that an e-mail address is theirs. Only the token's SHA-256 is kept;
//! thirty minutes, one use, only the newest, and only for the account that asked.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;
use serde_json::json;

use super::allowance::Allowance;
use super::link::{LinkState, one_time_link};
use crate::db::ids::{EmailVerificationId, UserId};
use crate::db::{DirectoryDb, DirectoryTx};
use crate::directory::audit::{self, DirectoryAction, DirectorySubject};
use crate::directory::people::{ChangeProspect, User, Way};
use crate::directory::post::{Channel, NewMessage, Outbox};
use crate::keys::{digest, fresh_token};
use crate::locale::{Locale, ToValue};
use crate::schema::directory::email_verifications;

impl EmailVerification {
    /// How long a link works.
    pub const LIFE: Duration = Duration::minutes(30);
}

/// How many links an e-mail address gets in an hour, and how many a user may send in that time.
const PER_EMAIL: u32 = 3;
const PER_USER: u32 = 5;

/// A link as its page shows it.
pub struct EmailVerification {
    /// The address that is to be theirs.
    pub email: String,
    pub state: LinkState,
}

/// What became of asking.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerificationAsked {
    Sent,
    TooMany,
    /// It is theirs, and known to be.
    Already,
    /// Theirs was changed less than a day ago.
    TooSoon,
}

one_time_link!(EmailVerification in email_verifications gives email_verifications::email => String);

impl EmailVerification {
    /// Sends a link to the address, whoever has it: that it is another's is said only to whoever opens it. Links that were sent
    /// before stop working.
    pub fn ask(tx: &mut DirectoryTx, email: &str, base_url: &str) -> QueryResult<VerificationAsked> {
        let user = User::find(tx.db, tx.by.user)?;
        let may = Allowance::VerificationsBy.take(tx, &user.id.to_string(), PER_USER)?
            && Allowance::VerificationsTo.take(tx, email, PER_EMAIL)?;
        if !may {
            return Ok(VerificationAsked::TooMany);
        }
        match Way::Email.prospect(tx, user.id, email)? {
            ChangeProspect::Theirs => return Ok(VerificationAsked::Already),
            ChangeProspect::TooSoon => return Ok(VerificationAsked::TooSoon),
            ChangeProspect::Open => {}
        }
        EmailVerification::end_open(tx, user.id)?;
        let (id, token) = (EmailVerificationId::new(), fresh_token()?);
        diesel::insert_into(email_verifications::table)
            .values((
                email_verifications::id.eq(id),
                email_verifications::token_hash.eq(digest(&token)),
                email_verifications::user_id.eq(user.id),
                email_verifications::email.eq(email),
                email_verifications::expires_at.eq(tx.now + EmailVerification::LIFE),
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
        Outbox::enqueue(tx, &message)?;
        audit::record(tx, DirectoryAction::VerificationSent, DirectorySubject::new("email_verifications", id).of(user.id), &json!({}))?;
        Ok(VerificationAsked::Sent)
    }

    /// Finds by the token in the link, among the user's own.
    pub fn find(db: &mut DirectoryDb, user: UserId, token: &str, now: NaiveDateTime) -> QueryResult<EmailVerification> {
        let (email, expires_at, used_at): (String, NaiveDateTime, Option<NaiveDateTime>) = email_verifications::table
            .filter(email_verifications::token_hash.eq(digest(token)))
            .filter(email_verifications::user_id.eq(user))
            .select((email_verifications::email, email_verifications::expires_at, email_verifications::used_at))
            .first(db)?;
        Ok(EmailVerification { email, state: LinkState::of(expires_at, used_at, now) })
    }

    /// Uses a link of the user's up: the address that is theirs now. Of two at once, one does; nothing if it works no longer.
    pub fn spend(tx: &mut DirectoryTx, user: UserId, token: &str) -> QueryResult<Option<String>> {
        let hash = digest(token);
        let theirs =
            email_verifications::table.filter(email_verifications::token_hash.eq(&hash[..])).filter(email_verifications::user_id.eq(user));
        if diesel::select(diesel::dsl::exists(theirs)).get_result(tx.db)? { EmailVerification::spend_token(tx, token) } else { Ok(None) }
    }
}

impl EmailVerification {
    /// Deletes what expired more than a day ago.
    pub fn sweep(tx: &mut DirectoryTx) -> QueryResult<usize> {
        diesel::delete(email_verifications::table.filter(email_verifications::expires_at.lt(tx.now - Duration::days(1)))).execute(tx.db)
    }
}
