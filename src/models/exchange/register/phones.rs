//! Phones as registers have them: with 0, 91 or +91, spaces and dashes, two in a cell, or "no phone".

use std::sync::atomic::{AtomicU8, Ordering};

use crate::locale::{Message, digits};
use crate::message;
use crate::models::values::Phone;

/// What a cell says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phones {
    pub phone: Option<Phone>,
    /// Further numbers that are phones.
    pub others: Vec<Phone>,
    /// Another number, or whose it is, as it was written: kept with the remarks.
    pub other: Option<String>,
}

/// How few digits an Indian number may have, its area code without the 0 included.
const FEWEST: usize = 10;

/// Words that say that a number follows, and nothing of whose it is.
const LABELS: [&str; 22] = [
    "ph",
    "phone",
    "mob",
    "mobile",
    "tel",
    "cell",
    "no",
    "m",
    "r",
    "o",
    "h",
    "contact",
    "whatsapp",
    "wa",
    "or",
    "and",
    "number",
    "res",
    "off",
    "landline",
    "मो",
    "फोन",
];

/// Words that say that a number is not the person's, or not any more: which of two is meant, nobody can tell.
const NOT_THEIRS: [&str; 14] = [
    "wrong",
    "not",
    "dont",
    "don't",
    "never",
    "old",
    "neighbour",
    "neighbor",
    "neighbours",
    "pco",
    "disconnected",
    "galat",
    "गलत",
    "पुराना",
];

/// The phones in a cell. The first mobile that is one counts; with none that is a number the caller is told why, and
/// keeps the cell as it was: whoever gave it came, with or without a right phone.
pub fn read(cell: &str) -> Result<Phones, Message> {
    if says_none(cell) {
        return Ok(Phones::default());
    }
    // A spreadsheet that took it for a number.
    let cell = cell.strip_suffix(".0").unwrap_or(cell).trim_start_matches('\'');
    let plain = digits::plain(cell).replace(['‐', '–', '—'], "-");
    let written = numbers(&plain);
    let parsed: Vec<Option<Phone>> = written.iter().map(|it| parse(it)).collect();
    let mobile = |phone: &Phone| phone.national().len() == 10 && phone.national().starts_with(['6', '7', '8', '9']);
    let chosen = parsed.iter().position(|it| it.as_ref().is_some_and(mobile)).or_else(|| parsed.iter().position(Option::is_some));
    let Some(chosen) = chosen else {
        let digits = plain.chars().filter(char::is_ascii_digit).count();
        return Err(if digits < FEWEST {
            message!("import-doubt-phone-short", phone = cell, digits)
        } else {
            message!("import-doubt-phone", phone = cell)
        });
    };
    let words = plain.split(|c: char| !c.is_alphabetic() && !('\u{900}'..='\u{97F}').contains(&c));
    let says_whose = words.filter(|it| !it.is_empty()).any(|it| !LABELS.contains(&it.to_lowercase().as_str()));
    let speaks_against = |it: &str| NOT_THEIRS.contains(&it.to_lowercase().as_str());
    if plain.split(|c: char| !c.is_alphabetic() && c != '\'').any(speaks_against) {
        return Err(message!("import-doubt-phone-said", phone = cell));
    }
    let rest: Vec<&str> = written.iter().enumerate().filter(|(at, _)| *at != chosen).map(|(_, it)| it.as_str()).collect();
    let other = if says_whose { Some(cell.to_owned()) } else { (!rest.is_empty()).then(|| rest.join(", ")) };
    let mut all = parsed;
    let phone = all.get_mut(chosen).and_then(Option::take);
    Ok(Phones { phone, others: all.into_iter().flatten().collect(), other })
}

