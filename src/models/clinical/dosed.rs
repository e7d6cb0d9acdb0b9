//! What is dosed: what it is counted in, how strong it is and how it is made, as far as the formulary or the doctor's words tell.

mod brands;
mod by_weight;
mod forms;
mod label;
mod made;
mod most;
mod strength;
mod unit;

pub use by_weight::ByWeight;
pub use made::Made;
pub use strength::nanograms;
pub use unit::DoseUnit;

use forms::Form;
use strength::Strength;

use super::medicine::{Medicine, folded};
use super::substance::Reading;

/// A medicine as a dose sees it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Dosed {
    /// What a dose of it is counted in; of an unknown form, nothing.
    pub unit: DoseUnit,
    /// Its form in small letters, as the formulary says it.
    form: String,
    /// The strength as the label says it; of a typed medicine, all its words.
    pub label: String,
    strength: Option<Strength>,
    pub made: Made,
    /// Other units in which a dose may be said.
    also: &'static [DoseUnit],
    /// A number alone does not say enough, though a unit is known.
    pub asks: bool,
    /// What is in it, in small letters.
    contents: String,
    /// What words of it are alike to.
    alike: Vec<&'static str>,
    /// Several ingredients: milligrams of which?
    pub combined: bool,
    /// The formulary has it. Of a typed name nobody knows what else is in it.
    pub known: bool,
}

impl Dosed {
    /// Of the formulary. Its unit is asked for where the form does not decide: drops are counted as drops or as millilitres.
    pub fn of(medicine: &Medicine) -> Dosed {
        let (form, contents) = (folded(&medicine.form), folded(&medicine.name));
        let unit = match form.as_str() {
            "respules" => DoseUnit::Respule,
            "patch" => DoseUnit::Patch,
            "pessary" => DoseUnit::Pessary,
            "lozenge" => DoseUnit::Lozenge,
            _ => DoseUnit::of_stored(&medicine.unit),
        };
        let heparin = contents == "heparin" && form == "injection";
        let Form { unit, also, asks, .. } = if heparin { Form::of_heparin() } else { Form { unit, ..Form::default() } };
        Dosed {
            unit,
            also,
            asks,
            made: Made::of(&folded(&medicine.label())),
            combined: medicine.name.contains(" + ") || medicine.strength.contains(" + "),
            strength: Strength::parse(&medicine.strength),
            label: medicine.strength.clone(),
            known: true,
            contents,
            alike: Vec::new(),
            form,
        }
    }

    /// Of what a doctor typed: its words and its brand may tell the form and how it is made, and a mass in them, or the number behind
    /// the brand, how much is in it: that is shown by weight, and converts nothing.
    pub fn of_words(text: &str) -> Dosed {
        let text = folded(text);
        let reading = Reading::of_medicine(&text);
        let contents = reading.known.names();
        let Form { unit, also, asks, name } = Form::of(&text, &contents);
        let words = forms::words(&text);
        let brand = brands::brand(forms::named(&words));
        let (typed, of_brand) = (strength::typed(&text), brand.and_then(|it| it.strength(&text, unit)));
        // Of a liquid a mass alone does not say in how much; its brand does.
        let strength = typed.filter(|it| it.volume.is_some()).or(of_brand).or(typed);
        let strength = strength.filter(|_| reading.is_certain() && contents.len() == 1);
        let made = match Made::of(&[text.as_str(), &contents.join(" ; ")].join(" ; ")) {
            Made::Plain => brand.map_or(Made::Plain, |it| it.made),
            made => made,
        };
        Dosed {
            unit,
            also,
            asks,
            form: name.to_owned(),
            made,
            strength,
            alike: reading.may_mean().names(),
            contents: contents.join(" + "),
            label: text,
            ..Dosed::default()
        }
    }

    /// Whether a dose may be counted so, besides its own unit: an injection and a respule by their volume, drops that are dosed by
    /// volume as drops.
    pub fn takes(&self, unit: DoseUnit) -> bool {
        match (self.unit, unit) {
            (DoseUnit::Unsaid, it) => it.is_said(),
            (own, it) if own == it => true,
            (_, it) if self.also.contains(&it) => true,
            (DoseUnit::Injection | DoseUnit::Respule, DoseUnit::Ml) => true,
            (DoseUnit::Ml, DoseUnit::Drop) => self.form == "drops",
            _ => false,
        }
    }

    /// Whether a number alone says enough.
    pub fn may_stand_bare(&self) -> bool {
        self.unit.may_be_left_out() && !self.asks
    }

    /// Whether `BD` alone says enough.
    pub fn is_taken_singly(&self) -> bool {
        self.unit.is_taken_singly() && !self.asks
    }

    /// Whether it is measured with a spoon of 5 ml: a liquid that is swallowed.
    pub fn is_taken_by_spoon(&self) -> bool {
        self.is_by_mouth() && self.form != "drops"
    }

