//! An amount in words, as a receipt says it: counted in thousands, lakhs and crores.

use super::Money;
use crate::locale::Locale;

const ENGLISH: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// Hindi has a word of its own for every number below a hundred.
const HINDI: &str = "शून्य एक दो तीन चार पाँच छह सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह सोलह सत्रह अठारह उन्नीस \
बीस इक्कीस बाईस तेईस चौबीस पच्चीस छब्बीस सत्ताईस अट्ठाईस उनतीस तीस इकतीस बत्तीस तैंतीस चौंतीस पैंतीस छत्तीस सैंतीस अड़तीस उनतालीस \
चालीस इकतालीस बयालीस तैंतालीस चवालीस पैंतालीस छियालीस सैंतालीस अड़तालीस उनचास पचास इक्यावन बावन तिरपन चौवन पचपन छप्पन सत्तावन अट्ठावन उनसठ \
साठ इकसठ बासठ तिरसठ चौंसठ पैंसठ छियासठ सड़सठ अड़सठ उनहत्तर सत्तर इकहत्तर बहत्तर तिहत्तर चौहत्तर पचहत्तर छिहत्तर सतहत्तर अठहत्तर उन्यासी \
अस्सी इक्यासी बयासी तिरासी चौरासी पचासी छियासी सत्तासी अट्ठासी नवासी नब्बे इक्यानवे बानवे तिरानवे चौरानवे पचानवे छियानवे सत्तानवे अट्ठानवे निन्यानवे";

const CRORE: u64 = 10_000_000;

/// The larger units, with their words in English and Hindi.
const UNITS: [(u64, &str, &str); 4] =
    [(CRORE, "crore", "करोड़"), (100_000, "lakh", "लाख"), (1_000, "thousand", "हज़ार"), (100, "hundred", "सौ")];

impl Money {
    /// `Five hundred rupees and fifty paise only`, `पाँच सौ रुपये पचास पैसे मात्र`. Of an amount below nothing, its size.
    pub fn in_words(self, locale: Locale) -> String {
        let (rupees, paise) = (self.in_paise().unsigned_abs() / 100, self.in_paise().unsigned_abs() % 100);
        match locale {
            Locale::English => {
                let rupees_said = format!("{} {}", english(rupees), if rupees == 1 { "rupee" } else { "rupees" });
                let paise_said = format!("{} {}", english(paise), if paise == 1 { "paisa" } else { "paise" });
                capitalised(&match (rupees, paise) {
                    (_, 0) => format!("{rupees_said} only"),
                    (0, _) => format!("{paise_said} only"),
                    _ => format!("{rupees_said} and {paise_said} only"),
                })
            }
            Locale::Hindi => {
                let rupees_said = format!("{} {}", hindi(rupees), if rupees == 1 { "रुपया" } else { "रुपये" });
                let paise_said = format!("{} {}", hindi(paise), if paise == 1 { "पैसा" } else { "पैसे" });
                match (rupees, paise) {
                    (_, 0) => format!("{rupees_said} मात्र"),
                    (0, _) => format!("{paise_said} मात्र"),
                    _ => format!("{rupees_said} {paise_said} मात्र"),
                }
            }
        }
    }
}

/// Says a number unit by unit; `below` says what is less than a hundred.
fn said(mut number: u64, unit_word: fn(&(u64, &'static str, &'static str)) -> &'static str, below: fn(u64) -> String) -> Vec<String> {
    let mut words = Vec::new();
    for unit in &UNITS {
        let count = number / unit.0;
        number %= unit.0;
        if count > 0 {
            words.push(said(count, unit_word, below).join(" "));
            words.push(unit_word(unit).to_owned());
        }
    }
    if number > 0 || words.is_empty() {
        words.push(below(number));
    }
    words
}

fn english(number: u64) -> String {
    let mut words = said(number, |unit| unit.1, english_below_hundred);
    let rest = number % 100;
    if number > 100 && rest > 0 {
        words.insert(words.len() - 1, "and".to_owned());
    }
    words.join(" ")
}

fn english_below_hundred(number: u64) -> String {
    let word = |table: &[&'static str], at: u64| usize::try_from(at).ok().and_then(|at| table.get(at).copied()).unwrap_or_default();
    match (number / 10, number % 10) {
        _ if number < 20 => word(&ENGLISH, number).to_owned(),
        (tens, 0) => word(&TENS, tens).to_owned(),
        (tens, ones) => format!("{}-{}", word(&TENS, tens), word(&ENGLISH, ones)),
    }
}

fn hindi(number: u64) -> String {
    said(number, |unit| unit.2, hindi_below_hundred).join(" ")
}

fn hindi_below_hundred(number: u64) -> String {
    usize::try_from(number).ok().and_then(|at| HINDI.split_whitespace().nth(at)).unwrap_or_default().to_owned()
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::{HINDI, Money, hindi_below_hundred};
    use crate::locale::Locale;

    fn english(paise: i64) -> String {
        Money::paise(paise).in_words(Locale::English)
    }

    fn hindi(paise: i64) -> String {
        Money::paise(paise).in_words(Locale::Hindi)
    }

    #[test]
    fn english_counts_in_lakhs_and_crores() {
        assert_eq!(english(50_000), "Five hundred rupees only");
        assert_eq!(english(100), "One rupee only");
        assert_eq!(english(50_050), "Five hundred rupees and fifty paise only");
        assert_eq!(english(1), "One paisa only");
        assert_eq!(english(2_100), "Twenty-one rupees only");
        assert_eq!(english(1_23_456_00), "One lakh twenty-three thousand four hundred and fifty-six rupees only");
        assert_eq!(english(10_00_00_000_00), "Ten crore rupees only");
        assert_eq!(english(1_00_005_00), "One lakh and five rupees only");
        assert_eq!(english(0), "Zero rupees only");
    }

    #[test]
    fn hindi_has_its_own_words() {
        assert_eq!(hindi(50_000), "पाँच सौ रुपये मात्र");
        assert_eq!(hindi(100), "एक रुपया मात्र");
        assert_eq!(hindi(50_050), "पाँच सौ रुपये पचास पैसे मात्र");
        assert_eq!(hindi(1_23_456_00), "एक लाख तेईस हज़ार चार सौ छप्पन रुपये मात्र");
        assert_eq!(hindi(10_00_00_000_00), "दस करोड़ रुपये मात्र");
    }

    #[test]
    fn hindi_names_every_number_below_a_hundred_differently() {
        assert_eq!(HINDI.split_whitespace().collect::<HashSet<_>>().len(), 100);
        assert_eq!(hindi_below_hundred(29), "उनतीस");
        assert_eq!(hindi_below_hundred(50), "पचास");
        assert_eq!(hindi_below_hundred(69), "उनहत्तर");
        assert_eq!(hindi_below_hundred(75), "पचहत्तर");
        assert_eq!(hindi_below_hundred(99), "निन्यानवे");
    }

    proptest! {
        #[test]
        fn two_amounts_never_have_the_same_words(one in 0_i64..10_000_000_000, other in 0_i64..10_000_000_000) {
            prop_assume!(one != other);
            prop_assert_ne!(english(one), english(other));
            prop_assert_ne!(hindi(one), hindi(other));
        }
    }
}
