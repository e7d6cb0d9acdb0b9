//! India's financial year, by which receipts are numbered: 1 April to 31 March.

use std::fmt;

use chrono::{Datelike, NaiveDate};

/// A financial year, written `2026-27`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FinancialYear {
    /// The calendar year of its 1 April.
    begins_in: i32,
}

impl FinancialYear {
    /// The year that a day belongs to.
    pub fn of(day: NaiveDate) -> FinancialYear {
        FinancialYear { begins_in: if day.month() < 4 { day.year() - 1 } else { day.year() } }
    }
}

impl fmt::Display for FinancialYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.begins_in, (self.begins_in + 1).rem_euclid(100))
    }
}

#[cfg(test)]
mod tests {
    use super::FinancialYear;
    use chrono::NaiveDate;

    fn year_of(year: i32, month: u32, day: u32) -> String {
        FinancialYear::of(NaiveDate::from_ymd_opt(year, month, day).expect("a day")).to_string()
    }

    #[test]
    fn it_begins_on_the_first_of_april() {
        assert_eq!(year_of(2026, 3, 31), "2025-26");
        assert_eq!(year_of(2026, 4, 1), "2026-27");
        assert_eq!(year_of(2026, 12, 31), "2026-27");
        assert_eq!(year_of(2027, 1, 1), "2026-27");
        assert_eq!(year_of(2027, 3, 31), "2026-27");
    }

    #[test]
    fn the_turn_of_a_century_is_written_with_two_digits() {
        assert_eq!(year_of(2099, 4, 1), "2099-00");
        assert_eq!(year_of(2008, 5, 5), "2008-09");
    }
}
