//! Age and sex in one cell, or in two: `34/F`, `8m/M`, `45 yrs Male`, `1y6m`, `F`, `??`.

mod asked;

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

/// What an M after a number alone means, as in `34M`: the column says it, not the cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LoneM {
    /// A man of 34, as where others are `45F`.
    Sex,
    /// 34 months, as where others are `45Y`.
    Months,
    /// Nothing tells.
    #[default]
    Unsure,
}

/// What a cell says of the two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AgeSex {
    pub age: Option<AgeTold>,
    pub sex: Option<Sex>,
    /// The cell may mean two things, and neither is taken.
    pub unsure: bool,
    /// Whoever wrote it asked: what has a question mark, or is a span of years, is not taken.
    pub is_asked: bool,
}

/// So many months are told as months; a small letter after such a number is none of a sex.
const SMALL: u32 = 24;

/// Past so many, an age told in months is more likely a man's in years.
const MONTHS_AT_MOST: u32 = 36;

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
            AgeTold::Months(count) => count <= 240,
            AgeTold::Days(count) => count <= 400,
        }
    }
}

/// What a cell says. `None` where something in it is neither; question marks and dashes say that nobody knew.
pub fn read(cell: &str, lone_m: LoneM) -> Option<AgeSex> {
    let Some(sure) = asked::without(cell) else { return read_sure(cell, lone_m) };
    // The whole says age or sex, whatever is sure of it.
    read_sure(&sure.whole, lone_m)?;
    Some(AgeSex { is_asked: true, ..read_sure(&sure.rest, lone_m).unwrap_or_default() })
}

/// The same of a cell in which nobody asks.
fn read_sure(cell: &str, lone_m: LoneM) -> Option<AgeSex> {
    let halves = cell.replace('½', ".5").replace(" 1/2", ".5").replace(" .5", ".5");
    let parted = of_twelve(&halves);
    let cell = parted.as_deref().unwrap_or(&halves);
    let words = words(cell);
    let mut found = AgeSex::default();
    let mut number: Option<&str> = None;
    for (at, Word { text, after_sign }) in words.iter().enumerate() {
        let text = text.as_str();
        if text == "nb" || text == "newborn" {
            found.age = found.age.or(Some(AgeTold::Days(0)));
        } else if text == "w" && number.is_some() && (*after_sign || number.is_some_and(|it| it.parse().is_ok_and(|it: u32| it > 12))) {
            // A woman, or weeks.
            (number, found.unsure) = (None, true);
        } else if text == "mf" && number.is_some() && *after_sign {
            (number, found.unsure) = (None, true);
        } else if text == "s" && at > 0 && unit_of(&words[at - 1].text).is_some() {
            // "34 Y(s)".
        } else if text == "o" && at > 0 && matches!(words[at - 1].text.as_str(), "y" | "yr" | "yrs") {
            // "34 y/o": years old, nobody's sex.
        } else if text == "म" && !after_sign && number.is_some_and(|it| it.parse().is_ok_and(|it: u32| it <= SMALL)) {
            (number, found.unsure) = (None, true);
        } else if text.starts_with(|c: char| c.is_ascii_digit()) {
            let next = words.get(at + 1).and_then(|it| unit_of(&it.text)).map(|unit| unit(1));
            let more = match found.age {
                Some(AgeTold::Years(_)) => matches!(next, Some(AgeTold::Months(_) | AgeTold::Days(_))),
                Some(AgeTold::Months(_)) => matches!(next, Some(AgeTold::Days(1))),
                _ => false,
            };
            if number.is_some() || found.age.is_some() && !more {
                return None;
            }
            number = Some(text);
        } else if let Some(count) = number
            && let Some(unit) = unit_of(text).filter(|_| text != "m" || !after_sign)
        {
            let sex_follows = words.get(at + 1).is_some_and(|it| sex_of(&it.text).is_some());
            number = None;
            if text == "m" && !sex_follows && found.sex.is_none() && found.age.is_none() {
                let years = count.parse().ok()?;
                let as_months_are = cell.contains('m') && years <= SMALL;
                match lone_m {
                    LoneM::Sex if !as_months_are => (found.age, found.sex) = (Some(AgeTold::Years(years)), Some(Sex::Male)),
                    LoneM::Months if years <= MONTHS_AT_MOST => found.age = Some(AgeTold::Months(years)),
                    _ => found.unsure = true,
                }
            } else {
                found.age = Some(together(found.age, measured(count, unit)?));
            }
        } else if let Some(count) = number
            && let Some((unit, sex)) = unit_and_sex(text).filter(|_| found.sex.is_none() && found.age.is_none())
        {
            number = None;
            (found.age, found.sex) = (Some(measured(count, unit)?), Some(sex));
        } else if let Some(sex) = sex_of(text).filter(|_| found.sex.is_none()) {
            found.sex = Some(sex);
        } else if !(ABOUT.contains(&text) || (text == "old" || unit_of(text).is_some()) && found.age.is_some()) {
            return None;
        }
    }
    if let Some(count) = number {
        found.age = Some(measured(count, AgeTold::Years)?);
    }
    match found.age {
        Some(age) if !age.is_possible() => None,
        _ => Some(found),
    }
}

