//! Dates as registers have them: 31/05/25, 02.10.20, 13-Jul-2020, 2024-06-02. Whether the day or the month comes first is told by the
//! whole column; where nothing tells, the day, as in India.

use chrono::{Datelike, Days, NaiveDate};

use crate::locale::digits;

/// In which order a column writes its numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateOrder {
    #[default]
    DayFirst,
    MonthFirst,
    /// Some rows can only be the one, and some only the other.
    Both,
}

/// What a column's dates show of their order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OrderEvidence {
    day_first: u32,
    month_first: u32,
    /// `1990-05-12`, as a workbook's own dates are: whose day may be a month, and whose cannot.
    turnable: u32,
    settled: u32,
}

/// One in so many may be a slip of the pen.
const SLIPS: u32 = 20;

impl OrderEvidence {
    pub fn see(&mut self, cell: &str) {
        if let Some(Written { day: 13..=31, month: 1..=12, numeric: true, .. }) = take_apart(cell) {
            self.day_first += 1;
        } else if let Some(Written { day: 1..=12, month: 13..=31, numeric: true, .. }) = take_apart(cell) {
            self.month_first += 1;
        } else if let Some(Written { day, year_first: true, .. }) = take_apart(cell) {
            let count = if day <= 12 { &mut self.turnable } else { &mut self.settled };
            *count += 1;
        }
    }

    /// Whether a spreadsheet took the month for the day wherever it could, and left the other dates as text: all its own dates are of
    /// the first twelve days, and those beside them are not.
    pub fn is_turned(self) -> bool {
        self.turnable >= 5 && self.settled == 0 && self.day_first + self.month_first > 0
    }

    /// What it shows, if anything.
    pub fn order(self) -> Option<DateOrder> {
        match (self.day_first, self.month_first) {
            (0, 0) => None,
            (day, month) if day >= month * SLIPS => Some(DateOrder::DayFirst),
            (day, month) if month >= day * SLIPS => Some(DateOrder::MonthFirst),
            _ => Some(DateOrder::Both),
        }
    }
}

/// A date whose century may still be open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Written {
    day: u32,
    month: u32,
    year: i32,
    /// Only two digits of the year were written.
    short: bool,
    /// Three numbers, the year last: the order of the others is a habit.
    numeric: bool,
    year_first: bool,
}

/// No date of a register is older.
const EARLIEST: i32 = 1850;

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The same in Hindi, as far as they are told apart.
const HINDI_MONTHS: [&str; 12] = ["जनवरी", "फरवरी", "मार्च", "अप्रैल", "मई", "जून", "जुलाई", "अगस्त", "सितंबर", "अक्टूबर", "नवंबर", "दिसंबर"];

/// And in Marathi.
const MARATHI_MONTHS: [&str; 12] = ["जानेवारी", "फेब्रुवारी", "मार्च", "एप्रिल", "मे", "जून", "जुलै", "ऑगस्ट", "सप्टेंबर", "ऑक्टोबर", "नोव्हेंबर", "डिसेंबर"];

fn take_apart(text: &str) -> Option<Written> {
    let plain = bare(text);
    let parts: Vec<&str> = plain.split(['/', '.', '-', ' ', ',', '\\']).filter(|it| !it.is_empty()).collect();
    if let [run] = parts.as_slice()
        && run.len() == 8
        && run.bytes().all(|it| it.is_ascii_digit())
        && let (Ok(year), Ok(month), Ok(day)) = (run[..4].parse(), run[4..6].parse(), run[6..].parse())
        && run.starts_with(['1', '2'])
    {
        return Some(Written { day, month, year, short: false, numeric: false, year_first: true });
    }
    let [first, month, last] = parts.as_slice() else { return None };
    let number = |part: &str| part.parse::<u32>().ok().filter(|_| part.bytes().all(|it| it.is_ascii_digit()));
    if first.len() == 4 && number(first).is_some() {
        let (day, month, year) = (number(last)?, month_of(month)?, i32::try_from(number(first)?).ok()?);
        return Some(Written { day, month, year, short: false, numeric: false, year_first: true });
    }
    let short = match last.len() {
        2 => true,
        4 => false,
        _ => return None,
    };
    let year = i32::try_from(number(last)?).ok()?;
    if let Some(named) = month_of(first).filter(|_| number(first).is_none()) {
        return Some(Written { day: number(month)?, month: named, year, short, numeric: false, year_first: false });
    }
    Some(Written { day: number(first)?, month: month_of(month)?, year, short, numeric: number(month).is_some(), year_first: false })
}

