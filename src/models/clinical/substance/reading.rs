//! A text read part by part: what in it is known, what is merely alike to something, and what is neither.

mod around;
mod scanned;

use self::scanned::{Scanned, parts};
use super::lexicon::lexicon;
use super::likeness::alike;
use super::spelling::words;
use super::{Kinship, Meaning};
use crate::models::people::{AllergySense, allergy_clauses};

/// A word that is alike to something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likely {
    /// The word, as it was written.
    pub word: String,
    /// What it may be: names, the nearest first.
    pub candidates: Vec<&'static str>,
    /// It is the name, but a "not" stands beside it: whether it is an allergy at all is in doubt.
    pub doubted: bool,
}

impl Likely {
    /// What it is most alike to.
    pub fn first(&self) -> &'static str {
        self.candidates.first().copied().unwrap_or_default()
    }
}

/// What was understood of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    pub known: Meaning,
    pub likely: Vec<Likely>,
    /// What is tolerated though it is of a class that is not: "all antibiotics except azithromycin".
    excepted: Meaning,
    /// Words that are neither known nor alike to anything.
    pub unknown: Vec<String>,
    /// Somebody answered that what was in doubt is no allergy.
    pub refuted: bool,
}

impl Reading {
    /// What a medicine is, as it is written on a prescription: every word counts.
    pub fn of_medicine(text: &str) -> Reading {
        Reading::of_medicine_behind(text, false)
    }

    /// The same of what stands behind a name that is known, if it is `named`.
    pub fn of_medicine_behind(text: &str, mut named: bool) -> Reading {
        let mut reading = Reading::default();
        for (part, _) in parts(text) {
            let scanned = Scanned::of_medicine(&part, named, text.contains('%'));
            named |= !scanned.known.is_empty();
            scanned.known.iter().for_each(|it| reading.known.add(&it.meaning()));
            reading.rest(&scanned, true);
        }
        reading
    }

    /// What somebody does not tolerate, as it was noted: what is said of other people and of what is tolerated does not count, nor do
    /// the plain words of such texts. Any other word does, also beside a name that is known. What is in doubt is held against a
    /// medicine like a likeness, and asked.
    pub fn of_allergy(text: &str) -> Reading {
        use AllergySense::{AllBut, Allergy, Doubt, Excepted, NotKnown, NotTheirs, Tolerated};
        let clauses = allergy_clauses(text, false);
        let any = |senses: &[AllergySense]| clauses.iter().any(|it| senses.contains(&it.sense));
        let doubtful = any(&[NotKnown]);
        let mut reading = Reading::default();
        // Whatever else there is, is not tolerated: nobody can say what that is.
        let all_but = clauses.iter().filter(|it| it.sense == AllBut);
        all_but.for_each(|it| reading.unknown.push(it.words.clone()));
        for clause in clauses.iter().filter(|it| it.sense == Excepted) {
            let named = parts(&clause.words).into_iter().flat_map(|(part, _)| Scanned::of_allergy(&part).known);
            named.for_each(|it| reading.excepted.add(&it.meaning()));
        }
        // What older versions noted may say nothing but what is tolerated: that is asked too.
        let senses: &[AllergySense] = if any(&[Allergy, Doubt, AllBut]) { &[Allergy, Doubt] } else { &[NotTheirs, Tolerated, Excepted] };
        for clause in clauses.iter().filter(|it| senses.contains(&it.sense)) {
            for (part, _) in parts(&clause.words) {
                let scanned = Scanned::of_allergy(&part);
                if clause.sense == Allergy && !doubtful {
                    scanned.known.iter().for_each(|it| reading.known.add(&it.meaning()));
                } else if !scanned.known.is_empty() {
                    let candidates = scanned.known.iter().map(|it| it.name.as_str()).collect();
                    reading.likely.push(Likely { word: clause.words.clone(), candidates, doubted: true });
                }
                reading.rest(&scanned, false);
            }
        }
        reading
    }

    /// What is to be made of the words that were not found: asked where they are alike to a name, else they are unknown.
    fn rest(&mut self, scanned: &Scanned, of_medicines: bool) {
        let mut unknown: Vec<&str> = Vec::new();
        for word in &scanned.rest {
            let candidates: Vec<&'static str> = alike(&word.folded, of_medicines).iter().map(|it| it.name.as_str()).collect();
            if !candidates.is_empty() {
                self.likely.push(Likely { word: word.written.clone(), candidates, doubted: false });
            } else if !word.is_of_a_person && unknown.last() != Some(&word.written.as_str()) {
                unknown.push(&word.written);
            }
        }
        if !unknown.is_empty() {
            self.unknown.push(unknown.join(" "));
        }
    }

    /// How this allergy stands to a medicine: what is left out of a class is not of it, unless it is named itself.
    pub fn kinship_with(&self, medicine: &Meaning) -> Kinship {
        let excepted = !medicine.is_empty() && medicine.is_within(&self.excepted) && self.known.shared(medicine).is_empty();
        if excepted { Kinship::Apart } else { self.known.kinship_with(medicine) }
    }

    /// Whether every word was known.
    pub fn is_certain(&self) -> bool {
        !self.known.is_empty() && self.likely.is_empty() && self.unknown.is_empty()
    }

    /// What the likenesses may mean.
    pub fn may_mean(&self) -> Meaning {
        let mut meaning = Meaning::default();
        let candidates = self.likely.iter().flat_map(|it| &it.candidates).filter_map(|it| Meaning::of_name(it));
        candidates.for_each(|it| meaning.add(&it));
        meaning
    }

    /// The reading once somebody has answered what a likeness is: one name, of which what else is alike to something stays so, or none
    /// that is known. Of what is in doubt "none" is that it is no allergy; a name takes all of it for one.
    #[must_use]
    pub fn answered(mut self, name: Option<&str>) -> Reading {
        let meaning = name.and_then(Meaning::of_name);
        for likely in std::mem::take(&mut self.likely) {
            let fits = meaning.is_some() && name.is_some_and(|it| likely.candidates.contains(&it));
            if likely.doubted && meaning.is_some() {
                likely.candidates.iter().filter_map(|it| Meaning::of_name(it)).for_each(|it| self.known.add(&it));
            } else if likely.doubted {
                self.refuted = true;
            } else if !fits && name.is_none() {
                self.unknown.push(likely.word);
            } else if !fits {
                self.likely.push(likely);
            }
        }
        if let Some(meaning) = meaning {
            self.known.add(&meaning);
        }
        self.refuted &= self.known.is_empty() && self.unknown.is_empty() && self.likely.is_empty();
        self
    }
}

/// The name by which a term is known, if it is one: what an answer may say.
pub fn term(name: &str) -> Option<&'static str> {
    lexicon().find(&words(name).concat()).map(|it| it.name.as_str())
}

#[cfg(test)]
mod tests;
