//! One spelling for the many ways an Indian name is written in Latin letters, and the shorter key it is found by.

const LONGEST_KEY: usize = 24;

enum Place {
    Anywhere,
    Start,
    End,
    /// Not before a vowel.
    Closing,
}

use Place::{Anywhere, Closing, End, Start};

/// What is written, and the one way it is spelled here. The first that fits wins.
const SPELLINGS: &[(Place, &str, &str)] = &[
    (End, "jna", "gya"),
    (End, "gna", "gya"),
    (End, "dnya", "gya"),
    (Start, "jn", "gy"),
    (Start, "gn", "gy"),
    (Start, "dny", "gy"),
    (Start, "x", "j"),
    (Anywhere, "x", "ksh"),
    (Anywhere, "chchh", "ch"),
    (Anywhere, "chch", "ch"),
    (Anywhere, "chh", "ch"),
    (Anywhere, "cch", "ch"),
    (Anywhere, "ch", "ch"),
    (Anywhere, "ck", "k"),
    (Anywhere, "ce", "se"),
    (Anywhere, "ci", "si"),
    (Anywhere, "cy", "si"),
    (Anywhere, "c", "k"),
    (Anywhere, "q", "k"),
    (Anywhere, "ph", "f"),
    (Anywhere, "z", "j"),
    (Anywhere, "ngh", "ng"),
    (End, "nh", "ng"),
    (Anywhere, "ee", "i"),
    (Anywhere, "oo", "u"),
    (Anywhere, "ou", "au"),
    (Closing, "ow", "au"),
    (Anywhere, "w", "v"),
    (End, "ore", "or"),
    (End, "ose", "os"),
    (End, "oze", "oj"),
    (End, "yaya", "yai"),
    (End, "y", "i"),
];

/// The keys of names that are often shortened: Mohd, Md and Mo are Mohammed, Kr is Kumar, Sk is Sheikh.
const ABBREVIATIONS: &[(&str, &str)] = &[("muhd", "muhmd"), ("md", "muhmd"), ("mu", "muhmd"), ("kr", "kumr"), ("sk", "sik")];

/// One spelling of a word in a-z and 0-9, vowels kept: Laxmee is "lakshmi", Chowdhury "chaudhuri". Letters that are
/// written twice count once, and an initial stays as it is.
pub fn spelling(word: &str) -> String {
    if word.len() < 2 {
        return word.to_owned();
    }
    let mut spelling = String::with_capacity(word.len() + 2);
    let mut rest = word.as_bytes();
    while let [letter, after @ ..] = rest {
        let found = SPELLINGS.iter().find(|(place, written, _)| {
            written.as_bytes().first() == Some(letter) && rest.starts_with(written.as_bytes()) && place.allows(word, rest, written)
        });
        if let Some((_, written, spelled)) = found {
            spelled.chars().for_each(|c| push_once(&mut spelling, c));
            rest = &rest[written.len()..];
        } else {
            push_once(&mut spelling, char::from(*letter));
            rest = after;
        }
    }
    spelling
}

impl Place {
    fn allows(&self, word: &str, rest: &[u8], written: &str) -> bool {
        match self {
            Anywhere => true,
            Start => rest.len() == word.len(),
            End => rest.len() == written.len(),
            Closing => !rest.get(written.len()).is_some_and(|next| is_vowel_letter(*next)),
        }
    }
}

fn push_once(spelling: &mut String, c: char) {
    if c.is_ascii_digit() || !spelling.ends_with(c) {
        spelling.push(c);
    }
}

/// The key a word is found by, from its [`spelling`]: consonants, and the few vowels that people agree upon.
///
/// Indian names differ in Latin letters mostly in their vowels (Mohammed, Muhammad) and in the h after a consonant
/// (Fathima, Fatima), so a key keeps every consonant without that h, and of the vowels, told apart only as a, i/e/ai
/// and u/o/au, the first, the last unless it is an a, and one that parts two equal consonants (Krishnan is not
/// Krishna). Ram, Rani and Rim differ, Sunita and Sunit do not: looking wide is left to the key, and telling apart to
/// [`similarity`](super::similarity). At most 24 letters; the key of a key is the key.
pub fn key(spelled: &str) -> String {
    let mut key = short(spelled);
    // What is left out may bring letters together that are one sound; rarely, and never more than a few times.
    for _ in 0..4 {
        let again = short(&spelling(&key));
        if again == key {
            break;
        }
        key = again;
    }
    key
}

/// Whether one spelled word begins with another that may not be finished: up to a vowel sound by sound, up to a
/// consonant with the vowels left out as a [`key`] leaves them out, so that muham begins mohamed and raju not rajesh.
pub fn begins(spelled: &str, beginning: &str) -> bool {
    let (whole, beginning) = (sounds(spelled), sounds(beginning));
    match beginning.last() {
        None => false,
        Some(last) if is_vowel_sound(*last) => whole.starts_with(&beginning),
        Some(_) => without_vowels(&whole).starts_with(&without_vowels(&beginning)),
    }
}

