//! Amounts by the strength on the label: what a mass comes to, what a dose comes to by weight, and which bare numbers may be meant
//! as milligrams.

use super::strength::Strength;
use super::{DoseUnit, Dosed, forms};
use crate::models::values::Amount;

/// The most of a substance that a child gets in a day, in milligrams for each kilogram. (General knowledge, source not opened.)
const MOST_BY_WEIGHT: [(&str, i64); 4] = [("paracetamol", 75), ("ibuprofen", 40), ("amoxicillin", 100), ("azithromycin", 20)];

impl Dosed {
    /// What something of one ingredient comes to in a day for each kilogram of somebody who weighs so much, in milligrams to the
    /// tenth: what a child's dose is judged by. Twenty drops are taken as a millilitre.
    pub fn milligrams_a_day_per_kilogram(&self, a_day: Amount, unit: DoseUnit, weight: Amount) -> Option<Amount> {
        let Strength { nanograms, volume, .. } = self.strength.filter(|it| !self.combined && !it.in_units)?;
        let thousandths = match (unit, volume) {
            (DoseUnit::Ml, Some(volume)) if self.is_by_mouth() => i128::from(a_day.in_thousandths()) * 1000 / i128::from(volume),
            (DoseUnit::Drop, Some(volume)) if self.is_by_mouth() => i128::from(a_day.in_thousandths()) * 50 / i128::from(volume),
            (DoseUnit::Tablet | DoseUnit::Capsule | DoseUnit::Sachet | DoseUnit::Suppository, None) => a_day.in_thousandths().into(),
            _ => return None,
        };
        let weight = i128::from(weight.in_thousandths());
        if weight == 0 || a_day.is_zero() {
            return None;
        }
        // Nanograms by thousandths of a piece and thousandths of a kilogram are a millionth of a milligram by a kilogram.
        let tenths = i128::from(nanograms) * thousandths / weight / 100_000;
        i64::try_from(tenths).ok().map(Amount::tenths)
    }

    /// Whether so many milligrams a day for each kilogram are more than is given of it.
    pub fn is_much_by_weight(&self, milligrams: Amount) -> bool {
        MOST_BY_WEIGHT.iter().any(|(name, most)| self.contents.starts_with(name) && milligrams > Amount::whole(*most))
    }

    /// So many nanograms as a number of tablets, or nothing where that is no whole, half or quarter.
    pub fn tablets(&self, nanograms: i64) -> Option<Amount> {
        let strength = self.strength.filter(|it| it.volume.is_none() && it.nanograms > 0)?;
        let quarters = nanograms.checked_mul(4)?;
        (quarters % strength.nanograms == 0).then(|| Amount::QUARTER.times(quarters / strength.nanograms))
    }

    /// So much as whole pieces: nothing is divided. Of a vial or a respule the label tells what is in all of it.
    pub fn pieces(&self, much: i64) -> Option<Amount> {
        let strength = self.strength.filter(|it| it.nanograms > 0)?;
        (much > 0 && much % strength.nanograms == 0).then(|| Amount::whole(much / strength.nanograms))
    }

    /// So much as millilitres, where a spoon, a cup or a dropper measures just that: halves of a millilitre, and tenths where the
    /// strength is told for one millilitre, as it is on bottles with a dropper. Anything finer would be rounded, and who rounds is
    /// the patient.
    pub fn millilitres(&self, much: i64) -> Option<Amount> {
        let strength = self.strength.filter(|it| it.nanograms > 0)?;
        let volume = strength.volume?;
        let product = much.checked_mul(volume)?;
        let amount = Amount::thousandths(product / strength.nanograms);
        let step = if volume == 1000 { Amount::tenths(1) } else { Amount::HALF };
        (product % strength.nanograms == 0 && amount.is_in_steps_of(step)).then_some(amount)
    }

    /// Whether its strength is told in milligrams, grams or micrograms.
    pub fn has_mass(&self) -> bool {
        self.strength.is_some_and(|it| !it.in_units)
    }

