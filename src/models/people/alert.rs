//! Writing down what a patient does not tolerate, lives with or takes: it counts from that moment on.

use diesel::prelude::*;
use serde_json::json;

use crate::db::Tx;
use crate::db::ids::{ProfileId, RowId};
use crate::models::journal::{self, Action, Subject};
use crate::schema::organisation::{allergies, conditions, current_medicines};
use crate::text_enum;

text_enum! {
    keys "alert";
    /// What kind of thing is noted.
    Alert { Allergy = "allergy", Condition = "condition", CurrentMedicine = "current_medicine" }
}

impl Alert {
    /// How its badge is coloured.
    pub fn colour(self) -> &'static str {
        if self == Alert::Allergy { "danger" } else { "secondary" }
    }

    /// Notes it, unless the same words are noted already.
    pub fn note(self, tx: &mut Tx, patient: ProfileId, words: &str) -> QueryResult<()> {
        macro_rules! add {
            ($table:ident, $words:ident) => {{
                let had: i64 = $table::table
                    .filter($table::patient_id.eq(patient))
                    .filter($table::deleted_at.is_null())
                    .filter($table::$words.eq(words))
                    .count()
                    .get_result(tx.db)?;
                if had > 0 {
                    return Ok(());
                }
                let row =
                    ($table::id.eq(RowId::new()), $table::patient_id.eq(patient), $table::$words.eq(words), $table::noted_at.eq(tx.now));
                diesel::insert_into($table::table).values(row).execute(tx.db)?
            }};
        }
        let _ = match self {
            Alert::Allergy => add!(allergies, substance),
            Alert::Condition => add!(conditions, name),
            Alert::CurrentMedicine => add!(current_medicines, name),
        };
        journal::record(tx, Action::Edited, Subject::new("patients", patient), &json!({ "noted": self, "words": words }))
    }

    /// Takes it back. Another patient's is not found.
    pub fn forget(self, tx: &mut Tx, patient: ProfileId, id: RowId) -> QueryResult<()> {
        macro_rules! remove {
            ($table:ident) => {
                diesel::update($table::table.filter($table::id.eq(id)).filter($table::patient_id.eq(patient)))
                    .set($table::deleted_at.eq(tx.now))
                    .execute(tx.db)?
            };
        }
        let removed = match self {
            Alert::Allergy => remove!(allergies),
            Alert::Condition => remove!(conditions),
            Alert::CurrentMedicine => remove!(current_medicines),
        };
        if removed == 0 {
            return Err(diesel::result::Error::NotFound);
        }
        journal::record(tx, Action::Edited, Subject::new("patients", patient), &json!({ "forgotten": self, "id": id }))
    }
}
