//! Counting wrong tries of a password or a second factor, before anything is compared. A known device has its own count; all other
//! browsers share the account's. After five in a row each waits, longer every time; after so many in a row nothing is tried any more.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;
use serde_json::json;

use super::audit::{self, DirectoryAction};
use super::device;
use crate::db::DirectoryTx;
use crate::db::ids::UserId;
use crate::schema::directory::{known_devices, users};

/// After so many failures in a row a count starts to wait.
const PATIENCE: i32 = 5;

/// How many in a row browsers that are not known may fail, together. With ten each of the five known devices
/// that an account has at most, that is a hundred (NIST SP 800-63B, 5.2.2).
const OF_STRANGERS: i32 = 50;

/// How many in a row a known device may fail; after that it counts with the strangers.
const OF_DEVICE: i32 = 10;

/// What is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Password,
    SecondFactor,
}

/// Whose count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whose {
    /// The account's: of every browser that is not known.
    Strangers,
    Device,
}

/// Failures in a row, and until when nothing may be tried.
type Count = (i32, Option<NaiveDateTime>);

impl Step {
    fn of(self, (logins, locked, factors, factors_locked): (i32, Option<NaiveDateTime>, i32, Option<NaiveDateTime>)) -> Count {
        match self {
            Step::Password => (logins, locked),
            Step::SecondFactor => (factors, factors_locked),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Step::Password => "password",
            Step::SecondFactor => "second factor",
        }
    }

    /// Writes the count down.
    fn set(self, tx: &mut DirectoryTx, user: UserId, whose: Whose, (failures, until): Count) -> QueryResult<()> {
        let device = known_devices::table.find((&tx.by.browser, user));
        match (self, whose) {
            (Step::Password, Whose::Strangers) => diesel::update(users::table.find(user))
                .set((users::failed_logins.eq(failures), users::locked_until.eq(until)))
                .execute(tx.db),
            (Step::SecondFactor, Whose::Strangers) => diesel::update(users::table.find(user))
                .set((users::mfa_failures.eq(failures), users::mfa_locked_until.eq(until)))
                .execute(tx.db),
            (Step::Password, Whose::Device) => diesel::update(device)
                .set((known_devices::failed_logins.eq(failures), known_devices::locked_until.eq(until)))
                .execute(tx.db),
            (Step::SecondFactor, Whose::Device) => diesel::update(device)
                .set((known_devices::mfa_failures.eq(failures), known_devices::mfa_locked_until.eq(until)))
                .execute(tx.db),
        }
        .map(drop)
    }

    /// Counts a try before anything is compared, so that many at once get no more than their number: whether there may be one. The
    /// count waits from the fifth on, unless the try turns out right.
    pub fn begin(self, tx: &mut DirectoryTx, user: UserId) -> QueryResult<bool> {
        let account = users::table
            .find(user)
            .select((users::failed_logins, users::locked_until, users::mfa_failures, users::mfa_locked_until))
            .for_update()
            .first(tx.db)?;
        let (whose, (failures, until), most) = match self.of_device(tx, user)? {
            Some(count) if count.0 < OF_DEVICE => (Whose::Device, count, OF_DEVICE),
            _ => (Whose::Strangers, self.of(account), OF_STRANGERS),
        };
        if failures >= most || until.is_some_and(|until| until > tx.now) {
            return Ok(false);
        }
        let wait = delay(failures + 1).map(|delay| tx.now + delay);
        self.set(tx, user, whose, (failures + 1, wait))?;
        if wait.is_some() {
            let details = json!({ "tries": failures + 1, "by": self.name(), "known_device": whose == Whose::Device });
            audit::record(tx, DirectoryAction::Locked, Some(user), "users", Some(user.0), &details)?;
        }
        if (whose, failures + 1) == (Whose::Strangers, OF_STRANGERS) {
            device::tell(tx, user, "sign_in_stopped", ["message-sign-in-stopped-subject", "message-sign-in-stopped"], &[])?;
        }
        Ok(true)
    }

    fn of_device(self, tx: &mut DirectoryTx, user: UserId) -> QueryResult<Option<Count>> {
        if tx.by.browser.is_empty() {
            return Ok(None);
        }
        let count = known_devices::table
            .find((&tx.by.browser, user))
            .filter(known_devices::expires_at.gt(tx.now))
            .select((
                known_devices::failed_logins,
                known_devices::locked_until,
                known_devices::mfa_failures,
                known_devices::mfa_locked_until,
            ))
            .for_update()
            .first(tx.db)
            .optional()?;
        Ok(count.map(|count| self.of(count)))
    }

    /// It was right: the wrong tries are forgotten, the strangers' too, since they are no longer in a row.
    pub fn forgive(self, tx: &mut DirectoryTx, user: UserId) -> QueryResult<()> {
        self.set(tx, user, Whose::Strangers, (0, None))?;
        self.set(tx, user, Whose::Device, (0, None))
    }

    /// Writes down that it was wrong: whose it is, if anybody's.
    pub fn refused(self, tx: &mut DirectoryTx, user: Option<UserId>) -> QueryResult<()> {
        audit::record(tx, DirectoryAction::SignInRefused, user, "users", user.map(|it| it.0), &json!({ "by": self.name() }))
    }
}

/// How long a count waits after so many failures in a row: half a minute, doubling, an hour at most.
fn delay(failures: i32) -> Option<Duration> {
    let beyond = u32::try_from(failures - PATIENCE).ok()?;
    Some(Duration::seconds((30_i64 << beyond.min(7)).min(3600)))
}

#[cfg(test)]
mod tests {
    use super::{OF_DEVICE, OF_STRANGERS, delay};
    use crate::directory::known_device::MOST;
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
        assert!(i64::from(OF_STRANGERS) + MOST * i64::from(OF_DEVICE) <= 100);
    }
}
