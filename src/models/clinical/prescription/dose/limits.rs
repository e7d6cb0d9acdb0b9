//! Whether somebody can give just that much, and what is said where nobody can.

use super::Dose;
use super::converted::example;
use super::spoken::Spoken;
use crate::locale::Message;
use crate::message;
use crate::models::clinical::dosed::{DoseUnit, Dosed, Made};
use crate::models::values::Amount;

/// Weekly doses of methotrexate that were taken daily have killed (general knowledge, source not opened).
pub(super) fn asked_daily(dose: Dose, spoken: &Spoken, of: &Dosed) -> Result<(), Message> {
    let asks = of.may_hold("methotrexate") && !dose.is_empty() && dose.rhythm.is_of_every_day() && !spoken.daily;
    if asks { Err(message!("error-dose-daily", marks = spoken.rest.clone())) } else { Ok(()) }
}

/// Whether somebody can give just that much, and anybody takes it.
pub(super) fn can_be_given(amount: Amount, unit: DoseUnit, scored: bool, of: &Dosed) -> Result<(), Message> {
    let whole = amount.is_in_steps_of(Amount::ONE);
    if unit == DoseUnit::Tablet && !whole {
        match (of.made, of.has_a_line()) {
            (Made::Plain, _) => {}
            (Made::Enteric, _) => return Err(message!("error-dose-enteric")),
            (Made::Slow, false) => return Err(message!("error-dose-slow")),
            (Made::Slow, true) if !scored => return Err(message!("error-dose-scored")),
            (Made::Slow, true) if !amount.is_in_steps_of(Amount::HALF) => return Err(message!("error-dose-scored-halves")),
            (Made::Slow, true) => {}
        }
    }
    if !amount.is_in_steps_of(unit.step()) {
        return Err(too_fine(unit));
    }
    let most = of.most(unit);
    if amount > most {
        return Err(message!("error-dose-most", amount = unit.measured(amount), most = unit.measured(most)));
    }
    Ok(())
}

/// Into which parts this can be given at most.
pub(super) fn too_fine(unit: DoseUnit) -> Message {
    let key = match unit.step() {
        Amount::QUARTER => "error-dose-quarters",
        Amount::HALF => "error-dose-halves",
        Amount::ONE => "error-dose-whole",
        _ => "error-dose-fine",
    };
    Message::new(key).with("unit", unit.word(Amount::whole(2)))
}

pub(super) fn amount_is_missing(of: &Dosed) -> Message {
    match of.unit {
        DoseUnit::Unsaid => message!("error-dose-unit-missing"),
        _ if of.asks => message!("error-dose-asks", example = example(of)),
        DoseUnit::Ml => message!("error-dose-liquid", example = example(of)),
        _ => message!("error-dose-amount", example = example(of)),
    }
}
