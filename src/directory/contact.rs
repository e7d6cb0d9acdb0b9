//! The phone and the e-mail address of an account: what its user is told by and signs in with. Each is changed only to what was shown
//! to be theirs, once a day at most; what was there before is told, and everything that was begun by it ends.

use chrono::Duration;
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::audit::{self, DirectoryAction};
use super::auth_provider::{self, Method};
use super::invitation::Invitation;
use super::outbox::{self, Channel, NewMessage};
use super::user::User;
use super::{email_verification, holder, otp, reset, session};
use crate::db::DirectoryTx;
use crate::db::ids::{SessionId, UserId};
use crate::locale::{Locale, ToValue};
use crate::schema::directory::{audit_logs, users};

/// How long after a change there is no other: time in which whoever it was taken from can be helped.
const COOL_DOWN: Duration = Duration::days(1);

/// What an account is reached by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// In E.164.
    pub phone: Option<String>,
    /// Whether its user has shown that it is theirs.
    pub phone_verified: bool,
    pub email: Option<String>,
    pub email_verified: bool,
}

/// One of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Phone,
    Email,
}

/// Whether somebody may change theirs to that.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prospect {
    Open,
    /// It is theirs, and known to be.
    Theirs,
    /// It was changed less than a day ago.
    TooSoon,
}

/// What became of a change.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
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
pub enum Removed {
    Done,
    /// There was none.
    None,
    /// They could not come in without it, or be told anything.
    OnlyWayIn,
    TooSoon,
}

impl Way {
    fn of(self, user: &User) -> Option<&str> {
        match self {
            Way::Phone => user.phone.as_deref(),
            Way::Email => user.email.as_deref(),
        }
    }

    fn action(self) -> DirectoryAction {
        match self {
            Way::Phone => DirectoryAction::PhoneChanged,
            Way::Email => DirectoryAction::EmailChanged,
        }
    }

    /// As much of it as whoever had the old one may know.
    fn hint(self, new: &str) -> String {
        match self {
            Way::Phone => new.chars().skip(new.chars().count().saturating_sub(2)).collect(),
            Way::Email => {
                let (name, domain) = new.split_once('@').unwrap_or((new, ""));
                format!("{}…@{domain}", name.chars().take(1).collect::<String>())
            }
        }
    }

    /// What the old ones are told: our name of the message, and its subject's and body's keys.
    fn message(self, removed: bool) -> (&'static str, [&'static str; 2]) {
        match (self, removed) {
            (Way::Phone, false) => ("phone_changed", ["message-phone-changed-subject", "message-phone-changed"]),
            (Way::Phone, true) => ("phone_removed", ["message-phone-removed-subject", "message-phone-removed"]),
            (Way::Email, false) => ("email_changed", ["message-email-changed-subject", "message-email-changed"]),
            (Way::Email, true) => ("email_removed", ["message-email-removed-subject", "message-email-removed"]),
        }
    }
}

/// Whether a user may change theirs to this now. Says nothing about whose it is.
pub fn may_change(tx: &mut DirectoryTx, user: UserId, way: Way, new: &str) -> QueryResult<Prospect> {
    let (phone_verified, email_verified): (bool, bool) =
        users::table.find(user).select((users::phone_verified_at.is_not_null(), users::email_verified_at.is_not_null())).first(tx.db)?;
    let verified = if way == Way::Phone { phone_verified } else { email_verified };
    if way.of(&User::find(tx.db, user)?) == Some(new) {
        return Ok(if verified { Prospect::Theirs } else { Prospect::Open });
    }
    Ok(if changed_lately(tx, user, way)? { Prospect::TooSoon } else { Prospect::Open })
}

fn changed_lately(tx: &mut DirectoryTx, user: UserId, way: Way) -> QueryResult<bool> {
    let changes = audit_logs::table
        .filter(audit_logs::user_id.eq(user))
        .filter(audit_logs::at.gt(tx.now - COOL_DOWN))
        .filter(audit_logs::action.eq(way.action().as_str()));
    diesel::select(diesel::dsl::exists(changes)).get_result(tx.db)
}

