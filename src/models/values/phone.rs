//! Phone numbers: stored E.164, shown as people write them, Indian unless they say otherwise.

use std::fmt;

use phonenumber::country::IN;

use crate::locale::{Message, digits};
use crate::message;

/// A valid number.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Phone(String);

impl Phone {
    /// Understands `98450 12345`, `098450-12345`, `+91 98450 12345`, `0091...`, and numbers of other countries with `+`.
    pub fn parse(text: &str) -> Result<Phone, Message> {
        let text = digits::plain(text);
        let cleaned: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        let cleaned = cleaned.strip_prefix("00").map_or_else(|| cleaned.clone(), |rest| format!("+{rest}"));
        let digits = cleaned.trim_start_matches('+');
        let candidate = match digits.len() {
            12 if !cleaned.starts_with('+') && digits.starts_with("91") => format!("+{digits}"),
            11 if digits.starts_with('0') => format!("+91{}", &digits[1..]),
            // Without the country's code, 91776 91687 would lose its first two digits as if they were it.
            10 if !cleaned.starts_with('+') && digits.starts_with(['6', '7', '8', '9']) => format!("+91{digits}"),
            _ => cleaned.clone(),
        };
        let junk = text.chars().any(|c| !(c.is_ascii_digit() || c.is_whitespace() || "+-().".contains(c)));
        let number = phonenumber::parse(Some(IN), &candidate).ok().filter(|number| !junk && phonenumber::is_valid(number));
        number.map(|number| Phone(number.format().mode(phonenumber::Mode::E164).to_string())).ok_or_else(|| message!("error-phone"))
    }

    /// A number that comes from the database.
    pub fn stored(e164: &str) -> Phone {
        Phone(e164.to_owned())
    }

    /// `+919845012345`.
    pub fn e164(&self) -> &str {
        &self.0
    }

    /// The digits after the country's code: what a desk searches by.
    pub fn national(&self) -> &str {
        self.0.strip_prefix("+91").unwrap_or_else(|| self.0.trim_start_matches('+'))
    }
}

impl fmt::Display for Phone {
    /// `98450 12345`; a foreign number in full.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.strip_prefix("+91").map(|digits| digits.split_at_checked(5)) {
            Some(Some((first, last))) => write!(f, "{first} {last}"),
            _ => f.write_str(&self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Phone;

    #[test]
    fn an_indian_number_is_understood_however_it_is_written() {
        for text in [
            "98450 12345",
            "९८४५० १२३४५",
            "9845012345",
            "09845012345",
            "+91 98450-12345",
            "91 9845012345",
            "0091 98450 12345",
            "(98450) 12345",
        ] {
            assert_eq!(Phone::parse(text).expect(text).e164(), "+919845012345", "{text}");
        }
    }

    #[test]
    fn a_mobile_that_begins_like_the_countrys_code_is_one() {
        for text in ["9177691687", "091776 91687", "+91 91776 91687", "919177691687"] {
            assert_eq!(Phone::parse(text).expect(text).e164(), "+919177691687", "{text}");
        }
    }

    #[test]
    fn what_is_not_a_number_is_refused() {
        for text in ["", "12345", "98450", "no phone", "984501234", "98450123456", "9845012345 / 022-2014319"] {
            assert!(Phone::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn it_is_shown_as_people_write_it() {
        assert_eq!(Phone::stored("+919845012345").to_string(), "98450 12345");
    }
}
