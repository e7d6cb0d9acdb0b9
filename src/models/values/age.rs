//! Ages. A birth date may be known, or only an age: then an estimated birth date is kept, and a flag.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::locale::{Message, digits};
use crate::message;
use crate::text_enum;

text_enum! {
    keys "sex";
    /// Administrative sex, as FHIR has it.
    Sex { Female = "female", Male = "male", Other = "other", Unknown = "unknown" }
}

impl Sex {
    /// The Fluent key of its letter on slips and cards.
    pub fn letter_key(self) -> String {
        format!("sex-letter-{}", self.as_str())
    }
}

/// When somebody was born, as far as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Birth {
    pub on: NaiveDate,
    /// Worked out from an age that was told.
    pub estimated: bool,
}

/// How old somebody is, in the unit that a clinic uses: days under a month, months under two years, else years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    Years(i32),
    Months(i32),
    Days(i32),
}

/// Nobody is older.
const OLDEST: i32 = 125;

impl Birth {
    /// From a date told as `2024-11-05`, `5/11/2024`, `5-11-2024` or `5.11.2024`: not in the future, not too long ago.
    pub fn on_date(text: &str, today: NaiveDate) -> Result<Birth, Message> {
        let text = digits::plain(text.trim()).replace(['/', '.'], "-");
        let on = NaiveDate::parse_from_str(&text, "%Y-%m-%d")
            .or_else(|_| NaiveDate::parse_from_str(&text, "%d-%m-%Y"))
            .map_err(|_| message!("error-date"))?;
        if on > today {
            return Err(message!("error-birth-future"));
        }
        if today.year() - on.year() > OLDEST || on.year() < 1850 {
            return Err(message!("error-age"));
        }
        Ok(Birth { on, estimated: false })
    }

    /// From an age told as `34`, `34y`, `8m`, `20d`: an estimate.
    pub fn of_age(text: &str, today: NaiveDate) -> Result<Birth, Message> {
        let text = digits::plain(text.trim()).to_lowercase();
        let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
        let number: u32 = digits.parse().map_err(|_| message!("error-age"))?;
        let on = match text[digits.len()..].trim() {
            "" | "y" | "yr" | "yrs" | "year" | "years" if number <= OLDEST.unsigned_abs() => {
                today.checked_sub_months(Months::new(number * 12))
            }
            "m" | "mo" | "month" | "months" if number <= 60 => today.checked_sub_months(Months::new(number)),
            "d" | "day" | "days" if number <= 90 => today.checked_sub_days(Days::new(number.into())),
            _ => None,
        };
        on.map(|on| Birth { on, estimated: true }).ok_or_else(|| message!("error-age"))
    }

    /// Whether an age that was told is this one's: in years, and of a baby within a month.
    pub fn has_age(self, told: Birth, today: NaiveDate) -> bool {
        let years = |it: Birth| today.years_since(it.on).unwrap_or(0);
        years(self) == years(told) && (years(self) > 0 || (self.on - told.on).num_days().abs() <= 31)
    }

    pub fn age(self, today: NaiveDate) -> Age {
        let years = today.years_since(self.on).and_then(|it| i32::try_from(it).ok()).unwrap_or(0);
        let mut months = (today.year() - self.on.year()) * 12 + i32::try_from(today.month0()).unwrap_or(0)
            - i32::try_from(self.on.month0()).unwrap_or(0);
        if today.day() < self.on.day() {
            months -= 1;
        }
        match months {
            ..1 => Age::Days(i32::try_from((today - self.on).num_days()).unwrap_or(0).max(0)),
            1..24 => Age::Months(months),
            _ => Age::Years(years),
        }
    }
}

impl Age {
    /// The sentence for it, in words: "34 years".
    pub fn message(self) -> Message {
        match self {
            Age::Years(count) => message!("age-years", count),
            Age::Months(count) => message!("age-months", count),
            Age::Days(count) => message!("age-days", count),
        }
    }

    /// Whether the field counts them as elderly: 60 and over.
    pub fn is_elderly(self) -> bool {
        matches!(self, Age::Years(60..))
    }
}

#[cfg(test)]
mod tests {
    use super::{Age, Birth};
    use chrono::NaiveDate;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a date")
    }

    #[test]
    fn ages_and_dates_are_read_in_digits_of_any_script() {
        let today = day(2026, 11, 20);
        assert_eq!(Birth::of_age("३४", today), Birth::of_age("34", today));
        assert_eq!(Birth::on_date("०५/११/१९९०", today), Birth::on_date("5/11/1990", today));
    }

    #[test]
    fn an_age_fits_a_birth_date_or_does_not() {
        let (today, born) = (day(2026, 11, 27), Birth { on: day(1966, 3, 12), estimated: false });
        let fits = |birth: Birth, age: &str| birth.has_age(Birth::of_age(age, today).expect(age), today);
        assert!(fits(born, "60") && !fits(born, "65") && !fits(born, "61"));
        let baby = Birth { on: day(2026, 4, 2), estimated: false };
        assert!(fits(baby, "8m") && fits(baby, "7m") && !fits(baby, "3m") && !fits(baby, "1"));
    }

    #[test]
    fn an_age_that_was_told_is_the_age_that_is_shown() {
        let today = day(2026, 3, 31);
        for (text, age) in
            [("34", Age::Years(34)), ("8m", Age::Months(8)), ("20 days", Age::Days(20)), ("2 yrs", Age::Years(2)), ("0", Age::Days(0))]
        {
            assert_eq!(Birth::of_age(text, today).expect(text).age(today), age, "{text}");
        }
    }

    #[test]
    fn a_birthday_counts_from_the_day_itself() {
        let birth = Birth { on: day(2000, 11, 20), estimated: false };
        assert_eq!(birth.age(day(2026, 11, 19)), Age::Years(25));
        assert_eq!(birth.age(day(2026, 11, 20)), Age::Years(26));
    }

    #[test]
    fn impossible_births_are_refused() {
        let today = day(2026, 11, 20);
        assert!(Birth::on_date("21/11/2026", today).is_err());
        assert!(Birth::on_date("31/02/2020", today).is_err());
        assert!(Birth::of_age("130", today).is_err());
        assert!(Birth::of_age("old", today).is_err());
        assert_eq!(Birth::on_date("05.11.1990", today).expect("a date").on, day(1990, 11, 5));
    }
}
