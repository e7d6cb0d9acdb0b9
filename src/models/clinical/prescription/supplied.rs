//! How much is to be dispensed, and of what: tablets and millilitres as they are dosed; of the rest, packs.

use super::dose::{Measure, plain};
use crate::locale::Message;
use crate::message;
use crate::models::clinical::dosed::{DoseUnit, Dosed};
use crate::models::values::Amount;
use crate::text_enum;

text_enum! {
    keys "supplied";
    /// In what a quantity is counted.
    Supplied {
        /// As the dose is.
        Dose = "dose", Tube = "tube", Inhaler = "inhaler", Bottle = "bottle", Vial = "vial", Pen = "pen", Cartridge = "cartridge",
        Strip = "strip", Pack = "pack", Respule = "respule", Ampoule = "ampoule", Ml = "ml", Gram = "gram",
    }
}

const WORDS: [(Supplied, &[&str]); 12] = [
    (Supplied::Tube, &["tube", "tubes", "ट्यूब"]),
    (Supplied::Inhaler, &["inhaler", "inhalers", "mdi", "इनहेलर"]),
    (Supplied::Bottle, &["bottle", "bottles", "btl", "bott", "बोतल", "बोतलें", "शीशी", "बाटली"]),
    (Supplied::Vial, &["vial", "vials"]),
    (Supplied::Pen, &["pen", "pens", "पेन"]),
    (Supplied::Cartridge, &["cartridge", "cartridges"]),
    (Supplied::Strip, &["strip", "strips", "पत्ता", "पत्ते"]),
    (Supplied::Pack, &["pack", "packs", "packet", "packets", "box", "boxes", "tin", "jar", "डिब्बा"]),
    (Supplied::Respule, &["respule", "respules", "nebule", "nebules"]),
    (Supplied::Ampoule, &["ampoule", "ampoules", "amp", "amps"]),
    (Supplied::Gram, &["g", "gm", "gms", "gram", "grams", "ग्राम"]),
    (Supplied::Ml, &["ml", "mls", "मिली", "एमएल", "मि ली"]),
];

/// More packs than anybody is given at once: millilitres or grams are meant.
const MOST_PACKS: i64 = 3;

impl Supplied {
    /// Reads `10`, `10 tabs`, `60 ml`, `15 g`, `1 tube`, `2 strips` for what is dosed in `unit`. A number alone is one of packs
    /// wherever the dose is no count of what is handed over.
    pub fn parse(text: &str, unit: DoseUnit, of: &Dosed) -> Result<(Amount, Supplied), Message> {
        let text = plain(text.trim().trim_start_matches('#'));
        let end = text.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(text.len());
        let (number, words) = (&text[..end], text[end..].trim());
        let amount = number.parse::<i64>().ok().filter(|it| (1..=9_999).contains(it)).map(Amount::whole);
        let amount = amount.ok_or_else(|| message!("error-quantity"))?;
        if matches!(words, "" | "s" | "'s" | "’s" | "no" | "nos") {
            let pack = Supplied::pack(unit, of).ok_or_else(|| message!("error-quantity-insulin", number))?;
            let many = !matches!(pack, Supplied::Dose | Supplied::Respule | Supplied::Ampoule) && amount > Amount::whole(MOST_PACKS);
            return if many { Err(message!("error-quantity-packs", number, pack = pack.word(amount))) } else { Ok((amount, pack)) };
        }
        match WORDS.iter().find(|(_, list)| list.contains(&words)) {
            Some((Supplied::Ml, _)) if unit == DoseUnit::Ml => Ok((amount, Supplied::Dose)),
            Some((Supplied::Gram, _)) if unit == DoseUnit::Gram => Ok((amount, Supplied::Dose)),
            Some((Supplied::Respule, _)) if unit == DoseUnit::Respule => Ok((amount, Supplied::Dose)),
            Some((Supplied::Pack, _)) if unit == DoseUnit::Sachet && words.starts_with("packet") => Ok((amount, Supplied::Dose)),
            Some((supplied, _)) if supplied.fits(unit) => Ok((amount, *supplied)),
            Some(_) => Err(message!("error-quantity-unit", words)),
            None => match Measure::of(words) {
                Measure::Unit(it) if it == unit => Ok((amount, Supplied::Dose)),
                Measure::Unit(_) => Err(message!("error-quantity-unit", words)),
                _ => Err(message!("error-quantity-words", words)),
            },
        }
    }

    /// What a number alone counts. Of insulin nobody knows: there are pens, vials and cartridges.
    fn pack(unit: DoseUnit, of: &Dosed) -> Option<Supplied> {
        Some(match unit {
            DoseUnit::Unit => return None,
            DoseUnit::Ml if of.unit == DoseUnit::Respule => Supplied::Respule,
            DoseUnit::Ml if of.unit == DoseUnit::Injection => Supplied::Ampoule,
            DoseUnit::Ml | DoseUnit::Drop | DoseUnit::Spray | DoseUnit::Globule => Supplied::Bottle,
            DoseUnit::Application if of.is_in_a_bottle() => Supplied::Bottle,
            DoseUnit::Application => Supplied::Tube,
            DoseUnit::Puff => Supplied::Inhaler,
            DoseUnit::Spoon | DoseUnit::Gram => Supplied::Pack,
            _ => Supplied::Dose,
        })
    }

