//! The words behind a number: what doctors write for a unit, in English and Hindi.

use crate::models::clinical::dosed::DoseUnit;

/// What stands behind a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    /// The number stands alone.
    Bare,
    Unit(DoseUnit),
    /// 5 ml: USP <1221> Teaspoon.
    Teaspoon,
    /// 15 ml by the same chapter, but one letter from a teaspoon: asked for in ml.
    Tablespoon,
    /// `mg`, `g` or `mcg`.
    Mass(&'static str),
    /// Milligrams of something other than what the label counts: `elemental`, `base`.
    Qualified,
    /// Nobody knows what it means.
    Unknown,
}

const UNITS: [(DoseUnit, &[&str]); 16] = [
    (DoseUnit::Tablet, &["tab", "tabs", "tablet", "tablets", "गोली", "गोलियाँ", "गोलियां", "टैबलेट"]),
    (DoseUnit::Capsule, &["cap", "caps", "capsule", "capsules", "कैप्सूल"]),
    (DoseUnit::Ml, &["ml", "mls", "cc", "millilitre", "millilitres", "milliliter", "milliliters", "मिली", "मिलीलीटर", "मि ली"]),
    (DoseUnit::Drop, &["drop", "drops", "gtt", "gtts", "बूँद", "बूंद", "बूँदें", "बूंदें"]),
    (DoseUnit::Puff, &["puff", "puffs", "inhalation", "inhalations", "पफ"]),
    (DoseUnit::Spray, &["spray", "sprays", "स्प्रे"]),
    (DoseUnit::Application, &["application", "applications", "apply", "लगाएँ", "लगाएं", "बार लगाएँ", "बार लगाएं"]),
    (DoseUnit::Unit, &["unit", "units", "u", "iu", "यूनिट"]),
    (DoseUnit::Globule, &["globule", "globules", "pill", "pills", "pellet", "pellets", "मीठी गोली", "मीठी गोलियाँ"]),
    (DoseUnit::Sachet, &["sachet", "sachets", "packet", "packets", "pouch", "पाउच", "पैकेट"]),
    (DoseUnit::Suppository, &["suppository", "suppositories", "बत्ती", "बत्तियाँ"]),
    (DoseUnit::Pessary, &["pessary", "pessaries", "पेसरी"]),
    (DoseUnit::Injection, &["injection", "injections", "inj", "amp", "ampoule", "ampoules", "vial", "vials", "इंजेक्शन"]),
    (DoseUnit::Patch, &["patch", "patches", "पैच"]),
    (DoseUnit::Lozenge, &["lozenge", "lozenges"]),
    (DoseUnit::Respule, &["respule", "respules", "nebule", "nebules", "रेस्प्यूल"]),
];

const MASSES: [(&str, &[&str]); 3] = [
    ("mg", &["mg", "mgs", "milligram", "milligrams", "मिग्रा", "मिलीग्राम"]),
    ("g", &["g", "gm", "gms", "gram", "grams", "ग्राम"]),
    ("mcg", &["mcg", "ug", "µg", "μg", "microgram", "micrograms", "माइक्रोग्राम"]),
];

const TEASPOONS: [&str; 8] = ["tsp", "tsps", "teaspoon", "teaspoons", "teaspoonful", "teaspoonfuls", "चम्मच", "छोटा चम्मच"];
const TABLESPOONS: [&str; 8] = ["tbsp", "tbsps", "tbs", "tablespoon", "tablespoons", "tablespoonful", "बड़ा चम्मच", "बड़े चम्मच"];
const QUALIFIERS: [&str; 6] = ["elemental", "base", "salt", "equivalent", "eq", "तत्व"];

impl Measure {
    /// In small letters, without full stops: as [`super::parsing::plain`] leaves it.
    pub(super) fn of(words: &str) -> Measure {
        let is = |list: &[&str]| list.contains(&words);
        if words.is_empty() {
            return Measure::Bare;
        }
        if let Some((unit, _)) = UNITS.iter().find(|(_, list)| is(list)) {
            return Measure::Unit(*unit);
        }
        if let Some((mass, _)) = MASSES.iter().find(|(_, list)| is(list)) {
            return Measure::Mass(mass);
        }
        if words.split(' ').any(|word| QUALIFIERS.contains(&word)) {
            return Measure::Qualified;
        }
        match () {
            () if is(&TEASPOONS) => Measure::Teaspoon,
            () if is(&TABLESPOONS) => Measure::Tablespoon,
            () => Measure::Unknown,
        }
    }
}
