//! What a dose comes to by a child's weight: of each ingredient whose strength is told.

use super::strength::Strength;
use super::{DoseUnit, Dosed};
use crate::models::values::Amount;

/// The most of a substance that a child gets in a day, in milligrams for each kilogram. (General knowledge, source not opened.)
const MOST: [(&str, i64); 4] = [("paracetamol", 75), ("ibuprofen", 40), ("amoxicillin", 100), ("azithromycin", 20)];

/// What a day's doses hold of one ingredient, for each kilogram.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByWeight {
    /// Which, where there are several.
    pub name: Option<String>,
    pub milligrams: Amount,
    /// More than is given of it.
    pub much: bool,
}

impl Dosed {
    /// What so much in a day comes to for somebody of that weight: what a child's dose is judged by. Nothing where it is not known
    /// how much is in it.
    pub fn by_weight(&self, a_day: Amount, unit: DoseUnit, weight: Amount) -> Vec<ByWeight> {
        let named = |name: &str| Some(name.to_owned()).filter(|_| self.combined);
        let known = self.ingredients().into_iter().filter_map(|(name, strength)| {
            let milligrams = self.milligrams_per_kilogram(strength, a_day, unit, weight)?;
            let much = MOST.iter().any(|(it, most)| name.starts_with(it) && milligrams > Amount::whole(*most));
            Some(ByWeight { name: named(name), milligrams, much })
        });
        known.collect()
    }

    /// Whether a child gets it by weight: it is swallowed or injected, and is no globule.
    pub fn goes_by_weight(&self, unit: DoseUnit) -> bool {
        match unit {
            DoseUnit::Tablet | DoseUnit::Capsule | DoseUnit::Sachet | DoseUnit::Suppository => true,
            DoseUnit::Injection | DoseUnit::Unit | DoseUnit::Spoon | DoseUnit::Unsaid => true,
            DoseUnit::Ml => self.form != "mouthwash" && !self.is_for_the_skin(),
            DoseUnit::Drop => self.form == "drops" || self.is_by_mouth(),
            _ => false,
        }
    }

    /// Each ingredient with its strength, as the label tells them in the same order.
    fn ingredients(&self) -> Vec<(&str, Strength)> {
        if !self.combined {
            return self.strength.map(|it| (self.contents.as_str(), it)).into_iter().collect();
        }
        let names: Vec<&str> = self.contents.split(" + ").collect();
        let (masses, volume) = self.label.split_once('/').unwrap_or((&self.label, ""));
        let strength = |mass: &str| Strength::parse(&if volume.is_empty() { mass.to_owned() } else { format!("{mass}/{volume}") });
        let strengths: Vec<Option<Strength>> = masses.split(" + ").map(strength).collect();
        if names.len() != strengths.len() {
            return Vec::new();
        }
        names.into_iter().zip(strengths).filter_map(|(name, strength)| Some((name, strength?))).collect()
    }

    /// To the tenth of a milligram; nothing of what is given by micrograms. Twenty drops of what is swallowed are taken as a millilitre.
    fn milligrams_per_kilogram(&self, strength: Strength, a_day: Amount, unit: DoseUnit, weight: Amount) -> Option<Amount> {
        let Strength { nanograms, volume, in_units: false } = strength else { return None };
        let swallowed = self.is_by_mouth() || self.form == "drops" || self.unit == DoseUnit::Unsaid;
        let thousandths = match (unit, volume) {
            (DoseUnit::Ml, Some(volume)) if swallowed => i128::from(a_day.in_thousandths()) * 1000 / i128::from(volume),
            (DoseUnit::Drop, Some(volume)) if swallowed => i128::from(a_day.in_thousandths()) * 50 / i128::from(volume),
            (DoseUnit::Tablet | DoseUnit::Capsule | DoseUnit::Sachet | DoseUnit::Suppository, None) => a_day.in_thousandths().into(),
            _ => return None,
        };
        let weight = i128::from(weight.in_thousandths());
        if weight == 0 || a_day.is_zero() {
            return None;
        }
        // Nanograms by thousandths of a piece and thousandths of a kilogram are a millionth of a milligram by a kilogram.
        let tenths = i128::from(nanograms) * thousandths / weight / 100_000;
        i64::try_from(tenths).ok().filter(|it| *it > 0).map(Amount::tenths)
    }
}

#[cfg(test)]
mod tests {
    use super::{Amount, DoseUnit, Dosed};

    #[test]
    fn what_a_typed_medicine_comes_to_is_known_where_its_words_or_its_brand_tell_the_strength() {
        for (words, unit, a_day, tenths) in [
            ("Syp Calpol 250 mg/5 ml", DoseUnit::Ml, 15, Some(750)),
            ("Syp Calpol 250mg/5ml", DoseUnit::Ml, 15, Some(750)),
            ("Syp Calpol 250 mg per 5 ml", DoseUnit::Ml, 15, Some(750)),
            ("Crocin drops 100 mg/ml", DoseUnit::Drop, 20, Some(100)),
            ("Tab Dolo 650 mg", DoseUnit::Tablet, 2, Some(1300)),
            ("Tab Dolo 650", DoseUnit::Tablet, 2, Some(1300)),
            ("Dolo 650", DoseUnit::Tablet, 2, Some(1300)),
            ("Crocin 650", DoseUnit::Tablet, 2, Some(1300)),
            ("Ciplox 500", DoseUnit::Tablet, 2, Some(1000)),
            ("Calpol 250 syrup", DoseUnit::Ml, 15, Some(750)),
            ("Syp Calpol 250 mg", DoseUnit::Ml, 15, Some(750)),
            ("Calpol 250", DoseUnit::Ml, 15, Some(750)),
            ("Calpol drops 100", DoseUnit::Drop, 20, Some(100)),
            // In which strength, and milligrams of what?
            ("Calpol syrup", DoseUnit::Ml, 15, None),
            ("Tab Dolo 325", DoseUnit::Tablet, 2, None),
            ("Syp Dolo 650", DoseUnit::Ml, 15, None),
            ("Tab Dolo 650 x 500", DoseUnit::Tablet, 2, None),
            ("Augmentin 625", DoseUnit::Tablet, 2, None),
            ("Tab Thyronorm 50", DoseUnit::Tablet, 2, None),
            ("Syp Xyzabc 250 mg/5 ml", DoseUnit::Ml, 15, None),
            ("Syp Combiflam 100 mg/5 ml", DoseUnit::Ml, 15, None),
            ("Syp Calpol 250 mg/5 ml", DoseUnit::Tablet, 2, None),
        ] {
            let found = Dosed::of_words(words).by_weight(Amount::whole(a_day), unit, Amount::whole(10));
            assert_eq!(found.first().map(|it| it.milligrams), tenths.map(Amount::tenths), "{words}");
        }
    }
}
