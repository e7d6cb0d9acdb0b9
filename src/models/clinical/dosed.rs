//! What is dosed: what it is counted in, how strong it is and how it is made, as far as the formulary or the doctor's words tell.

mod made;
mod strength;
mod unit;

pub use made::Made;
pub use strength::nanograms;
pub use unit::DoseUnit;

use strength::Strength;

use super::medicine::{Medicine, folded};
use crate::models::values::Amount;

/// A medicine as a dose sees it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Dosed {
    /// What a dose of it is counted in; of an unknown form, nothing.
    pub unit: DoseUnit,
    /// Its form in small letters, as the formulary says it.
    form: String,
    /// The strength as the label says it.
    pub label: String,
    strength: Option<Strength>,
    pub made: Made,
    /// Several ingredients: milligrams of which?
    pub combined: bool,
    /// The formulary has it. Of a typed name nobody knows what else is in it.
    pub known: bool,
}

/// What doctors write for a form, and what it is counted in. The first word that is found decides.
const FORMS: [(&[&str], DoseUnit); 16] = [
    (&["respule", "respules", "nebule", "nebules"], DoseUnit::Respule),
    (&["patch", "patches", "पैच"], DoseUnit::Patch),
    (&["pessary", "pessaries"], DoseUnit::Pessary),
    (&["lozenge", "lozenges"], DoseUnit::Lozenge),
    (&["inhaler", "mdi", "इनहेलर"], DoseUnit::Puff),
    (&["spray", "स्प्रे"], DoseUnit::Spray),
    (&["insulin", "इंसुलिन"], DoseUnit::Unit),
    (&["tab", "tabs", "tablet", "tablets", "गोली", "टैबलेट"], DoseUnit::Tablet),
    (&["cap", "caps", "capsule", "capsules", "rotacap", "rotacaps", "कैप्सूल"], DoseUnit::Capsule),
    (&["syp", "syr", "syrup", "susp", "suspension", "linctus", "elixir", "tonic", "mouthwash", "gargle", "सिरप"], DoseUnit::Ml),
    (&["drop", "drops", "tincture", "बूँद", "बूंद"], DoseUnit::Drop),
    (&["cream", "ointment", "oint", "gel", "lotion", "powder", "shampoo", "balm", "क्रीम", "मरहम", "पाउडर"], DoseUnit::Application),
    (&["sachet", "sachets", "granules", "पाउच"], DoseUnit::Sachet),
    (&["suppository", "suppositories"], DoseUnit::Suppository),
    (&["inj", "injection", "ampoule", "vial", "इंजेक्शन"], DoseUnit::Injection),
    (&["globules", "pellets"], DoseUnit::Globule),
];

impl Dosed {
    /// Of the formulary. Its unit is asked for where the form does not decide: drops are counted as drops or as millilitres.
    pub fn of(medicine: &Medicine) -> Dosed {
        let form = folded(&medicine.form);
        let unit = match form.as_str() {
            "respules" => DoseUnit::Respule,
            "patch" => DoseUnit::Patch,
            "pessary" => DoseUnit::Pessary,
            "lozenge" => DoseUnit::Lozenge,
            _ => DoseUnit::of_stored(&medicine.unit),
        };
        Dosed {
            unit,
            made: Made::of(&folded(&medicine.label())),
            combined: medicine.name.contains(" + ") || medicine.strength.contains(" + "),
            strength: Strength::parse(&medicine.strength),
            label: medicine.strength.clone(),
            known: true,
            form,
        }
    }

    /// Of what a doctor typed: its words may tell the form, never what is in it.
    pub fn of_words(text: &str) -> Dosed {
        let text = folded(text);
        let words: Vec<&str> = text.split([' ', '.', ',', '(', ')', '/']).collect();
        let unit = FORMS.iter().find(|(forms, _)| forms.iter().any(|it| words.contains(it))).map_or(DoseUnit::Unsaid, |(_, unit)| *unit);
        Dosed { unit, made: Made::of(&text), ..Dosed::default() }
    }

    /// Whether a dose may be counted so, besides its own unit: an injection and a respule by their volume, drops that are dosed by
    /// volume as drops.
    pub fn takes(&self, unit: DoseUnit) -> bool {
        match (self.unit, unit) {
            (DoseUnit::Unsaid, it) => it.is_said(),
            (own, it) if own == it => true,
            (DoseUnit::Injection | DoseUnit::Respule, DoseUnit::Ml) => true,
            (DoseUnit::Ml, DoseUnit::Drop) => self.form == "drops",
            _ => false,
        }
    }

    /// Whether it is measured with a spoon.
    pub fn is_taken_by_spoon(&self) -> bool {
        self.unit == DoseUnit::Unsaid || self.unit == DoseUnit::Ml && self.form != "injection" && self.form != "drops"
    }

    /// Whether it is a liquid that is swallowed.
    pub fn is_by_mouth(&self) -> bool {
        self.unit == DoseUnit::Ml && matches!(self.form.as_str(), "syrup" | "suspension" | "drops" | "solution")
    }

