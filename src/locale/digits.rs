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

#[cfg(test)]
mod tests {
    use super::plain;

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
