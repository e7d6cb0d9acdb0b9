//! What time it is, and when a day begins where. The only file that asks the clock.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, SubsecRound, TimeZone, Utc};
use chrono_tz::Tz;

/// The zone of every clinic that names no other.
pub const INDIA: Tz = Tz::Asia__Kolkata;

/// Now, in UTC, cut to the microsecond that the database keeps (MySQL would round, MariaDB would cut).
#[expect(clippy::disallowed_methods, reason = "the one clock")]
pub fn now() -> NaiveDateTime {
    Utc::now().naive_utc().trunc_subsecs(6)
}

/// The date in a zone now.
pub fn today_in(zone: Tz) -> NaiveDate {
    day_of(now(), zone)
}

/// The date in a zone at an instant.
pub fn day_of(at: NaiveDateTime, zone: Tz) -> NaiveDate {
    at.and_utc().with_timezone(&zone).date_naive()
}

/// The instant at which the clocks of a zone show that: in an hour that comes twice the first, in one that is left out none.
pub fn instant(day: NaiveDate, time: NaiveTime, zone: Tz) -> Option<NaiveDateTime> {
    zone.from_local_datetime(&day.and_time(time)).earliest().map(|at| at.naive_utc())
}

/// What the clocks of a zone show at an instant.
pub fn local(at: NaiveDateTime, zone: Tz) -> NaiveDateTime {
    at.and_utc().with_timezone(&zone).naive_local()
}

/// The instant at which a day begins in a zone. A day whose midnight the zone leaves out begins at
/// that of UTC.
pub fn start_of(day: NaiveDate, zone: Tz) -> NaiveDateTime {
    let midnight = day.and_time(NaiveTime::MIN);
    zone.from_local_datetime(&midnight).earliest().map_or(midnight, |at| at.naive_utc())
}

/// The zone of that name; India's for a name that is unknown.
pub fn zone(name: &str) -> Tz {
    name.parse().unwrap_or(INDIA)
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, NaiveDateTime};

    use super::{INDIA, day_of, start_of, zone};

    fn at(day: u32, hour: u32, minute: u32) -> NaiveDateTime {
        date(day).and_hms_opt(hour, minute, 0).expect("an instant")
    }

    fn date(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).expect("a day")
    }

    #[test]
    fn a_day_in_india_begins_five_and_a_half_hours_before_utc() {
        assert_eq!(start_of(date(20), INDIA), at(19, 18, 30));
        assert_eq!(day_of(at(19, 18, 30), INDIA), date(20));
        assert_eq!(day_of(at(19, 18, 29), INDIA), date(19));
    }

    #[test]
    fn an_unknown_zone_is_indias() {
        assert_eq!(zone("Asia/Dubai"), chrono_tz::Tz::Asia__Dubai);
        assert_eq!(zone("Nowhere"), INDIA);
    }
}
