//! The words that a clause may have beside what it names, and still be sure. The list is closed: whatever else stands there, a word, a
//! tick or a number, may turn what is said, and the clause is shown as it was written.

use super::{Clause, Said, is_allergic, words};
use crate::models::exchange::register::remarks::words::{
    ABOUT_WORDS, AROUND, CONDITIONS, DENIALS, HINDI_DENIALS, MEASURES, OTHERS, QUESTIONS, SAYS_NONE, SIGNS, STILL_THERE, WARNS,
};
use crate::models::exchange::register::substances;

/// Joining words, and words of treatment, time and degree.
#[rustfmt::skip]
const BESIDE: [&str; 71] = [
    "neg", "hx", "hx/o", "type", "ii", "old", "case", "both", "for", "from", "last", "now", "still", "meds", "med", "medicine", "tablets",
    "tablet", "rx", "treatment", "taking", "takes", "under", "controlled", "uncontrolled", "well", "poorly", "chronic", "newly", "detected",
    "diagnosed", "any", "all", "except", "symptoms", "present", "ve", "yes", "patient's", "allergens", "much", "it", "this", "that", "are",
    "were", "which", "us", "him", "her", "them", "please", "pls", "reg", "regular", "irregular", "mild", "stage", "grade", "ke", "ko",
    "hota", "hoti", "rugna", "रोगी", "मरीज", "असलेला", "पासून", "साल", "वर्ष",
    "से",
];

/// Words before a medicine that somebody takes.
const TAKES: [&str; 12] = ["on", "taking", "takes", "tab", "tabs", "inj", "cap", "syp", "with", "rx", "started", "continue"];

/// Ticks and crosses: which of two they belong to, nobody can tell.
const TICKS: [char; 13] = ['☑', '☐', '☒', '√', '✓', '✔', '✗', '✘', '×', '●', '○', '■', '□'];

/// Whether something in the clause is not known.
pub(super) fn has_strange(clause: &Clause, said: &Said) -> bool {
    let is_strange = |at: usize| !said.is_named(at) && !is_known(&clause.words, at);
    let strange_aside = |aside: &String| {
        let words = words(aside);
        (0..words.len()).any(|at| !is_known(&words, at) && !substances::is_one(&words[at]))
    };
    let ticks = |text: &str| text.contains(TICKS);
    (0..clause.words.len()).any(is_strange) || ticks(&clause.text) || clause.asides.iter().any(|it| ticks(it) || strange_aside(it))
}

/// Whether a word in its place may stand beside anything.
fn is_known(all: &[String], at: usize) -> bool {
    let word = all[at].as_str();
    let lists: [&[&str]; 12] = [
        &BESIDE,
        &AROUND,
        &ABOUT_WORDS,
        &DENIALS,
        &HINDI_DENIALS,
        &MEASURES,
        &OTHERS,
        &QUESTIONS,
        &SAYS_NONE,
        &SIGNS,
        &STILL_THERE,
        &WARNS,
    ];
    let beside = |at: Option<usize>| at.and_then(|at| all.get(at)).map_or("", String::as_str);
    let (before, after) = (beside(at.checked_sub(1)), beside(Some(at + 1)));
    lists.iter().any(|it| it.contains(&word))
        || CONDITIONS.iter().any(|it| it.0 == word)
        || is_allergic(word)
        || is_time(word, before, after)
        || !word.chars().any(char::is_alphanumeric)
}

/// A year, so many years, a type of diabetes.
fn is_time(word: &str, before: &str, after: &str) -> bool {
    const UNITS: [&str; 14] = ["y", "yr", "yrs", "year", "years", "m", "mth", "mths", "month", "months", "days", "weeks", "साल", "वर्ष"];
    let digits = word.trim_end_matches(|c: char| c.is_alphabetic() || c == '+');
    let unit = &word[digits.len()..];
    let is_number = !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit());
    let is_year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20")) && unit.is_empty();
    let is_type = matches!(before, "type" | "dm") && matches!(digits, "1" | "2");
    is_number && (is_year || is_type || UNITS.contains(&unit) || unit.is_empty() && UNITS.contains(&after))
        || UNITS.contains(&word) && before.bytes().all(|it| it.is_ascii_digit()) && !before.is_empty()
}

/// Whether a medicine that stands behind these words is one that somebody takes.
pub(super) fn is_taken(before: &[String]) -> bool {
    before.iter().any(|it| TAKES.contains(&it.as_str()))
}
