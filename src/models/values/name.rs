//! A person's name: what may be one, and how it is found again whatever the script, spelling or word order.

mod devanagari;
mod fold;
mod likeness;
mod particles;
mod search;
mod words;

pub use likeness::{similarity, spelled_like};
pub use particles::{name_parts, particle_keys};
pub use search::{matches_prefix, neighbours, search_keys, title_keys};
pub use words::words as plain_words;

use std::fmt;

use crate::locale::typed;
use unicode_normalization::UnicodeNormalization;

const LONGEST: usize = 120;

/// A person's full name, as they write it, titles included; never split into first and last.
///
/// Always NFC, trimmed, with single spaces inside, of 1 to 120 characters, at least one of them a letter,
/// none of them a control character. Invisible marks that come with pasted text are dropped.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Name(String);

impl Name {
    /// Reads a name as typed.
    ///
    /// # Errors
    ///
    /// Says why the text cannot be a name.
    pub fn parse(typed: &str) -> Result<Self, NameError> {
        let visible: String = typed::clean(typed).nfc().collect();
        let name = visible.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            Err(NameError::Missing)
        } else if name.chars().count() > LONGEST {
            Err(NameError::TooLong)
        } else if !name.chars().any(char::is_alphabetic) {
            Err(NameError::NotAName)
        } else {
            Ok(Self(name))
        }
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a text is not a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing but spaces.
    #[error("the name is missing")]
    Missing,
    /// More than 120 characters.
    #[error("the name is longer than {LONGEST} characters")]
    TooLong,
    /// No letter in it, or a control character.
    #[error("the name has no letters, or has characters that cannot be printed")]
    NotAName,
}

impl NameError {
    /// The Fluent key of the message for the person who typed it.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Missing => "error-name-missing",
            Self::TooLong => "error-name-long",
            Self::NotAName => "error-name-letters",
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parsed(typed: &str) -> Result<String, NameError> {
        Name::parse(typed).map(|name| name.to_string())
    }

    #[test]
    fn spaces_are_trimmed_and_collapsed() {
        assert_eq!(parsed("  Smt.\tAsha \u{a0} Rao\n"), Ok("Smt. Asha Rao".to_owned()));
    }

    #[test]
    fn two_ways_to_type_one_letter_give_one_name() {
        assert_eq!(parsed("Rene\u{301}"), parsed("René"));
        assert_eq!(parsed("\u{95b}ाकिर"), parsed("ज\u{93c}ाकिर"));
    }

    #[test]
    fn invisible_marks_are_dropped_and_joiners_kept() {
        assert_eq!(parsed("\u{202a}Asha\u{200b} Rao\u{202c}"), Ok("Asha Rao".to_owned()));
        assert_eq!(parsed("क्\u{200d}ष"), Ok("क्\u{200d}ष".to_owned()));
    }

    #[test]
    fn a_name_that_nobody_sees_is_refused() {
        for typed in ["\u{3164}", "\u{115F}\u{1160}", "\u{FFA0} \u{3164}", "\u{2800}", "\u{AD}", "\u{200B}\u{2063}", "\u{E0041}"] {
            assert_eq!(parsed(typed), Err(NameError::Missing), "{typed:?}");
        }
        assert_eq!(parsed("\u{200D}"), Err(NameError::Missing));
        assert_eq!(parsed("محمد علی"), Ok("محمد علی".to_owned()));
    }

    #[test]
    fn a_name_must_be_there_be_short_and_have_a_letter() {
        assert_eq!(parsed(" \n "), Err(NameError::Missing));
        assert_eq!(parsed(&"अ".repeat(120)), Ok("अ".repeat(120)));
        assert_eq!(parsed(&"a".repeat(121)), Err(NameError::TooLong));
        assert_eq!(parsed("98450 12345"), Err(NameError::NotAName));
        assert_eq!(parsed("Asha\u{7}"), Ok("Asha".to_owned()));
        assert_eq!(parsed("O"), Ok("O".to_owned()));
    }

    #[test]
    fn every_error_has_its_message_key_and_plain_words() {
        for (error, key) in [
            (NameError::Missing, "error-name-missing"),
            (NameError::TooLong, "error-name-long"),
            (NameError::NotAName, "error-name-letters"),
        ] {
            assert_eq!(error.key(), key);
            assert!(error.to_string().starts_with("the name "));
        }
    }

    proptest! {
        #[test]
        fn a_name_parses_to_itself(typed in any::<String>()) {
            if let Ok(name) = Name::parse(&typed) {
                prop_assert_eq!(Name::parse(name.as_str()), Ok(name));
            }
        }
    }
}
