//! What is said about one medicine.

use super::{Likely, Medicine, folded};
use crate::models::clinical::dosed::Dosed;

/// What is to be said about one medicine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caution {
    /// The formulary's entry, where the text names one in full.
    pub medicine: Option<Medicine>,
    /// The patient's allergies that it meets, in the words in which they were noted: a reason is asked for.
    pub allergy: Option<String>,
    /// Where that rests on a likeness alone: the word, and what it is taken for.
    pub likeness: Option<(String, &'static str)>,
    pub(super) certain: bool,
    /// Allergies to something of which a relative is in it: a remark.
    pub related: Vec<String>,
    /// Allergies of which something is in it that most who have them tolerate: said at the first such medicine alone.
    pub mentioned: Vec<String>,
    /// Allergies that are not understood and so are held against nothing.
    pub unsure: Vec<String>,
    /// Words of it that are not known.
    pub unknown: Vec<String>,
    /// A word of it that is only alike to a name.
    pub alike: Option<Likely>,
    /// It is not known, or not in full, what is in it.
    pub unchecked: bool,
    /// The allergies against which an unknown medicine has to be taken on, by a tap.
    pub taken_on_against: Option<String>,
    /// Substances that are in a medicine further up too, each with the number of the first that holds it.
    pub twice: Vec<(&'static str, usize)>,
}

/// What stands for the reason where an unknown medicine was taken on: a tap, no sentence.
pub const TAKEN_ON: &str = "unchecked";

impl Caution {
    /// What a dose is of: the formulary's entry; of a free text, what its words tell.
    pub fn dosed(&self, text: &str) -> Dosed {
        self.medicine.as_ref().map_or_else(|| Dosed::of_words(text), Dosed::of)
    }

    /// What a tap that takes an unknown medicine on says: which medicine, against which allergies. It holds for nothing else.
    pub fn tap(&self, text: &str) -> Option<String> {
        self.taken_on_against.as_ref().map(|against| format!("{} / {}", folded(text), folded(against)))
    }

    /// What is kept with an item: the allergies that it meets, or against which it was taken on.
    pub fn kept(&self) -> Option<&str> {
        self.allergy.as_deref().or(self.taken_on_against.as_deref())
    }
}