const ABOUT: [&str; 9] = ["about", "abt", "approx", "approximately", "लगभग", "adult", "child", "aged", "age"];

/// `6/12` as doctors write six months.
fn of_twelve(cell: &str) -> Option<String> {
    let trimmed = cell.trim_start();
    let (count, rest) = trimmed.split_once("/12")?;
    let months: u32 = digits::plain(count.trim()).parse().ok().filter(|it| *it < 12)?;
    (!rest.starts_with(|c: char| c.is_numeric() || c == '/')).then(|| format!("{months} months {rest}"))
}

/// A unit of age: what a number of it comes to.
type AgeUnit = fn(u32) -> AgeTold;

/// `5mM`, `34yF`: the unit and the sex in one word.
fn unit_and_sex(word: &str) -> Option<(AgeUnit, Sex)> {
    let (unit, sex) = word.split_at_checked(word.len().checked_sub(1)?)?;
    if unit.is_empty() || !matches!(sex, "m" | "f") { None } else { Some((unit_of(unit)?, sex_of(sex)?)) }
}

/// A number with its unit; a part of a year is in months.
fn measured(count: &str, unit: fn(u32) -> AgeTold) -> Option<AgeTold> {
    let Some((whole, part)) = count.split_once('.') else { return count.parse().ok().map(unit) };
    let whole: u32 = whole.parse().ok()?;
    if let AgeTold::Years(years) = unit(whole)
        && let "10" | "11" = part
    {
        // No tenth is written with two digits: the months of a child.
        return Some(AgeTold::Months(years.checked_mul(12)? + part.parse::<u32>().ok()?));
    }
    let tenths: u32 = part.get(..1)?.parse().ok()?;
    // 0.08 is no age of nought.
    if whole == 0 && tenths == 0 && part.contains(|c: char| c != '0') {
        return None;
    }
    match unit(whole) {
        AgeTold::Years(years) if tenths > 0 => Some(AgeTold::Months(years.checked_mul(12)? + (tenths * 12 + 5) / 10)),
        other => Some(other),
    }
}

fn together(before: Option<AgeTold>, more: AgeTold) -> AgeTold {
    match (before, more) {
        (Some(AgeTold::Years(years)), AgeTold::Months(months)) if years < 20 => AgeTold::Months(years * 12 + months),
        (Some(before), AgeTold::Months(_) | AgeTold::Days(_)) => before,
        _ => more,
    }
}

/// A number, or a run of letters.
struct Word {
    text: String,
    /// A sign stands before it, as the slash in "8/m": that is a boy, "8m" and "8 m" may be months.
    after_sign: bool,
}

/// The numbers and words in a cell. What is neither digit nor letter parts them, but a dot within a number.
fn words(cell: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut before: Option<bool> = None;
    let mut sign = false;
    let letters: Vec<char> = cell.chars().flat_map(char::to_lowercase).map(digits::plain_digit).collect();
    for (at, c) in letters.iter().copied().enumerate() {
        let devanagari = ('\u{900}'..='\u{D7F}').contains(&c) && c != '।' && c != '॰';
        let within_number = c == '.' && before == Some(true) && letters.get(at + 1).is_some_and(char::is_ascii_digit);
        let is_digit = if c.is_ascii_digit() || within_number { Some(true) } else { (c.is_alphabetic() || devanagari).then_some(false) };
        match (is_digit, words.last_mut()) {
            (Some(_), Some(word)) if is_digit == before => word.text.push(c),
            (Some(_), _) => {
                words.push(Word { text: c.to_string(), after_sign: sign });
                sign = false;
            }
            (None, _) => sign |= !c.is_whitespace() && c != '.',
        }
        before = is_digit;
    }
    words
}