/// A date without a time of day behind it, a remark in brackets, and the letters of "15th".
fn bare(text: &str) -> String {
    let plain = digits::plain(text.trim().trim_start_matches('\''));
    let plain = plain.split('(').next().unwrap_or_default();
    let mut bare = String::with_capacity(plain.len());
    for word in plain.split_whitespace().take_while(|word| !word.contains(':') || word.contains('T')) {
        let word = word.split_once('T').filter(|(_, time)| time.contains(':')).map_or(word, |(date, _)| date);
        let lower = word.to_lowercase();
        let numbered = ["st", "nd", "rd", "th"].iter().find_map(|it| lower.trim_end_matches(',').strip_suffix(it));
        let ordinal = numbered.filter(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit()));
        bare.push_str(ordinal.unwrap_or(word));
        bare.push(' ');
    }
    bare.trim_end().to_owned()
}

fn month_of(part: &str) -> Option<u32> {
    if part.bytes().all(|it| it.is_ascii_digit()) {
        return part.parse().ok();
    }
    let word = part.to_lowercase();
    let hindi = || HINDI_MONTHS.iter().position(|month| *month == word);
    let marathi = || MARATHI_MONTHS.iter().position(|month| *month == word);
    let at = MONTHS.iter().position(|month| word.len() >= 3 && word.starts_with(month)).or_else(hindi).or_else(marathi)?;
    u32::try_from(at + 1).ok()
}

/// The day that a spreadsheet counts from: a date saved as a number is the days since then. Source: ECMA-376 part 1, 18.17.4.1
/// (general knowledge, source not opened).
const SPREADSHEET_ZERO: NaiveDate = NaiveDate::from_ymd_opt(1899, 12, 30).expect("a date");

/// Every day that may be meant: one, or with a short year one a century.
fn candidates(text: &str, order: DateOrder) -> Vec<NaiveDate> {
    let Some(mut it) = take_apart(text) else { return counted(text).into_iter().collect() };
    let turned = it.numeric && it.day <= 12 && (order == DateOrder::MonthFirst || it.month > 12);
    if turned {
        (it.day, it.month) = (it.month, it.day);
    }
    let centuries: &[i32] = if it.short { &[2000, 1900] } else { &[0] };
    centuries
        .iter()
        .filter_map(|century| NaiveDate::from_ymd_opt(century + it.year, it.month, it.day))
        .filter(|date| date.year() >= EARLIEST)
        .collect()
}

/// A date that a spreadsheet saved as a number: five digits, from 1927 on.
fn counted(text: &str) -> Option<NaiveDate> {
    let whole =
        text.trim().split_once('.').filter(|(_, part)| part.len() > 2 || *part == "5" || *part == "0" || *part == "25" || *part == "75");
    let days: u64 = whole.map_or(text.trim(), |it| it.0).parse().ok().filter(|days| (10_000..60_000).contains(days))?;
    SPREADSHEET_ZERO.checked_add_days(Days::new(days))
}

/// Whether a text may be a date at all.
pub fn looks_like_one(text: &str) -> bool {
    !candidates(text, DateOrder::DayFirst).is_empty()
}

/// Whether a text is written as a date: a bare number is one only where the head says so.
pub fn is_written(text: &str) -> bool {
    looks_like_one(text) && counted(text).is_none()
}

/// Whether somebody meant to write a date to the day: three parts, of which two are numbers at least.
pub fn is_meant(text: &str) -> bool {
    let plain = bare(text);
    let parts: Vec<&str> = plain.split(['/', '.', '-', ' ', ',', '\\']).filter(|it| !it.is_empty()).collect();
    parts.len() == 3 && parts.iter().filter(|it| it.bytes().all(|it| it.is_ascii_digit())).count() >= 2
}

/// A month of a year, as `May 1990` or `12/1990`: its middle.
pub fn month_alone(text: &str) -> Option<NaiveDate> {
    let plain = bare(text);
    let parts: Vec<&str> = plain.split(['/', '.', '-', ' ', ',', '\\']).filter(|it| !it.is_empty()).collect();
    let [month, year] = parts.as_slice() else { return None };
    let year = year_alone(year)?;
    NaiveDate::from_ymd_opt(year, month_of(month).filter(|it| *it <= 12)?, 15)
}

/// Whether a text is a date, written with its whole year, before that year.
pub fn is_before(text: &str, year: i32) -> bool {
    take_apart(text).is_some_and(|it| !it.short && it.year < year)
}

/// Whether a date is read only because a habit says so: both its numbers may be the month, and the column has both habits.
pub fn is_open(text: &str, order: DateOrder) -> bool {
    order == DateOrder::Both && take_apart(text).is_some_and(|it| it.numeric && it.day <= 12 && it.month <= 12 && it.day != it.month)
}

/// Whether a date may be turned: see [`OrderEvidence::is_turned`].
pub fn is_turnable(text: &str) -> bool {
    take_apart(text).is_some_and(|it| it.year_first && it.day <= 12 && it.day != it.month)
}

/// A year alone, as some registers have it for a birth date.
pub fn year_alone(text: &str) -> Option<i32> {
    let plain = digits::plain(text.trim());
    (plain.len() == 4).then(|| plain.parse().ok()).flatten().filter(|year| (EARLIEST..2100).contains(year))
}

