//! Noting what an old register says of somebody who is a patient already, and taking it back with the register.

use diesel::QueryResult;
use serde_json::json;

use super::{Alert, AlertForgotten, NotedAllergies};
use crate::db::Tx;
use crate::db::ids::{ProfileId, RowId};
use crate::models::journal::{self, Action, Subject};

impl Alert {
    /// Notes it as [`Alert::note`] does, and answers the rows that are new by it.
    pub fn note_by_register(self, tx: &mut Tx, patient: ProfileId, noted: &str) -> QueryResult<Vec<RowId>> {
        let words =
            if self == Alert::Allergy { NotedAllergies::of_brought(&[noted.to_owned()]).substances } else { vec![noted.to_owned()] };
        let mut fresh = Vec::new();
        for it in words.iter().filter(|it| it.chars().count() <= Alert::LONGEST) {
            if !self.standing(tx, patient, it)?.is_empty() {
                continue;
            }
            self.end_answer(tx, patient)?;
            self.write(tx, std::iter::once((patient, it.as_str())))?;
            fresh.extend(self.standing(tx, patient, it)?);
            journal::record(tx, Action::Imported, Subject::patient(patient), &json!({ "noted": self, "words": it }))?;
        }
        Ok(fresh)
    }

    /// Takes away what a register noted.
    pub fn forget_with_register(self, tx: &mut Tx, patient: ProfileId, id: RowId) -> QueryResult<AlertForgotten> {
        self.forget_by(tx, patient, id, Action::ImportUndone)
    }
}