fn unit_of(word: &str) -> Option<fn(u32) -> AgeTold> {
    match word {
        "y" | "yr" | "yrs" | "year" | "years" | "yo" | "वर्ष" | "वर्षे" | "वर्षं" | "साल" | "વર્ષ" => {
            Some(AgeTold::Years)
        }
        "m" | "mo" | "mon" | "mos" | "mth" | "mths" | "mnth" | "mnths" | "month" | "months" | "माह" | "महीने" | "महीना" | "महिने"
        | "महिना" | "मास" | "મહિના" => Some(AgeTold::Months),
        "d" | "day" | "days" | "दिन" | "दिवस" => Some(AgeTold::Days),
        "hr" | "hrs" | "hour" | "hours" => Some(|_| AgeTold::Days(0)),
        "w" | "wk" | "wks" | "week" | "weeks" | "हफ्ते" | "सप्ताह" => {
            Some(|weeks| AgeTold::Days(weeks.saturating_mul(7)))
        }
        _ => None,
    }
}

fn sex_of(word: &str) -> Option<Sex> {
    match word {
        "m" | "male" | "man" | "boy" | "पु" | "पुरुष" | "पुरूष" | "मुलगा" | "लड़का" | "પુરુષ" | "gents" => {
            Some(Sex::Male)
        }
        "f" | "female" | "fem" | "woman" | "girl" | "म" | "महिला" | "महीला" | "स्त्री" | "मुलगी" | "लड़की" | "સ્ત્રી" | "lady" => {
            Some(Sex::Female)
        }
        "o" | "other" | "t" | "tg" | "trans" | "transgender" | "अन्य" => Some(Sex::Other),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{AgeSex, AgeTold, LoneM, read};
    use crate::models::values::Sex;
    use chrono::NaiveDate;

    #[test]
    fn age_and_sex_are_understood_however_they_are_written() {
        let female = Some(Sex::Female);
        let male = Some(Sex::Male);
        for (cell, age, sex) in [
            ("34/F", Some(AgeTold::Years(34)), female),
            ("34/M", Some(AgeTold::Years(34)), male),
            ("34F", Some(AgeTold::Years(34)), female),
            ("8m/M", Some(AgeTold::Months(8)), male),
            ("6M F", Some(AgeTold::Months(6)), female),
            ("0m/M", Some(AgeTold::Months(0)), male),
            ("45 yrs Male", Some(AgeTold::Years(45)), male),
            ("F", None, female),
            ("m", None, male),
            ("F 34", Some(AgeTold::Years(34)), female),
            ("M/6m", Some(AgeTold::Months(6)), male),
            ("34", Some(AgeTold::Years(34)), None),
            ("34.0", Some(AgeTold::Years(34)), None),
            ("20 d / f", Some(AgeTold::Days(20)), female),
            ("6 weeks", Some(AgeTold::Days(42)), None),
            ("34 years old, F", Some(AgeTold::Years(34)), female),
            ("1y6m/F", Some(AgeTold::Months(18)), female),
            ("2 yrs 3 months", Some(AgeTold::Months(27)), None),
            ("1.5 yrs", Some(AgeTold::Months(18)), None),
            ("३४", Some(AgeTold::Years(34)), None),
            ("45 वर्ष महिला", Some(AgeTold::Years(45)), female),
            ("34 y/o M", Some(AgeTold::Years(34)), male),
            ("34 y/o", Some(AgeTold::Years(34)), None),
            ("34 y.o. F", Some(AgeTold::Years(34)), female),
            ("34yo M", Some(AgeTold::Years(34)), male),
            ("6/12", Some(AgeTold::Months(6)), None),
            ("3/12 F", Some(AgeTold::Months(3)), female),
            ("NB/M", Some(AgeTold::Days(0)), male),
            ("1 1/2 yr", Some(AgeTold::Months(18)), None),
            ("1½", Some(AgeTold::Months(18)), None),
            ("1.11 yrs", Some(AgeTold::Months(23)), None),
            ("5mM", Some(AgeTold::Months(5)), male),
            ("45 वर्षे पुरूष", Some(AgeTold::Years(45)), male),
            ("8 महिने", Some(AgeTold::Months(8)), None),
            ("??", None, None),
            ("-", None, None),
        ] {
            assert_eq!(read(cell, LoneM::Unsure), Some(AgeSex { age, sex, ..AgeSex::default() }), "{cell}");
        }
    }

    #[test]
    fn what_somebody_asks_is_not_taken() {
        let (female, years) = (Some(Sex::Female), Some(AgeTold::Years(34)));
        for (cell, age, sex) in [
            ("34 F?", years, None),
            ("34/F?", years, None),
            ("?34 F", None, female),
            ("34?/F", None, female),
            ("34F?", None, None),
            ("34 F ?", None, None),
            ("F?", None, None),
            ("40-45 F", None, female),
            ("40 - 45 yrs/F", None, female),
            ("F 40 to 45", None, female),
            ("40-45", None, None),
            ("40-45 F?", None, None),
        ] {
            assert_eq!(read(cell, LoneM::Sex), Some(AgeSex { age, sex, unsure: false, is_asked: true }), "{cell}");
        }
        for cell in ["34/X?", "45-40 F", "12-05-2020", "34-12", "ask?"] {
            assert_eq!(read(cell, LoneM::Sex), None, "{cell}");
        }
    }

    #[test]
    fn an_m_alone_after_a_number_means_what_the_column_says() {
        for cell in ["34M", "34m", "34 M"] {
            let man = AgeSex { age: Some(AgeTold::Years(34)), sex: Some(Sex::Male), ..AgeSex::default() };
            assert_eq!(read(cell, LoneM::Sex), Some(man), "{cell}");
            assert_eq!(read(cell, LoneM::Months).and_then(|it| it.age), Some(AgeTold::Months(34)), "{cell}");
            assert_eq!(read(cell, LoneM::Unsure), Some(AgeSex { unsure: true, ..AgeSex::default() }), "{cell}");
        }
        for cell in ["3m", "8 m"] {
            assert!(read(cell, LoneM::Sex).is_some_and(|it| it.unsure && it.age.is_none()), "{cell}: a small letter after a small number");
        }
        assert!(read("८म", LoneM::Sex).is_some_and(|it| it.unsure && it.sex.is_none()));
        assert!(read("70M", LoneM::Months).is_some_and(|it| it.unsure && it.age.is_none()));
    }

    #[test]
    fn an_age_in_three_units_is_read_and_a_letter_that_may_be_a_woman_is_not() {
        for (cell, age) in [
            ("34Y 5M 12D / F", AgeTold::Years(34)),
            ("34 Y(s) 4 M(s) / Female", AgeTold::Years(34)),
            ("2Y 5M 12D/F", AgeTold::Months(29)),
            ("34/સ્ત્રી", AgeTold::Years(34)),
        ] {
            assert_eq!(read(cell, LoneM::Sex), Some(AgeSex { age: Some(age), sex: Some(Sex::Female), ..AgeSex::default() }), "{cell}");
        }
        for cell in ["34/W", "34 W", "34/MF"] {
            assert!(read(cell, LoneM::Sex).is_some_and(|it| it.unsure && it.age.is_none()), "{cell}");
        }
        assert_eq!(read("0.08", LoneM::Sex), None);
        assert_eq!(read("6w", LoneM::Sex).and_then(|it| it.age), Some(AgeTold::Days(42)));
    }

    #[test]
    fn what_says_neither_is_refused() {
        for cell in ["old man river", "34/X", "200/F", "34 35/F", "F M", "130", "34/12", "99999999999"] {
            assert_eq!(read(cell, LoneM::Sex), None, "{cell}");
        }
    }

    #[test]
    fn an_age_is_as_of_the_day_it_was_told() {
        let visit = NaiveDate::from_ymd_opt(2020, 2, 29).expect("a date");
        let birth = AgeTold::Months(8).birth(visit).expect("a birth");
        assert_eq!((birth.on, birth.estimated), (NaiveDate::from_ymd_opt(2019, 6, 29).expect("a date"), true));
    }
}
