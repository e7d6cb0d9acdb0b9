//! What time it is. The only file that asks.

use chrono::{NaiveDate, NaiveDateTime, SubsecRound, Utc};
use chrono_tz::Tz;

/// Now, in UTC, cut to the microsecond that the database keeps (MySQL would round, MariaDB would cut).
#[expect(clippy::disallowed_methods, reason = "the one clock")]
pub fn now() -> NaiveDateTime {
    Utc::now().naive_utc().trunc_subsecs(6)
}

/// The date in a zone now.
pub fn today_in(zone: Tz) -> NaiveDate {
    now().and_utc().with_timezone(&zone).date_naive()
}
