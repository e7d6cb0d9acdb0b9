//! The words of a full name in plain Latin letters, without titles and "wife of".

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::devanagari;

/// Said before a name, not part of it. Compared without regard to case.
const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "er",
    "adv",
    "capt",
    "col",
    "fr",
    "sr",
    "pt",
    "late",
    "shri",
    "sri",
    "shree",
    "sree",
    "shriman",
    "smt",
    "shrimati",
    "shreemati",
    "sushri",
    "kum",
    "km",
    "kumari",
    "baby",
    "master",
    "mast",
    "mstr",
    "श्री",
    "श्रीमान",
    "श्रीमती",
    "सुश्री",
    "डॉ",
    "डा",
    "डॉक्टर",
    "प्रो",
    "कु",
    "कुमारी",
    "बेबी",
    "मास्टर",
    "मि",
    "स्व",
    "स्वर्गीय",
];

/// Letters of other alphabets that no decomposition turns into plain ones, and the Arabic y as some keyboards write it.
const LETTERS: &[(char, &str)] =
    &[('ß', "ss"), ('æ', "ae"), ('œ', "oe"), ('ø', "o"), ('đ', "d"), ('ð', "d"), ('ł', "l"), ('þ', "th"), ('ı', "i"), ('ى', "y")];

/// Every word of the name in the letters a-z and 0-9, in order.
///
/// Titles are left out at the start and after "W/o", "S/o", "D/o", "C/o" and "of", which are left out themselves;
/// but a name that is nothing else ("Baby") keeps the last one.
pub fn words(full_name: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut left_out = None;
    let mut opening = true;
    for part in full_name.split_whitespace() {
        let rest = after_relation(part);
        opening |= rest.len() < part.len();
        for word in rest.split(|c| !is_of_word(c)).filter(|word| !word.is_empty()) {
            let of = word.eq_ignore_ascii_case("of");
            opening |= of;
            if of || (opening && is_title(word)) {
                left_out = Some(word);
                continue;
            }
            let latin = latin(word);
            opening = latin.is_empty() && opening;
            if !latin.is_empty() {
                words.push(latin);
            }
        }
    }
    if words.is_empty() {
        words.extend(left_out.map(latin));
    }
    words
}

/// Titles that are given names, too: Baby Devi, Sri Devi, Master Shyam.
const ALSO_NAMES: &[&str] = &["baby", "master", "kumari", "sri", "shri", "shree", "sree", "miss", "kum", "श्री", "कुमारी", "बेबी", "मास्टर"];

/// The words left out by [`words`] that may be names, in a-z and 0-9.
pub fn titles(full_name: &str) -> Vec<String> {
    let parts = full_name.split(|c: char| !is_of_word(c)).filter(|it| !it.is_empty());
    parts.filter(|word| ALSO_NAMES.iter().any(|title| title.eq_ignore_ascii_case(word))).map(latin).collect()
}

fn is_title(word: &str) -> bool {
    TITLES.iter().any(|title| title.eq_ignore_ascii_case(word))
}

/// What follows "W/o" and its kin; the whole part when it does not begin so.
fn after_relation(part: &str) -> &str {
    match part.as_bytes() {
        [letter, b'/', b'o' | b'O', ..] if letter.is_ascii_alphabetic() => &part[3..],
        _ => part,
    }
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c) || is_unheard(c)
}

/// Apostrophes and zero-width joiners belong to a word and are not heard: D'Souza is Dsouza.
fn is_unheard(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '\u{200C}' | '\u{200D}')
}

/// One word in a-z and 0-9: Indian scripts transliterated by how they sound, accents stripped, other scripts letter by letter. A letter
/// that nobody has transliterated stands as its number, so that every name is found by itself.
fn latin(word: &str) -> String {
    if word.is_ascii() {
        return word.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    }
    let heard = word.nfkd().filter(|c| !is_unheard(*c));
    let letters: Vec<char> = heard.flat_map(char::to_lowercase).collect();
    let mut latin = String::with_capacity(word.len());
    for run in letters.chunk_by(|a, b| devanagari::is_indic(*a) == devanagari::is_indic(*b)) {
        if run.first().is_some_and(|c| devanagari::is_indic(*c)) {
            devanagari::transliterate(run, &mut latin);
        } else {
            for c in run {
                push_plain(*c, &mut latin);
            }
        }
    }
    if latin.is_empty() {
        letters.iter().filter(|c| c.is_alphabetic()).for_each(|c| latin.push_str(&u32::from(*c).to_string()));
    }
    latin
}

fn push_plain(c: char, latin: &mut String) {
    if c.is_ascii_alphanumeric() {
        latin.push(c);
    } else if let Some((_, plain)) = LETTERS.iter().find(|(letter, _)| *letter == c) {
        latin.push_str(plain);
    } else if c.is_alphabetic() {
        match deunicode::deunicode_char(c) {
            Some(plain) => latin.extend(plain.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase())),
            None => latin.push_str(&u32::from(c).to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_relations_are_left_out() {
        assert_eq!(words("Smt. Sunita W/o Shri Ramesh Kumar"), ["sunita", "ramesh", "kumar"]);
        assert_eq!(words("Dr.Asha D/O:Mohan"), ["asha", "mohan"]);
        assert_eq!(words("डॉ॰ श्रीमती आशा राव"), ["asha", "rav"]);
        assert_eq!(words("Baby of Lakshmi"), ["lakshmi"]);
    }

    #[test]
    fn a_title_further_on_is_a_name() {
        assert_eq!(words("Sunita Kumari"), ["sunita", "kumari"]);
    }

    #[test]
    fn a_name_that_is_only_a_title_keeps_it() {
        assert_eq!(words("Mrs Baby"), ["baby"]);
    }

    #[test]
    fn dots_and_hyphens_part_words_and_apostrophes_do_not() {
        assert_eq!(words("S.P. Al-Hasan D’Souza"), ["s", "p", "al", "hasan", "dsouza"]);
    }

    #[test]
    fn joiners_change_nothing() {
        assert_eq!(words("लक्\u{200d}ष्मी भाव\u{200c}ना"), words("लक्ष्मी भावना"));
    }

    #[test]
    fn accents_and_wide_letters_become_plain() {
        assert_eq!(words("Śarmā Müller Łukasz Straße Ａｓｈａ"), ["sarma", "muller", "lukasz", "strasse", "asha"]);
    }

    #[test]
    fn a_word_of_any_script_is_a_word() {
        assert_eq!(words("محمد علی"), words("محمد على"), "two keyboards' letters");
        for name in ["محمد علی", "Иван Петров", "王伟", "ᱥᱟᱱᱛᱟᱲ ᱢᱩᱨᱢᱩ", "ꯃꯅꯤꯄꯨꯔ", "ნინო", "ع"]
        {
            assert_eq!(words(name).len(), name.split(' ').count(), "{name}: {:?}", words(name));
        }
    }

    #[test]
    fn titles_that_are_names_are_known() {
        assert_eq!(titles("Baby Devi"), ["baby"]);
        assert_eq!(titles("Smt. Sri Devi"), ["sri"]);
        assert!(titles("Smt. Asha Rao").is_empty());
    }
}
