//! Dose marks, morning-noon-night, and how much to dispense for them.

mod converted;
mod doubts;
mod limits;
mod measure;
mod parsing;
mod plain;
mod rhythm;
mod spoken;
mod steps;
mod taps;
mod wording;

pub use rhythm::Rhythm;
pub use spoken::days as days_told;
pub use steps::is_next_step;

pub(super) use measure::Measure;
pub(super) use plain::plain;

use diesel::prelude::*;

use crate::models::clinical::dosed::{DoseUnit, Dosed, Made};
use crate::models::values::Amount;
use crate::schema::organisation::prescription_items;
use crate::text_enum;

text_enum! {
    keys "food";
    /// When to take it, seen from a meal.
    Food { Any = "any", Before = "before", After = "after" }
}

/// What is told beside the amounts of a dose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Beside {
    /// Only when needed.
    pub sos: bool,
    pub days: Option<i32>,
    pub food: Option<Food>,
}

/// How much in the morning, at noon and at night, and of what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Queryable, Selectable, Insertable)]
#[diesel(table_name = prescription_items)]
pub struct Dose {
    pub morning: Amount,
    pub noon: Amount,
    pub night: Amount,
    /// How often, where the marks do not say it; the amount of each time is then that of the morning.
    pub rhythm: Rhythm,
    pub unit: DoseUnit,
}

impl Dose {
    /// The units of one day on which it is taken.
    pub fn a_day(self) -> Amount {
        if self.rhythm.is_of_every_day() { self.rhythm.amount_in(self.marked(), 1) } else { self.marked() }
    }

    fn marked(self) -> Amount {
        self.morning + self.noon + self.night
    }

    pub fn is_empty(self) -> bool {
        self.a_day().is_zero()
    }

    /// What has to be dispensed for so many days, in whole units.
    pub fn quantity(self, days: Option<i32>) -> Option<Amount> {
        let days = if self.rhythm == Rhythm::Once { Some(1) } else { days };
        let days = days.filter(|_| self.rhythm != Rhythm::Needed && self.unit.is_dispensed_by_count() && !self.is_empty())?;
        Some(self.rhythm.amount_in(self.marked(), days.into()).rounded_up())
    }

    /// The marks as [`Dose::parse`] reads them for this: `1-0-½`, `5 ml-0-5 ml`, `2-2-2 drops`, `½-0-½ scored`; nothing without
    /// marks. A number that may be taken for another has its unit.
    pub fn marks(self, of: &Dosed) -> String {
        let amounts = [self.morning, self.noon, self.night];
        let figures = amounts.map(|it| self.unit.figure(it));
        let word = self.unit.as_str();
        let bare = self.unit == of.unit && of.is_taken_singly() && amounts.iter().all(|it| *it <= Amount::ONE);
        let marks = match self.unit {
            _ if self.is_empty() => return String::new(),
            DoseUnit::Ml => figures.map(|it| if it == "0" { it } else { format!("{it} ml") }).join("-"),
            unit if bare || !unit.is_said() => figures.join("-"),
            DoseUnit::Gram => format!("{} g", figures.join("-")),
            DoseUnit::Patch | DoseUnit::Pessary | DoseUnit::Suppository => format!("{} {word}", figures.join("-")),
            _ => format!("{} {word}s", figures.join("-")),
        };
        let marks = if self.rhythm == Rhythm::Daily { marks } else { marks.replacen("-0-0", "", 1) };
        let broken = self.unit == DoseUnit::Tablet && of.made != Made::Plain && amounts.iter().any(|it| !it.is_in_steps_of(Amount::ONE));
        let daily = of.may_hold("methotrexate") && self.rhythm == Rhythm::Daily;
        let rhythm = self.rhythm.typed();
        let behind =
            [(!rhythm.is_empty(), rhythm), (broken, "scored"), (daily, "daily")].into_iter().filter(|(is, _)| *is).map(|(_, word)| word);
        std::iter::once(marks.as_str()).chain(behind).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests;