/// A key that may still bring letters together that are one sound.
fn short(spelled: &str) -> String {
    if spelled.len() < 2 {
        return spelled.to_owned();
    }
    let (stem, ending) = parted(spelled);
    let mut sounds = sounds(stem);
    if ending.is_empty() {
        close(&mut sounds);
    } else if sounds.split_last().is_some_and(|(last, before)| is_vowel_sound(*last) && is_voiced(before)) {
        sounds.pop();
    }
    let mut key = String::with_capacity(LONGEST_KEY);
    for sound in without_vowels(&sounds) {
        key.push(char::from(sound));
        if sound == b'c' {
            key.push('h');
        }
    }
    key.push_str(ending);
    key.truncate(LONGEST_KEY);
    match ABBREVIATIONS.iter().find(|(abbreviation, _)| *abbreviation == key) {
        Some((_, whole)) => (*whole).to_owned(),
        None => key,
    }
}

/// The ending "ya" (also spelled "ia", "iya", "ea") is kept whole: Vidya is not Vidhi, Maya is not Mai.
fn parted(spelled: &str) -> (&str, &str) {
    match spelled.strip_suffix('a') {
        Some(stem) if stem.ends_with(['i', 'e', 'y']) => (stem.strip_suffix('y').unwrap_or(stem), "ya"),
        _ => (spelled, ""),
    }
}

/// A last "a" is not heard (Yadava, Yadav), and "av" is "ao" (Rao, राव).
fn close(sounds: &mut Vec<u8>) {
    if let [before @ .., b'a'] = sounds.as_slice()
        && is_voiced(before)
    {
        sounds.pop();
    }
    if sounds.ends_with(b"av") {
        sounds.truncate(sounds.len() - 2);
        sounds.push(b'u');
    }
}

/// The sounds of a word, a byte each: a, i or u for any run of vowels, c for ch, no h after a consonant.
fn sounds(spelled: &str) -> Vec<u8> {
    let mut rest = spelled.as_bytes();
    let mut sounds = Vec::with_capacity(rest.len());
    while let [letter, after @ ..] = rest {
        let vowels = vowels_at_start(rest);
        if vowels > 0 {
            let (run, after) = rest.split_at(vowels);
            sounds.push(vowel_sound(run, after));
            rest = after;
        } else {
            let last = sounds.last().copied();
            let silent = *letter == b'h' && last.is_some_and(|last| !is_vowel_sound(last));
            if !silent && (last != Some(*letter) || letter.is_ascii_digit()) {
                sounds.push(*letter);
            }
            rest = after;
        }
    }
    sounds
}

/// How many letters at the start are vowels: y is one after a vowel, and wherever no vowel follows it.
fn vowels_at_start(letters: &[u8]) -> usize {
    match letters {
        [first, ..] if is_vowel_letter(*first) => letters.iter().take_while(|letter| is_vowel_letter(**letter) || **letter == b'y').count(),
        [b'y', second, ..] if is_vowel_letter(*second) => 0,
        [b'y', ..] => 1,
        _ => 0,
    }
}

/// The one vowel that a run of vowel letters is heard as, told apart only as a, i and u.
fn vowel_sound(run: &[u8], after: &[u8]) -> u8 {
    match (run, after) {
        // Rehman is Rahman.
        ([b'e'], [b'h', letter, ..]) if !is_vowel_letter(*letter) => b'a',
        ([b'a', b'i' | b'e' | b'y', ..] | [b'i' | b'e' | b'y', ..], _) => b'i',
        ([b'a', b'u' | b'o', ..] | [b'u' | b'o', ..], _) => b'u',
        _ => b'a',
    }
}

/// The sounds without vowels, except the first, a last i or u, and one that parts two equal consonants; without any y
/// after the first vowel, and any h but the one right after it.
fn without_vowels(sounds: &[u8]) -> Vec<u8> {
    let mut kept: Vec<u8> = Vec::with_capacity(sounds.len());
    let first = sounds.iter().position(|sound| is_vowel_sound(*sound));
    let mut left_out = None;
    for (at, &sound) in sounds.iter().enumerate() {
        let past_first = first.is_some_and(|first| at > first);
        let last = at + 1 == sounds.len();
        match sound {
            // Krushna is Krishna.
            b'u' if first == Some(at) && kept.len() > 1 && kept.ends_with(b"r") => kept.push(b'i'),
            b'a' if past_first => left_out = left_out.or(Some(sound)),
            b'i' | b'u' if past_first && !last => left_out = left_out.or(Some(sound)),
            b'y' if past_first => {}
            b'h' if first.is_some_and(|first| at > first + 1) => {}
            _ => {
                if kept.last() == Some(&sound) && !sound.is_ascii_digit() {
                    kept.extend(left_out);
                }
                kept.push(sound);
                left_out = None;
            }
        }
    }
    kept
}

fn is_voiced(sounds: &[u8]) -> bool {
    sounds.iter().any(|sound| is_vowel_sound(*sound))
}

fn is_vowel_letter(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}

fn is_vowel_sound(sound: u8) -> bool {
    matches!(sound, b'a' | b'i' | b'u')
}
