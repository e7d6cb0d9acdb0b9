//! Writing down what a patient does not tolerate, lives with or takes: it counts from that moment on.

mod asked;
mod confirming;
mod reading;
mod statement;

pub use asked::{AllergiesAsked, AllergyAnswer};
pub use confirming::FactConfirmed;
pub use reading::NotedAllergies;
pub use statement::{AllergySense, allergy_clauses, plain_words_of_allergies};

use diesel::prelude::*;
use serde_json::json;

use super::profile::Profile;
use crate::db::Tx;
use crate::db::ids::{ProfileId, RowId};
use crate::models::journal::{self, Action, Subject};
use crate::schema::organisation::allergies;
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

mod forgetting;
mod of_registers;

pub use forgetting::{AlertForgotten, AlertRestored};

text_enum! {
    keys "alert";
    /// What kind of thing is noted.
    Alert { Allergy = "allergy", Condition = "condition", CurrentMedicine = "current_medicine" }
}

/// The answer that a word which is alike to something is none of what it is alike to.
pub const NONE_OF_THESE: &str = "-";

/// What came of noting something.
#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AlertNoted {
    Noted,
    /// It said that there is no allergy, and there is none: that is noted.
    Answered,
    /// It said that there is no allergy, but one is noted: nothing was changed.
    Contradicts,
    /// It said of something that it is not an allergy of theirs, or nothing that can be understood: that was not noted. `besides`: whether
    /// something else of it was.
    Denied {
        words: String,
        besides: bool,
    },
    /// One thing of it is said in more words than there is room for: nothing was noted.
    TooLong(String),
}

impl AlertNoted {
    /// What of the words was not noted: it stays where it was typed.
    pub fn left(&self, typed: &str) -> Option<String> {
        match self {
            AlertNoted::Noted | AlertNoted::Answered => None,
            AlertNoted::Denied { words, .. } => Some(words.clone()),
            AlertNoted::Contradicts | AlertNoted::TooLong(_) => Some(typed.to_owned()),
        }
    }
}

impl Alert {
    /// The most characters that one thing is noted in.
    pub const LONGEST: usize = 120;

