//! Passwords: so many from an address and on the whole installation, for each is dear to hash.

mod hashing;
mod trying;

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use argon2::Params;
use argon2::password_hash::phc::PasswordHash;
use diesel::prelude::*;
use zxcvbn::{Score, zxcvbn};

use self::hashing::{Blocks, hash, hashing, is_of};
pub use self::trying::{PasswordLimits, PasswordTry};
use super::reset::Reset;
use super::tries::SignInStep;
use crate::db::DirectoryTx;
use crate::db::failure::Trouble;
use crate::db::ids::{SessionId, UserId};
use crate::directory::audit::{self, DirectoryAction, DirectorySubject};
use crate::directory::people::Way;
use crate::directory::post::Letter;
use crate::directory::sessions::LiveSession;
use crate::schema::directory::users;

/// The hash of no password at all, verified when there is nobody to verify: a stranger costs the same time.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash("no password is this one", &mut Blocks::new()).unwrap_or_default());

/// Making, trying and changing passwords.
pub struct Password;

impl Password {
    /// The PHC string of a password.
    pub async fn hash(password: String) -> Result<String, Trouble> {
        hashing(move |blocks| hash(&password, blocks)).await?.map_err(Trouble::Fault)
    }

    /// As [`Password::hash`], for the command line.
    pub fn hash_blocking(password: &str) -> anyhow::Result<String> {
        hash(password, &mut Blocks::new())
    }

    /// Waits as long as hashing takes now: whoever is answered without it cannot tell.
    pub async fn pretend() {
        tokio::time::sleep(hashing::as_long()).await;
    }

    /// Whether the password is the user's. Takes as long for nobody as for somebody.
    pub async fn verify(password: String, hash: Option<String>) -> Result<bool, Trouble> {
        hashing(move |blocks| {
            let known = hash.is_some();
            known & is_of(&password, hash.as_deref().unwrap_or(&NOBODY), blocks)
        })
        .await
    }
}

/// Words that the first guess at a clinic would try.
const CONTEXT: [&str; 10] = ["swasthya", "clinic", "hospital", "doctor", "reception", "admin", "patient", "nurse", "health", "medical"];

/// Fewer different letters are a pattern: `aaaa bbbb cc`.
const FEWEST_LETTERS: usize = 5;

/// What of a password is its own: without those words, without years, and without the blanks and signs between, which make weak pieces no
/// stronger.
fn without(password: &str, words: &[&str]) -> String {
    let bare = |text: &str| {
        text.chars().filter(|it| !it.is_ascii_punctuation() && !it.is_whitespace()).flat_map(char::to_lowercase).collect::<String>()
    };
    let mut words: Vec<String> = words.iter().map(|it| bare(it)).filter(|it| it.chars().count() > 2).collect();
    words.extend((1950..2050).map(|year: u32| year.to_string()));
    words.sort_by_key(|it| Reverse(it.len()));
    words.iter().fold(bare(password), |rest, word| rest.replace(word.as_str(), ""))
}

impl Password {
    /// What is wrong with a new password, as a Fluent key. Any characters will do; but what is common, or made of the person's
    /// own words and the clinic's, or runs along the keyboard, is guessed first: zxcvbn's lists and patterns, score 3 of 4, and 2 for
    /// what is left without those words.
    pub fn weakness(password: &str, own_words: &[String]) -> Option<&'static str> {
        match password.chars().count() {
            ..10 => return Some("error-password-short"),
            201.. => return Some("error-password-long"),
            _ => {}
        }
        let words: Vec<&str> = own_words.iter().map(String::as_str).chain(CONTEXT).collect();
        let rest = without(password, &words);
        let common = zxcvbn(password, &words).score() < Score::Three
            || zxcvbn(&rest, &words).score() < Score::Two
            || rest.chars().collect::<BTreeSet<_>>().len() < FEWEST_LETTERS;
        common.then_some("error-password-common")
    }

    /// Whether a hash was made with less than what is asked now: then it is made again at the next sign-in.
    pub fn is_outdated(hash: &str) -> bool {
        let asked = Params::default();
        let made = PasswordHash::new(hash).ok().and_then(|hash| Params::try_from(&hash).ok());
        made.is_none_or(|made| made.m_cost() < asked.m_cost() || made.t_cost() < asked.t_cost() || made.p_cost() < asked.p_cost())
    }
}

/// How a password came to be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordChange {
    /// By somebody signed in, who stays so in this session.
    Inside(SessionId),
    /// By the link in an e-mail: every session ends.
    ByLink,
}

impl Password {
    /// Changes a user's password: ends their other sessions and tells them.
    pub fn change(tx: &mut DirectoryTx, user: UserId, hash: &str, how: PasswordChange) -> QueryResult<()> {
        Password::set(tx, user, hash)?;
        let stays = match how {
            PasswordChange::Inside(session) => Some(session),
            PasswordChange::ByLink => None,
        };
        LiveSession::end_all(tx, user, stays)?;
        Reset::end_open(tx, user)?;
        Letter::PasswordChanged.send(tx, user, &[])
    }
}

/// What became of choosing a password by a link.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordReset {
    Done,
    /// The link was used or expired meanwhile.
    NoLonger,
}

impl Password {
    /// Uses a link up that was sent to whoever forgot their password, and gives its user this one. The address is theirs: the link came by
    /// e-mail, and only whoever reads it gets this far.
    pub fn reset(tx: &mut DirectoryTx, token: &str, hash: &str) -> QueryResult<PasswordReset> {
        let Some(user) = Reset::spend(tx, token)? else { return Ok(PasswordReset::NoLonger) };
        Way::Email.verified(tx, user)?;
        Password::change(tx, user, hash, PasswordChange::ByLink)?;
        Ok(PasswordReset::Done)
    }

    /// Puts the hash of the same password, made anew with more work, in the place of the old one; of one that was changed meanwhile not.
    pub fn strengthen(tx: &mut DirectoryTx, user: UserId, old: &str, hash: &str) -> QueryResult<()> {
        let same = users::table.find(user).filter(users::password_hash.eq(old));
        diesel::update(same).set(users::password_hash.eq(hash)).execute(tx.db).map(drop)
    }

    /// Gives a user a password.
    pub fn set(tx: &mut DirectoryTx, user: UserId, hash: &str) -> QueryResult<()> {
        diesel::update(users::table.find(user)).set(users::password_hash.eq(hash)).execute(tx.db)?;
        SignInStep::Password.forgive_strangers(tx, user)?;
        audit::record(tx, DirectoryAction::PasswordSet, DirectorySubject::user(user), &serde_json::Value::Null)
    }
}

#[cfg(test)]
mod tests {
    use super::Password;

    #[test]
    fn what_is_guessed_first_is_refused_whatever_stands_between_its_pieces() {
        let own = ["arjun", "malhotra", "arjun@arogya.demo", "arogya", "demo"].map(str::to_owned);
        for weak in [
            "swasthya clinic",
            "admin admin",
            "arjun malhotra",
            "doctor arjun",
            "arogya.demo 1",
            "hello world",
            "mumbai 2026",
            "bandra 2026",
            "aaaa bbbb cc",
            "1234 5678 9",
            "Arjun-1987-Clinic",
        ] {
            assert_eq!(Password::weakness(weak, &own), Some("error-password-common"), "{weak}");
        }
        for strong in ["correct horse battery", "tiger lamp 93 quilt", "x7Gq2pLm9w", "मेरी दादी की नीली साइकिल", "arjun likes 7 mangoes"]
        {
            assert_eq!(Password::weakness(strong, &own), None, "{strong}");
        }
    }
}
