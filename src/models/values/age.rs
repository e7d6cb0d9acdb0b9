//! Ages. A birth date may be known, or only an age: then an estimated birth date is kept, and a flag.

mod told;

use chrono::{Datelike, NaiveDate};

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

    /// From an age as it is told, `34`, `45 M`, `8m`, `5 y 6 m`, `3/12`, `६ महीने`: an estimate. A sex that stands beside it has to be
    /// the one that is chosen, where one is.
    pub fn of_age(text: &str, chosen: Option<Sex>, today: NaiveDate) -> Result<Birth, Message> {
        match (told::told(text, today)?, chosen) {
            ((_, Some(told)), Some(chosen)) if told != chosen => Err(message!("error-age-sex", sex = Message::new(told.key()))),
            ((birth, _), _) => Ok(birth),
        }
    }

    /// The sex that stands beside an age, as in `45 M`.
    pub fn sex_beside_age(text: &str, today: NaiveDate) -> Option<Sex> {
        told::told(text, today).ok()?.1
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
    use super::{Age, Birth, Sex};
    use chrono::NaiveDate;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a date")
    }

    #[test]
    fn ages_and_dates_are_read_in_digits_of_any_script() {
        let today = day(2026, 11, 20);
        assert_eq!(Birth::of_age("३४", None, today), Birth::of_age("34", None, today));
        assert_eq!(Birth::on_date("०५/११/१९९०", today), Birth::on_date("5/11/1990", today));
    }

    #[test]
    fn an_age_fits_a_birth_date_or_does_not() {
        let (today, born) = (day(2026, 11, 27), Birth { on: day(1966, 3, 12), estimated: false });
        let fits = |birth: Birth, age: &str| birth.has_age(Birth::of_age(age, None, today).expect(age), today);
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
            assert_eq!(Birth::of_age(text, None, today).expect(text).age(today), age, "{text}");
        }
    }

    #[test]
    fn a_letter_behind_an_age_is_the_sex_and_months_only_where_nothing_else_can_be_meant() {
        let today = day(2026, 11, 20);
        let read = |text: &str| Birth::of_age(text, None, today).map(|birth| (birth.age(today), Birth::sex_beside_age(text, today)));
        for (text, years, sex) in [
            ("45 M", 45, Sex::Male),
            ("45M", 45, Sex::Male),
            ("30 F", 30, Sex::Female),
            ("5f", 5, Sex::Female),
            ("45/F", 45, Sex::Female),
            ("45 Male", 45, Sex::Male),
            ("45 y M", 45, Sex::Male),
            ("8 yrs / M", 8, Sex::Male),
            ("४५ पुरुष", 45, Sex::Male),
            ("M 45", 45, Sex::Male),
        ] {
            assert_eq!(read(text), Ok((Age::Years(years), Some(sex))), "{text}");
        }
        for (text, age) in [
            ("1.5", Age::Months(18)),
            ("1½", Age::Months(18)),
            ("½", Age::Months(6)),
            ("5 y 6 m", Age::Years(5)),
            ("1y6m", Age::Months(18)),
            ("6 weeks", Age::Months(1)),
            ("3/12", Age::Months(3)),
            ("6/12", Age::Months(6)),
            ("newborn", Age::Days(0)),
            ("2 hours", Age::Days(0)),
            ("६ महीने", Age::Months(6)),
            ("2 साल", Age::Years(2)),
            ("10 दिन", Age::Days(10)),
            ("२ वर्षे", Age::Years(2)),
            ("3 mths", Age::Months(3)),
            ("18m", Age::Months(18)),
            ("36 months", Age::Years(3)),
        ] {
            assert_eq!(read(text), Ok((age, None)), "{text}");
        }
        assert_eq!(read("12 M").map_err(|it| it.key), Err("error-age-or-months".into()));
        for bad in ["45+", "1.6", "130", "old", "M", "45 M F", "6 m 5 y", "5 5", "99 months", "1.5.2"] {
            assert!(read(bad).is_err(), "{bad}: {:?}", read(bad));
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
        assert!(Birth::of_age("130", None, today).is_err());
        assert!(Birth::of_age("old", None, today).is_err());
        assert_eq!(Birth::on_date("05.11.1990", today).expect("a date").on, day(1990, 11, 5));
    }
}