    /// What a tap fills in. A child's drops are given by the dropper, an infusion by no habit.
    pub fn quick(&self) -> &'static [&'static str] {
        match (self.unit, self.form.as_str()) {
            (DoseUnit::Ml, "drops") => &["0.5 ml-0.5 ml-0.5 ml", "1 ml-1 ml-1 ml", "0.5 ml-0-0.5 ml", "1 ml-0-0"],
            (DoseUnit::Ml, "mouthwash") => &["10 ml-0-10 ml", "15 ml-0-15 ml"],
            (DoseUnit::Ml, "injection") => &[],
            (unit, _) => unit.quick(),
        }
    }

    /// What a liquid of one ingredient comes to in a day for each kilogram of somebody who weighs so much, in milligrams to the
    /// tenth: what a child's dose is judged by.
    pub fn milligrams_a_day_per_kilogram(&self, millilitres: Amount, weight: Amount) -> Option<Amount> {
        let Strength { nanograms, volume } = self.strength.filter(|_| !self.combined && self.is_by_mouth())?;
        let (volume, weight) = (i128::from(volume?), i128::from(weight.in_thousandths()));
        if weight == 0 || millilitres.is_zero() {
            return None;
        }
        // Nanograms by thousandths of a kilogram are thousandths of a milligram by a kilogram, a thousand times too few.
        let tenths = i128::from(nanograms) * i128::from(millilitres.in_thousandths()) / volume / weight / 100;
        i64::try_from(tenths).ok().map(Amount::tenths)
    }

    /// So many nanograms as a number of tablets, or nothing where that is no whole, half or quarter.
    pub fn tablets(&self, nanograms: i64) -> Option<Amount> {
        let strength = self.strength.filter(|it| it.volume.is_none() && it.nanograms > 0)?;
        let quarters = nanograms.checked_mul(4)?;
        (quarters % strength.nanograms == 0).then(|| Amount::QUARTER.times(quarters / strength.nanograms))
    }

    /// So many nanograms as millilitres, where a spoon, a cup or a dropper measures just that: halves of a millilitre, and tenths
    /// where the strength is told for one millilitre, as it is on bottles with a dropper. Anything finer would be rounded, and who
    /// rounds is the patient.
    pub fn millilitres(&self, nanograms: i64) -> Option<Amount> {
        let strength = self.strength.filter(|it| it.nanograms > 0)?;
        let volume = strength.volume?;
        let product = nanograms.checked_mul(volume)?;
        let amount = Amount::thousandths(product / strength.nanograms);
        let step = if volume == 1000 { Amount::tenths(1) } else { Amount::HALF };
        (product % strength.nanograms == 0 && amount.is_in_steps_of(step)).then_some(amount)
    }

    /// Whether its strength is told in milligrams, grams or micrograms.
    pub fn has_mass(&self) -> bool {
        self.strength.is_some()
    }

    /// The most that anybody takes at once, with room to spare, so that a slip of the finger is stopped and no doctor is. Tablets:
    /// methotrexate and prednisolone are given by six and eight, ten would be a stronger tablet's dose. Millilitres: lactulose is
    /// given by 45; an infusion holds a litre; a dropper of a child's drops 5. Drops: of a mother tincture 30, into an eye or ear
    /// 10. Insulin: a pen gives 80 units, a syringe 100. (General knowledge, source not opened.)
    pub fn most(&self, unit: DoseUnit) -> Amount {
        let tincture = self.form.is_empty() || self.form == "mother tincture";
        Amount::whole(match unit {
            DoseUnit::Tablet | DoseUnit::Capsule => 8,
            DoseUnit::Ml if self.unit == DoseUnit::Respule => 10,
            DoseUnit::Ml if self.form == "drops" => 5,
            DoseUnit::Ml if self.form == "injection" => 1000,
            DoseUnit::Ml => 45,
            DoseUnit::Drop if tincture || self.unit == DoseUnit::Ml => 40,
            DoseUnit::Drop | DoseUnit::Puff => 10,
            DoseUnit::Spray | DoseUnit::Sachet => 6,
            DoseUnit::Unit => 100,
            DoseUnit::Globule => 20,
            DoseUnit::Injection => 5,
            DoseUnit::Application | DoseUnit::Respule => 4,
            DoseUnit::Suppository | DoseUnit::Pessary | DoseUnit::Patch | DoseUnit::Lozenge => 3,
            DoseUnit::Unsaid => 100,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::DoseUnit;
    use super::{Dosed, Made};

    #[test]
    fn a_doctors_words_tell_the_form() {
        for (words, unit) in [
            ("Tab. Crocin 650", DoseUnit::Tablet),
            ("SYP ASCORIL", DoseUnit::Ml),
            ("Inj. Human Mixtard insulin", DoseUnit::Unit),
            ("Ciplox eye drops", DoseUnit::Drop),
            ("Budecort respules", DoseUnit::Respule),
            ("क्रोसिन गोली", DoseUnit::Tablet),
            ("Grandmother's tea", DoseUnit::Unsaid),
            ("Tabular", DoseUnit::Unsaid),
        ] {
            assert_eq!(Dosed::of_words(words).unit, unit, "{words}");
        }
        assert_eq!((Dosed::of_words("Tab Glycomet SR 500").made, Dosed::of_words("Tab Serax").made), (Made::Slow, Made::Plain));
    }
}
