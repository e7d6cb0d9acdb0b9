//! How alike two names are, to rank what was found and to warn of duplicates.

use strsim::jaro_winkler;

use super::fold::{key, spelling};
use super::words::words;

/// Jaro-Winkler finds words that have nothing in common half alike.
const NOTHING_IN_COMMON: f64 = 0.5;
/// How much of the difference is forgiven to two spellings with one key.
const FORGIVEN: f64 = 0.75;
/// An initial against a word it may stand for.
const INITIAL_STANDS_FOR: f64 = 0.8;
/// What an initial counts beside a whole word.
const INITIAL_WEIGHT: f64 = 0.5;
/// What a word, or an initial, that only one of the names has takes away, beside one that both have.
const MISSING: f64 = 0.2;
/// The same letters, parted into other words: Ram Prasad and Ramprasad.
const PARTED_OTHERWISE: f64 = 0.98;

/// The name in small Latin letters with one spelling for what is heard alike, vowels kept and titles left out:
/// "Smt. Laxmee Phatak" and "लक्ष्मी फाटक" are both "lakshmi fatak".
#[must_use]
pub fn spelled_like(full_name: &str) -> String {
    spellings(full_name).join(" ")
}

/// How alike two full names are, from 0 (nothing in common) to 1, whatever the order of words, script and spelling.
///
/// Every word is paired with the most alike of the other name, by Jaro-Winkler over their spelling; two spellings with
/// one search key are taken as nearly the same. A word or initial that only one name has costs a little. A name
/// without letters is like no other.
#[must_use]
pub fn similarity(a: &str, b: &str) -> f64 {
    let (a, b) = (spellings(a), spellings(b));
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let parted_otherwise = if a.concat() == b.concat() { PARTED_OTHERWISE } else { 0.0 };
    likeness_of_words(&a, &b).max(parted_otherwise)
}

fn spellings(full_name: &str) -> Vec<String> {
    words(full_name).iter().map(|word| spelling(word)).collect()
}

fn likeness_of_words(a: &[String], b: &[String]) -> f64 {
    let (keys_a, keys_b) = (keys(a), keys(b));
    let mut pairs = Vec::with_capacity(a.len() * b.len());
    for (i, word) in a.iter().enumerate() {
        for (j, other) in b.iter().enumerate() {
            pairs.push((likeness(word, other, keys_a[i] == keys_b[j]), i, j));
        }
    }
    pairs.sort_by(|(x, ..), (y, ..)| y.total_cmp(x));

    let mut left_a: Vec<Option<&String>> = a.iter().map(Some).collect();
    let mut left_b: Vec<Option<&String>> = b.iter().map(Some).collect();
    let (mut alike, mut total) = (0.0, 0.0);
    for (likeness, i, j) in pairs {
        if let (Some(word), Some(other)) = (left_a[i], left_b[j]) {
            let weight = weight(word).min(weight(other));
            alike += likeness * weight;
            total += weight;
            (left_a[i], left_b[j]) = (None, None);
        }
    }
    let missing: f64 = left_a.iter().chain(&left_b).flatten().map(|word| weight(word)).sum();
    alike / (total + missing * MISSING)
}

fn keys(spellings: &[String]) -> Vec<String> {
    spellings.iter().map(|spelled| key(spelled)).collect()
}

fn likeness(word: &str, other: &str, one_key: bool) -> f64 {
    if word == other {
        return 1.0;
    }
    if is_initial(word) || is_initial(other) {
        let may_stand_for = word.starts_with(other) || other.starts_with(word);
        return if may_stand_for { INITIAL_STANDS_FOR } else { 0.0 };
    }
    let apart = ((1.0 - jaro_winkler(word, other)) / (1.0 - NOTHING_IN_COMMON)).min(1.0);
    1.0 - if one_key { apart * (1.0 - FORGIVEN) } else { apart }
}

fn weight(word: &str) -> f64 {
    if is_initial(word) { INITIAL_WEIGHT } else { 1.0 }
}

fn is_initial(word: &str) -> bool {
    word.len() == 1
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_spelling_stands_for_what_is_heard_alike() {
        assert_eq!(spelled_like("Smt. Laxmee Phatak"), "lakshmi fatak");
        assert_eq!(spelled_like("श्रीमती लक्ष्मी फाटक"), "lakshmi fatak");
        assert_eq!(spelled_like("S. Zeenat Wadkar W/o Siddhaarth Kumaar"), "s jinat vadkar sidharth kumar");
    }

    #[test]
    fn script_spelling_and_order_do_not_part_names() {
        assert!(similarity("Laxmi Iyer", "लक्ष्मी अय्यर") > 0.9);
        assert!(similarity("Ramesh Gupta", "Gupta Ramesh") > 0.97);
        assert!(similarity("Mohd. Salim Khan", "Mohammed Saleem Khan") > 0.9);
        assert!(similarity("Dr. Asha Rao", "आशा राव") > 0.9);
        assert!(similarity("Ram Prasad", "Ramprasad") > 0.97);
        assert!(similarity("Ramesh Gupta", "Ramehs Gupta") > 0.9);
    }

    #[test]
    fn other_people_are_less_alike() {
        assert!(similarity("Ramesh Gupta", "Suresh Gupta") < 0.9);
        assert!(similarity("Ramesh Gupta", "Ramesh Sharma") < 0.7);
        assert!(similarity("Asha Rao", "Mohan Das") < 0.5);
        assert!(similarity("R. Gupta", "S. Gupta") < similarity("R. Gupta", "Ramesh Gupta"));
    }

    #[test]
    fn a_missing_word_costs_a_little_and_an_initial_less() {
        let missing = similarity("Ramesh Kumar Gupta", "Ramesh Gupta");
        assert!((0.85..0.97).contains(&missing), "{missing}");
        assert!(similarity("Ramesh K. Gupta", "Ramesh Gupta") > missing);
        assert!(similarity("R. Gupta", "Ramesh Gupta") > 0.9);
    }

    #[test]
    fn a_name_without_letters_is_like_no_other() {
        assert!(similarity("", "").abs() < f64::EPSILON);
    }

    proptest! {
        #[test]
        fn likeness_is_between_nothing_and_all(a in any::<String>(), b in "[a-z\u{900}-\u{97f} .]{0,30}") {
            prop_assert!((0.0..=1.0).contains(&similarity(&a, &b)));
            prop_assert!((0.0..=1.0).contains(&similarity(&b, &b)));
        }

        #[test]
        fn a_name_is_its_own_likeness_in_any_order(a in "[b-gl-p]{4,9}", b in "[b-gl-p]{4,9}") {
            let turned = similarity(&[&a, " ", &b].concat(), &[&b, " ", &a].concat());
            prop_assert!(turned > 0.97);
        }
    }
}
