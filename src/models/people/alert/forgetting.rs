//! Taking away what is noted about a patient, and bringing back what was taken away by that very step.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde_json::json;

use super::{Alert, FactConfirmed};
use crate::db::Tx;
use crate::db::ids::{ProfileId, RowId};
use crate::models::journal::{self, Action, Subject};
use crate::schema::organisation::allergy_answers;

/// What came of taking something away. With its words.
#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AlertForgotten {
    /// Taken away at this instant: by it the step is known to whoever takes it back.
    Forgotten { words: String, at: NaiveDateTime },
    /// Somebody took it away before: nothing was changed.
    Gone { words: String },
}

/// What came of bringing it back. With its words.
#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AlertRestored {
    Restored {
        words: String,
    },
    /// Since it was taken away somebody else decided about it: nothing was changed.
    MovedOn {
        words: String,
    },
}

impl Alert {
    /// Takes it away; it can be brought back. Another patient's is not found.
    pub fn forget(self, tx: &mut Tx, patient: ProfileId, id: RowId) -> QueryResult<AlertForgotten> {
        self.forget_by(tx, patient, id, Action::Edited)
    }

    /// The same, written down as that.
    pub(super) fn forget_by(self, tx: &mut Tx, patient: ProfileId, id: RowId, action: Action) -> QueryResult<AlertForgotten> {
        let (words, done): (String, usize) = in_table_of!(self, |table, words| {
            let one = table::table.filter(table::id.eq(id)).filter(table::patient_id.eq(patient));
            let found = one.select(words).for_update().first(tx.db)?;
            (found, diesel::update(one.filter(table::deleted_at.is_null())).set(table::deleted_at.eq(tx.now)).execute(tx.db)?)
        });
        if done == 0 {
            return Ok(AlertForgotten::Gone { words });
        }
        journal::record(tx, action, Subject::patient(patient), &json!({ "forgotten": self, "id": id, "words": words }))?;
        Ok(AlertForgotten::Forgotten { words, at: tx.now })
    }

    /// Brings back what was taken away at that instant, unless somebody decided otherwise since: noted it again, or noted that the patient
    /// was asked and has none.
    pub fn restore(self, tx: &mut Tx, patient: ProfileId, id: RowId, at: NaiveDateTime) -> QueryResult<AlertRestored> {
        let (words, gone_at): (String, Option<NaiveDateTime>) = in_table_of!(self, |table, words| {
            let one = table::table.filter(table::id.eq(id)).filter(table::patient_id.eq(patient));
            one.select((words, table::deleted_at)).for_update().first(tx.db)?
        });
        let again: i64 = in_table_of!(self, |table, column| {
            let standing = table::table.filter(table::patient_id.eq(patient)).filter(table::deleted_at.is_null());
            standing.filter(column.eq(&words)).count().get_result(tx.db)?
        });
        if gone_at != Some(at) || again > 0 || (self == Alert::Allergy && asked_since(tx, patient, at)?) {
            return Ok(AlertRestored::MovedOn { words });
        }
        in_table_of!(self, |table| {
            let one = table::table.filter(table::id.eq(id));
            diesel::update(one).set(table::deleted_at.eq(None::<NaiveDateTime>)).execute(tx.db)?
        });
        FactConfirmed::Hand.confirm(tx, &[id])?;
        journal::record(tx, Action::Edited, Subject::patient(patient), &json!({ "restored": self, "id": id, "words": words }))?;
        Ok(AlertRestored::Restored { words })
    }
}

/// Whether it was noted since then that the patient has no allergy, or knows of none.
fn asked_since(tx: &mut Tx, patient: ProfileId, at: NaiveDateTime) -> QueryResult<bool> {
    let answers = allergy_answers::table.filter(allergy_answers::patient_id.eq(patient)).filter(allergy_answers::ended_at.is_null());
    diesel::select(diesel::dsl::exists(answers.filter(allergy_answers::asked_at.gt(at)))).get_result(tx.db)
}
