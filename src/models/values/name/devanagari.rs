//! Names in Devanagari, and in the Indian scripts that Unicode lays out in parallel with it, in Latin letters.

const FIRST: u32 = 0x0900;
const LAST: u32 = 0x0D7F;
const BLOCK: u32 = 0x80;

enum Sound {
    Consonant(&'static str),
    Vowel(&'static str),
    /// The unwritten "a" after a consonant.
    Schwa,
    /// Anusvara or chandrabindu.
    Nasal,
}

/// Whether the letter is of Devanagari or one of its sisters: Bengali, Gurmukhi, Gujarati, Odia, Tamil, Telugu,
/// Kannada, Malayalam.
pub fn is_indic(c: char) -> bool {
    (FIRST..=LAST).contains(&u32::from(c))
}

/// Writes a word as it is usually spelled in English, long vowels as short ones: लक्ष्मी is "lakshmi".
///
/// The unwritten "a" is left out where Hindi leaves it out: at the end of a word, and between a vowel with one
/// consonant and a consonant with a vowel (भावना is "bhavna"). The word is expected in NFD or NFKD.
pub fn transliterate(word: &[char], latin: &mut String) {
    let mut sounds = read(word);
    drop_last_schwa(&mut sounds);
    drop_inner_schwas(&mut sounds);
    write(&sounds, latin);
}

fn read(word: &[char]) -> Vec<Sound> {
    let mut sounds = Vec::with_capacity(word.len() * 2);
    for original in word {
        let c = in_devanagari(*original);
        if let Some(consonant) = consonant(c) {
            match (c, sounds.last_mut()) {
                ('ञ', Some(last @ Sound::Consonant("j"))) => {
                    *last = Sound::Consonant("g");
                    sounds.push(Sound::Consonant("y"));
                }
                _ => sounds.push(Sound::Consonant(consonant)),
            }
            sounds.push(Sound::Schwa);
        } else if let Some(vowel) = vowel_sign(c) {
            drop_schwa(&mut sounds);
            sounds.push(Sound::Vowel(vowel));
        } else if let Some(vowel) = vowel(c) {
            sounds.push(Sound::Vowel(vowel));
        } else if let Some(consonant) = vowelless(*original) {
            sounds.push(Sound::Consonant(consonant));
        } else {
            match c {
                '\u{94D}' => drop_schwa(&mut sounds),
                '\u{93C}' => dot(&mut sounds),
                '\u{901}' | '\u{902}' => sounds.push(Sound::Nasal),
                _ => {}
            }
        }
    }
    sounds
}

/// The letter at the same place of the Devanagari block, where the scripts are parallel.
fn in_devanagari(c: char) -> char {
    match c {
        'ৰ' => 'र',
        'ৱ' => 'व',
        '\u{A70}' => '\u{902}',
        _ => char::from_u32(FIRST + u32::from(c) % BLOCK).unwrap_or(c),
    }
}

fn drop_schwa(sounds: &mut Vec<Sound>) {
    sounds.pop_if(|last| matches!(last, Sound::Schwa));
}

/// A nukta under the last consonant.
fn dot(sounds: &mut [Sound]) {
    if let [.., Sound::Consonant(consonant), Sound::Schwa] = sounds {
        *consonant = match *consonant {
            "k" => "q",
            "j" => "z",
            "d" => "r",
            "dh" => "rh",
            "ph" => "f",
            same => same,
        };
    }
}

fn drop_last_schwa(sounds: &mut Vec<Sound>) {
    use Sound::{Consonant, Schwa, Vowel};
    let kept = matches!(
        sounds.as_slice(),
        [.., Consonant(_), Consonant("y" | "r" | "l" | "v" | "n" | "m"), Schwa] | [.., Vowel("i"), Consonant("y"), Schwa]
    );
    if !kept {
        drop_schwa(sounds);
    }
}

fn drop_inner_schwas(sounds: &mut Vec<Sound>) {
    use Sound::{Consonant, Schwa, Vowel};
    for at in (2..sounds.len()).rev() {
        let (before, after) = sounds.split_at(at);
        let dropped = matches!(before, [.., Vowel(_) | Schwa, Consonant(_)])
            && matches!(after, [Schwa, Consonant(_), Vowel(_) | Schwa, ..] | [Schwa, Consonant(_), Consonant("r"), Vowel(_) | Schwa, ..]);
        if dropped {
            sounds.remove(at);
        }
    }
}

fn write(sounds: &[Sound], latin: &mut String) {
    for (at, sound) in sounds.iter().enumerate() {
        latin.push_str(match sound {
            Sound::Consonant(letters) | Sound::Vowel(letters) => letters,
            Sound::Schwa => "a",
            Sound::Nasal => match sounds.get(at + 1) {
                Some(Sound::Consonant("p" | "ph" | "f" | "b" | "bh" | "m")) => "m",
                _ => "n",
            },
        });
    }
}

fn consonant(c: char) -> Option<&'static str> {
    Some(match c {
        'क' => "k",
        'ख' => "kh",
        'ग' => "g",
        'घ' => "gh",
        'च' => "ch",
        'छ' => "chh",
        'ज' => "j",
        'झ' => "jh",
        'ट' | 'त' => "t",
        'ठ' | 'थ' => "th",
        'ड' | 'द' => "d",
        'ढ' | 'ध' => "dh",
        'ङ' | 'ञ' | 'ण' | 'न' | '\u{929}' => "n",
        'प' => "p",
        'फ' => "ph",
        'ब' => "b",
        'भ' => "bh",
        'म' => "m",
        'य' => "y",
        'र' | '\u{931}' => "r",
        'ल' | 'ळ' | '\u{934}' => "l",
        'व' => "v",
        'श' | 'ष' => "sh",
        'स' => "s",
        'ह' => "h",
        _ => return None,
    })
}

fn vowel(c: char) -> Option<&'static str> {
    Some(match c {
        'अ' | 'आ' => "a",
        'इ' | 'ई' => "i",
        'उ' | 'ऊ' => "u",
        'ऋ' | 'ॠ' => "ri",
        'ऍ' | 'ऎ' | 'ए' => "e",
        'ऐ' => "ai",
        'ऑ' | 'ऒ' | 'ओ' => "o",
        'औ' => "au",
        'ॐ' => "om",
        _ => return None,
    })
}

