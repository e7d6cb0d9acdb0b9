//! Something noted about a patient; of an allergy, what its words are understood to be.

use chrono::NaiveDateTime;

use crate::db::ids::RowId;
use crate::models::clinical::substance::{Likely, Reading};
use crate::models::people::NONE_OF_THESE;

/// Something noted about a patient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    pub id: RowId,
    pub words: String,
    pub at: Option<NaiveDateTime>,
    /// Who noted it, by name; empty where nobody is known to have.
    pub by: String,
    pub(super) reading: Reading,
    /// Of an allergy: what its misspelt words were answered to be.
    pub(super) taken_as: String,
}

impl Noted {
    /// Of an allergy: read, with the answers that somebody gave about its likenesses.
    pub(super) fn allergy(self, taken_as: &str) -> Noted {
        let answers = taken_as.split("; ").filter(|it| !it.is_empty());
        let reading = answers
            .fold(Reading::of_allergy(&self.words), |reading, it| reading.answered(if it == NONE_OF_THESE { None } else { Some(it) }));
        Noted { reading, taken_as: taken_as.to_owned(), ..self }
    }

    /// As it is shown: by the name that it was answered to be, with what was written in brackets.
    pub fn shown(&self) -> String {
        shown(&self.words, &self.taken_as)
    }

    /// Whether every medicine that is known can be held against it.
    pub fn is_understood(&self) -> bool {
        self.reading.is_certain() || self.reading.refuted
    }

    /// Whether somebody answered that it is no allergy.
    pub fn is_refuted(&self) -> bool {
        self.reading.refuted
    }

    /// The word that is only alike to something, with what it may be: to be asked once.
    pub fn question(&self) -> Option<&Likely> {
        self.reading.likely.first()
    }
}

/// The words of an allergy, by the names that they were answered to be.
pub(in crate::models::clinical) fn shown(words: &str, taken_as: &str) -> String {
    let names: Vec<&str> = taken_as.split("; ").filter(|it| !it.is_empty() && *it != NONE_OF_THESE).collect();
    let missing = names.iter().any(|it| !words.to_lowercase().contains(&it.to_lowercase()));
    if !missing {
        return words.to_owned();
    }
    let names = names.join(", ");
    let first = names.chars().next().map(|it| it.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{} ({words})", names.chars().skip(1).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn a_name_that_was_answered_stands_before_the_words_that_it_corrects() {
        for (words, taken_as, said) in [
            ("Pencillin", "penicillin", "Penicillin (Pencillin)"),
            ("Pencillin", "", "Pencillin"),
            ("Pencillin", "-", "Pencillin"),
            ("Penicillin rash", "penicillin", "Penicillin rash"),
            ("bruffen, sulpha", "ibuprofen; sulfonamides", "Ibuprofen, sulfonamides (bruffen, sulpha)"),
        ] {
            assert_eq!(shown(words, taken_as), said);
        }
    }
}
