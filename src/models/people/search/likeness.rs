//! How well a person fits what was typed, and which part of their name did.

use std::collections::HashMap;

use strsim::osa_distance;

use crate::models::values::{matches_prefix, name_parts, similarity, spelled_like};

/// A word that is still being typed and begins a word of the name.
const BEGUN: f64 = 0.93;
/// A word with one letter wrong, missing, too many, or two swapped.
const ONE_MISTAKE: f64 = 0.85;
/// Below this a word is not in the name.
const WORD_FITS: f64 = 0.7;
/// What a word of the name that was not typed takes away.
const NOT_TYPED: f64 = 0.01;

/// How well names fit the words that were typed. Those who are found share most of their names: each is compared once.
pub struct Fitting<'a> {
    words: &'a [String],
    /// How well each word fits a part of a name.
    parts: HashMap<String, Vec<f64>>,
    names: HashMap<String, Option<f64>>,
}

impl<'a> Fitting<'a> {
    /// The last word may not be finished.
    pub fn of(words: &'a [String]) -> Fitting<'a> {
        Fitting { words, parts: HashMap::new(), names: HashMap::new() }
    }

    /// From 0 to 1; nothing if the name does not fit.
    pub fn fit(&mut self, name: &str) -> Option<f64> {
        if let Some(fit) = self.names.get(name) {
            return *fit;
        }
        let fit = self.compare(name);
        self.names.insert(name.to_owned(), fit);
        fit
    }

    fn compare(&mut self, name: &str) -> Option<f64> {
        let parts = name_parts(name);
        for part in &parts {
            if !self.parts.contains_key(*part) {
                let spelled = joined(part);
                let fits = self.words.iter().map(|word| word_fit(word, &spelled_like(word), part, &spelled));
                self.parts.insert((*part).to_owned(), fits.collect());
            }
        }
        let (mut total, mut counted) = (0.0, 0.0);
        for (at, word) in self.words.iter().enumerate() {
            if spelled_like(word).is_empty() {
                continue; // a title
            }
            let mut best = parts.iter().filter_map(|part| self.parts.get(*part)?.get(at)).copied().fold(0.0, f64::max);
            if at + 1 == self.words.len() && best < BEGUN && matches_prefix(word, name) {
                best = BEGUN;
            }
            if best < WORD_FITS {
                return None;
            }
            total += best;
            counted += 1.0;
        }
        let untyped = parts.len().saturating_sub(self.words.len());
        (counted > 0.0).then(|| total / counted - NOT_TYPED * f64::from(u32::try_from(untyped).unwrap_or(0)))
    }
}

/// A part as it is spelled: a particle is joined to its name.
fn joined(part: &str) -> String {
    spelled_like(part).replace(' ', "")
}

fn word_fit(word: &str, written: &str, part: &str, spelled: &str) -> f64 {
    let alike = similarity(word, part);
    let near =
        written.chars().next() == spelled.chars().next() && written.len() > 2 && spelled.len() > 2 && osa_distance(written, spelled) <= 1;
    if near { alike.max(ONE_MISTAKE) } else { alike }
}

/// A text in parts, and whether each is what was looked for.
pub type Marked = Vec<(String, bool)>;

/// The name with the words that were typed marked: as far as they were typed, or as a whole where they are spelled otherwise.
pub fn mark_name(words: &[String], name: &str) -> Marked {
    let mut marked = Marked::new();
    for (at, part) in name_parts(name).into_iter().enumerate() {
        if at > 0 {
            marked.push((" ".to_owned(), false));
        }
        let typed = words.iter().filter_map(|word| common_start(word, part)).max();
        let spelled = joined(part);
        match typed {
            Some(end) => {
                marked.push((part[..end].to_owned(), true));
                marked.push((part[end..].to_owned(), false));
            }
            None => {
                let fits = words
                    .iter()
                    .any(|word| matches_prefix(word, part) || word_fit(word, &spelled_like(word), part, &spelled) >= ONE_MISTAKE);
                marked.push((part.to_owned(), fits));
            }
        }
    }
    marked.retain(|(text, _)| !text.is_empty());
    marked
}

/// Whether every word that was typed begins a part of the name, letter case apart.
pub fn is_spelled_so(words: &[String], name: &str) -> bool {
    words.iter().all(|word| name_parts(name).into_iter().any(|part| common_start(word, part).is_some()))
}

/// Where in `part` the word ends that it begins with, letter case apart.
fn common_start(word: &str, part: &str) -> Option<usize> {
    let mut end = 0;
    let mut letters = part.chars();
    for wanted in word.chars() {
        let letter = letters.next()?;
        if !letter.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
        end += letter.len_utf8();
    }
    (end > 0).then_some(end)
}

/// A phone as people write it, with the digits that were typed marked.
pub fn mark_phone(shown: &str, starts: &[String], from_end: Option<&str>) -> Marked {
    let digits: Vec<usize> = shown.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at).collect();
    let plain: String = shown.chars().filter(char::is_ascii_digit).collect();
    let range = starts
        .iter()
        .filter(|start| plain.starts_with(start.as_str()))
        .map(|start| (0, start.len()))
        .chain(
            from_end
                .filter(|end| plain.chars().rev().collect::<String>().starts_with(*end))
                .map(|end| (plain.len() - end.len(), plain.len())),
        )
        .next();
    let Some((from, to)) = range.filter(|(from, to)| from < to) else {
        return vec![(shown.to_owned(), false)];
    };
    let (from, to) = (digits[from], digits[to - 1] + 1);
    let parts = [(&shown[..from], false), (&shown[from..to], true), (&shown[to..], false)];
    parts.into_iter().filter(|(text, _)| !text.is_empty()).map(|(text, hit)| (text.to_owned(), hit)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(typed: &str, name: &str) -> bool {
        Fitting::of(&typed.split(' ').map(str::to_owned).collect::<Vec<_>>()).fit(name).is_some()
    }

    #[test]
    fn names_fit_in_spite_of_spelling_order_script_and_mistakes() {
        for (typed, name) in [
            ("laxmi", "Lakshmi Iyer"),
            ("लक्ष्मी", "Lakshmi Iyer"),
            ("Asha Roa", "Asha Rao"),
            ("rao asha", "Asha Rao"),
            ("Kabeer", "Kabir Rao"),
            ("Mohun Das", "Mohan Das"),
            ("asha r", "Asha Rao"),
            ("Lakhsmi Iyer", "Lakshmi Iyer"),
        ] {
            assert!(fits(typed, name), "{typed} is not found as {name}");
        }
        assert!(!fits("asha", "Mohan Rao"));
        assert!(!fits("asha das", "Asha Rao"));
    }

    #[test]
    fn whoever_was_typed_exactly_comes_before_whoever_sounds_alike() {
        let words = ["asha".to_owned(), "rao".to_owned()];
        let mut fitting = Fitting::of(&words);
        let exact = fitting.fit("Asha Rao");
        assert!(exact > fitting.fit("Aasha Rau"));
        assert!(exact > fitting.fit("Asha Kumari Rao"));
        assert_eq!(exact, fitting.fit("Asha Rao"), "what was compared before is remembered");
    }

    #[test]
    fn what_was_typed_is_marked() {
        assert_eq!(
            mark_name(&["ra".into()], "Asha Rao"),
            [("Asha", false), (" ", false), ("Ra", true), ("o", false)].map(|(a, b)| (a.to_owned(), b))
        );
        assert_eq!(mark_name(&["laxmi".into()], "Lakshmi Iyer")[0], ("Lakshmi".to_owned(), true));
        assert_eq!(mark_phone("98450 12345", &["984501".into()], None)[0], ("98450 1".to_owned(), true));
        assert_eq!(mark_phone("98450 12345", &[], Some("5432"))[1], ("2345".to_owned(), true));
    }
}
