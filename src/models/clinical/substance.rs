//! What the words of an allergy or of a medicine mean: substances, their classes, and the brands that hold them, from files in
//! which every row names its source. What is known, what is merely alike and what is unknown are never mixed.

mod forms;
mod lexicon;
mod likeness;
mod reading;
mod spelling;

pub use lexicon::{Suggested, suggested};
pub use reading::{Likely, Reading, term};
pub use spelling::same_words;

use spelling::words;

use std::collections::BTreeSet;

use forms::kinship_by_name;
use lexicon::lexicon;

/// What words stand for: substances, and classes that were named as such.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meaning {
    substances: BTreeSet<usize>,
    classes: BTreeSet<usize>,
}

/// Foods of which nothing is used to make medicines; of milk, egg, soya, nuts, starch, gelatine and fruit flavours something is.
const VEGETABLES: [&str; 6] = ["brinjal", "chickpea", "lentils", "mushroom", "spinach", "tomato"];

/// How an allergy stands to a medicine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kinship {
    /// Nothing that is known.
    Apart,
    /// Of classes of which most who do not tolerate the one tolerate the other, as far as is known: worth a word, once.
    Distant,
    /// Of classes of which some patients do not tolerate the other: worth a remark, not a stop.
    Related,
    /// The same substance, or of a class that is taken as one.
    Same,
}

impl Meaning {
    pub fn is_empty(&self) -> bool {
        self.substances.is_empty() && self.classes.is_empty()
    }

    /// What a substance or a class of that name means.
    pub fn of_name(name: &str) -> Option<Meaning> {
        lexicon().find(&words(name).concat()).map(lexicon::Term::meaning)
    }

    /// An ingredient of that name: a substance, else whatever the name means.
    pub fn of_ingredient(name: &str) -> Option<Meaning> {
        let substance = lexicon().substance(&words(name).concat());
        substance.map_or_else(|| Meaning::of_name(name), |it| Some(Meaning { substances: [it].into(), ..Meaning::default() }))
    }

    pub fn add(&mut self, other: &Meaning) {
        self.substances.extend(&other.substances);
        self.classes.extend(&other.classes);
    }

    /// Whether it holds nothing but substances of the other.
    fn is_within(&self, other: &Meaning) -> bool {
        self.classes.is_empty() && self.substances.is_subset(&other.substances)
    }

    /// Whether it is nothing but dust, cold, wool, a vegetable: what no medicine holds. A substance of no class is none of these.
    pub fn is_of_the_surroundings(&self) -> bool {
        let outside = |at: &usize| {
            let substance = &lexicon().substances[*at];
            let is = |class: &usize| lexicon().classes[*class].name == "environment";
            VEGETABLES.contains(&substance.name.as_str()) || !substance.classes.is_empty() && substance.classes.iter().all(is)
        };
        !self.is_empty() && self.classes.is_empty() && self.substances.iter().all(outside)
    }

    /// The names of what it means, as a question shows them.
    pub fn names(&self) -> Vec<&'static str> {
        let classes = self.classes.iter().map(|it| lexicon().classes[*it].name.as_str());
        classes.chain(self.substances.iter().map(|it| lexicon().substances[*it].name.as_str())).collect()
    }

    /// The substances that two have in common, by name.
    pub fn shared(&self, other: &Meaning) -> Vec<&'static str> {
        self.substances.intersection(&other.substances).map(|it| lexicon().substances[*it].name.as_str()).collect()
    }

    /// The same by the names of the substances alone: salts and mirror images.
    fn kinship_by_name_with(&self, medicine: &Meaning) -> Kinship {
        let of = |at: &usize| &lexicon().substances[*at];
        let pairs = self.substances.iter().flat_map(|one| medicine.substances.iter().map(move |other| (of(one), of(other))));
        let medicines = pairs.filter(|(one, other)| !one.is_outside && !other.is_outside);
        medicines.map(|(one, other)| kinship_by_name(&one.name, &other.name)).max().unwrap_or(Kinship::Apart)
    }

    /// How an allergy to this stands to a medicine that holds the other.
    pub fn kinship_with(&self, medicine: &Meaning) -> Kinship {
        let lexicon = lexicon();
        if !self.substances.is_disjoint(&medicine.substances) {
            return Kinship::Same;
        }
        let (named, held) = (lexicon.with_parts(&self.classes), lexicon.classes_of(medicine));
        let (own, held_by_name) = (lexicon.classes_of(self), lexicon.with_parts(&medicine.classes));
        let warned_of = lexicon.with_others(&own);
        let taken_as_one = |class: &usize| lexicon.classes[*class].kin && warned_of.contains(class);
        if !named.is_disjoint(&held) || held.iter().any(taken_as_one) || !held_by_name.is_disjoint(&own) {
            return Kinship::Same;
        }
        let by_name = self.kinship_by_name_with(medicine);
        if by_name == Kinship::Same {
            return Kinship::Same;
        }
        let any = |are: &dyn Fn(usize, usize) -> bool| own.iter().any(|a| held.iter().any(|b| are(*a, *b)));
        if by_name == Kinship::Related || any(&|a, b| lexicon.are_related(a, b)) {
            Kinship::Related
        } else if any(&|a, b| lexicon.are_mentioned(a, b)) {
            Kinship::Distant
        } else {
            Kinship::Apart
        }
    }
}