fn vowel_sign(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{93E}' => "a",
        '\u{93F}' | '\u{940}' => "i",
        '\u{941}' | '\u{942}' => "u",
        '\u{943}' | '\u{944}' => "ri",
        '\u{945}'..='\u{947}' => "e",
        '\u{948}' => "ai",
        '\u{949}'..='\u{94B}' => "o",
        '\u{94C}' => "au",
        _ => return None,
    })
}

/// Digits, and the letters of Bengali and Malayalam that never carry a vowel.
fn vowelless(c: char) -> Option<&'static str> {
    const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    let place = u32::from(c) % BLOCK;
    Some(match c {
        'ൺ' | 'ൻ' => "n",
        'ർ' => "r",
        'ൽ' | 'ൾ' => "l",
        'ৎ' => "t",
        _ => {
            return DIGITS.get(usize::try_from(place.checked_sub(0x66)?).ok()?).copied();
        }
    })
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    fn latin(word: &str) -> String {
        let letters: Vec<char> = word.nfkd().collect();
        let mut latin = String::new();
        transliterate(&letters, &mut latin);
        latin
    }

    fn assert_written(pairs: &[(&str, &str)]) {
        for (word, expected) in pairs {
            assert_eq!(latin(word), *expected, "{word}");
        }
    }

    #[test]
    fn the_last_unwritten_vowel_is_silent_unless_it_cannot_be() {
        assert_written(&[("कुमार", "kumar"), ("सिंह", "sinh"), ("गर्ग", "garg"), ("कृष्ण", "krishna"), ("मालवीय", "malviya")]);
    }

    #[test]
    fn inner_unwritten_vowels_are_silent_where_hindi_is_silent() {
        assert_written(&[("भावना", "bhavna"), ("मनमोहन", "manmohan"), ("गुरप्रीत", "gurprit"), ("कमल", "kamal"), ("सरस्वती", "sarasvati")]);
    }

    #[test]
    fn conjuncts_are_spelled_as_in_english() {
        assert_written(&[("लक्ष्मी", "lakshmi"), ("ज्ञानेंद्र", "gyanendra"), ("श्वेता", "shveta"), ("श्री", "shri")]);
    }

    #[test]
    fn dotted_letters_are_their_own_sounds() {
        assert_written(&[("ज़ाकिर", "zakir"), ("चोपड़ा", "chopra"), ("फ़ातिमा", "fatima"), ("क़ुरैशी", "quraishi")]);
    }

    #[test]
    fn a_nasal_follows_the_letter_after_it() {
        assert_written(&[("अंबिका", "ambika"), ("संजय", "sanjay"), ("चाँद", "chand"), ("खाँ", "khan")]);
    }

    #[test]
    fn digits_are_digits() {
        assert_written(&[("०१२३४५६७८९", "0123456789")]);
    }

    #[test]
    fn sister_scripts_are_read_with_the_same_table() {
        assert_written(&[
            ("રાજેશ", "rajesh"),
            ("ਗੁਰਪ੍ਰੀਤ", "gurprit"),
            ("কুমার", "kumar"),
            ("ಲಕ್ಷ್ಮೀ", "lakshmi"),
            ("రవి", "ravi"),
            ("ਸਿੰਘ", "singh"),
            ("ഹരികൃഷ്ണൻ", "harikrishnan"),
        ]);
    }

    #[test]
    fn stray_signs_are_no_trouble() {
        assert_written(&[("\u{93c}", ""), ("\u{94d}", ""), ("\u{93e}", "a"), ("\u{902}", "n"), ("", "")]);
    }
}
