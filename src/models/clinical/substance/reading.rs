//! A text read part by part: what in it is known, what is merely alike to something, and what is neither.

mod around;

use self::around::{Beside, is_around};
use super::lexicon::{LONGEST, lexicon};
use super::likeness::alike;
use super::spelling::words;
use super::{Meaning, lexicon::Term};
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
    /// Words that are neither known nor alike to anything.
    pub unknown: Vec<String>,
    /// Somebody answered that what was in doubt is no allergy.
    pub refuted: bool,
}

/// Where one thing ends and the next begins.
const BETWEEN: [char; 10] = ['+', ',', ';', '/', '&', '|', '\n', '،', '।', '·'];

impl Reading {
    /// What a medicine is, as it is written on a prescription: every word counts.
    pub fn of_medicine(text: &str) -> Reading {
        let mut reading = Reading::default();
        for (part, _) in parts(text) {
            let scanned = Scanned::of(&part, Some(text.contains('%')));
            scanned.known.iter().for_each(|it| reading.known.add(&it.meaning()));
            reading.rest(&scanned, true);
        }
        reading
    }

    /// What somebody does not tolerate, as it was noted: what stands around a name that is known does not matter, nor what is said
    /// of other people and of what is tolerated. What is in doubt is held against a medicine like a likeness, and asked.
    pub fn of_allergy(text: &str) -> Reading {
        use AllergySense::{Allergy, Doubt, NotKnown, NotTheirs, Tolerated};
        let clauses = allergy_clauses(text, false);
        let any = |senses: &[AllergySense]| clauses.iter().any(|it| senses.contains(&it.sense));
        let doubtful = any(&[NotKnown]);
        // What older versions noted may say nothing but what is tolerated: that is asked too.
        let senses: &[AllergySense] = if any(&[Allergy, Doubt]) { &[Allergy, Doubt] } else { &[NotTheirs, Tolerated] };
        let counts = || clauses.iter().filter(|it| senses.contains(&it.sense));
        let all_inside = counts().all(|it| it.inside);
        let mut reading = Reading::default();
        for clause in counts() {
            for (part, _) in parts(&clause.words) {
                let scanned = Scanned::of(&part, None);
                if clause.sense == Allergy && !doubtful {
                    scanned.known.iter().for_each(|it| reading.known.add(&it.meaning()));
                } else if !scanned.known.is_empty() {
                    let candidates = scanned.known.iter().map(|it| it.name.as_str()).collect();
                    reading.likely.push(Likely { word: clause.words.clone(), candidates, doubted: true });
                }
                if scanned.known.is_empty() && (!clause.inside || all_inside) {
                    reading.rest(&scanned, false);
                }
            }
        }
        reading
    }

    /// What is to be made of the words that were not found.
    fn rest(&mut self, scanned: &Scanned, of_medicines: bool) {
        let mut unknown: Vec<&str> = Vec::new();
        for (word, written) in &scanned.rest {
            let candidates: Vec<&'static str> = alike(word, of_medicines).iter().map(|it| it.name.as_str()).collect();
            if candidates.is_empty() {
                unknown.push(written);
            } else {
                self.likely.push(Likely { word: written.clone(), candidates, doubted: false });
            }
        }
        // Beside a word that is alike to a name, the others stand around it.
        if !unknown.is_empty() && (of_medicines || self.likely.is_empty()) {
            self.unknown.push(unknown.join(" "));
        }
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

    /// The reading once somebody has answered what the likenesses are: one name, or none that is known. Of what is in doubt "none" is
    /// that it is no allergy; a name takes all of it for one.
    #[must_use]
    pub fn answered(mut self, name: Option<&str>) -> Reading {
        let meaning = name.and_then(Meaning::of_name);
        for likely in std::mem::take(&mut self.likely) {
            let fits = meaning.is_some() && name.is_some_and(|it| likely.candidates.contains(&it));
            if likely.doubted && meaning.is_some() {
                likely.candidates.iter().filter_map(|it| Meaning::of_name(it)).for_each(|it| self.known.add(&it));
            } else if likely.doubted {
                self.refuted = true;
            } else if !fits {
                self.unknown.push(likely.word);
            }
        }
        if let Some(meaning) = meaning {
            self.known.add(&meaning);
        }
        self.refuted &= self.known.is_empty() && self.unknown.is_empty();
        self
    }
}

/// The name by which a term is known, if it is one: what an answer may say.
pub fn term(name: &str) -> Option<&'static str> {
    lexicon().find(&words(name).concat()).map(|it| it.name.as_str())
}

/// The parts of a text, and whether each stands in brackets.
fn parts(text: &str) -> Vec<(String, bool)> {
    let mut parts = vec![(String::new(), false)];
    let mut depth = 0_u32;
    for letter in text.chars() {
        match letter {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ if !BETWEEN.contains(&letter) => {
                if let Some((part, _)) = parts.last_mut() {
                    part.push(letter);
                }
                continue;
            }
            _ => {}
        }
        parts.push((String::new(), depth > 0));
    }
    parts.retain(|(part, _)| !part.trim().is_empty());
    parts
}

/// The terms that a part names, and the words that are left of it: folded, and as they are written.
struct Scanned {
    known: Vec<&'static Term>,
    rest: Vec<(String, String)>,
}

impl Scanned {
    fn leave(&mut self, word: &str, written: &str) {
        if self.rest.last().is_none_or(|it| it.1 != written) {
            self.rest.push((word.to_owned(), written.to_owned()));
        }
    }

    /// The longest name first, from the left. Of a medicine, `medicine` says whether its text has a per cent sign.
    fn of(part: &str, medicine: Option<bool>) -> Scanned {
        let written: Vec<&str> = part.split_whitespace().collect();
        let all: Vec<(String, &str)> = written.iter().flat_map(|word| words(word).into_iter().map(|it| (it, *word))).collect();
        let found = |at: usize| {
            (1..=LONGEST.min(all.len() - at)).rev().find_map(|length| {
                let closed: String = all[at..at + length].iter().map(|(word, _)| word.as_str()).collect();
                let term = lexicon().find(&closed).filter(|it| it.is_medicine || medicine.is_none())?;
                Some((length, term))
            })
        };
        let mut scanned = Scanned { known: Vec::new(), rest: Vec::new() };
        let mut at = 0;
        while at < all.len() {
            if let Some((length, term)) = found(at) {
                scanned.known.push(term);
                at += length;
                continue;
            }
            let (word, written) = &all[at];
            let says_nothing = match medicine {
                None => word.len() == 1 || is_around(word, false),
                Some(per_cent) => Beside {
                    word,
                    written,
                    before: at.checked_sub(1).map(|it| all[it].0.as_str()),
                    after: all.get(at + 1).map(|it| it.0.as_str()),
                    before_the_name: scanned.known.is_empty() && scanned.rest.is_empty() && at + 1 < all.len(),
                    per_cent,
                }
                .says_nothing(),
            };
            if !says_nothing {
                scanned.leave(word, written.trim_matches(|it: char| !it.is_alphanumeric()));
            }
            at += 1;
        }
        scanned
    }
}

#[cfg(test)]
mod tests;
