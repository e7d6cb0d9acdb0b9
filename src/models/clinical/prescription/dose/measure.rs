//! The words behind a number: what doctors write for a unit, in English and Hindi.

use crate::models::clinical::dosed::DoseUnit;

/// What stands behind a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) enum Measure {
    /// The number stands alone.
    Bare,
    Unit(DoseUnit),
    /// 5 ml: USP <1221> Teaspoon.
    Teaspoon,
    /// 15 ml by the same chapter, but one letter from a teaspoon: asked for in ml.
    Tablespoon,
    /// `mg`, `g` or `mcg`.
    Mass(&'static str),
    /// The cap of the bottle, of which nobody knows how much it holds.
    BottleCap,
    /// Millions of units by hundred thousands: `lakh units`.
    Lakh,
    /// Milligrams of something other than what the label counts: `elemental`, `base`.
    Qualified,
    /// Nobody knows what it means.
    Unknown,
}

const UNITS: [(DoseUnit, &[&str]); 19] = [
    (DoseUnit::Tablet, &["tab", "tabs", "tablet", "tablets", "goli", "गोली", "गोलियाँ", "गोलियां", "टैबलेट", "गोळी", "गोळ्या", "टॅबलेट"]),
    (DoseUnit::Capsule, &["cap", "caps", "capsule", "capsules", "कैप्सूल", "कॅप्सूल"]),
    (
        DoseUnit::Ml,
        &[
            "ml",
            "mls",
            "cc",
            "millilitre",
            "millilitres",
            "milliliter",
            "milliliters",
            "मिली",
            "मिलीलीटर",
            "मि ली",
            "मि लि",
            "मिलि",
            "एमएल",
            "एम एल",
        ],
    ),
    (DoseUnit::Drop, &["drop", "drops", "gtt", "gtts", "बूँद", "बूंद", "बूँदें", "बूंदें", "थेंब"]),
    (DoseUnit::Puff, &["puff", "puffs", "inhalation", "inhalations", "पफ"]),
    (DoseUnit::Spray, &["spray", "sprays", "स्प्रे"]),
    (DoseUnit::Application, &["application", "applications", "apply", "लगाएँ", "लगाएं", "बार लगाएँ", "बार लगाएं"]),
    (DoseUnit::Unit, &["unit", "units", "u", "iu", "यूनिट", "युनिट"]),
    (DoseUnit::Globule, &["globule", "globules", "pill", "pills", "pellet", "pellets", "मीठी गोली", "मीठी गोलियाँ"]),
    (DoseUnit::Sachet, &["sachet", "sachets", "packet", "packets", "pouch", "पाउच", "पैकेट"]),
    (DoseUnit::Suppository, &["supp", "supps", "suppository", "suppositories", "बत्ती", "बत्तियाँ"]),
    (DoseUnit::Pessary, &["pessary", "pessaries", "पेसरी"]),
    (DoseUnit::Injection, &["injection", "injections", "inj", "amp", "ampoule", "ampoules", "vial", "vials", "इंजेक्शन"]),
    (DoseUnit::Patch, &["patch", "patches", "पैच"]),
    (DoseUnit::Lozenge, &["lozenge", "lozenges"]),
    (DoseUnit::Respule, &["respule", "respules", "nebule", "nebules", "रेस्प्यूल"]),
    (DoseUnit::Rotacap, &["rotacap", "rotacaps", "respicap", "respicaps", "transcap", "transcaps", "रोटाकैप"]),
    (DoseUnit::Spoon, &["spoon", "spoons"]),
    (DoseUnit::Gram, &[]),
];

const MASSES: [(&str, &[&str]); 3] = [
    ("mg", &["mg", "mgs", "milligram", "milligrams", "मिग्रा", "मिलीग्राम"]),
    ("g", &["g", "gm", "gms", "gram", "grams", "ग्राम"]),
    ("mcg", &["mcg", "mcgs", "ug", "µg", "μg", "microgram", "micrograms", "माइक्रोग्राम"]),
];

const TEASPOONS: [&str; 16] = [
    "tsp",
    "tsps",
    "tsf",
    "teaspoon",
    "teaspoons",
    "tea spoon",
    "tea spoons",
    "teaspoonful",
    "teaspoonfuls",
    "teaspoon full",
    "चम्मच",
    "छोटा चम्मच",
    "चमचा",
    "चमचे",
    "चमच",
    "टीस्पून",
];
/// The cap of a bottle holds what its maker made it to.
const CAPS: [&str; 7] = ["ढक्कन", "ढक्कन भर", "ढक्कनभर", "cap full", "capful", "capfuls", "झाकण"];
const TABLESPOONS: [&str; 8] = ["tbsp", "tbsps", "tbs", "tablespoon", "tablespoons", "tablespoonful", "बड़ा चम्मच", "बड़े चम्मच"];
const QUALIFIERS: [&str; 6] = ["elemental", "base", "salt", "equivalent", "eq", "तत्व"];

impl Measure {
    /// In small letters, without full stops: as [`super::plain::plain`] leaves it.
    pub(in super::super) fn of(words: &str) -> Measure {
        let words = words.strip_prefix("a ").unwrap_or(words);
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
            () if is(&CAPS) => Measure::BottleCap,
            () if is(&["lakh units", "lakh unit", "lakh iu", "lac units", "lac iu", "लाख यूनिट"]) => Measure::Lakh,
            () => Measure::Unknown,
        }
    }
}
