//! What to be careful about when prescribing: what the patient does not tolerate, lives with and takes, held against what a
//! medicine contains. One function for the desk, the draft, the signature and a repeat; what cannot be checked says so.

mod facts;
mod noted;
mod saying;
#[cfg(test)]
mod tests;

pub use noted::Noted;
pub(super) use noted::shown;
pub use saying::{Caution, TAKEN_ON};

use super::medicine::{Medicine, folded};
use super::substance::{Kinship, Likely, Meaning, Reading, same_words};
use crate::db::ids::MedicineId;
use crate::models::people::{Alert, AllergiesAsked};

/// What is noted about a patient, and what the formulary knows about the medicines in question.
#[derive(Clone, Debug, Default)]
pub struct Cautions {
    pub allergies: Vec<Noted>,
    /// What they answered who were asked for allergies and named none.
    pub asked: Option<AllergiesAsked>,
    pub conditions: Vec<Noted>,
    pub current_medicines: Vec<Noted>,
    medicines: Vec<Medicine>,
    contents: Vec<Content>,
}

/// An ingredient of one medicine of the formulary, with the class that the formulary gives it.
#[derive(Clone, Debug)]
struct Content {
    medicine: MedicineId,
    name: String,
    class: String,
}

/// What a medicine's words were understood to be.
struct Understood {
    medicine: Option<Medicine>,
    reading: Reading,
    /// Ingredients of the organisation's own formulary that no file knows.
    strange: Vec<String>,
}

impl Cautions {
    /// What is noted about the patient, and of which kind it is.
    pub fn noted(&self) -> impl Iterator<Item = (Alert, &Noted)> {
        let kinds =
            [(Alert::Allergy, &self.allergies), (Alert::Condition, &self.conditions), (Alert::CurrentMedicine, &self.current_medicines)];
        kinds.into_iter().flat_map(|(kind, notes)| notes.iter().map(move |note| (kind, note)))
    }

    /// What is to be said about a medicine by itself, as it was picked or typed.
    pub fn about(&self, text: &str) -> Caution {
        self.about_all(&[text]).pop().unwrap_or_default()
    }

    /// What is to be said about each medicine of a prescription, in its order. Nothing of an empty text.
    pub fn about_all(&self, texts: &[&str]) -> Vec<Caution> {
        let read: Vec<Option<Understood>> = texts.iter().map(|it| (!it.trim().is_empty()).then(|| self.understood(it))).collect();
        let said = |(at, it): (usize, &Option<Understood>)| {
            let Some(this) = it else { return Caution::default() };
            let mut caution = self.caution(texts[at], this);
            let before = read[..at].iter().enumerate().filter_map(|(place, it)| Some((place, it.as_ref()?)));
            // Once for each substance, with the first that holds it: a dose that is tapered has many rows.
            for (place, other) in before {
                for name in this.reading.known.shared(&other.reading.known) {
                    if caution.twice.iter().all(|(it, _)| *it != name) {
                        caution.twice.push((name, place + 1));
                    }
                }
            }
            caution
        };
        let mut cautions: Vec<Caution> = read.iter().enumerate().map(said).collect();
        let mut mentioned: Vec<String> = Vec::new();
        for caution in &mut cautions {
            caution.mentioned.retain(|it| !mentioned.contains(it));
            mentioned.extend(caution.mentioned.iter().cloned());
        }
        cautions
    }

