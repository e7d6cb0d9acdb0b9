//! A one-time link, sent by e-mail, by which somebody who forgot their password chooses another. Only the token's SHA-256 is
//! kept; thirty minutes, one use, only the newest.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;
use serde_json::json;

use super::allowance::Allowance;
use super::link::{LinkState, one_time_link};
use crate::db::ids::{PasswordResetId, UserId};
use crate::db::{DirectoryDb, DirectoryTx};
use crate::directory::audit::{self, DirectoryAction, DirectorySubject};
use crate::directory::people::User;
use crate::directory::post::{Channel, NewMessage, Outbox};
use crate::keys::{digest, fresh_token};
use crate::locale::{Locale, ToValue};
use crate::schema::directory::password_resets;

impl Reset {
    /// How long a link works.
    pub const LIFE: Duration = Duration::minutes(30);
}

/// How many links an e-mail address gets in an hour.
const PER_EMAIL: u32 = 3;

/// How many links one address of the network may ask for in an hour.
const PER_ADDRESS: u32 = 20;

/// A link as its page shows it.
pub struct Reset {
    pub user: User,
    pub state: LinkState,
}

/// What became of asking. Known and unknown addresses are answered alike.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResetAsked {
    Sent,
    TooMany,
}

one_time_link!(Reset in password_resets gives password_resets::user_id => Option<UserId>);

impl Reset {
    /// Sends a link, if the address is an active user's who has a password. Rows are written in any case, so that the answer takes
    /// about as long. Links that were sent before stop working.
    pub fn ask(tx: &mut DirectoryTx, email: &str, base_url: &str) -> QueryResult<ResetAsked> {
        let here = tx.by.network.clone();
        let may = Allowance::ResetsFor.take(tx, email, PER_EMAIL)? && Allowance::ResetsFrom.take(tx, &here, PER_ADDRESS)?;
        if !may {
            return Ok(ResetAsked::TooMany);
        }
        let user = User::by_login(tx.db, email)?.filter(|user| user.active && user.password_hash.is_some());
        let (id, token) = (PasswordResetId::new(), fresh_token()?);
        let sent_before = open(tx.now).filter(password_resets::email.eq(email));
        diesel::update(sent_before).set(password_resets::expires_at.eq(tx.now)).execute(tx.db)?;
        diesel::insert_into(password_resets::table)
            .values((
                password_resets::id.eq(id),
                password_resets::token_hash.eq(digest(&token)),
                password_resets::user_id.eq(user.as_ref().map(|user| user.id)),
                password_resets::email.eq(email),
                password_resets::address.eq(&tx.by.address),
                password_resets::expires_at.eq(tx.now + Reset::LIFE),
                password_resets::created_at.eq(tx.now),
            ))
            .execute(tx.db)?;
        let (action, whose) = match &user {
            Some(user) => (DirectoryAction::ResetSent, user.id),
            None => (DirectoryAction::ResetRefused, tx.by.user),
        };
        audit::record(tx, action, DirectorySubject::new("password_resets", id).of(whose), &json!({}))?;
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
            Outbox::enqueue(tx, &message)?;
        }
        Ok(ResetAsked::Sent)
    }

    /// Finds by the token in the link.
    pub fn find(db: &mut DirectoryDb, token: &str, now: NaiveDateTime) -> QueryResult<Reset> {
        let (user, expires_at, used_at): (Option<UserId>, NaiveDateTime, Option<NaiveDateTime>) = password_resets::table
            .filter(password_resets::token_hash.eq(digest(token)))
            .select((password_resets::user_id, password_resets::expires_at, password_resets::used_at))
            .first(db)?;
        let user = User::find(db, user.ok_or(diesel::NotFound)?)?;
        Ok(Reset { user, state: LinkState::of(expires_at, used_at, now) })
    }

    /// Uses the link up: whose it is, if it still works and they are active. Of two at once, one does.
    pub fn spend(tx: &mut DirectoryTx, token: &str) -> QueryResult<Option<UserId>> {
        let Some(user) = Reset::spend_token(tx, token)? else { return Ok(None) };
        let user = User::find(tx.db, user.ok_or(diesel::NotFound)?)?;
        Ok(user.active.then_some(user.id))
    }
}

impl Reset {
    /// Deletes what expired more than a day ago: the limits look back an hour.
    pub fn sweep(tx: &mut DirectoryTx) -> QueryResult<usize> {
        diesel::delete(password_resets::table.filter(password_resets::expires_at.lt(tx.now - Duration::days(1)))).execute(tx.db)
    }
}
