//! Words of medicines and substances, made comparable.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::locale::digits::plain;

/// What is written or left out as one likes: Devanagari's dot and joiners, and apostrophes.
const LEFT_OUT: [char; 5] = ['\u{93C}', '\u{200C}', '\u{200D}', '\'', '’'];

/// The words of a text as they are compared: lower case, without accents, numbers by themselves, British and American spellings
/// alike (`ph` as `f`, `ae` and `oe` as `e`, `y` as `i`), long words without the `s` of a plural.
pub fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = vec![String::new()];
    let text: String = plain(text).nfkd().flat_map(char::to_lowercase).collect::<String>().replace('æ', "ae").replace('œ', "oe");
    let mut number = false;
    for letter in text.chars().filter(|it| !LEFT_OUT.contains(it) && !('\u{300}'..='\u{36F}').contains(it)) {
        let letter = if letter == '\u{901}' { '\u{902}' } else { letter };
        let inside = letter.is_alphanumeric() || is_combining_mark(letter);
        if !inside || letter.is_ascii_digit() != number {
            number = letter.is_ascii_digit();
            words.push(String::new());
        }
        if inside && let Some(word) = words.last_mut() {
            word.push(letter);
        }
    }
    words.into_iter().filter(|it| !it.is_empty()).map(|it| folded(&it)).collect()
}

fn folded(word: &str) -> String {
    let mut word = word.replace("ph", "f").replace("ae", "e").replace("oe", "e").replace('y', "i");
    if word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") {
        word.pop();
    }
    word
}

/// Whether a text has the words of another, in their order and side by side.
pub fn same_words(text: &str, others: &str) -> bool {
    let (text, others) = (words(text), words(others));
    !others.is_empty() && others.concat().chars().count() >= 3 && text.windows(others.len()).any(|run| run == others)
}

/// A name as a brand is written: `Glycomet Gp`.
pub(super) fn capitalised(name: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    };
    name.split(' ').map(capital).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{same_words, words};

    #[test]
    fn words_of_every_spelling_are_the_same_words() {
        for (one, other) in [
            ("Sulphonamides", "sulfonamide"),
            ("Amoxycillin", "amoxicillin"),
            ("ACYCLOVIR", "Aciclovir"),
            ("local anæsthetic", "local anaesthetic"),
            ("local anaesthetic", "local anesthetic"),
            ("मूँगफली", "मूंगफली"),
            ("दवा़ई", "दवाई"),
            ("Augmentin625", "augmentin 625"),
        ] {
            assert_eq!(words(one), words(other), "{one}");
        }
        assert_eq!(words("एलर्जी से"), ["एलर्जी", "से"]);
        assert!(same_words("Aloe-vera gel", "aloe vera") && !same_words("Aloe gel", "aloe vera") && !same_words("a", "a"));
    }
}
