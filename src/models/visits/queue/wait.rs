//! How long people wait: a range, never a promise.

use chrono::TimeDelta;

use crate::locale::Message;
use crate::message;

/// How long a doctor's consultations take, as a median.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    seconds: i64,
}

/// How many of the last visits count.
const LAST: usize = 8;

/// Longer than this nobody is consulted: the doctor forgot to sign.
const LONGEST: TimeDelta = TimeDelta::hours(2);

/// Shorter than this nobody is: both steps were said at once, of somebody who had been seen before.
const SHORTEST: TimeDelta = TimeDelta::minutes(1);

/// From here on a wait is told in hours.
const MINUTES: i64 = 90;

impl Pace {
    /// Where nothing is known: eight minutes.
    pub const UNKNOWN: Pace = Pace { seconds: 8 * 60 };

    /// The median of the last consultations' lengths; the latest come first. Nothing when there are none.
    pub fn of(lengths: impl Iterator<Item = TimeDelta>) -> Option<Pace> {
        let mut lengths: Vec<i64> = lengths.filter(|it| (SHORTEST..LONGEST).contains(it)).take(LAST).map(|it| it.num_seconds()).collect();
        lengths.sort_unstable();
        let middle = lengths.len() / 2;
        let upper = *lengths.get(middle)?;
        let seconds = if lengths.len().is_multiple_of(2) { i64::midpoint(lengths[middle - 1], upper) } else { upper };
        Some(Pace { seconds })
    }

    /// How long somebody waits with so many people before them: 0.7 to 1.4 times the pace each, in steps of five minutes.
    pub fn wait(self, ahead: usize) -> WaitRange {
        let seconds = self.seconds * i64::try_from(ahead).unwrap_or(i64::MAX / 100_000);
        let from = to_five(seconds * 7 / 10);
        let to = if ahead == 0 { 0 } else { to_five(seconds * 14 / 10).max(from + 5) };
        WaitRange { from, to }
    }
}

/// Seconds as minutes, rounded to the nearest five.
fn to_five(seconds: i64) -> i64 {
    (seconds + 150) / 300 * 5
}

/// From so many minutes to so many. `0` to `0`: next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitRange {
    pub from: i64,
    pub to: i64,
}

impl WaitRange {
    /// Nobody is ahead.
    pub fn is_next(self) -> bool {
        self.to == 0
    }

    /// The words for it: "next", "under 5 min", "10–20 min", "2–3½ h".
    pub fn message(&self) -> Message {
        match (self.from, self.to) {
            (_, 0) => message!("wait-next"),
            (0, to) => message!("wait-under", to),
            (from, to @ ..=MINUTES) => message!("wait-range", from, to),
            (from, to) => message!("wait-hours", from = half_hours(from), to = half_hours(to)),
        }
    }
}

/// Minutes as hours, to the nearest half.
fn half_hours(minutes: i64) -> String {
    let halves = ((minutes + 15) / 30).max(1);
    match (halves / 2, halves % 2) {
        (0, _) => "½".to_owned(),
        (hours, 0) => hours.to_string(),
        (hours, _) => format!("{hours}½"),
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::{Pace, WaitRange};
    use crate::locale::Locale;

    fn pace(minutes: &[i64]) -> Option<Pace> {
        Pace::of(minutes.iter().map(|it| TimeDelta::minutes(*it)))
    }

    #[test]
    fn the_pace_is_the_median_of_the_last_eight() {
        assert_eq!(pace(&[]), None);
        assert_eq!(pace(&[7]), pace(&[7, 7, 7]));
        assert_eq!(pace(&[4, 20, 6]), pace(&[6]));
        assert_eq!(pace(&[4, 8]), pace(&[6]));
        assert_eq!(pace(&[5, 5, 5, 5, 5, 5, 5, 5, 50, 50, 50, 50, 50, 50, 50, 50, 50]), pace(&[5]), "older ones do not count");
        assert_eq!(pace(&[300, 6, -4, 0, 0]), pace(&[6]), "forgotten and impossible ones do not count");
        assert_eq!(pace(&[0, 0]), None, "nobody is seen in no time: sixteen would not wait under five minutes");
    }

    #[test]
    fn a_wait_is_a_range_in_steps_of_five_minutes() {
        let ten = pace(&[10]).expect("a pace");
        for (ahead, from, to) in [(0, 0, 0), (1, 5, 15), (2, 15, 30), (3, 20, 40), (10, 70, 140)] {
            assert_eq!(ten.wait(ahead), WaitRange { from, to }, "{ahead}");
        }
        assert!(ten.wait(0).is_next());
        assert_eq!(pace(&[1]).expect("a pace").wait(1), WaitRange { from: 0, to: 5 }, "a range is never empty");
        assert_eq!(Pace::UNKNOWN.wait(5), WaitRange { from: 30, to: 55 });
    }

    #[test]
    fn a_wait_of_hours_is_told_in_hours() {
        for (from, to, words) in [(45, 90, "45–90 min"), (50, 95, "1–1½ h"), (110, 220, "2–3½ h"), (120, 240, "2–4 h")] {
            assert_eq!(WaitRange { from, to }.message().say(Locale::English), words);
        }
    }
}
