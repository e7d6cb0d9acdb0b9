//! Phones as registers have them: with 0, 91 or +91, spaces and dashes, two in a cell, or "no phone".

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
    if identity_card || fills_a_form { None } else { Phone::parse(text).ok() }
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
    use super::read;

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
    fn no_phone_is_none_and_too_short_is_refused() {
        for cell in ["no phone", "", "-", "NIL", "N/A", "0000000000", "NULL", "not known"] {
            assert_eq!(phone(cell), None, "{cell}");
        }
        assert_eq!(read("720754538").expect_err("too short").key, "import-doubt-phone-short");
        assert_eq!(read("ask his brother").expect_err("words").key, "import-doubt-phone-short");
        assert_eq!(read("1234567890123").expect_err("no number").key, "import-doubt-phone");
    }
}