    /// Whether its strength is told in units.
    pub fn has_units(&self) -> bool {
        self.strength.is_some_and(|it| it.in_units)
    }

    /// What a number without a unit may be meant as instead of pieces: `5 mg`. A number of the label is one that the doctor had in
    /// mind; so is a decimal that nobody writes of tablets, and one that comes to whole, half or quarter pieces by the strength.
    pub fn doubted(&self, number: &str) -> Option<String> {
        let pieces = self.unit.is_taken_singly() && !matches!(self.unit, DoseUnit::Application | DoseUnit::Patch);
        if !pieces || number.contains(['½', '¼', '¾', '/']) {
            return None;
        }
        let amount = Amount::parse(number).filter(|it| !it.is_zero() && *it != Amount::ONE)?;
        let labelled = self.labelled();
        let (thousandths, whole) = (amount.in_thousandths(), amount.is_in_steps_of(Amount::ONE));
        let comes_to_pieces = |label: Amount| {
            let label = label.in_thousandths();
            label > 0 && label != 1000 && (thousandths * 4) % label == 0 && thousandths <= label * 8
        };
        let decimal = !whole && !amount.is_in_steps_of(Amount::HALF);
        let doubtful = |(label, _): &&(Amount, String)| {
            *label == amount || decimal || labelled.len() == 1 && (!whole || amount >= Amount::whole(4)) && comes_to_pieces(*label)
        };
        labelled.iter().find(doubtful).map(|(_, unit)| format!("{} {unit}", amount.plain()))
    }

    /// The numbers that the label tells, each with its unit; of a typed medicine, those of its words.
    fn labelled(&self) -> Vec<(Amount, String)> {
        let label = self.label.to_lowercase();
        let words = if self.known { label.split([' ', '/', '+']).filter(|it| !it.is_empty()).collect() } else { numbered(&label) };
        let mut found = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let end = word.find(|it: char| !it.is_ascii_digit() && it != '.').unwrap_or(word.len());
            let (number, glued) = word.split_at(end);
            let unit = if glued.is_empty() { words.get(at + 1).copied().unwrap_or_default() } else { glued };
            let unit = match unit {
                "mg" | "mcg" | "g" => unit,
                "iu" => "units",
                _ if !self.known => "mg",
                _ => continue,
            };
            if let Some(number) = Amount::parse(number) {
                found.push((number, unit.to_owned()));
            }
        }
        found
    }
}

/// The words of a typed medicine, decimals whole.
fn numbered(text: &str) -> Vec<&str> {
    let words: Vec<&str> = text.split([' ', ',', '(', ')', '/', '-']).filter(|it| !it.is_empty()).collect();
    if words.iter().any(|it| it.contains('.') && it.starts_with(|it: char| it.is_ascii_digit())) { words } else { forms::words(text) }
}

#[cfg(test)]
mod tests {
    use super::Dosed;

    #[test]
    fn a_number_of_the_label_is_doubted_and_a_count_is_not() {
        for (words, number, doubted) in [
            ("Tab Amlong 5", "5", true),
            ("Tab Amlong 5", "1", false),
            ("Tab Amlong 5", "2", false),
            ("Tab Amlong 5", "2.5", true),
            ("Tab Lanoxin 0.25", "0.25", true),
            ("Tab Lanoxin 0.25", "¼", false),
            ("Tab Lanoxin 0.25", "0.5", true),
            ("Tab Dolo 650", "0.5", false),
            ("Tab Dolo 650", "1.5", false),
            ("Tab Wysolone 10", "4", false),
            ("Tab Wysolone 10", "5", true),
            ("Tab Wysolone", "5", false),
            ("Syp Calpol 250", "5", false),
        ] {
            assert_eq!(Dosed::of_words(words).doubted(number).is_some(), doubted, "{words} {number}");
        }
    }
}
