//! The ways in that a user has, and when each was last used. A password and a code are the user's own; a Google account is
//! linked from inside, and found again by its issuer and subject, never by an e-mail address.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::audit::{self, DirectoryAction};
use super::device;
use super::user::User;
use crate::db::ids::{AuthProviderId, UserId};
use crate::db::{DirectoryDb, DirectoryTx};
use crate::schema::directory::{auth_providers, users};
use crate::text_enum;

text_enum! {
    /// A way to sign in.
    Method { Password = "password", Otp = "otp", WhatsApp = "whatsapp", Google = "google" }
}

/// A way in that works for a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WayIn {
    pub method: Method,
    pub last_used_at: Option<NaiveDateTime>,
}

/// What became of signing in with a Google account.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignedIn {
    Done(UserId),
    /// It is nobody's.
    Unlinked,
    /// Its user was switched off.
    Inactive,
}

/// What became of linking a Google account.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Linked {
    Done,
    /// It was theirs before.
    Already,
    /// It is another user's.
    Others,
    /// They have linked another account: that one goes first.
    HasAnother,
}

/// What became of unlinking.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unlinked {
    Done,
    /// There was none.
    None,
    /// They would be locked out.
    OnlyWayIn,
}

/// Every way in of a user that works now.
pub fn of_user(db: &mut DirectoryDb, user: UserId) -> QueryResult<Vec<WayIn>> {
    let user = User::find(db, user)?;
    let used: Vec<(Method, Option<NaiveDateTime>)> = auth_providers::table
        .filter(auth_providers::user_id.eq(user.id))
        .limit(10)
        .select((auth_providers::provider, auth_providers::last_used_at))
        .load(db)?;
    let row = |method| used.iter().find(|(it, _)| *it == method);
    let own = [
        (Method::Password, user.password_hash.is_some()),
        (Method::Otp, user.phone.is_some()),
        (Method::WhatsApp, user.phone.is_some() && row(Method::WhatsApp).is_some()),
        (Method::Google, row(Method::Google).is_some()),
    ];
    let works = own.into_iter().filter(|(_, works)| *works);
    Ok(works.map(|(method, _)| WayIn { method, last_used_at: row(method).and_then(|(_, at)| *at) }).collect())
}

/// Remembers that a user's own password or code was used: its subject is the user.
pub fn used(tx: &mut DirectoryTx, user: UserId, method: Method) -> QueryResult<()> {
    diesel::insert_or_ignore_into(auth_providers::table)
        .values((
            auth_providers::id.eq(AuthProviderId::new()),
            auth_providers::user_id.eq(user),
            auth_providers::provider.eq(method),
            auth_providers::subject.eq(user.to_string()),
        ))
        .execute(tx.db)?;
    used_again(tx, user, method)
}

fn used_again(tx: &mut DirectoryTx, user: UserId, method: Method) -> QueryResult<()> {
    diesel::update(auth_providers::table.filter(auth_providers::user_id.eq(user)).filter(auth_providers::provider.eq(method)))
        .set(auth_providers::last_used_at.eq(tx.now))
        .execute(tx.db)
        .map(drop)
}

/// Who has linked that Google account, and may come in.
pub fn sign_in(tx: &mut DirectoryTx, issuer: &str, subject: &str) -> QueryResult<SignedIn> {
    let by = serde_json::json!({ "by": Method::Google.as_str() });
    let Some(user) = of_identity(tx, issuer, subject)? else {
        audit::record(tx, DirectoryAction::SignInRefused, None, "users", None, &by)?;
        return Ok(SignedIn::Unlinked);
    };
    if !User::find(tx.db, user).optional()?.is_some_and(|user| user.active) {
        audit::record(tx, DirectoryAction::SignInRefused, Some(user), "users", Some(user.0), &by)?;
        return Ok(SignedIn::Inactive);
    }
    used_again(tx, user, Method::Google)?;
    Ok(SignedIn::Done(user))
}

