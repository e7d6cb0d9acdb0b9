//! What was typed into the search: digits, a number or a name.

use super::terms::plain_number;
use crate::locale::digits;
use crate::models::people::patient::record_number;
use crate::models::values::{name_parts, search_keys};

/// The fewest digits of a phone that are looked for.
const FEWEST_DIGITS: usize = 4;

/// The fewest letters of a name that are looked for.
const FEWEST_LETTERS: usize = 2;

/// More words than these are not looked at.
const MOST_WORDS: usize = 6;

/// What was typed, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The first digits of a phone, in the ways they may be meant: with and without the country's code or a leading 0.
    pub phone_starts: Vec<String>,
    /// The last digits of a phone, from the end.
    pub phone_end: Option<String>,
    /// Record numbers that may be meant, in capital letters and digits only.
    pub numbers: Vec<String>,
    /// The words of a name; the last may not be finished.
    pub words: Vec<String>,
    /// The key of each word that has one.
    pub keys: Vec<String>,
}

impl Wanted {
    /// Takes apart what was typed. Devanagari digits count as digits.
    pub fn parse(typed: &str) -> Wanted {
        let typed: String = typed.chars().take(120).map(digits::plain_digit).collect();
        let phone_signs = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+-().".contains(c);
        if typed.chars().any(char::is_alphabetic) {
            return Wanted::of_letters(&typed);
        }
        let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
        if digits.is_empty() || !typed.chars().all(|c| phone_signs(c) || c == '/') {
            return Wanted::default();
        }
        let mut wanted = Wanted { numbers: numbers_of_digits(&digits), ..Wanted::default() };
        wanted.look_for_phone(&digits, typed.trim_start().starts_with('+'));
        wanted
    }

    fn look_for_phone(&mut self, digits: &str, international: bool) {
        if digits.len() < FEWEST_DIGITS {
            return;
        }
        let without_zeros = digits.trim_start_matches('0');
        let national = if international || digits.starts_with("00") || without_zeros.len() > 10 {
            without_zeros.strip_prefix("91").unwrap_or(without_zeros)
        } else {
            without_zeros
        };
        let mut starts = vec![national.to_owned()];
        // "9198" may be +91 98 half typed, and "98" alone would be too little to look for.
        if let Some(rest) = national.strip_prefix("91").filter(|rest| rest.len() >= FEWEST_DIGITS && !international) {
            starts.push(rest.to_owned());
        }
        starts.retain(|start| start.len() >= FEWEST_DIGITS);
        self.phone_end = (digits.len() <= 10).then(|| digits.chars().rev().collect());
        self.phone_starts = starts;
    }

    fn of_letters(typed: &str) -> Wanted {
        let mut wanted = Wanted::default();
        if typed.chars().any(|c| c.is_ascii_digit()) && typed.is_ascii() {
            let number = plain_number(typed);
            if let Some(digits) = number.strip_prefix("SW").filter(|it| !it.is_empty() && it.bytes().all(|b| b.is_ascii_digit())) {
                wanted.numbers.extend(ours(digits));
                return wanted;
            }
            wanted.numbers.push(number);
        }
        let letters: String = typed.chars().map(|c| if c.is_ascii_digit() { ' ' } else { c }).collect();
        if letters.chars().filter(|c| c.is_alphabetic()).count() >= FEWEST_LETTERS {
            let words = name_parts(&letters).into_iter().filter(|it| it.chars().any(char::is_alphabetic)).take(MOST_WORDS);
            wanted.words = words.map(|it| it.split_whitespace().collect()).collect();
            wanted.keys = search_keys(&wanted.words.join(" "));
        }
        let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
        if !wanted.keys.is_empty() {
            wanted.look_for_phone(&digits, false);
        }
        wanted
    }

    /// Whether the digits of a phone were typed: then it is by them that people are found, and a name beside them only narrows it.
    pub fn is_phone(&self) -> bool {
        !self.phone_starts.is_empty() || self.phone_end.is_some()
    }

    /// Whether there is nothing to look for yet.
    pub fn is_empty(&self) -> bool {
        !self.is_phone() && self.numbers.is_empty() && self.keys.is_empty()
    }
}

/// Digits alone may be ours without its letters, or the old register's.
fn numbers_of_digits(digits: &str) -> Vec<String> {
    let mut numbers: Vec<String> = ours(digits).into_iter().collect();
    numbers.push(plain_number(digits));
    numbers
}

fn ours(digits: &str) -> Option<String> {
    let number: i64 = digits.parse().ok().filter(|number| (1..10_000_000).contains(number))?;
    Some(plain_number(&record_number(number)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_the_beginning_or_the_end_of_a_phone_however_they_are_written() {
        for typed in ["98450 123", "9845-0123", "098450123", "+91 98450 123", "0091 98450 123", "९८४५० १२३"] {
            assert!(Wanted::parse(typed).phone_starts.contains(&"98450123".to_owned()), "{typed}");
        }
        assert_eq!(Wanted::parse("2345").phone_end.as_deref(), Some("5432"));
        assert_eq!(Wanted::parse("+91 98450 12345").phone_starts, ["9845012345"]);
        assert_eq!(Wanted::parse("919845012345").phone_starts, ["9845012345"]);
        assert_eq!(Wanted::parse("919845").phone_starts, ["919845", "9845"]);
        assert_eq!(Wanted::parse("984").phone_starts, Vec::<String>::new());
    }

    #[test]
    fn a_record_number_is_known_with_and_without_its_letters() {
        for typed in ["SW-000123", "sw 123", "123", "SW000123", "000123"] {
            assert_eq!(Wanted::parse(typed).numbers[0], "SW000123", "{typed}");
        }
        assert_eq!(Wanted::parse("123").numbers, ["SW000123", "123"]);
        assert_eq!(Wanted::parse("A/123").numbers, ["A123"]);
    }

    #[test]
    fn words_are_names_and_may_stand_beside_digits() {
        let wanted = Wanted::parse("asha rao 2345");
        assert_eq!(wanted.words, ["asha", "rao"]);
        assert_eq!(wanted.phone_end.as_deref(), Some("5432"));
        assert_eq!(Wanted::parse("लक्ष्मी").keys, Wanted::parse("laxmi").keys);
    }

    #[test]
    fn too_little_is_not_looked_for() {
        for typed in ["", " ", "a", "%", "--", "+"] {
            assert!(Wanted::parse(typed).is_empty(), "{typed}");
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_typed_is_too_strange(typed in proptest::prelude::any::<String>()) {
            let wanted = Wanted::parse(&typed);
            let plain = |it: &String| it.bytes().all(|b| b.is_ascii_alphanumeric());
            proptest::prop_assert!(wanted.numbers.iter().chain(&wanted.keys).chain(&wanted.phone_starts).all(plain));
        }
    }
}
