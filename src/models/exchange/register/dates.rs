//! Dates as registers have them: 31/05/25, 02.10.20, 13-Jul-2020, 2024-06-02. The day comes before the month, as in India.

use chrono::{Datelike, NaiveDate};

use crate::locale::digits;

/// A date whose century may still be open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Written {
    day: u32,
    month: u32,
    year: i32,
    /// Only two digits of the year were written.
    short: bool,
}

/// No date of a register is older.
const EARLIEST: i32 = 1850;

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

fn take_apart(text: &str) -> Option<Written> {
    let plain = digits::plain(text.trim());
    let text = plain.split_once(' ').filter(|(_, rest)| rest.contains(':')).map_or(&*plain, |(date, _)| date);
    let parts: Vec<&str> = text.split(['/', '.', '-', ' ', ',']).filter(|it| !it.is_empty()).collect();
    let [first, month, last] = parts.as_slice() else { return None };
    let number = |part: &str| part.parse::<u32>().ok().filter(|_| part.bytes().all(|it| it.is_ascii_digit()));
    if first.len() == 4 {
        let (day, month, year) = (number(last)?, month_of(month)?, i32::try_from(number(first)?).ok()?);
        return Some(Written { day, month, year, short: false });
    }
    let short = match last.len() {
        2 => true,
        4 => false,
        _ => return None,
    };
    let year = i32::try_from(number(last)?).ok()?;
    Some(Written { day: number(first)?, month: month_of(month)?, year, short })
}

fn month_of(part: &str) -> Option<u32> {
    if part.bytes().all(|it| it.is_ascii_digit()) {
        return part.parse().ok();
    }
    let word = part.to_lowercase();
    let at = MONTHS.iter().position(|month| word.len() >= 3 && word.starts_with(month))?;
    u32::try_from(at + 1).ok()
}

/// Every day that may be meant: one, or with a short year one a century.
fn candidates(text: &str) -> Vec<NaiveDate> {
    let Some(it) = take_apart(text) else { return Vec::new() };
    let centuries: &[i32] = if it.short { &[2000, 1900] } else { &[0] };
    centuries
        .iter()
        .filter_map(|century| NaiveDate::from_ymd_opt(century + it.year, it.month, it.day))
        .filter(|date| date.year() >= EARLIEST)
        .collect()
}

/// Whether a text may be a date at all.
pub fn looks_like_one(text: &str) -> bool {
    !candidates(text).is_empty()
}

/// A day on which something happened. With a short year it is the latest that does not lie in the future; a full year may.
pub fn read_visit(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let all = candidates(text);
    all.iter().copied().find(|date| *date <= today).or_else(|| all.first().copied())
}

/// A birth date. With a short year it is the one that agrees best with the age told on the day `as_of`, else the latest
/// that is not after it.
pub fn read_birth(text: &str, as_of: NaiveDate, years_told: Option<i32>) -> Option<NaiveDate> {
    let all = candidates(text);
    let possible = all.iter().copied().filter(|date| *date <= as_of);
    let best = match years_told {
        Some(told) => possible.min_by_key(|date| (whole_years(*date, as_of) - told).abs()),
        None => possible.max(),
    };
    best.or_else(|| all.first().copied())
}

/// Full years between two days.
pub fn whole_years(from: NaiveDate, to: NaiveDate) -> i32 {
    to.years_since(from).and_then(|it| i32::try_from(it).ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{looks_like_one, read_birth, read_visit};
    use chrono::NaiveDate;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a date")
    }

    #[test]
    fn a_date_is_understood_however_it_is_written() {
        let today = day(2026, 11, 20);
        for text in ["31/05/25", "31.05.25", "31-May-2025", "2025-05-31", "31/05/2025", "31 may 2025", "31-5-25", "2025-05-31 00:00:00"] {
            assert_eq!(read_visit(text, today), Some(day(2025, 5, 31)), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in ["", "31/02/1990", "13/13/2020", "yesterday", "2020", "1/2", "00/00/0000", "1/2/203"] {
            assert!(!looks_like_one(text), "{text}");
        }
    }

    #[test]
    fn a_short_year_of_a_visit_does_not_lie_in_the_future() {
        assert_eq!(read_visit("10.02.26", day(2026, 11, 20)), Some(day(2026, 2, 10)));
        assert_eq!(read_visit("10.12.26", day(2026, 11, 20)), Some(day(1926, 12, 10)));
        assert_eq!(read_visit("10/12/2027", day(2026, 11, 20)), Some(day(2027, 12, 10)));
    }

    #[test]
    fn a_short_year_of_birth_agrees_with_the_age() {
        let visit = day(2024, 2, 10);
        assert_eq!(read_birth("06.08.05", visit, Some(18)), Some(day(2005, 8, 6)));
        assert_eq!(read_birth("06.08.20", visit, Some(103)), Some(day(1920, 8, 6)));
        assert_eq!(read_birth("06.08.20", visit, None), Some(day(2020, 8, 6)));
        assert_eq!(read_birth("18.04.94", visit, None), Some(day(1994, 4, 18)));
    }
}
