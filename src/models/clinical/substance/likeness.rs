//! What an unknown word is spelled alike to. A likeness is never knowledge: it makes a warning and a question.

use super::lexicon::{Term, lexicon};

/// How many are offered.
const OFFERED: usize = 3;

/// The terms that a word, folded as all are, is alike to: the nearest first, at most three; `of_medicines`: only what a medicine may
/// be called. One letter is forgiven from five on, two from eight on, and whatever is the same but for its vowels and doubled letters.
pub fn alike(word: &str, of_medicines: bool) -> Vec<&'static Term> {
    let length = word.chars().count();
    if length < 5 || word.chars().any(|it| it.is_ascii_digit()) {
        return Vec::new();
    }
    let sound = sound(word);
    let mut found: Vec<(usize, &str, &'static Term)> = Vec::new();
    for (spelling, term) in lexicon().spellings() {
        let other = spelling.chars().count();
        if other < 5 || other.abs_diff(length) > 3 || (of_medicines && !term.is_medicine) {
            continue;
        }
        let allowed = if length.min(other) < 8 { 1 } else { 2 };
        let distance = strsim::damerau_levenshtein(word, spelling);
        let begins_alike = spelling.chars().next() == word.chars().next();
        if distance <= allowed && (distance < 2 || begins_alike) {
            found.push((distance, spelling, term));
        } else if begins_alike && sound.len() >= 4 && sound == self::sound(spelling) {
            found.push((3, spelling, term));
        }
    }
    found.sort_by_key(|(distance, spelling, _)| (*distance, *spelling));
    let nearest = found.first().map_or(0, |it| it.0);
    let mut terms: Vec<&Term> = Vec::new();
    for (distance, _, term) in found {
        if distance <= nearest + 1 && terms.len() < OFFERED && !terms.iter().any(|it| it.name == term.name) {
            terms.push(term);
        }
    }
    terms
}

/// A word without its vowels and doubled letters, `c` and `z` as they sound. Of Latin letters alone.
fn sound(word: &str) -> String {
    if !word.is_ascii() {
        return String::new();
    }
    let letters: Vec<char> = word.chars().collect();
    let mut sound = String::new();
    for (at, letter) in letters.iter().enumerate() {
        let heard = match letter {
            'a' | 'e' | 'i' | 'o' | 'u' | 'h' => continue,
            'c' if matches!(letters.get(at + 1), Some('e' | 'i')) => 's',
            'c' | 'q' => 'k',
            'z' => 's',
            other => *other,
        };
        if !sound.ends_with(heard) {
            sound.push(heard);
        }
    }
    sound
}

#[cfg(test)]
mod tests {
    use super::alike;

    #[test]
    fn a_misspelling_is_alike_and_another_word_is_not() {
        for (word, name) in [
            ("pencillin", "penicillin"),
            ("penicilin", "penicillin"),
            ("pensilin", "penicillin"),
            ("penisilin", "penicillin"),
            ("paracetmol", "paracetamol"),
            ("metfromin", "metformin"),
            ("cefexime", "cefixime"),
            ("brufin", "Brufen"),
            ("azitromicine", "azithromycin"),
            ("ibuprofin", "ibuprofen"),
            ("diclofenak", "diclofenac"),
        ] {
            assert!(alike(word, false).iter().any(|it| it.name == name), "{word}: {:?}", names(word));
        }
        for word in ["zorblaxin", "grandmother", "hospital", "tape", "hello"] {
            assert!(alike(word, false).is_empty(), "{word}: {:?}", names(word));
        }
    }

    fn names(word: &str) -> Vec<&'static str> {
        alike(word, false).iter().map(|it| it.name.as_str()).collect()
    }
}
