//! The strength on a label, where it is a mass.

use crate::models::clinical::medicine::folded;
use crate::models::values::scaled;

/// So much in a piece, or in so many thousandths of a millilitre: nanograms, or thousandths of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Strength {
    pub(super) nanograms: i64,
    pub(super) volume: Option<i64>,
    /// Told in units, not by mass.
    pub(super) in_units: bool,
}

impl Strength {
    /// `5 mg`, `125 mg/5 ml`, `100 mcg/dose`, `60000 IU`. Per cent and combinations are none.
    pub(super) fn parse(text: &str) -> Option<Strength> {
        let text = folded(text);
        let (mass, volume) = text.split_once('/').map_or((text.as_str(), None), |(mass, volume)| (mass, Some(volume)));
        let (number, unit) = mass.trim().split_once(' ')?;
        let volume = match volume.map(|it| it.trim().split_once(' ').unwrap_or(("1", it.trim()))) {
            None | Some((_, "dose" | "puff" | "spray")) => None,
            Some((number, "ml")) => Some(scaled(number, 3).filter(|it| *it > 0)?),
            Some(_) => return None,
        };
        let in_units = unit == "iu";
        let nanograms = if in_units { scaled(number, 3)? } else { nanograms(number, unit)? };
        Some(Strength { nanograms, volume, in_units })
    }
}

/// The one mass that typed words tell, with its volume: `Syp Calpol 250mg/5ml`. Where there are several, or it is a part of
/// something else, none.
pub(super) fn typed(text: &str) -> Option<Strength> {
    let mut spaced = String::new();
    for sign in text.chars() {
        let digit = spaced.ends_with(|it: char| it.is_ascii_digit());
        if sign == '/' || digit && sign.is_alphabetic() {
            spaced.push(' ');
        }
        spaced.push(sign);
        if sign == '/' {
            spaced.push(' ');
        }
    }
    let words: Vec<&str> = spaced.split([' ', ',', '(', ')']).filter(|it| !it.is_empty()).collect();
    let masses = || words.windows(2).enumerate().filter(|(_, it)| nanograms(it[0], it[1]).is_some());
    let (at, mass) = masses().next().filter(|_| masses().count() == 1 && !text.contains('+'))?;
    let mass = mass.join(" ");
    match &words[at + 2..] {
        ["/" | "per", "ml", ..] => Strength::parse(&format!("{mass}/ml")),
        ["/" | "per", number, "ml", ..] => Strength::parse(&format!("{mass}/{number} ml")),
        ["/" | "per", ..] => None,
        _ => Strength::parse(&mass),
    }
}

/// A mass in whole nanograms, and nothing where it is finer.
pub fn nanograms(number: &str, unit: &str) -> Option<i64> {
    match unit {
        "mcg" => scaled(number, 3),
        "mg" => scaled(number, 6),
        "g" => scaled(number, 6)?.checked_mul(1000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Strength;

    #[test]
    fn a_strength_is_a_mass_in_a_piece_or_in_a_volume() {
        let piece = |nanograms| Some(Strength { nanograms, volume: None, in_units: false });
        let volume = |nanograms, it| Strength { nanograms, volume: Some(it), in_units: false };
        assert_eq!(Strength::parse("60000 IU"), Some(Strength { nanograms: 60_000_000, volume: None, in_units: true }));
        assert_eq!(Strength::parse("100 mcg/dose"), piece(100_000));
        assert_eq!(Strength::parse("0.125 mg"), piece(125_000));
        assert_eq!((Strength::parse("12.5 mcg"), Strength::parse("1 g")), (piece(12_500), piece(1_000_000_000)));
        assert_eq!(Strength::parse("125 mg/5 ml"), Some(volume(125_000_000, 5000)));
        assert_eq!(Strength::parse("100 mg/ml"), Some(volume(100_000_000, 1000)));
        for none in ["5 % w/w", "400 mg + 80 mg", "14 mg/24 hours", "30C", ""] {
            assert_eq!(Strength::parse(none), None, "{none}");
        }
    }
}
