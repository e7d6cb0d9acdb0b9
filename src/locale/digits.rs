//! Digits, whatever script they are typed in.

use std::borrow::Cow;

/// The zeros of the scripts that a keyboard here may write: Devanagari, Bengali, Gurmukhi, Gujarati, Odia, Tamil, Telugu,
/// Kannada, Malayalam, Arabic and Persian, and the wide ones.
const ZEROS: [char; 12] = ['०', '০', '੦', '૦', '୦', '௦', '౦', '೦', '൦', '٠', '۰', '０'];

/// The text with `9` for `९`. Whatever reads a number begins with this; a name or an address is kept as it was written.
pub fn plain(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(text.chars().map(plain_digit).collect()) }
}

/// `९` is `9`; what is no digit stays.
pub fn plain_digit(c: char) -> char {
    let digit = ZEROS.iter().find_map(|zero| u32::from(c).checked_sub(u32::from(*zero)).filter(|it| *it < 10));
    digit.and_then(|digit| char::from_digit(digit, 10)).unwrap_or(c)
}

/// A code of so many digits as people type it: with spaces or hyphens between them, in any script. Nothing else is one: whatever is
/// sent to be typed is read here.
pub fn code(typed: &str, length: usize) -> Option<String> {
    let code = bare(typed)?;
    (code.len() == length && code.bytes().all(|it| it.is_ascii_digit())).then_some(code)
}

/// Letters and digits without the spaces and hyphens that part them, small: nothing where anything else stands among them.
pub fn bare(typed: &str) -> Option<String> {
    let plain = plain(typed);
    let kept: String = plain.chars().filter(|it| !it.is_whitespace() && *it != '-').collect();
    kept.bytes().all(|it| it.is_ascii_alphanumeric()).then(|| kept.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::{bare, code, plain};

    #[test]
    fn a_code_is_digits_with_room_between_them_and_nothing_else() {
        assert_eq!(code(" १२३-४५६ ", 6).as_deref(), Some("123456"));
        for typed in ["12a34b56", "1é23456", "12345", "1234567", "123.456", "+123456", ""] {
            assert_eq!(code(typed, 6), None, "{typed}");
        }
        assert_eq!((bare("SW-00 12").as_deref(), bare("sw/12"), bare("swé12")), (Some("sw0012"), None, None));
    }

    #[test]
    fn digits_of_every_script_are_digits() {
        for typed in ["०१२३४५६७८९", "০১২৩৪৫৬৭৮৯", "௦௧௨௩௪௫௬௭௮௯", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "０１２３４５６７８９"]
        {
            assert_eq!(plain(typed), "0123456789", "{typed}");
        }
    }

    #[test]
    fn all_else_stays_as_it_was_typed() {
        assert_eq!(plain("९८४५० १२३४५, सेक्टर ½"), "98450 12345, सेक्टर ½");
    }
}
