//! Whether two rows of one doctor's hours would have them in two places at once.

use chrono::{Days, Duration, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use chrono_tz::Tz;

use super::hours::Hours;

/// How far ahead two rows are compared: more than a year, so that every change of the clocks is in it.
const AHEAD: Days = Days::new(54 * 7);

/// Whether the doctor would be due at both at some instant. At one clinic, and in one zone, that is a matter of local times; between two
/// zones of the instants, on each day that both are in force.
pub(super) fn overlap(one: &Hours, one_zone: Tz, other: &Hours, other_zone: Tz) -> bool {
    let first = one.valid_from.max(before(other.valid_from));
    let horizon = first.checked_add_days(AHEAD).unwrap_or(first);
    let last = [one.valid_until, other.valid_until.map(after)].into_iter().flatten().fold(horizon, NaiveDate::min);
    first.iter_days().take_while(|day| *day <= last).filter(|day| one.is_on(*day)).any(|day| {
        let (from, until) = span(one, day, one_zone);
        [before(day), day, after(day)].into_iter().filter(|it| other.is_on(*it)).any(|it| {
            let (their_from, their_until) = span(other, it, other_zone);
            from < their_until && their_from < until
        })
    })
}

fn before(day: NaiveDate) -> NaiveDate {
    day.pred_opt().unwrap_or(day)
}

fn after(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap_or(day)
}

/// From when until when the hours of a day last, at most: in an hour that comes twice until the second.
fn span(hours: &Hours, day: NaiveDate, zone: Tz) -> (NaiveDateTime, NaiveDateTime) {
    let at = |time: NaiveTime| {
        // What the clocks leave out comes an hour later.
        [0, 1].map(|hour| zone.from_local_datetime(&(day.and_time(time) + Duration::hours(hour))))
    };
    let first = at(hours.starts).into_iter().find_map(|it| it.earliest());
    let last = at(hours.ends).into_iter().find_map(|it| it.latest());
    let or_utc = |found: Option<chrono::DateTime<Tz>>, time| found.map_or(day.and_time(time), |it| it.naive_utc());
    (or_utc(first, hours.starts), or_utc(last, hours.ends))
}