    fn caution(&self, text: &str, medicine: &Understood) -> Caution {
        let mut caution = Caution { medicine: medicine.medicine.clone(), ..Caution::default() };
        let may_be = medicine.reading.may_mean();
        let mut met: Vec<&str> = Vec::new();
        for note in self.allergies.iter().filter(|it| !it.is_refuted()) {
            let allergy = &note.reading;
            let literally = || allergy.unknown.iter().chain(allergy.known.is_empty().then_some(&note.words)).any(|it| same_words(text, it));
            let strangely = || medicine.strange.iter().any(|it| same_words(&note.words, it) || same_words(it, &note.words));
            let kinship = allergy.kinship_with(&medicine.reading.known);
            if kinship == Kinship::Same || literally() || strangely() {
                met.push(&note.words);
            } else if let Some(likeness) = likeness(note, &medicine.reading, &may_be) {
                met.push(&note.words);
                caution.likeness.get_or_insert(likeness);
            } else {
                if kinship == Kinship::Related {
                    caution.related.push(note.words.clone());
                }
                if kinship == Kinship::Distant {
                    caution.mentioned.push(note.words.clone());
                }
                if !note.is_understood() {
                    caution.unsure.push(note.words.clone());
                }
            }
            if kinship == Kinship::Same {
                caution.certain = true;
            }
        }
        if caution.certain {
            caution.likeness = None;
        }
        caution.allergy = (!met.is_empty()).then(|| met.join(", "));
        caution.unknown.clone_from(&medicine.reading.unknown);
        caution.alike = medicine.reading.likely.first().cloned();
        caution.unchecked = !medicine.reading.is_certain() && medicine.strange.is_empty();
        // Whoever tolerates everything but dust need not be asked about a medicine that nobody knows.
        let against: Vec<&str> = self
            .allergies
            .iter()
            .filter(|it| !it.is_refuted() && !it.reading.known.is_of_the_surroundings())
            .map(|it| it.words.as_str())
            .collect();
        if caution.unchecked && caution.allergy.is_none() && !against.is_empty() {
            caution.taken_on_against = Some(against.join(", "));
        }
        caution
    }

    /// The formulary's entry where the text names one in full or begins with one, and whatever else the words are known for.
    fn understood(&self, text: &str) -> Understood {
        let medicine = self.medicines.iter().find(|it| it.is_named_by(text)).cloned();
        let text = folded(text);
        let begins = |name: &str| text == name || text.strip_prefix(name).is_some_and(|rest| rest.starts_with(' '));
        let begun = || self.medicines.iter().map(|it| folded(&it.name)).filter(|it| begins(it)).max_by_key(String::len);
        let name = medicine.as_ref().map(|it| folded(&it.name)).or_else(begun);
        let rest = match (&medicine, &name) {
            (Some(_), _) => "",
            (None, Some(name)) => text[name.len()..].trim(),
            (None, None) => text.as_str(),
        };
        let mut reading = Reading::of_medicine_behind(rest, name.is_some());
        let mut strange = Vec::new();
        let of_name = |it: &&Medicine| medicine.as_ref().map_or_else(|| Some(folded(&it.name)) == name, |this| this.id == it.id);
        for held in self.medicines.iter().filter(of_name) {
            for content in self.contents.iter().filter(|it| it.medicine == held.id) {
                match Meaning::of_ingredient(&content.name) {
                    Some(meaning) => reading.known.add(&meaning),
                    None => strange.push(content.name.clone()),
                }
                if let Some(class) = Meaning::of_name(&content.class).filter(|_| Meaning::of_ingredient(&content.name).is_none()) {
                    reading.known.add(&class);
                }
            }
        }
        Understood { medicine, reading, strange }
    }
}

/// What makes an allergy and a medicine meet by a likeness alone: the word, and what it is alike to.
fn likeness(note: &Noted, medicine: &Reading, may_be: &Meaning) -> Option<(String, &'static str)> {
    let of = |likely: &Likely, other: &Meaning| {
        let meets = |name: &&&'static str| Meaning::of_name(name).is_some_and(|it| it.kinship_with(other) == Kinship::Same);
        likely.candidates.iter().find(meets).map(|name| (likely.word.clone(), *name))
    };
    let allergy = &note.reading;
    let mut known_or_not = medicine.known.clone();
    known_or_not.add(may_be);
    let by_the_allergy = || allergy.likely.iter().find_map(|it| of(it, &known_or_not));
    by_the_allergy().or_else(|| medicine.likely.iter().find_map(|it| of(it, &allergy.known)))
}