/// The numbers in a cell, as they were written: what stands between letters and signs that no number has. Two numbers with nothing but a
/// blank between them are two.
fn numbers(cell: &str) -> Vec<String> {
    let is_of_number = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | ' ' | '(' | ')');
    let mut all = Vec::new();
    for run in cell.split(|c: char| !is_of_number(c)) {
        let run = run.trim_matches(|c: char| !c.is_ascii_digit() && c != '+');
        if !run.contains(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let count = |text: &str| text.chars().filter(char::is_ascii_digit).count();
        let words: Vec<&str> = run.split_whitespace().collect();
        let whole = |it: &&str| count(it) >= FEWEST && parse(it).is_some();
        if count(run) < FEWEST * 2 || !words.iter().any(whole) {
            all.push(run.to_owned());
            continue;
        }
        let mut part = String::new();
        for word in words {
            if whole(&word) {
                all.extend(Some(std::mem::take(&mut part)).filter(|it| count(it) > 0));
                all.push(word.to_owned());
            } else {
                part = if part.is_empty() { word.to_owned() } else { format!("{part} {word}") };
            }
        }
        all.extend(Some(part).filter(|it| count(it) > 0));
    }
    all
}

/// A number that somebody may have: no number of an identity card, none that fills a form.
fn parse(text: &str) -> Option<Phone> {
    let bare: String = text.chars().filter(char::is_ascii_digit).collect();
    let marked = text.contains('+') || bare.starts_with('0');
    let national = bare.get(bare.len().saturating_sub(10)..).unwrap_or_default();
    let identity_card = bare.len() == 12 && !marked && !(bare.starts_with("91") && national.starts_with(['6', '7', '8', '9']));
    let fills_a_form = national.len() == 10 && (national.bytes().all(|it| Some(it) == national.bytes().next()) || national == "1234567890");
    if identity_card || fills_a_form { None } else { parse_once(text) }
}

/// What is known of the numbers that begin with these five digits, from 60000 on: nothing yet, or whether they are given out.
static MOBILES: [AtomicU8; 40_000] = [const { AtomicU8::new(0) }; 40_000];

/// The same as [`Phone::parse`], which takes its time. Whether an Indian mobile is one is told by its first five digits, so it is asked
/// once for each of them.
fn parse_once(text: &str) -> Option<Phone> {
    let Some(national) = mobile(text) else { return Phone::parse(text).ok() };
    let place = national.get(..5).and_then(|it| it.parse::<usize>().ok()).and_then(|it| MOBILES.get(it.checked_sub(60_000)?));
    match place.map(|it| (it, it.load(Ordering::Relaxed))) {
        Some((_, 1)) => Some(Phone::stored(&format!("+91{national}"))),
        Some((_, 2)) => None,
        known => {
            let phone = Phone::parse(text).ok();
            if let Some((place, _)) = known {
                place.store(if phone.is_some() { 1 } else { 2 }, Ordering::Relaxed);
            }
            phone
        }
    }
}

/// The ten digits of what is written as an Indian mobile, with its country's code, a nought or nothing before them.
fn mobile(text: &str) -> Option<String> {
    let is_plain = text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "+-().".contains(c));
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let is_marked = text.contains('+');
    let national = match digits.len() {
        10 if !is_marked => Some(digits.as_str()),
        11 if !is_marked => digits.strip_prefix('0'),
        12 => digits.strip_prefix("91"),
        _ => None,
    };
    let is_first = text.find('+').is_none_or(|at| at == 0) && text.matches('+').count() < 2;
    national.filter(|it| is_plain && is_first && it.starts_with(['6', '7', '8', '9'])).map(str::to_owned)
}

/// Whether a text is a phone number, and little else.
pub fn looks_like_one(cell: &str) -> bool {
    let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
    letters <= 8 && read(cell).is_ok_and(|it| it.phone.is_some())
}

/// Words for having no phone.
pub fn says_none(cell: &str) -> bool {
    let words: String = cell.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    matches!(
        words.as_str(),
        "" | "no"
            | "none"
            | "nophone"
            | "nil"
            | "na"
            | "notavailable"
            | "nomobile"
            | "0"
            | "नहीं"
            | "नही"
            | "null"
            | "notknown"
            | "unknown"
            | "notgiven"
            | "nill"
            | "x"
            | "xxx"
            | "नाही"
    ) || words.chars().all(|c| c == '0')
}

#[cfg(test)]
mod tests {
    use super::{parse_once, read};
    use crate::models::values::Phone;

