//! Counting wrong tries of a password or a second factor, before anything is compared. A known device has its own count; all other
//! browsers share the account's. After five in a row each waits, longer every time; after so many in a row nothing is tried any more.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;
use serde_json::json;

use crate::db::DirectoryTx;
use crate::db::ids::UserId;
use crate::db::statement::Among;
use crate::directory::audit::{self, DirectoryAction, DirectorySubject};
use crate::directory::post::Letter;
use crate::directory::sessions::KnownDevice;
use crate::schema::directory::{tries, users};
use crate::text_enum;

/// After so many failures in a row a count starts to wait.
const PATIENCE: i32 = 5;

/// How many in a row browsers that are not known may fail, together. With ten each of the five known devices
/// that an account has at most, that is a hundred (NIST SP 800-63B, 5.2.2).
const OF_STRANGERS: i32 = 50;

/// How many in a row a known device may fail; after that it counts with the strangers.
const OF_DEVICE: i32 = 10;

text_enum! {
    /// What is tried.
    SignInStep { Password = "password", SecondFactor = "second_factor" }
}

/// A count that a try adds to.
#[derive(Clone, Debug, HasQuery)]
#[diesel(table_name = tries)]
struct TryCount {
    browser: Vec<u8>,
    /// In a row.
    failures: i32,
    /// Until when nothing may be tried.
    waits_until: Option<NaiveDateTime>,
}

impl TryCount {
    fn none(browser: &[u8]) -> TryCount {
        TryCount { browser: browser.to_vec(), failures: 0, waits_until: None }
    }

    fn is_of_device(&self) -> bool {
        self.browser != KnownDevice::STRANGER
    }

    fn most(&self) -> i32 {
        if self.is_of_device() { OF_DEVICE } else { OF_STRANGERS }
    }
}

impl SignInStep {
    fn name(self) -> &'static str {
        match self {
            SignInStep::Password => "password",
            SignInStep::SecondFactor => "second factor",
        }
    }

    /// Counts a try before anything is compared, so that many at once get no more than their number: whether there may be one. The
    /// count waits from the fifth on, unless the try turns out right.
    pub fn begin(self, tx: &mut DirectoryTx, user: UserId) -> QueryResult<bool> {
        queue(tx, user)?;
        let count = self.count(tx, user)?;
        if count.failures >= count.most() || count.waits_until.is_some_and(|until| until > tx.now) {
            return Ok(false);
        }
        let failures = count.failures + 1;
        let wait = delay(failures).map(|delay| tx.now + delay);
        diesel::insert_into(tries::table)
            .values((
                tries::user_id.eq(user),
                tries::step.eq(self),
                tries::browser.eq(&count.browser),
                tries::failures.eq(failures),
                tries::waits_until.eq(wait),
            ))
            .on_conflict(diesel::dsl::DuplicatedKeys)
            .do_update()
            .set((tries::failures.eq(failures), tries::waits_until.eq(wait)))
            .execute(tx.db)?;
        if wait.is_some() {
            let details = json!({ "tries": failures, "by": self.name(), "known_device": count.is_of_device() });
            audit::record(tx, DirectoryAction::Locked, DirectorySubject::user(user), &details)?;
        }
        if !count.is_of_device() && failures == OF_STRANGERS {
            Letter::SignInStopped.send(tx, user, &[])?;
        }
        Ok(true)
    }

    /// What the browser that asks is counted by: its own count where it is known and has failed less than it may, else the strangers'.
    fn count(self, tx: &mut DirectoryTx, user: UserId) -> QueryResult<TryCount> {
        let is_known = KnownDevice::is_known(tx, user)?;
        let strangers = KnownDevice::STRANGER.to_vec();
        let counts: Vec<TryCount> = TryCount::query()
            .filter(tries::user_id.eq(user))
            .filter(tries::step.eq(self))
            .filter(tries::browser.among([&strangers, &tx.by.browser]))
            .load(tx.db)?;
        let of = |browser: &Vec<u8>| counts.iter().find(|it| it.browser == *browser).cloned().unwrap_or_else(|| TryCount::none(browser));
        let here = is_known.then(|| of(&tx.by.browser)).filter(|it| it.failures < OF_DEVICE);
        Ok(here.unwrap_or_else(|| of(&strangers)))
    }

    /// It was right: the wrong tries are forgotten, the strangers' too, since they are no longer in a row.
    pub fn forgive(self, tx: &mut DirectoryTx, user: UserId) -> QueryResult<()> {
        let browser = tx.by.browser.clone();
        self.forget(tx, user, &[KnownDevice::STRANGER.to_vec(), browser])
    }

    /// Forgets the wrong tries of browsers that are not known.
    pub fn forgive_strangers(self, tx: &mut DirectoryTx, user: UserId) -> QueryResult<()> {
        self.forget(tx, user, &[KnownDevice::STRANGER.to_vec()])
    }

    fn forget(self, tx: &mut DirectoryTx, user: UserId, browsers: &[Vec<u8>]) -> QueryResult<()> {
        queue(tx, user)?;
        let counts = tries::table.filter(tries::user_id.eq(user)).filter(tries::step.eq(self)).filter(tries::browser.among(browsers));
        diesel::delete(counts).execute(tx.db).map(drop)
    }

    /// Writes down that it was wrong: whose it is, if anybody's.
    pub fn refused(self, tx: &mut DirectoryTx, user: Option<UserId>) -> QueryResult<()> {
        let subject = user.map_or(DirectorySubject::none("users"), DirectorySubject::user);
        audit::record(tx, DirectoryAction::SignInRefused, subject, &json!({ "by": self.name() }))
    }
}

/// The user's row is where all who count or forget wait for each other.
fn queue(tx: &mut DirectoryTx, user: UserId) -> QueryResult<()> {
    users::table.find(user).select(users::id).for_update().first::<UserId>(tx.db).map(drop)
}

/// How long a count waits after so many failures in a row: half a minute, doubling, an hour at most.
fn delay(failures: i32) -> Option<Duration> {
    let beyond = u32::try_from(failures - PATIENCE).ok()?;
    Some(Duration::seconds((30_i64 << beyond.min(7)).min(3600)))
}

#[cfg(test)]
mod tests {
    use super::{OF_DEVICE, OF_STRANGERS, delay};
    use crate::directory::sessions::KnownDevice;
    use chrono::Duration;

    #[test]
    fn the_wait_after_failures_grows_and_ends() {
        assert_eq!(delay(4), None);
        assert_eq!(delay(5), Some(Duration::seconds(30)));
        assert_eq!(delay(7), Some(Duration::seconds(120)));
        assert_eq!(delay(90), Some(Duration::seconds(3600)));
    }

    #[test]
    fn auth_7_an_account_has_a_hundred_failures_in_a_row_at_most() {
        assert!(i64::from(OF_STRANGERS) + KnownDevice::MOST * i64::from(OF_DEVICE) <= 100);
    }
}