/// A day on which something happened. With a short year it is the latest that does not lie in the future; a full year may.
pub fn read_visit(text: &str, order: DateOrder, today: NaiveDate) -> Option<NaiveDate> {
    let all = candidates(text, order);
    all.iter().copied().find(|date| *date <= today).or_else(|| all.first().copied())
}

/// A birth date. With a short year it is the one that agrees best with the age told on the day `as_of`, else the latest
/// that is not after it.
pub fn read_birth(text: &str, order: DateOrder, as_of: NaiveDate, years_told: Option<i32>) -> Option<NaiveDate> {
    let all = candidates(text, order);
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
    use super::{DateOrder, OrderEvidence, is_open, looks_like_one, read_birth, read_visit};
    use chrono::NaiveDate;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a date")
    }

    #[test]
    fn a_date_is_understood_however_it_is_written() {
        let today = day(2026, 11, 20);
        for text in [
            "31/05/25",
            "31.05.25",
            "31-May-2025",
            "2025-05-31",
            "31/05/2025",
            "31 may 2025",
            "31-5-25",
            "2025-05-31 00:00:00",
            "May 31, 2025",
            "45808",
            "31st May 2025",
            "31 May 2025 10:30 AM",
            "20250531",
            "31 मे 2025",
            "'31/05/2025",
            "31/05/2025 (approx)",
        ] {
            assert_eq!(read_visit(text, DateOrder::DayFirst, today), Some(day(2025, 5, 31)), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        assert_eq!(super::month_alone("May 1990"), Some(day(1990, 5, 15)));
        assert_eq!(super::month_alone("12/1990"), Some(day(1990, 12, 15)));
        assert_eq!(super::month_alone("34/1990"), None);
        for text in ["", "31/02/1990", "13/13/2020", "14/15/2020", "yesterday", "2020", "1/2", "00/00/0000", "1/2/203"] {
            assert!(!looks_like_one(text), "{text}");
        }
    }

    #[test]
    fn a_short_year_of_a_visit_does_not_lie_in_the_future() {
        assert_eq!(read_visit("10.02.26", DateOrder::DayFirst, day(2026, 11, 20)), Some(day(2026, 2, 10)));
        assert_eq!(read_visit("10.12.26", DateOrder::DayFirst, day(2026, 11, 20)), Some(day(1926, 12, 10)));
        assert_eq!(read_visit("10/12/2027", DateOrder::DayFirst, day(2026, 11, 20)), Some(day(2027, 12, 10)));
    }

    #[test]
    fn a_short_year_of_birth_agrees_with_the_age() {
        let visit = day(2024, 2, 10);
        assert_eq!(read_birth("06.08.05", DateOrder::DayFirst, visit, Some(18)), Some(day(2005, 8, 6)));
        assert_eq!(read_birth("06.08.20", DateOrder::DayFirst, visit, Some(103)), Some(day(1920, 8, 6)));
        assert_eq!(read_birth("06.08.20", DateOrder::DayFirst, visit, None), Some(day(2020, 8, 6)));
        assert_eq!(read_birth("18.04.94", DateOrder::DayFirst, visit, None), Some(day(1994, 4, 18)));
    }

    fn order(cells: &[&str]) -> Option<DateOrder> {
        let mut evidence = OrderEvidence::default();
        for cell in cells {
            evidence.see(cell);
        }
        evidence.order()
    }

    #[test]
    fn the_order_is_told_by_the_whole_column() {
        assert_eq!(order(&["05/06/2025", "05/31/2025"]), Some(DateOrder::MonthFirst));
        assert_eq!(order(&["05/06/2025", "31/05/2025"]), Some(DateOrder::DayFirst));
        assert_eq!(order(&["05/06/2025", "31/05/2025", "05/31/2025"]), Some(DateOrder::Both));
        assert_eq!(order(&["05/06/2025", "13-Jul-2020", "2024-06-13"]), None);
        let evidence = |cells: &[&str]| {
            let mut evidence = OrderEvidence::default();
            for it in cells {
                evidence.see(it);
            }
            evidence.is_turned()
        };
        let turned = ["1990-05-12", "1991-01-02", "1985-03-04", "1986-07-08", "1970-09-10"];
        assert!(evidence(&[turned.as_slice(), &["31/12/1985"]].concat()));
        assert!(!evidence(&turned) && !evidence(&[turned.as_slice(), &["31/12/1985", "1970-09-20"]].concat()));
        let today = day(2026, 11, 20);
        assert_eq!(read_visit("05/06/2025", DateOrder::MonthFirst, today), Some(day(2025, 5, 6)));
        assert_eq!(read_visit("05/31/2025", DateOrder::Both, today), Some(day(2025, 5, 31)));
        assert!(is_open("05/06/2025", DateOrder::Both) && !is_open("05/31/2025", DateOrder::Both));
        assert!(!is_open("05/06/2025", DateOrder::DayFirst));
    }
}
