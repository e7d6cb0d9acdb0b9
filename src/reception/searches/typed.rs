//! What was typed into the search, taken apart for the form of somebody new.

use chrono::NaiveDate;

use crate::locale::digits;
use crate::models::values::{Birth, Sex};

/// So many digits are a phone, and no record number.
const PHONE_DIGITS: usize = 10;

/// Somebody new, as far as the words tell.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Typed {
    pub name: String,
    pub phone: String,
    pub age: String,
    pub sex: Option<Sex>,
}

impl Typed {
    /// `ramesh patil 98200 11111 34 m`. Short digits without a name are a number that was looked for, and nobody's age.
    pub fn of(text: &str, today: NaiveDate) -> Typed {
        let plain = digits::plain(text);
        let words: Vec<&str> = plain.split_whitespace().map(|it| it.trim_matches([',', ';'])).filter(|it| !it.is_empty()).collect();
        let mut typed = Typed::default();
        let mut rest = words.as_slice();
        while let Some((word, after)) = rest.split_first() {
            let numbers = rest.iter().take_while(|it| it.chars().all(|sign| sign.is_ascii_digit() || "+-()".contains(sign))).count();
            let (number, behind) = rest.split_at(phone_words(&rest[..numbers]));
            if typed.phone.is_empty() && !number.is_empty() {
                typed.phone = number.join(" ");
                rest = behind;
            } else if !word.chars().any(|it| it.is_ascii_digit()) {
                typed.name = [typed.name.as_str(), word].join(" ").trim_start().to_owned();
                rest = after;
            } else {
                rest = typed.take_age(rest, today).unwrap_or(after);
            }
        }
        if typed.name.is_empty() {
            typed.age.clear();
            typed.sex = None;
        }
        typed
    }

    /// Takes the age that the words begin with, and the sex beside it; what comes behind.
    fn take_age<'w>(&mut self, words: &'w [&'w str], today: NaiveDate) -> Option<&'w [&'w str]> {
        let reads = |count: &usize| Birth::of_age(&words[..*count].join(" "), None, today).is_ok();
        let count = (1..=words.len().min(3)).rev().find(reads)?;
        let told = words[..count].join(" ");
        self.sex = Birth::sex_beside_age(&told, today);
        let number = told.split(|it: char| !it.is_ascii_digit()).next().unwrap_or_default();
        // Without its sex a bare number is years.
        self.age = if self.sex.is_some() && Birth::of_age(&told, None, today) == Birth::of_age(number, None, today) {
            number.to_owned()
        } else {
            told
        };
        Some(&words[count..])
    }
}

/// How many of the words make a phone.
fn phone_words(numbers: &[&str]) -> usize {
    let digits = |count: &usize| numbers[..*count].iter().flat_map(|it| it.chars()).filter(char::is_ascii_digit).count() >= PHONE_DIGITS;
    (1..=numbers.len()).find(digits).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{Sex, Typed};

    #[test]
    fn a_name_a_phone_an_age_and_a_sex_are_told_apart_in_any_order() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 28).expect("a day");
        let typed = |text| Typed::of(text, today);
        let ramesh = |age: &str, sex| Typed { name: "ramesh patil".into(), phone: "98200 11111".into(), age: age.into(), sex };
        for text in ["ramesh patil 98200 11111 34 M", "98200 11111 ramesh patil 34/M", "34M ramesh patil 98200 11111"] {
            assert_eq!(typed(text), ramesh("34", Some(Sex::Male)), "{text}");
        }
        assert_eq!(typed("ramesh patil 98200 11111"), ramesh("", None));
        assert_eq!(typed("सुनीता ३४ F").sex, Some(Sex::Female));
        assert_eq!(typed("9820011111"), Typed { phone: "9820011111".into(), ..Typed::default() });
        assert_eq!(typed("12345"), Typed::default());
        assert_eq!(typed("baby of asha 8 months"), Typed { name: "baby of asha".into(), age: "8 months".into(), ..Typed::default() });
    }
}
