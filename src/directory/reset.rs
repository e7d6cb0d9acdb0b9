//! A one-time link, sent by e-mail, by which somebody who forgot their password chooses another. Only the token's SHA-256 is
//! kept; thirty minutes, one use, only the newest.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;
use serde_json::json;

use super::allowance::Allowance;
use super::audit::{self, DirectoryAction};
use super::contact::{self, Way};
use super::outbox::{self, Channel, NewMessage};
use super::password::{self, Changed};
use super::token::{digest, fresh};
use super::user::User;
use crate::db::ids::{PasswordResetId, UserId};
use crate::db::{DirectoryDb, DirectoryTx};
use crate::locale::{Locale, ToValue};
use crate::schema::directory::password_resets;

/// How long a link works.
pub const LIFE: Duration = Duration::minutes(30);

/// How many links an e-mail address gets in an hour.
const PER_EMAIL: u32 = 3;

/// How many links one address of the network may ask for in an hour.
const PER_ADDRESS: u32 = 20;

/// A link as its page shows it.
pub struct Reset {
    pub user: User,
    pub state: ResetState,
}

/// Whether a link still works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResetState {
    Open,
    Expired,
    Used,
}

/// What became of asking. Known and unknown addresses are answered alike.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    Sent,
    TooMany,
}

/// What became of a link's use.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Used {
    Done,
    /// Used or expired meanwhile.
    NoLonger,
}

impl Reset {
    /// Sends a link, if the address is an active user's who has a password. Rows are written in any case, so that the answer takes
    /// about as long. Links that were sent before stop working.
    pub fn ask(tx: &mut DirectoryTx, email: &str, base_url: &str) -> QueryResult<Asked> {
        let here = tx.by.address.clone();
        let may = Allowance::ResetsFor.take(tx, email, PER_EMAIL)? && Allowance::ResetsFrom.take(tx, &here, PER_ADDRESS)?;
        if !may {
            return Ok(Asked::TooMany);
        }
        let user = User::by_login(tx.db, email)?.filter(|user| user.active && user.password_hash.is_some());
        let (id, token) = (PasswordResetId::new(), fresh()?);
        diesel::update(
            password_resets::table
                .filter(password_resets::email.eq(email))
                .filter(password_resets::used_at.is_null())
                .filter(password_resets::expires_at.gt(tx.now)),
        )
        .set(password_resets::expires_at.eq(tx.now))
        .execute(tx.db)?;
        diesel::insert_into(password_resets::table)
            .values((
                password_resets::id.eq(id),
                password_resets::token_hash.eq(digest(&token)),
                password_resets::user_id.eq(user.as_ref().map(|user| user.id)),
                password_resets::email.eq(email),
                password_resets::address.eq(&tx.by.address),
                password_resets::expires_at.eq(tx.now + LIFE),
                password_resets::created_at.eq(tx.now),
            ))
            .execute(tx.db)?;
        let (action, whose) = match &user {
            Some(user) => (DirectoryAction::ResetSent, user.id),
            None => (DirectoryAction::ResetRefused, tx.by.user),
        };
        audit::record(tx, action, Some(whose), "password_resets", Some(id.0), &json!({}))?;
        if let Some(user) = user {
            let locale = Locale::of_tag(&user.language).unwrap_or_default();
            let link = format!("{base_url}/resets/{token}");
            let values = [("name", user.full_name.to_value()), ("link", link.to_value())];
            let message = NewMessage {
                channel: Channel::Email,
                recipient: email.to_owned(),
                template: "reset",
                subject: locale.say("message-reset-subject"),
                body: locale.say_with("message-reset", &values),
            };
            outbox::enqueue(tx, &message)?;
        }
        Ok(Asked::Sent)
    }

    /// Finds by the token in the link.
    pub fn find(db: &mut DirectoryDb, token: &str, now: NaiveDateTime) -> QueryResult<Reset> {
        let (user, expires_at, used_at): (Option<UserId>, NaiveDateTime, Option<NaiveDateTime>) = password_resets::table
            .filter(password_resets::token_hash.eq(digest(token)))
            .select((password_resets::user_id, password_resets::expires_at, password_resets::used_at))
            .first(db)?;
        let user = User::find(db, user.ok_or(diesel::NotFound)?)?;
        let state = match used_at {
            Some(_) => ResetState::Used,
            None if expires_at <= now => ResetState::Expired,
            None => ResetState::Open,
        };
        Ok(Reset { user, state })
    }

    /// Uses the link up and gives its user the password. Of two at once, one does. Wrong guesses are forgotten, and the
    /// address is theirs: the link came by e-mail, and only whoever reads it gets this far.
    pub fn redeem(tx: &mut DirectoryTx, token: &str, password_hash: &str) -> QueryResult<Used> {
        let hash = digest(token);
        let used = diesel::update(
            password_resets::table
                .filter(password_resets::token_hash.eq(&hash))
                .filter(password_resets::used_at.is_null())
                .filter(password_resets::expires_at.gt(tx.now)),
        )
        .set(password_resets::used_at.eq(tx.now))
        .execute(tx.db)?;
        if used == 0 {
            return Ok(Used::NoLonger);
        }
        let user: Option<UserId> =
            password_resets::table.filter(password_resets::token_hash.eq(&hash)).select(password_resets::user_id).first(tx.db)?;
        let user = User::find(tx.db, user.ok_or(diesel::NotFound)?)?;
        if !user.active {
            return Ok(Used::NoLonger);
        }
        contact::verified(tx, user.id, Way::Email)?;
        password::change(tx, user.id, password_hash, Changed::ByLink)?;
        Ok(Used::Done)
    }
}

/// Ends every link of a user that still works.
pub(super) fn end_open(tx: &mut DirectoryTx, user: UserId) -> QueryResult<()> {
    diesel::update(
        password_resets::table
            .filter(password_resets::user_id.eq(user))
            .filter(password_resets::used_at.is_null())
            .filter(password_resets::expires_at.gt(tx.now)),
    )
    .set(password_resets::expires_at.eq(tx.now))
    .execute(tx.db)
    .map(drop)
}

/// Deletes what expired more than a day ago: the limits look back an hour.
pub fn sweep(tx: &mut DirectoryTx) -> QueryResult<usize> {
    diesel::delete(password_resets::table.filter(password_resets::expires_at.lt(tx.now - Duration::days(1)))).execute(tx.db)
}
