//! Amounts by the strength on the label: what a mass comes to, and which bare numbers may be meant as milligrams.

use super::{DoseUnit, Dosed, forms};
use crate::models::values::Amount;

/// Of these every small number is as likely the milligrams of a day: 3 mg. (General knowledge, source not opened.)
const ANY_COUNT: [&str; 3] = ["warfarin", "acenocoumarol", "acitrom"];

impl Dosed {
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
    /// mind; so is one that no count of tablets is likely to be, where by the strength it comes to whole, half or quarter pieces.
    /// `0.5` of 500 mg is half a tablet. Where nobody knows the strength, every number that a count seldom is may be one.
    pub fn doubted(&self, number: &str) -> Option<String> {
        let pieces = self.unit.is_taken_singly() && !matches!(self.unit, DoseUnit::Application | DoseUnit::Patch);
        if !pieces || number.contains(['½', '¼', '¾', '/']) {
            return None;
        }
        let amount = Amount::parse(number).filter(|it| !it.is_zero() && *it != Amount::ONE)?;
        let labelled = self.labelled();
        let (thousandths, whole) = (amount.in_thousandths(), amount.is_in_steps_of(Amount::ONE));
        let unlikely = if labelled.len() == 1 { !whole || amount >= Amount::whole(4) } else { !whole && amount > Amount::whole(2) };
        let comes_to_pieces = |label: i64, told: i64| label > 0 && (told * 4) % label == 0 && told <= label * 8;
        let doubtful = |(label, unit): &(Amount, String)| {
            let label = label.in_thousandths();
            if label == thousandths || unlikely && label != 1000 && comes_to_pieces(label, thousandths) {
                return Some(unit.clone());
            }
            // 250 mcg are as often called 0.25 mg.
            (unit == "mcg" && unlikely && thousandths * 1000 <= label * 2 && comes_to_pieces(label, thousandths * 1000))
                .then(|| "mg".to_owned())
        };
        let counted_in_mg = ANY_COUNT.iter().any(|it| self.may_hold(it) || !self.known && self.label.contains(it));
        let unlabelled = !self.known && labelled.is_empty() && (!whole || amount >= Amount::whole(4));
        let of_any = || (counted_in_mg || unlabelled).then(|| labelled.first().map_or_else(|| "mg".to_owned(), |(_, unit)| unit.clone()));
        // An ampoule holds so many millilitres, and it is those that are written.
        let in_ml = || (self.unit == DoseUnit::Injection).then(|| "ml".to_owned());
        labelled.iter().find_map(doubtful).or_else(in_ml).or_else(of_any).map(|unit| format!("{} {unit}", amount.plain()))
    }

    /// The words of the units that may be meant where a dose lacks one.
    pub fn words_of_units(&self) -> Vec<&'static str> {
        let word = |unit: &DoseUnit| match unit {
            DoseUnit::Ml => "ml",
            DoseUnit::Drop => "drops",
            DoseUnit::Unit => "units",
            DoseUnit::Sachet => "sachets",
            DoseUnit::Injection => "injections",
            DoseUnit::Spoon => "spoons",
            DoseUnit::Gram => "g",
            _ => "tablets",
        };
        match self.unit {
            DoseUnit::Unsaid => vec!["tablets", "ml", "drops"],
            DoseUnit::Injection if !self.asks => vec!["mg", "ml", "injections"],
            unit if self.asks => std::iter::once(&unit).chain(self.also).map(word).collect(),
            _ if self.known && self.unit.is_taken_singly() => vec!["mg", "mcg"],
            _ => Vec::new(),
        }
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
            ("Tab Lanoxin 0.25", "0.125", true),
            ("Tab Lanoxin 250 mcg", "0.25", true),
            ("Tab Thyronorm 100 mcg", "0.5", false),
            ("Tab Thyronorm 50 mcg", "0.25", false),
            ("Tab Dolo 650", "0.5", false),
            ("Tab Dolo 500", "0.25", false),
            ("Tab Dolo 650", "0.3", false),
            ("Tab Amlong 5", "0.5", false),
            ("Tab Amlong 5", "1.25", true),
            ("Tab Alprax 0.25", "0.5", true),
            ("Tab Amlokind AT 5 mg/50 mg", "2.5", true),
            ("Tab Amlokind AT 5 mg/50 mg", "0.5", false),
            ("Tab Dolo 650", "1.5", false),
            ("Tab Wysolone 10", "4", false),
            ("Tab Wysolone 10", "5", true),
            ("Tab Wysolone", "5", true),
            ("Tab Wysolone", "2", false),
            ("Tab Carca", "6.25", true),
            ("Tab Amlong", "5", true),
            ("Tab Rivotril", "0.5", true),
            ("Tab Rivotril", "½", false),
            ("Neb Asthalin", "2.5", true),
            ("Tab Warf 5", "3", true),
            ("Tab Warf 5", "1", false),
            ("Tab Acitrom 1", "2", true),
            ("Syp Calpol 250", "5", false),
        ] {
            assert_eq!(Dosed::of_words(words).doubted(number).is_some(), doubted, "{words} {number}");
        }
    }
}