    fn phone(cell: &str) -> Option<String> {
        read(cell).expect(cell).phone.map(|phone| phone.e164().to_owned())
    }

    #[test]
    fn a_number_is_understood_however_it_is_written() {
        for cell in ["8961755233", "08961755233", "89617 55233", "+918961755233", "+91-89617-55233", "91 8961 755 233", "0091 8961755233"] {
            assert_eq!(phone(cell).as_deref(), Some("+918961755233"), "{cell}");
        }
    }

    #[test]
    fn of_two_numbers_the_mobile_counts_and_the_other_is_kept() {
        let both = read("7287226111 / 022-2014319").expect("phones");
        assert_eq!(both.phone.expect("a phone").e164(), "+917287226111");
        assert_eq!(both.other.as_deref(), Some("022-2014319"));
        let swapped = read("022-2014319 / 7287226111").expect("phones");
        assert_eq!(swapped.phone.expect("a phone").e164(), "+917287226111");
    }

    #[test]
    fn words_around_a_number_hide_it_not() {
        for (cell, national, other) in [
            ("Ph: 9820011111", "9820011111", None),
            ("9820011111(son)", "9820011111", Some("9820011111(son)")),
            ("9820011111 - wife", "9820011111", Some("9820011111 - wife")),
            ("9820011111 9820022222", "9820011111", Some("9820022222")),
            ("9820011111 or 9820022222", "9820011111", Some("9820022222")),
            ("98200 11111 / 98200 22222", "9820011111", Some("98200 22222")),
            ("M:9820011111 R:022-2014319", "9820011111", Some("022-2014319")),
            ("=\"9820011111\"", "9820011111", None),
            ("९८२००१११११", "9820011111", None),
        ] {
            let read = read(cell).expect(cell);
            assert_eq!(read.phone.expect(cell).national(), national, "{cell}");
            assert_eq!(read.other.as_deref(), other, "{cell}");
        }
    }

    #[test]
    fn the_number_of_an_identity_card_and_what_fills_a_form_are_no_phones() {
        for cell in ["912345678901", "234567890123", "2345 6789 0123", "9999999999", "1234567890"] {
            assert_eq!(read(cell).expect_err(cell).key, "import-doubt-phone", "{cell}");
        }
    }

    #[test]
    fn whether_a_mobile_is_one_is_told_by_its_first_digits() {
        let mut number = 6_000_012_345_u64;
        let mut valid = 0;
        while number < 10_000_000_000 {
            let told: Vec<bool> = [0, 1, 40_000, 99_999, 12_345]
                .iter()
                .map(|tail| Phone::parse(&(number / 100_000 * 100_000 + tail).to_string()).is_ok())
                .collect();
            assert!(told.iter().all(|it| *it == told[0]), "{number}: {told:?}");
            valid += u32::from(told[0]);
            number += 13_700_007;
        }
        assert!(valid > 100);
        for text in ["98200 11111", "+91 98200-11111", "09820011111", "919820011111", "(98200) 11112", "60000 12345", "98+20011111"] {
            for _ in 0..2 {
                assert_eq!(parse_once(text), Phone::parse(text).ok(), "{text}");
            }
        }
    }

    #[test]
    fn a_number_that_is_said_to_be_no_ones_is_not_taken() {
        for cell in ["wrong number 9820011111", "old no 9820011111 new no 9820022222", "neighbour 9820011111", "do not call 9820011111"] {
            assert_eq!(read(cell).expect_err(cell).key, "import-doubt-phone-said", "{cell}");
        }
    }

    #[test]
    fn no_phone_is_none_and_too_short_is_refused() {
        for cell in ["no phone", "", "-", "NIL", "N/A", "0000000000", "NULL", "not known"] {
            assert_eq!(phone(cell), None, "{cell}");
        }
        assert_eq!(read("720754538").expect_err("too short").key, "import-doubt-phone-short");
        assert_eq!(read("ask his brother").expect_err("words").key, "import-doubt-phone-short");
        assert_eq!(read("1234567890123").expect_err("no number").key, "import-doubt-phone");
    }
}
