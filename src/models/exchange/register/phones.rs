//! Phones as registers have them: with 0, 91 or +91, spaces and dashes, two in a cell, or "no phone".

use crate::locale::Message;
use crate::message;
use crate::models::values::Phone;

/// What a cell says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phones {
    pub phone: Option<Phone>,
    /// Another number, as it was written: kept with the remarks.
    pub other: Option<String>,
}

/// How few digits an Indian number may have, its area code without the 0 included.
const FEWEST: usize = 10;

/// The phones in a cell. The first mobile that is one counts; with none that is a number the caller is told why, and
/// keeps the cell as it was: whoever gave it came, with or without a right phone.
pub fn read(cell: &str) -> Result<Phones, Message> {
    if says_none(cell) {
        return Ok(Phones::default());
    }
    // A spreadsheet that took it for a number.
    let cell = cell.strip_suffix(".0").unwrap_or(cell).trim_start_matches('\'');
    let parts: Vec<&str> = cell.split(['/', ',', ';', '&', '\n']).map(str::trim).filter(|it| !it.is_empty()).collect();
    let parsed: Vec<Option<Phone>> = parts.iter().map(|part| Phone::parse(part).ok()).collect();
    let mobile = |phone: &Phone| phone.national().len() == 10 && phone.national().starts_with(['6', '7', '8', '9']);
    let chosen = parsed.iter().position(|it| it.as_ref().is_some_and(mobile)).or_else(|| parsed.iter().position(Option::is_some));
    let Some(chosen) = chosen else {
        let digits = cell.chars().filter(char::is_ascii_digit).count();
        return Err(if digits < FEWEST {
            message!("import-doubt-phone-short", phone = cell, digits)
        } else {
            message!("import-doubt-phone", phone = cell)
        });
    };
    let others: Vec<&str> = parts.iter().enumerate().filter(|(at, _)| *at != chosen).map(|(_, part)| *part).collect();
    Ok(Phones { phone: parsed.into_iter().nth(chosen).flatten(), other: (!others.is_empty()).then(|| others.join(", ")) })
}

/// Whether a text is a phone number.
pub fn looks_like_one(cell: &str) -> bool {
    read(cell).is_ok_and(|it| it.phone.is_some())
}

/// Words for having no phone.
pub fn says_none(cell: &str) -> bool {
    let words: String = cell.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    matches!(words.as_str(), "" | "no" | "none" | "nophone" | "nil" | "na" | "notavailable" | "nomobile" | "0" | "नहीं" | "नही")
        || words.chars().all(|c| c == '0')
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
    fn no_phone_is_none_and_too_short_is_refused() {
        for cell in ["no phone", "", "-", "NIL", "N/A", "0000000000"] {
            assert_eq!(phone(cell), None, "{cell}");
        }
        assert_eq!(read("720754538").expect_err("too short").key, "import-doubt-phone-short");
        assert_eq!(read("ask his brother").expect_err("words").key, "import-doubt-phone-short");
        assert_eq!(read("1234567890123").expect_err("no number").key, "import-doubt-phone");
    }
}
