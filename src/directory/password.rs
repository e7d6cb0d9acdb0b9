//! Passwords: argon2id, a bounded number at a time (each takes 19 MiB), and an account that waits longer after each failure.

use std::sync::LazyLock;

use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Argon2, Params};
use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;
use tokio::sync::Semaphore;
use zxcvbn::{Score, zxcvbn};

use super::audit::{self, DirectoryAction};
use super::auth_provider::{self, Method};
use super::{device, reset, session};
use crate::db::DirectoryTx;
use crate::db::ids::{SessionId, UserId};
use crate::schema::directory::users;

/// How many passwords are hashed at once: more would only take memory, not finish sooner.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// The hash of no password at all, verified when there is nobody to verify: a stranger costs the same time.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash_now("no password is this one").unwrap_or_default());

/// After so many failures in a row an account starts to wait.
const PATIENCE: i32 = 5;

fn hash_now(password: &str) -> anyhow::Result<String> {
    let hash = Argon2::default().hash_password(password.as_bytes()).map_err(|error| anyhow::anyhow!("{error}"))?;
    Ok(hash.to_string())
}

/// The PHC string of a password, off the async threads.
pub async fn hash(password: String) -> anyhow::Result<String> {
    let _permit = AT_ONCE.acquire().await?;
    actix_web::web::block(move || hash_now(&password)).await?
}

/// As [`hash`], for the command line.
pub fn hash_blocking(password: &str) -> anyhow::Result<String> {
    hash_now(password)
}

/// Whether the password is the user's. Takes as long for nobody as for somebody.
pub async fn verify(password: String, hash: Option<String>) -> anyhow::Result<bool> {
    let _permit = AT_ONCE.acquire().await?;
    let verified = actix_web::web::block(move || {
        let known = hash.is_some();
        let phc = hash.unwrap_or_else(|| NOBODY.clone());
        let parsed = PasswordHash::new(&phc);
        known & parsed.is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
    });
    Ok(verified.await?)
}

/// Words that the first guess at a clinic would try.
const CONTEXT: [&str; 10] = ["swasthya", "clinic", "hospital", "doctor", "reception", "admin", "patient", "nurse", "health", "medical"];

/// What is wrong with a new password, as a Fluent key. Any characters will do; but what is common, or made of the person's
/// own words and the clinic's, or runs along the keyboard, is guessed first (zxcvbn's lists and patterns, score 3 of 4).
pub fn weakness(password: &str, own_words: &[String]) -> Option<&'static str> {
    match password.chars().count() {
        ..10 => return Some("error-password-short"),
        201.. => return Some("error-password-long"),
        _ => {}
    }
    let words: Vec<&str> = own_words.iter().map(String::as_str).chain(CONTEXT).collect();
    (zxcvbn(password, &words).score() < Score::Three).then_some("error-password-common")
}

/// Whether a hash was made with less than what is asked now: then it is made again at the next sign-in.
pub fn is_outdated(hash: &str) -> bool {
    let asked = Params::default();
    let made = PasswordHash::new(hash).ok().and_then(|hash| Params::try_from(&hash).ok());
    made.is_none_or(|made| made.m_cost() < asked.m_cost() || made.t_cost() < asked.t_cost() || made.p_cost() < asked.p_cost())
}

/// How long an account waits after so many failures in a row: half a minute, doubling, an hour at most.
pub fn delay(failures: i32) -> Option<Duration> {
    let beyond = u32::try_from(failures - PATIENCE).ok()?;
    Some(Duration::seconds((30_i64 << beyond.min(7)).min(3600)))
}

/// Writes down a success: the failures are forgotten.
pub fn succeeded(tx: &mut DirectoryTx, user: UserId) -> QueryResult<()> {
    forgive(tx, user)?;
    diesel::update(users::table.find(user)).set(users::last_login_at.eq(tx.now)).execute(tx.db)?;
    auth_provider::used(tx, user, Method::Password)?;
    audit::record(tx, DirectoryAction::SignedIn, Some(user), "users", Some(user.0), &serde_json::json!({ "by": "password" }))
}

/// Counts a try before anything is compared, so that many at once get no more than their number: whether there may be one. The
/// account waits from the fifth on, unless the try turns out right.
pub fn begin_try(tx: &mut DirectoryTx, user: UserId) -> QueryResult<bool> {
    let (failures, locked_until): (i32, Option<NaiveDateTime>) =
        users::table.find(user).select((users::failed_logins, users::locked_until)).for_update().first(tx.db)?;
    if locked_until.is_some_and(|until| until > tx.now) {
        return Ok(false);
    }
    let wait = delay(failures + 1).map(|delay| tx.now + delay);
    diesel::update(users::table.find(user)).set((users::failed_logins.eq(failures + 1), users::locked_until.eq(wait))).execute(tx.db)?;
    if wait.is_some() {
        let details = serde_json::json!({ "tries": failures + 1 });
        audit::record(tx, DirectoryAction::Locked, Some(user), "users", Some(user.0), &details)?;
    }
    Ok(true)
}

/// A password was typed right: the tries are forgotten.
pub fn forgive(tx: &mut DirectoryTx, user: UserId) -> QueryResult<()> {
    diesel::update(users::table.find(user))
        .set((users::failed_logins.eq(0), users::locked_until.eq(None::<NaiveDateTime>)))
        .execute(tx.db)
        .map(drop)
}

/// Writes down that a password was refused: of whom, if anybody has that login.
pub fn refused(tx: &mut DirectoryTx, user: Option<UserId>) -> QueryResult<()> {
    audit::record(tx, DirectoryAction::SignInRefused, user, "users", user.map(|it| it.0), &serde_json::json!({ "by": "password" }))
}

/// How a password came to be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// By somebody signed in, who stays so in this session.
    Inside(SessionId),
    /// By the link in an e-mail: every session ends.
    ByLink,
}

/// Changes a user's password: ends their other sessions and tells them.
pub fn change(tx: &mut DirectoryTx, user: UserId, hash: &str, how: Changed) -> QueryResult<()> {
    set(tx, user, hash)?;
    let stays = match how {
        Changed::Inside(session) => Some(session),
        Changed::ByLink => None,
    };
    session::end_all(tx, user, stays)?;
    reset::end_open(tx, user)?;
    device::tell(tx, user, "password_changed", ["message-password-changed-subject", "message-password-changed"], &[])
}

/// Makes the hash of the same password anew, with more work.
pub fn strengthen(tx: &mut DirectoryTx, user: UserId, hash: &str) -> QueryResult<()> {
    diesel::update(users::table.find(user)).set(users::password_hash.eq(hash)).execute(tx.db).map(drop)
}

/// Gives a user a password.
pub fn set(tx: &mut DirectoryTx, user: UserId, hash: &str) -> QueryResult<()> {
    diesel::update(users::table.find(user))
        .set((users::password_hash.eq(hash), users::failed_logins.eq(0), users::locked_until.eq(None::<NaiveDateTime>)))
        .execute(tx.db)?;
    audit::record(tx, DirectoryAction::PasswordSet, Some(user), "users", Some(user.0), &serde_json::Value::Null)
}

#[cfg(test)]
mod tests {
    use super::delay;
    use chrono::Duration;

    #[test]
    fn the_wait_after_failures_grows_and_ends() {
        assert_eq!(delay(4), None);
        assert_eq!(delay(5), Some(Duration::seconds(30)));
        assert_eq!(delay(7), Some(Duration::seconds(120)));
        assert_eq!(delay(90), Some(Duration::seconds(3600)));
    }
}
