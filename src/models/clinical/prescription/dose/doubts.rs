//! Numbers that may be meant otherwise than they stand: days behind a time, or how often a day.

use super::measure::Measure;
use crate::locale::Message;
use crate::message;
use crate::models::clinical::dosed::{DoseUnit, Dosed};

/// Whether a number without a unit stands behind the time and not in front of it: `BD 5`.
pub(super) fn is_behind(rest: &str, text: &str) -> bool {
    !rest.is_empty() && rest.chars().all(|it| it.is_ascii_digit()) && text.ends_with(rest)
}

/// The number in front.
pub(super) fn leading(text: &str) -> &str {
    &text[..text.find(|it: char| !it.is_ascii_digit()).unwrap_or(text.len())]
}

/// Whether it is a whole number above one, alone or of tablets and the like: `2 daily` may be one twice a day.
pub(super) fn is_count(rest: &str) -> bool {
    let number = leading(rest);
    let many = number.parse::<u32>().is_ok_and(|it| it > 1);
    many && matches!(Measure::of(rest[number.len()..].trim()), Measure::Bare | Measure::Unit(DoseUnit::Tablet | DoseUnit::Capsule))
}

pub(super) fn days_or_each(number: &str, time: &str, of: &Dosed) -> Message {
    let unit = if of.unit.is_said() { short(of.unit) } else { "tab" };
    message!("error-dose-behind", number, time = time.to_uppercase(), unit)
}

/// The shortest word that is read as this unit.
pub(super) fn short(unit: DoseUnit) -> &'static str {
    match unit {
        DoseUnit::Tablet => "tab",
        DoseUnit::Capsule => "cap",
        unit => unit.as_str(),
    }
}