/// Gives a user a phone (E.164) or an e-mail address (lower case) that was just shown to be theirs. The session `here` stays.
pub fn change(tx: &mut DirectoryTx, user: UserId, here: SessionId, way: Way, new: &str) -> QueryResult<Changed> {
    let before = User::lock(tx, user)?;
    if way.of(&before) == Some(new) {
        verified(tx, user, way)?;
        return Ok(Changed::Verified);
    }
    if changed_lately(tx, user, way)? {
        return Ok(Changed::TooSoon);
    }
    match set(tx, user, way, Some(new)) {
        Err(Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => return Ok(Changed::Taken),
        set => set?,
    }
    changed(tx, &before, here, way, Some(new))?;
    Ok(Changed::Done)
}

/// Takes a user's phone or e-mail address away, unless they could not come in without it or be told anything.
pub fn remove(tx: &mut DirectoryTx, user: UserId, here: SessionId, way: Way) -> QueryResult<Removed> {
    let before = User::lock(tx, user)?;
    if way.of(&before).is_none() {
        return Ok(Removed::None);
    }
    let left = if way == Way::Phone { before.email.as_ref() } else { before.phone.as_ref() };
    let by_code = way == Way::Email;
    let ways = auth_provider::of_user(tx.db, user)?;
    let opens = ways.iter().any(|it| match it.method {
        Method::Otp | Method::WhatsApp => by_code,
        Method::Password | Method::Google => true,
    });
    if left.is_none() || !opens {
        return Ok(Removed::OnlyWayIn);
    }
    if changed_lately(tx, user, way)? {
        return Ok(Removed::TooSoon);
    }
    set(tx, user, way, None)?;
    changed(tx, &before, here, way, None)?;
    Ok(Removed::Done)
}

/// Notes that a user has shown that the phone or e-mail address of their account is theirs.
pub fn verified(tx: &mut DirectoryTx, user: UserId, way: Way) -> QueryResult<()> {
    let user = users::table.find(user);
    match way {
        Way::Phone => {
            diesel::update(user.filter(users::phone_verified_at.is_null())).set(users::phone_verified_at.eq(tx.now)).execute(tx.db)
        }
        Way::Email => {
            diesel::update(user.filter(users::email_verified_at.is_null())).set(users::email_verified_at.eq(tx.now)).execute(tx.db)
        }
    }
    .map(drop)
}

fn set(tx: &mut DirectoryTx, user: UserId, way: Way, new: Option<&str>) -> QueryResult<()> {
    let (user, at) = (users::table.find(user), new.map(|_| tx.now));
    match way {
        Way::Phone => diesel::update(user).set((users::phone.eq(new), users::phone_verified_at.eq(at))).execute(tx.db),
        Way::Email => diesel::update(user).set((users::email.eq(new), users::email_verified_at.eq(at))).execute(tx.db),
    }
    .map(drop)
}

/// Everything that was begun by the old one ends, and what was there before is told.
fn changed(tx: &mut DirectoryTx, before: &User, here: SessionId, way: Way, new: Option<&str>) -> QueryResult<()> {
    let user = before.id;
    session::end_all(tx, user, Some(here))?;
    if way == Way::Phone && new.is_some() {
        holder::moved(tx, user)?;
    }
    otp::end_open(tx, user)?;
    reset::end_open(tx, user)?;
    email_verification::end_open(tx, user)?;
    Invitation::end_all(tx, user)?;
    let locale = Locale::of_tag(&before.language).unwrap_or_default();
    let (template, keys) = way.message(new.is_none());
    let values = [("name", before.full_name.to_value()), ("hint", new.map(|it| way.hint(it)).unwrap_or_default().to_value())];
    let [subject, body] = keys.map(|key| locale.say_with(key, &values));
    let old = [(Channel::Sms, before.phone.clone()), (Channel::Email, before.email.clone())];
    for (channel, recipient) in old.into_iter().filter_map(|(channel, it)| Some((channel, it?))) {
        outbox::enqueue(tx, &NewMessage { channel, recipient, template, subject: subject.clone(), body: body.clone() })?;
    }
    audit::record(tx, way.action(), Some(user), "users", Some(user.0), &json!({ "old": way.of(before), "new": new }))
}

#[cfg(test)]
mod tests {
    use super::Way;

    #[test]
    fn whoever_had_the_old_one_learns_little_of_the_new() {
        assert_eq!(Way::Phone.hint("+919845012345"), "45");
        assert_eq!(Way::Email.hint("ria.fernandes@example.com"), "r…@example.com");
    }
}