    /// Whether what is dosed so may be handed over so.
    fn fits(self, unit: DoseUnit) -> bool {
        use DoseUnit::{Application, Capsule, Drop, Globule, Injection, Lozenge, Ml, Puff, Sachet, Spoon, Spray, Tablet, Unit, Unsaid};
        match self {
            _ if unit == Unsaid => true,
            Supplied::Dose => false,
            Supplied::Tube => unit == Application,
            Supplied::Inhaler => matches!(unit, Puff | Spray),
            Supplied::Bottle => !matches!(unit, Puff | DoseUnit::Respule | DoseUnit::Patch),
            Supplied::Vial | Supplied::Ampoule => matches!(unit, Unit | Ml | Injection | Drop),
            Supplied::Pen | Supplied::Cartridge => matches!(unit, Unit | Injection),
            Supplied::Strip => matches!(unit, Tablet | Capsule | Lozenge | DoseUnit::Suppository | DoseUnit::Pessary),
            Supplied::Pack => true,
            Supplied::Respule => unit == Ml,
            Supplied::Ml => matches!(unit, Drop | Unit | Application | Spray | Injection | Globule),
            Supplied::Gram => matches!(unit, Application | Spoon | Sachet | Globule),
        }
    }

    /// Its word for so many.
    pub fn word(self, of: Amount) -> Message {
        Message::new(self.key()).with("count", if of <= Amount::ONE { 1 } else { 2 })
    }

    /// A quantity in words, for what is dosed in `unit`.
    pub fn measured(self, quantity: Amount, unit: DoseUnit) -> Message {
        if self == Supplied::Dose {
            unit.measured(quantity)
        } else {
            message!("measure", amount = quantity.plain(), unit = self.word(quantity))
        }
    }

    /// A quantity as [`Supplied::parse`] reads it.
    pub fn typed(self, quantity: Amount, unit: DoseUnit) -> String {
        match (self, unit) {
            (Supplied::Dose, DoseUnit::Ml) => format!("{} ml", quantity.plain()),
            (Supplied::Dose, DoseUnit::Unit) => format!("{} units", quantity.plain()),
            (Supplied::Dose, _) => quantity.plain(),
            (it, _) => format!("{} {}", quantity.plain(), it.as_str()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Dosed, Supplied};
    use crate::models::clinical::Dose;
    use crate::models::values::Amount;

    #[test]
    fn a_quantity_is_counted_in_what_is_handed_over() {
        for (words, dose, text, read) in [
            ("Xyz cream", "1-0-1", "1", Some((1, Supplied::Tube))),
            ("Xyz cream", "1-0-1", "5", None),
            ("Xyz cream", "1-0-1", "5 tubes", Some((5, Supplied::Tube))),
            ("Duolin respules", "2.5 ml QID", "20", Some((20, Supplied::Respule))),
            ("Tab Dolo", "1-0-1", "#10", Some((10, Supplied::Dose))),
            ("Tab Dolo", "1-0-1", "10's", Some((10, Supplied::Dose))),
            ("Xyz cream", "1-0-1", "15 g", Some((15, Supplied::Gram))),
            ("Xyz lotion", "1-0-1", "1", Some((1, Supplied::Bottle))),
            ("Asthalin inhaler", "2-0-2", "1", Some((1, Supplied::Inhaler))),
            ("Syp Calpol", "5 ml BD", "1", Some((1, Supplied::Bottle))),
            ("Syp Calpol", "5 ml BD", "60 ml", Some((60, Supplied::Dose))),
            ("Syp Calpol", "5 ml BD", "60", None),
            ("Syp Calpol", "5 ml BD", "10 tabs", None),
            ("Ciplox eye drops", "2-2-2", "1", Some((1, Supplied::Bottle))),
            ("Inj Lantus", "0-0-10", "1", None),
            ("Inj Lantus", "0-0-10", "2 pens", Some((2, Supplied::Pen))),
            ("Inj Lantus", "0-0-10", "300 units", Some((300, Supplied::Dose))),
            ("Duolin respules", "2.5 ml BD", "10", Some((10, Supplied::Respule))),
            ("Tab Dolo", "1-0-1", "10", Some((10, Supplied::Dose))),
            ("Tab Dolo", "1-0-1", "१० tabs", Some((10, Supplied::Dose))),
            ("Tab Dolo", "1-0-1", "2 strips", Some((2, Supplied::Strip))),
            ("Tab Dolo", "1-0-1", "2 tubes", None),
            ("Tab Dolo", "1-0-1", "many", None),
            ("globules", "4-0-4", "1", Some((1, Supplied::Bottle))),
        ] {
            let of = Dosed::of_words(words);
            let unit = Dose::parse(dose, &of).expect(dose).unit;
            let parsed = Supplied::parse(text, unit, &of).ok();
            assert_eq!(parsed, read.map(|(number, supplied)| (Amount::whole(number), supplied)), "{words} {text}");
            if let Some((quantity, supplied)) = parsed {
                assert_eq!(Supplied::parse(&supplied.typed(quantity, unit), unit, &of), Ok((quantity, supplied)), "{words} {text}");
            }
        }
    }
}
