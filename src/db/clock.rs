//! What time it is. The only file that asks.

use chrono::{NaiveDateTime, SubsecRound, Utc};

/// Now, in UTC, cut to the microsecond that the database keeps (MySQL would round, MariaDB would cut).
#[expect(clippy::disallowed_methods, reason = "the one clock")]
pub fn now() -> NaiveDateTime {
    Utc::now().naive_utc().trunc_subsecs(6)
}
