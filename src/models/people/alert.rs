//! Writing down what a patient does not tolerate, lives with or takes: it counts from that moment on.

use diesel::prelude::*;
use serde_json::json;

use crate::db::Tx;
use crate::db::ids::{ProfileId, RowId};
use crate::db::statement::Among;
use crate::models::journal::{self, Action, Subject};
use crate::text_enum;

/// The same in the table of a kind: `$table`, with the column of its `$words`.
macro_rules! in_table_of {
    ($kind:expr, |$table:ident $(, $words:ident)?| $done:expr) => {
        match $kind {
            Alert::Allergy => {
                use crate::schema::organisation::allergies as $table;
                $(use crate::schema::organisation::allergies::substance as $words;)?
                $done
            }
            Alert::Condition => {
                use crate::schema::organisation::conditions as $table;
                $(use crate::schema::organisation::conditions::name as $words;)?
                $done
            }
            Alert::CurrentMedicine => {
                use crate::schema::organisation::current_medicines as $table;
                $(use crate::schema::organisation::current_medicines::name as $words;)?
                $done
            }
        }
    };
}

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
    pub fn note(self, tx: &mut Tx, patient: ProfileId, noted: &str) -> QueryResult<()> {
        let had: i64 = in_table_of!(self, |table, words| table::table
            .filter(table::patient_id.eq(patient))
            .filter(table::deleted_at.is_null())
            .filter(words.eq(noted))
            .count()
            .get_result(tx.db)?);
        if had > 0 {
            return Ok(());
        }
        self.write(tx, std::iter::once((patient, noted)))?;
        journal::record(tx, Action::Edited, Subject::new("patients", patient), &json!({ "noted": self, "words": noted }))
    }

    /// Takes it back. Another patient's is not found.
    pub fn forget(self, tx: &mut Tx, patient: ProfileId, id: RowId) -> QueryResult<()> {
        let forgotten = in_table_of!(self, |table| {
            let one = table::table.filter(table::id.eq(id)).filter(table::patient_id.eq(patient));
            diesel::update(one).set(table::deleted_at.eq(tx.now)).execute(tx.db)?
        });
        if forgotten == 0 {
            return Err(diesel::result::Error::NotFound);
        }
        journal::record(tx, Action::Edited, Subject::new("patients", patient), &json!({ "forgotten": self, "id": id }))
    }

    /// Takes away what is not listed any more, adds what is new, leaves the rest. Whoever calls writes the audit row.
    pub(super) fn rewrite(self, tx: &mut Tx, patient: ProfileId, old: &[String], new: &[String]) -> QueryResult<()> {
        let gone = missing(old, new);
        if !gone.is_empty() {
            in_table_of!(self, |table, words| {
                let of = table::table.filter(table::patient_id.eq(patient)).filter(words.among(&gone)).filter(table::deleted_at.is_null());
                diesel::update(of).set(table::deleted_at.eq(tx.now)).execute(tx.db)?
            });
        }
        self.write(tx, missing(new, old).into_iter().map(|it| (patient, it)))
    }

    /// Writes it down of many patients. Whoever calls writes the audit row.
    pub(super) fn write<'a>(self, tx: &mut Tx, noted: impl Iterator<Item = (ProfileId, &'a str)>) -> QueryResult<()> {
        in_table_of!(self, |table, words| {
            let row = |(patient, it)| (table::id.eq(RowId::new()), table::patient_id.eq(patient), words.eq(it), table::noted_at.eq(tx.now));
            let rows: Vec<_> = noted.map(row).collect();
            if rows.is_empty() { Ok(()) } else { diesel::insert_into(table::table).values(rows).execute(tx.db).map(drop) }
        })
    }
}

/// What stands in one list and not in the other, letter case apart.
pub(super) fn missing<'a>(these: &'a [String], those: &[String]) -> Vec<&'a str> {
    let same = |a: &str, b: &str| a.to_lowercase() == b.to_lowercase();
    these.iter().map(String::as_str).filter(|it| !those.iter().any(|other| same(it, other))).collect()
}