    /// How its badge is coloured.
    pub fn colour(self) -> &'static str {
        if self == Alert::Allergy { "danger" } else { "secondary" }
    }

    /// Notes it, unless the same words are noted already. A text about allergies may be a list, or say that there is none; conditions
    /// stand between commas.
    pub fn note(self, tx: &mut Tx, patient: ProfileId, noted: &str) -> QueryResult<AlertNoted> {
        let long = |it: &&str| it.chars().count() > Alert::LONGEST;
        if self != Alert::Allergy {
            let between = if self == Alert::Condition { &[',', ';', '\n'][..] } else { &[] };
            let each = || noted.split(between).map(str::trim).filter(|it| !it.is_empty());
            if let Some(words) = each().find(long) {
                return Ok(AlertNoted::TooLong(words.to_owned()));
            }
            each().try_for_each(|it| self.note_words(tx, patient, it))?;
            return Ok(AlertNoted::Noted);
        }
        let read = NotedAllergies::read(noted);
        if let Some(words) = read.substances.iter().map(String::as_str).find(long) {
            return Ok(AlertNoted::TooLong(words.to_owned()));
        }
        read.substances.iter().try_for_each(|it| self.note_words(tx, patient, it))?;
        match read.answer {
            _ if !read.denied.is_empty() => Ok(AlertNoted::Denied { words: read.denied.join(", "), besides: !read.substances.is_empty() }),
            Some(answer) => Alert::answer_none(tx, patient, answer),
            None => Ok(AlertNoted::Noted),
        }
    }

    /// Notes that the patient was asked and named none.
    pub fn answer_none(tx: &mut Tx, patient: ProfileId, answer: AllergyAnswer) -> QueryResult<AlertNoted> {
        let standing = allergies::table.filter(allergies::patient_id.eq(patient)).filter(allergies::deleted_at.is_null());
        if standing.count().get_result::<i64>(tx.db)? > 0 {
            return Ok(AlertNoted::Contradicts);
        }
        AllergiesAsked::note(tx, patient, answer)?;
        Ok(AlertNoted::Answered)
    }

    fn note_words(self, tx: &mut Tx, patient: ProfileId, noted: &str) -> QueryResult<()> {
        let standing = self.standing(tx, patient, noted)?;
        if !standing.is_empty() {
            return FactConfirmed::Hand.confirm(tx, &standing);
        }
        self.end_answer(tx, patient)?;
        self.write(tx, std::iter::once((patient, noted)))?;
        journal::record(tx, Action::Edited, Subject::patient(patient), &json!({ "noted": self, "words": noted }))
    }

    /// The rows of the same words.
    fn standing(self, tx: &mut Tx, patient: ProfileId, noted: &str) -> QueryResult<Vec<RowId>> {
        in_table_of!(self, |table, words| table::table
            .filter(table::patient_id.eq(patient))
            .filter(table::deleted_at.is_null())
            .filter(words.eq(noted))
            .select(table::id)
            .load(tx.db))
    }

    /// Keeps what an allergy's word, which was only alike to something, is taken for: a name, behind those of other words of it, or
    /// [`NONE_OF_THESE`] of all that is left.
    pub fn take_as(tx: &mut Tx, patient: ProfileId, id: RowId, name: &str) -> QueryResult<()> {
        let one = allergies::table.filter(allergies::id.eq(id)).filter(allergies::patient_id.eq(patient));
        let standing = one.filter(allergies::deleted_at.is_null());
        let had: String = standing.select(allergies::taken_as).for_update().first(tx.db)?;
        diesel::update(standing).set(allergies::taken_as.eq(taken_too(&had, name))).execute(tx.db)?;
        FactConfirmed::Hand.confirm(tx, &[id])?;
        journal::record(tx, Action::Edited, Subject::patient(patient), &json!({ "allergy": id, "taken_as": name }))
    }

    fn end_answer(self, tx: &mut Tx, patient: ProfileId) -> QueryResult<()> {
        if self == Alert::Allergy { AllergiesAsked::end(tx, patient) } else { Ok(()) }
    }

    /// Writes it down of many patients. Whoever calls writes the audit row.
    pub(super) fn write<'a>(self, tx: &mut Tx, noted: impl Iterator<Item = (ProfileId, &'a str)>) -> QueryResult<()> {
        if self == Alert::Allergy {
            return write_allergies(tx, noted);
        }
        in_table_of!(self, |table, words| {
            let row = |(patient, it)| (table::id.eq(RowId::new()), table::patient_id.eq(patient), words.eq(it), table::noted_at.eq(tx.now));
            let rows: Vec<_> = noted.map(row).collect();
            if rows.is_empty() { Ok(()) } else { diesel::insert_into(table::table).values(rows).execute(tx.db).map(drop) }
        })
    }
}

/// The answers about the words of one allergy, `; ` between them. "None of these" ends them: another name begins anew.
fn taken_too(had: &str, name: &str) -> String {
    let names: Vec<&str> = had.split("; ").filter(|it| !it.is_empty()).collect();
    let together = [&names[..], &[name]].concat().join("; ");
    if names.contains(&name) {
        had.to_owned()
    } else if names.contains(&NONE_OF_THESE) || together.chars().count() > Alert::LONGEST {
        name.to_owned()
    } else {
        together
    }
}

/// With the name of whoever notes it: it is told before somebody takes it away.
fn write_allergies<'a>(tx: &mut Tx, noted: impl Iterator<Item = (ProfileId, &'a str)>) -> QueryResult<()> {
    let noted: Vec<(ProfileId, &str)> = noted.collect();
    if noted.is_empty() {
        return Ok(());
    }
    let by = Profile::author(tx)?;
    let row = |(patient, it): (ProfileId, &'a str)| {
        (
            allergies::id.eq(RowId::new()),
            allergies::patient_id.eq(patient),
            allergies::substance.eq(it),
            allergies::noted_at.eq(tx.now),
            allergies::noted_by.eq(by.clone()),
        )
    };
    let rows: Vec<_> = noted.into_iter().map(row).collect();
    diesel::insert_into(allergies::table).values(rows).execute(tx.db).map(drop)
}

#[cfg(test)]
mod tests {
    use super::taken_too;

    #[test]
    fn an_answer_about_one_word_leaves_the_answer_about_another() {
        for (had, name, taken) in [
            ("", "Brufen", "Brufen"),
            ("Brufen", "penicillin", "Brufen; penicillin"),
            ("Brufen", "Brufen", "Brufen"),
            ("Brufen", "-", "Brufen; -"),
            ("-", "-", "-"),
            ("Brufen; -", "penicillin", "penicillin"),
        ] {
            assert_eq!(taken_too(had, name), taken, "{had}, {name}");
        }
    }
}