    /// Whether it is a liquid that is swallowed.
    pub fn is_by_mouth(&self) -> bool {
        self.unit == DoseUnit::Ml && matches!(self.form.as_str(), "syrup" | "suspension" | "drops" | "solution") && !self.is_for_the_skin()
    }

    /// Solutions that are put on the skin or breathed in. (General knowledge, source not opened.)
    fn is_for_the_skin(&self) -> bool {
        ["minoxidil", "povidone iodine", "salicylic acid", "chlorhexidine", "hydrogen peroxide"].iter().any(|it| self.contents.contains(it))
            || self.form == "solution" && self.contents.contains("salbutamol")
    }

    /// Whether what is put on the skin comes in a bottle.
    pub fn is_in_a_bottle(&self) -> bool {
        ["lotion", "shampoo", "solution", "powder"].iter().any(|it| self.form.contains(it) || self.label.contains(it))
    }

    /// Whether it goes into an eye: `OD` is the right one there too.
    pub fn is_for_the_eye(&self) -> bool {
        self.form.starts_with("eye")
    }

    /// Whether drops of it may go into an eye: nobody knows what they are for.
    pub fn may_be_for_the_eye(&self) -> bool {
        self.is_for_the_eye() || !self.known && (!self.unit.is_said() || self.form == "drops")
    }

    /// Whether it holds a substance of that name, or a word of it is alike to one.
    pub fn may_hold(&self, substance: &str) -> bool {
        self.contents.contains(substance) || self.alike.iter().any(|it| it.contains(substance))
    }

    /// What a tap fills in. A child's drops are given by the dropper, an infusion by no habit.
    pub fn quick(&self) -> &'static [&'static str] {
        match (self.unit, self.form.as_str()) {
            (DoseUnit::Ml, "drops") => &["0.5 ml-0.5 ml-0.5 ml", "1 ml-1 ml-1 ml", "0.5 ml-0-0.5 ml", "1 ml-0-0"],
            (DoseUnit::Ml, "mouthwash") => &["10 ml-0-10 ml", "15 ml-0-15 ml"],
            (DoseUnit::Ml, "injection") => &[],
            (DoseUnit::Injection, _) if self.asks => &["1-0-0 injections", "0-0-1 injections", "1-0-1 injections"],
            (DoseUnit::Sachet, _) if self.asks => &["1-0-1 sachets", "1-1-1 sachets", "1-0-0 sachets"],
            (unit, _) => unit.quick(),
        }
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
            ("Inj Lantus", DoseUnit::Unit),
            ("Lantus", DoseUnit::Unit),
            ("Inj Huminsulin 30/70", DoseUnit::Unit),
            ("Inj Clexane 60", DoseUnit::Injection),
            ("Thrombophob heparin ointment", DoseUnit::Application),
            ("Digene gel", DoseUnit::Ml),
            ("Mucaine gel", DoseUnit::Ml),
            ("Sucralfate gel", DoseUnit::Ml),
            ("Volini gel", DoseUnit::Application),
            ("ORS powder", DoseUnit::Sachet),
            ("Isabgol husk", DoseUnit::Sachet),
            ("Candid dusting powder", DoseUnit::Application),
            ("T. Dolo 650", DoseUnit::Tablet),
            ("C. Omez 20", DoseUnit::Capsule),
            ("Neb Duolin", DoseUnit::Respule),
            ("Dolo 650", DoseUnit::Tablet),
            ("Pan 40", DoseUnit::Tablet),
            ("Augmentin 625 Duo", DoseUnit::Tablet),
            ("Thyronorm 50", DoseUnit::Tablet),
            ("Moxicip e/d", DoseUnit::Drop),
            ("Crocin", DoseUnit::Unsaid),
            ("T-Bact", DoseUnit::Unsaid),
            ("i-pill", DoseUnit::Unsaid),
            ("Combiflam", DoseUnit::Unsaid),
            ("Grandmother's tea", DoseUnit::Unsaid),
            ("Tabular", DoseUnit::Unsaid),
        ] {
            assert_eq!(Dosed::of_words(words).unit, unit, "{words}");
        }
        for (words, made) in [
            ("Tab Glycomet SR 500", Made::Slow),
            ("Tab Glycomet-SR 500", Made::Slow),
            ("Tab GlycometSR 500", Made::Slow),
            ("Tab Serax", Made::Plain),
            ("Tab Ecosprin 75", Made::Enteric),
            ("Tab Pan 40", Made::Enteric),
            ("Tab Pan 20", Made::Enteric),
            ("Tab Voveran 50", Made::Enteric),
            ("Nitroglycerin 0.5 mg tablet", Made::Plain),
            ("Tab Dolo 650", Made::Plain),
        ] {
            assert_eq!(Dosed::of_words(words).made, made, "{words}");
        }
    }
}