/// Writes down that the first of two steps was right: nobody is in yet.
pub fn shown(tx: &mut DirectoryTx, user: UserId, method: Method) -> QueryResult<()> {
    audit::record(tx, DirectoryAction::ProofShown, Some(user), "users", Some(user.0), &serde_json::json!({ "by": method }))
}

/// Writes down that somebody is in, and how.
pub fn came_in(tx: &mut DirectoryTx, user: UserId, method: Method, two_steps: bool) -> QueryResult<()> {
    diesel::update(users::table.find(user)).set(users::last_login_at.eq(tx.now)).execute(tx.db)?;
    let details = serde_json::json!({ "by": method, "two_steps": two_steps });
    audit::record(tx, DirectoryAction::SignedIn, Some(user), "users", Some(user.0), &details)
}

/// Writes down that Google's answer could not be trusted, and why.
pub fn refused(tx: &mut DirectoryTx, why: &str) -> QueryResult<()> {
    let why: String = why.chars().take(255).collect();
    let details = serde_json::json!({ "by": Method::Google.as_str(), "why": why });
    audit::record(tx, DirectoryAction::SignInRefused, None, "users", None, &details)
}

/// Links a Google account to a user who is signed in. Of two at once, one does: the keys of the table see to it.
pub fn link(tx: &mut DirectoryTx, user: UserId, issuer: &str, subject: &str) -> QueryResult<Linked> {
    let id = AuthProviderId::new();
    let made = diesel::insert_or_ignore_into(auth_providers::table)
        .values((
            auth_providers::id.eq(id),
            auth_providers::user_id.eq(user),
            auth_providers::provider.eq(Method::Google),
            auth_providers::issuer.eq(issuer),
            auth_providers::subject.eq(subject),
        ))
        .execute(tx.db)?;
    if made == 0 {
        return Ok(match of_identity(tx, issuer, subject)? {
            Some(owner) if owner == user => Linked::Already,
            Some(_) => Linked::Others,
            None => Linked::HasAnother,
        });
    }
    audit::record(tx, DirectoryAction::GoogleLinked, Some(user), "auth_providers", Some(id.0), &serde_json::Value::Null)?;
    device::tell(tx, user, "google_linked", ["message-google-linked-subject", "message-google-linked"], &[])?;
    Ok(Linked::Done)
}

/// Takes a user's Google account away, unless they could not come in without it.
pub fn unlink(tx: &mut DirectoryTx, user: UserId) -> QueryResult<Unlinked> {
    // The row of the user is where two requests queue: a way in that goes at the same time is gone.
    users::table.find(user).select(users::id).for_update().first::<UserId>(tx.db)?;
    let ways = of_user(tx.db, user)?;
    if ways.iter().all(|way| way.method != Method::Google) {
        return Ok(Unlinked::None);
    }
    if ways.len() == 1 {
        return Ok(Unlinked::OnlyWayIn);
    }
    let of_user = auth_providers::table.filter(auth_providers::user_id.eq(user)).filter(auth_providers::provider.eq(Method::Google));
    let id: AuthProviderId = of_user.select(auth_providers::id).first(tx.db)?;
    diesel::delete(auth_providers::table.find(id)).execute(tx.db)?;
    audit::record(tx, DirectoryAction::GoogleUnlinked, Some(user), "auth_providers", Some(id.0), &serde_json::Value::Null)?;
    device::tell(tx, user, "google_unlinked", ["message-google-unlinked-subject", "message-google-unlinked"], &[])?;
    Ok(Unlinked::Done)
}

fn of_identity(tx: &mut DirectoryTx, issuer: &str, subject: &str) -> QueryResult<Option<UserId>> {
    auth_providers::table
        .filter(auth_providers::provider.eq(Method::Google))
        .filter(auth_providers::issuer.eq(issuer))
        .filter(auth_providers::subject.eq(subject))
        .select(auth_providers::user_id)
        .first(tx.db)
        .optional()
}
