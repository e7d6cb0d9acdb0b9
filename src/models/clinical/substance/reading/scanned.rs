//! The names in a part of a text, and the words that are left of it.

use super::around::{Around, is_plain};
use crate::models::clinical::substance::lexicon::{LONGEST, Term, lexicon};
use crate::models::clinical::substance::spelling::words;

/// Where one thing ends and the next begins.
const BETWEEN: [char; 10] = ['+', ',', ';', '/', '&', '|', '\n', '،', '।', '·'];

/// The parts of a text, and whether each stands in brackets.
pub(super) fn parts(text: &str) -> Vec<(String, bool)> {
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

/// The terms that a part names, and the words that are left of it.
pub(super) struct Scanned {
    pub(super) known: Vec<&'static Term>,
    pub(super) rest: Vec<Left>,
}

/// A word that is no name and says something: folded, and as it is written.
pub(super) struct Left {
    pub(super) folded: String,
    pub(super) written: String,
    /// It stands where a doctor or a hospital is named.
    pub(super) is_of_a_person: bool,
}

/// A word of a part: folded, and as it is written with what it is written together with.
struct Word<'a> {
    folded: String,
    written: &'a str,
}

fn words_of(part: &str) -> Vec<Word<'_>> {
    part.split_whitespace().flat_map(|written| words(written).into_iter().map(move |folded| Word { folded, written })).collect()
}

/// The longest name that begins at a word, and of how many words it is.
fn name_at(all: &[Word], at: usize, of_medicines: bool) -> Option<(usize, &'static Term)> {
    (1..=LONGEST.min(all.len() - at)).rev().find_map(|length| {
        let closed: String = all[at..at + length].iter().map(|it| it.folded.as_str()).collect();
        let term = lexicon().find(&closed).filter(|it| it.is_medicine || !of_medicines)?;
        Some((length, term))
    })
}

impl Scanned {
    /// The longest name first, from the left.
    pub(super) fn of_allergy(part: &str) -> Scanned {
        // Behind these, and before those, stands the name of a doctor or of a hospital.
        const TITLES: [&str; 5] = ["dr", "doctor", "mr", "mrs", "hospital"];
        const HOUSES: [&str; 6] = ["hospital", "clinic", "nursing", "medical", "college", "center"];
        let all = words_of(part);
        let mut scanned = Scanned { known: Vec::new(), rest: Vec::new() };
        let mut at = 0;
        while at < all.len() {
            if let Some((length, term)) = name_at(&all, at, false) {
                scanned.known.push(term);
                at += length;
                continue;
            }
            let is = |other: Option<&Word>, list: &[&str]| other.is_some_and(|it| list.contains(&it.folded.as_str()));
            let before = at.checked_sub(1).and_then(|it| all.get(it));
            if !is_plain(&all[at].folded) {
                scanned.leave(&all[at], is(before, &TITLES) || is(all.get(at + 1), &HOUSES));
            }
            at += 1;
        }
        scanned
    }

    /// The same of a medicine; `named`: whether its name stands before the part.
    pub(super) fn of_medicine(part: &str, named: bool, per_cent: bool) -> Scanned {
        let all = words_of(part);
        let pairs: Vec<(&str, &str)> = all.iter().map(|it| (it.folded.as_str(), it.written)).collect();
        let around = Around::of(&pairs, per_cent);
        let names = |at: usize| name_at(&all, at, true).is_some() || around.may_name(at);
        let mut scanned = Scanned { known: Vec::new(), rest: Vec::new() };
        let mut at = 0;
        while at < all.len() {
            if let Some((length, term)) = name_at(&all, at, true) {
                scanned.known.push(term);
                at += length;
                continue;
            }
            let before_the_name = !named && scanned.known.is_empty() && scanned.rest.is_empty() && (at + 1..all.len()).any(names);
            let behind_a_substance = scanned.known.last().is_some_and(|it| !it.is_brand);
            if !around.says_nothing(at, before_the_name, behind_a_substance) {
                scanned.leave(&all[at], false);
            }
            at += 1;
        }
        scanned
    }

    fn leave(&mut self, word: &Word, is_of_a_person: bool) {
        let written = word.written.trim_matches(|it: char| !it.is_alphanumeric()).to_owned();
        self.rest.push(Left { folded: word.folded.clone(), written, is_of_a_person });
    }
}
