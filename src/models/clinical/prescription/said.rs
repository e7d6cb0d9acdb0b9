//! A dose in words, the same under the doctor's row and on the paper: `5 ml in the morning and at night; 30 ml for 3 days`.

use super::Item;
use super::dose::{Dose, Food, Rhythm};
use crate::locale::Message;
use crate::message;
use crate::models::values::Amount;

impl Dose {
    /// How much and when; nothing without marks.
    pub fn words(self) -> Option<Message> {
        let times = [(self.morning, "when-morning"), (self.noon, "when-noon"), (self.night, "when-night")];
        let taken: Vec<(Amount, &str)> = times.into_iter().filter(|(amount, _)| !amount.is_zero()).collect();
        let at = |amount: Amount, when: &str| message!("dose-at", amount = self.unit.measured(amount), when = Message::new(when));
        let (amount, first) = *taken.first()?;
        if self.rhythm != Rhythm::Daily {
            return Some(at(amount, self.rhythm.key()));
        }
        if taken.iter().all(|(it, _)| *it == amount) {
            let when = match [self.morning, self.noon, self.night].map(Amount::is_zero) {
                [false, false, false] => "when-all",
                [false, false, true] => "when-morning-noon",
                [false, true, false] => "when-morning-night",
                [true, false, false] => "when-noon-night",
                _ => first,
            };
            return Some(at(amount, when));
        }
        let said = taken.into_iter().map(|(amount, when)| at(amount, when));
        said.reduce(|first, next| message!("dose-then", first, next))
    }
}

impl Item {
    /// What is told beside its name: the dose with what it comes to, and which meal it goes with, where it goes with one.
    pub fn told(&self) -> Vec<Message> {
        let food = (self.food != Food::Any).then(|| Message::new(self.food.key()));
        self.words().into_iter().chain(food).collect()
    }

    /// Whether it has no marks, and its instructions say how it is taken.
    pub fn is_told_in_words(&self) -> bool {
        self.dose.is_empty() && !self.instructions.is_empty()
    }

    /// The dose, and what it comes to.
    pub fn words(&self) -> Option<Message> {
        supply(self.dose.words(), self.days, self.quantity.map(|it| self.supplied.measured(it, self.dose.unit)))
    }
}

/// The dose with its days and what has to be dispensed, as far as they are said.
pub fn supply(dose: Option<Message>, days: Option<i32>, quantity: Option<Message>) -> Option<Message> {
    let days = days.map(|count| message!("days", count));
    match (dose, quantity, days) {
        (Some(dose), Some(quantity), Some(days)) => Some(message!("dose-supply", dose, quantity, days)),
        (Some(dose), None, Some(days)) => Some(message!("dose-during", dose, days)),
        (Some(dose), Some(quantity), None) => Some(message!("dose-in-all", dose, quantity)),
        (Some(dose), None, None) => Some(dose),
        (None, Some(quantity), Some(days)) => Some(message!("supply", quantity, days)),
        (None, Some(quantity), None) => Some(quantity),
        (None, None, Some(days)) => Some(message!("supply-days", days)),
        (None, None, None) => None,
    }
}

/// A text in which nobody reads a U as a nought: `10U before meals` says `10 units before meals`.
pub fn units_written_out(text: &str, units: &str) -> String {
    let is_number = |word: &str| !word.is_empty() && word.chars().all(|sign| sign.is_ascii_digit() || sign == '.');
    let mut behind_number = false;
    let word_of = |word: &str| {
        let stem = word.trim_end_matches([',', ';', '.', ')']);
        let number = ["IU", "iu", "U", "u"].iter().find_map(|it| stem.strip_suffix(it));
        let said = match number {
            Some(number) if is_number(number) => format!("{number} {units}{}", &word[stem.len()..]),
            Some("") if behind_number => format!("{units}{}", &word[stem.len()..]),
            _ => word.to_owned(),
        };
        behind_number = is_number(stem);
        said
    };
    text.split(' ').map(word_of).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::units_written_out;

    #[test]
    fn a_u_is_written_out_and_other_words_stay() {
        for (text, said) in [
            ("10U before meals", "10 units before meals"),
            ("10 U, then 5u.", "10 units, then 5 units."),
            ("4 IU at night", "4 units at night"),
            ("Vitamin U for you", "Vitamin U for you"),
            ("", ""),
        ] {
            assert_eq!(units_written_out(text, "units"), said);
        }
    }
}
