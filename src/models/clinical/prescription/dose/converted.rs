//! From a mass, or from units, to what is counted: by the strength on the label, and only where that is exact.

use crate::locale::Message;
use crate::message;
use crate::models::clinical::dosed::{DoseUnit, Dosed, Made, nanograms};
use crate::models::values::{Amount, scaled};

type Converted = Result<(Amount, DoseUnit), Message>;

/// Milligrams by the strength on the label: of a plain tablet with one ingredient, of a liquid with one ingredient where a measure
/// gives exactly that, and of whatever is taken whole. Everything else could be a guess.
pub(super) fn mass(number: &str, unit: &str, of: &Dosed) -> Converted {
    let told = format!("{number} {unit}");
    let refused = |key: &str| Err(Message::new(key).with("mass", &told).with("example", example(of)));
    let finer = || Amount::parse(number).map(|it| it.plain()).and_then(|plain| nanograms(&plain, unit));
    let Some(nanograms) = nanograms(number, unit).or_else(finer) else {
        return Err(message!("error-dose", example = example(of)));
    };
    let pieces = of.pieces(nanograms).map(|amount| (amount, of.unit));
    match of.unit {
        DoseUnit::Unsaid => refused("error-dose-mass-form"),
        _ if !of.known => refused("error-dose-mass-unknown"),
        _ if of.combined => refused("error-dose-mass-combined"),
        DoseUnit::Ml if !of.is_by_mouth() => refused("error-dose-mass-other"),
        DoseUnit::Application | DoseUnit::Drop | DoseUnit::Unit | DoseUnit::Globule => refused("error-dose-mass-other"),
        _ if !of.has_mass() => refused("error-dose-mass-strength"),
        DoseUnit::Ml => match of.millilitres(nanograms) {
            Some(amount) => Ok((amount, DoseUnit::Ml)),
            None => Err(message!("error-dose-mass-liquid", mass = &told, strength = &of.label)),
        },
        DoseUnit::Tablet if of.made == Made::Plain => match of.tablets(nanograms) {
            Some(amount) => Ok((amount, DoseUnit::Tablet)),
            None => Err(message!("error-dose-mass-tablets", mass = &told, strength = &of.label)),
        },
        DoseUnit::Tablet if of.made == Made::Slow => pieces.map_or_else(|| refused("error-dose-mass-slow"), Ok),
        DoseUnit::Tablet => pieces.map_or_else(|| refused("error-dose-mass-enteric"), Ok),
        DoseUnit::Capsule => pieces.map_or_else(|| refused("error-dose-mass-capsule"), Ok),
        _ => pieces.map_or_else(|| refused("error-dose-mass-other"), Ok),
    }
}

/// So many units, each counted so often, of something whose strength is told in units.
pub(super) fn units(number: &str, each: i64, of: &Dosed) -> Converted {
    let told = if each == 1 { format!("{number} units") } else { format!("{number} lakh units") };
    let refused = || Err(message!("error-dose-mass-other", mass = &told, example = example(of)));
    let Some(much) = scaled(number, 3).and_then(|it| it.checked_mul(each)) else { return refused() };
    let amount = if of.unit == DoseUnit::Ml { of.millilitres(much) } else { of.pieces(much) };
    amount.filter(|_| !of.combined).map_or_else(refused, |amount| Ok((amount, of.unit)))
}

/// A text that would be right here.
pub(super) fn example(of: &Dosed) -> &'static str {
    match of.unit {
        DoseUnit::Unit if of.asks => "5000-0-5000 units",
        DoseUnit::Unit => "10-0-8 units",
        DoseUnit::Drop if of.asks => "2-0-2 drops",
        DoseUnit::Sachet if of.asks => "1-0-1 sachet",
        DoseUnit::Unsaid => "1-0-1 tablets",
        unit => of.quick().first().or(unit.quick().first()).copied().unwrap_or("1-0-1"),
    }
}
