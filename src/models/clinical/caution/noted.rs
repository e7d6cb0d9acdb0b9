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
}

impl Noted {
    /// Of an allergy: read, with the answers that somebody gave about its likenesses.
    pub(super) fn allergy(self, taken_as: &str) -> Noted {
        let answers = taken_as.split("; ").filter(|it| !it.is_empty());
        let reading = answers
            .fold(Reading::of_allergy(&self.words), |reading, it| reading.answered(if it == NONE_OF_THESE { None } else { Some(it) }));
        Noted { reading, ..self }
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
