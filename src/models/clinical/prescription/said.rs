//! A dose in words, the same under the doctor's row and on the paper: `5 ml in the morning and at night; 30 ml for 3 days`.

use super::Item;
use super::dose::Dose;
use crate::locale::Message;
use crate::message;
use crate::models::clinical::dosed::DoseUnit;
use crate::models::values::Amount;

impl Dose {
    /// How much and when; nothing without marks.
    pub fn words(self) -> Option<Message> {
        let times = [(self.morning, "when-morning"), (self.noon, "when-noon"), (self.night, "when-night")];
        let taken: Vec<(Amount, &str)> = times.into_iter().filter(|(amount, _)| !amount.is_zero()).collect();
        let at = |amount: Amount, when: &str| message!("dose-at", amount = self.unit.measured(amount), when = Message::new(when));
        let (amount, first) = *taken.first()?;
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
    /// The dose, and what it comes to.
    pub fn words(&self) -> Option<Message> {
        supply(self.dose.words(), self.dose.unit, self.days, self.quantity)
    }
}

/// The dose with its days and what has to be dispensed, as far as they are said.
pub fn supply(dose: Option<Message>, unit: DoseUnit, days: Option<i32>, quantity: Option<Amount>) -> Option<Message> {
    let days = days.map(|count| message!("days", count));
    let quantity = quantity.map(|it| unit.measured(it));
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
