//! Age and sex in one cell, or in two: `34/F`, `8m/M`, `45 yrs Male`, `F`, `??`.

use chrono::{Days, Months, NaiveDate};

use crate::locale::digits;
use crate::models::values::{Birth, Sex};

/// An age as it was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgeTold {
    Years(u32),
    Months(u32),
    Days(u32),
}

/// What a cell says of the two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AgeSex {
    pub age: Option<AgeTold>,
    pub sex: Option<Sex>,
}

impl AgeTold {
    /// The birth that the age speaks of, on the day on which it was told: an estimate.
    pub fn birth(self, on: NaiveDate) -> Option<Birth> {
        let on = match self {
            AgeTold::Years(count) => on.checked_sub_months(Months::new(count * 12)),
            AgeTold::Months(count) => on.checked_sub_months(Months::new(count)),
            AgeTold::Days(count) => on.checked_sub_days(Days::new(count.into())),
        };
        on.map(|on| Birth { on, estimated: true })
    }

    /// Full years.
    pub fn years(self) -> i32 {
        let years = match self {
            AgeTold::Years(count) => count,
            AgeTold::Months(count) => count / 12,
            AgeTold::Days(count) => count / 365,
        };
        i32::try_from(years).unwrap_or(i32::MAX)
    }

    fn is_possible(self) -> bool {
        match self {
            AgeTold::Years(count) => count <= 125,
            AgeTold::Months(count) => count <= 120,
            AgeTold::Days(count) => count <= 400,
        }
    }
}

/// What a cell says. `None` where something in it is neither; question marks and dashes say that nobody knew.
pub fn read(cell: &str) -> Option<AgeSex> {
    let mut found = AgeSex::default();
    let mut number: Option<u32> = None;
    for Word { text, joined } in words(cell) {
        let unit = unit_of(&text).filter(|_| joined || text != "m");
        if let Ok(count) = text.parse::<u32>() {
            if number.is_some() || found.age.is_some() {
                return None;
            }
            number = Some(count);
        } else if let Some((count, make)) = number.zip(unit) {
            found.age = Some(make(count));
            number = None;
        } else if let Some(sex) = sex_of(&text).filter(|_| found.sex.is_none()) {
            found.sex = Some(sex);
        } else if unit.is_none() || found.age.is_none() {
            return None;
        }
    }
    found.age = found.age.or(number.map(AgeTold::Years));
    match found.age {
        Some(age) if !age.is_possible() => None,
        _ => Some(found),
    }
}

/// A run of digits or of letters.
struct Word {
    text: String,
    /// Nothing stands between it and the one before: "8m" is months, "8/m" a boy.
    joined: bool,
}

/// The runs in a cell. What is neither digit nor letter parts them.
fn words(cell: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut before: Option<bool> = None;
    for c in cell.chars().flat_map(char::to_lowercase).map(digits::plain_digit) {
        let devanagari = ('\u{900}'..='\u{97F}').contains(&c) && c != '।' && c != '॰';
        let is_digit = if c.is_ascii_digit() { Some(true) } else { (c.is_alphabetic() || devanagari).then_some(false) };
        match (is_digit, words.last_mut()) {
            (Some(_), Some(word)) if is_digit == before => word.text.push(c),
            (Some(_), _) => words.push(Word { text: c.to_string(), joined: before.is_some() }),
            (None, _) => {}
        }
        before = is_digit;
    }
    words
}

fn unit_of(word: &str) -> Option<fn(u32) -> AgeTold> {
    match word {
        "y" | "yr" | "yrs" | "year" | "years" | "वर्ष" | "साल" | "old" => Some(AgeTold::Years),
        "m" | "mo" | "mon" | "mth" | "mths" | "month" | "months" | "माह" | "महीने" | "महीना" => {
            Some(AgeTold::Months)
        }
        "d" | "day" | "days" | "दिन" => Some(AgeTold::Days),
        _ => None,
    }
}

fn sex_of(word: &str) -> Option<Sex> {
    match word {
        "m" | "male" | "man" | "boy" | "पु" | "पुरुष" => Some(Sex::Male),
        "f" | "female" | "fem" | "woman" | "girl" | "म" | "महिला" | "स्त्री" => Some(Sex::Female),
        "o" | "other" | "t" | "tg" | "trans" | "transgender" | "अन्य" => Some(Sex::Other),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{AgeSex, AgeTold, read};
    use crate::models::values::Sex;
    use chrono::NaiveDate;

    #[test]
    fn age_and_sex_are_understood_however_they_are_written() {
        let female = Some(Sex::Female);
        let male = Some(Sex::Male);
        for (cell, age, sex) in [
            ("34/F", Some(AgeTold::Years(34)), female),
            ("8m/M", Some(AgeTold::Months(8)), male),
            ("0m/M", Some(AgeTold::Months(0)), male),
            ("16m/M", Some(AgeTold::Months(16)), male),
            ("45 yrs Male", Some(AgeTold::Years(45)), male),
            ("F", None, female),
            ("m", None, male),
            ("F 34", Some(AgeTold::Years(34)), female),
            ("34", Some(AgeTold::Years(34)), None),
            ("20 d / f", Some(AgeTold::Days(20)), female),
            ("34 years old, F", Some(AgeTold::Years(34)), female),
            ("३४", Some(AgeTold::Years(34)), None),
            ("45 वर्ष महिला", Some(AgeTold::Years(45)), female),
            ("??", None, None),
            ("-", None, None),
        ] {
            assert_eq!(read(cell), Some(AgeSex { age, sex }), "{cell}");
        }
    }

    #[test]
    fn a_letter_m_after_a_number_and_a_space_or_a_slash_is_a_sex() {
        assert_eq!(read("34/M"), Some(AgeSex { age: Some(AgeTold::Years(34)), sex: Some(Sex::Male) }));
        assert_eq!(read("34 M"), Some(AgeSex { age: Some(AgeTold::Years(34)), sex: Some(Sex::Male) }));
        assert_eq!(read("34m"), Some(AgeSex { age: Some(AgeTold::Months(34)), sex: None }));
    }

    #[test]
    fn what_says_neither_is_refused() {
        for cell in ["old man river", "34/X", "200/F", "34 35/F", "F M", "130"] {
            assert_eq!(read(cell), None, "{cell}");
        }
    }

    #[test]
    fn an_age_is_as_of_the_day_it_was_told() {
        let visit = NaiveDate::from_ymd_opt(2020, 2, 29).expect("a date");
        let birth = AgeTold::Months(8).birth(visit).expect("a birth");
        assert_eq!((birth.on, birth.estimated), (NaiveDate::from_ymd_opt(2019, 6, 29).expect("a date"), true));
    }
}
