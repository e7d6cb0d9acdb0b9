//! A Google account that a user linked from inside: found again by its issuer and subject, never by an e-mail address.

use diesel::prelude::*;
use serde_json::json;

use super::way_in::{SignInMethod, WayIn};
use crate::db::DirectoryTx;
use crate::db::ids::{AuthProviderId, UserId};
use crate::directory::audit::{self, DirectoryAction, DirectorySubject};
use crate::directory::people::User;
use crate::directory::post::Letter;
use crate::schema::directory::{auth_providers, users};

/// What became of signing in with a Google account.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoogleSignedIn {
    Done(UserId),
    /// It is nobody's.
    Unlinked,
    /// Its user was switched off.
    Inactive,
}

/// What became of linking a Google account.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoogleLinked {
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
pub enum GoogleUnlinked {
    Done,
    /// There was none.
    None,
    /// They would be locked out.
    OnlyWayIn,
}

/// An account at Google by which somebody may come in.
pub struct GoogleAccount;

impl GoogleAccount {
    /// Who has linked that Google account, and may come in.
    pub fn sign_in(tx: &mut DirectoryTx, issuer: &str, subject: &str) -> QueryResult<GoogleSignedIn> {
        let by = json!({ "by": SignInMethod::Google.as_str() });
        let Some(user) = of_identity(tx, issuer, subject)? else {
            audit::record(tx, DirectoryAction::SignInRefused, DirectorySubject::none("users"), &by)?;
            return Ok(GoogleSignedIn::Unlinked);
        };
        if !User::find(tx.db, user).optional()?.is_some_and(|user| user.active) {
            audit::record(tx, DirectoryAction::SignInRefused, DirectorySubject::user(user), &by)?;
            return Ok(GoogleSignedIn::Inactive);
        }
        WayIn::used_again(tx, user, SignInMethod::Google)?;
        Ok(GoogleSignedIn::Done(user))
    }

    /// Writes down that Google's answer could not be trusted, and why.
    pub fn refused(tx: &mut DirectoryTx, why: &str) -> QueryResult<()> {
        let why: String = why.chars().take(255).collect();
        let details = json!({ "by": SignInMethod::Google.as_str(), "why": why });
        audit::record(tx, DirectoryAction::SignInRefused, DirectorySubject::none("users"), &details)
    }

    /// Links a Google account to a user who is signed in. Of two at once, one does: the keys of the table see to it.
    pub fn link(tx: &mut DirectoryTx, user: UserId, issuer: &str, subject: &str) -> QueryResult<GoogleLinked> {
        let id = AuthProviderId::new();
        let made = diesel::insert_or_ignore_into(auth_providers::table)
            .values((
                auth_providers::id.eq(id),
                auth_providers::user_id.eq(user),
                auth_providers::provider.eq(SignInMethod::Google),
                auth_providers::issuer.eq(issuer),
                auth_providers::subject.eq(subject),
            ))
            .execute(tx.db)?;
        if made == 0 {
            return Ok(match of_identity(tx, issuer, subject)? {
                Some(owner) if owner == user => GoogleLinked::Already,
                Some(_) => GoogleLinked::Others,
                None => GoogleLinked::HasAnother,
            });
        }
        audit::record(tx, DirectoryAction::GoogleLinked, DirectorySubject::new("auth_providers", id).of(user), &serde_json::Value::Null)?;
        Letter::GoogleLinked.send(tx, user, &[])?;
        Ok(GoogleLinked::Done)
    }

    /// Takes a user's Google account away, unless they could not come in without it.
    pub fn unlink(tx: &mut DirectoryTx, user: UserId) -> QueryResult<GoogleUnlinked> {
        // The row of the user is where two requests queue: a way in that goes at the same time is gone.
        users::table.find(user).select(users::id).for_update().first::<UserId>(tx.db)?;
        let ways = WayIn::of_user(tx.db, user)?;
        if ways.iter().all(|way| way.method != SignInMethod::Google) {
            return Ok(GoogleUnlinked::None);
        }
        if ways.len() == 1 {
            return Ok(GoogleUnlinked::OnlyWayIn);
        }
        let of_user =
            auth_providers::table.filter(auth_providers::user_id.eq(user)).filter(auth_providers::provider.eq(SignInMethod::Google));
        let id: AuthProviderId = of_user.select(auth_providers::id).first(tx.db)?;
        diesel::delete(auth_providers::table.find(id)).execute(tx.db)?;
        audit::record(tx, DirectoryAction::GoogleUnlinked, DirectorySubject::new("auth_providers", id).of(user), &serde_json::Value::Null)?;
        Letter::GoogleUnlinked.send(tx, user, &[])?;
        Ok(GoogleUnlinked::Done)
    }
}

fn of_identity(tx: &mut DirectoryTx, issuer: &str, subject: &str) -> QueryResult<Option<UserId>> {
    auth_providers::table
        .filter(auth_providers::provider.eq(SignInMethod::Google))
        .filter(auth_providers::issuer.eq(issuer))
        .filter(auth_providers::subject.eq(subject))
        .select(auth_providers::user_id)
        .first(tx.db)
        .optional()
}
