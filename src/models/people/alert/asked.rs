//! That somebody was asked for allergies and named none: a fact with its day, which is not the same as never to have been asked.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde_json::json;

use crate::db::Tx;
use crate::db::ids::{ProfileId, RowId};
use crate::models::journal::{self, Action, Subject};
use crate::models::people::profile::Profile;
use crate::schema::organisation::allergy_answers;
use crate::text_enum;

text_enum! {
    keys "allergies-asked";
    /// What a patient answered who named no allergy.
    AllergyAnswer {
        /// None is known.
        NoneKnown = "none_known",
        /// They do not know whether they have any.
        NotKnown = "not_known",
    }
}

/// The answer, when it was given, and who asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllergiesAsked {
    pub answer: AllergyAnswer,
    pub at: NaiveDateTime,
    pub by: String,
}

impl AllergiesAsked {
    /// From its columns.
    pub fn stored(answer: &str, at: Option<NaiveDateTime>, by: String) -> Option<AllergiesAsked> {
        Some(AllergiesAsked { answer: answer.parse().ok()?, at: at?, by })
    }

    /// Whether none is known, and that is known.
    pub fn is_none_known(&self) -> bool {
        self.answer == AllergyAnswer::NoneKnown
    }

    /// Notes the answers of patients who have no allergy noted. Whoever calls writes the audit row.
    pub(in crate::models::people) fn write(tx: &mut Tx, answers: &[(ProfileId, AllergyAnswer)]) -> QueryResult<()> {
        if answers.is_empty() {
            return Ok(());
        }
        let by = Profile::author(tx)?;
        let row = |(patient, answer): &(ProfileId, AllergyAnswer)| {
            (
                allergy_answers::id.eq(RowId::new()),
                allergy_answers::patient_id.eq(*patient),
                allergy_answers::answer.eq(answer.as_str()),
                allergy_answers::asked_at.eq(tx.now),
                allergy_answers::asked_by.eq(by.clone()),
            )
        };
        let rows: Vec<_> = answers.iter().map(row).collect();
        diesel::insert_into(allergy_answers::table).values(rows).execute(tx.db).map(drop)
    }

    /// Ends the answer that stood: an allergy is noted, or the patient was asked again.
    pub(super) fn end(tx: &mut Tx, patient: ProfileId) -> QueryResult<()> {
        let standing = allergy_answers::table.filter(allergy_answers::patient_id.eq(patient)).filter(allergy_answers::ended_at.is_null());
        diesel::update(standing).set(allergy_answers::ended_at.eq(tx.now)).execute(tx.db).map(drop)
    }

    /// The patient was asked today: what they answered stands from now on.
    pub(super) fn note(tx: &mut Tx, patient: ProfileId, answer: AllergyAnswer) -> QueryResult<()> {
        AllergiesAsked::end(tx, patient)?;
        AllergiesAsked::write(tx, &[(patient, answer)])?;
        journal::record(tx, Action::Edited, Subject::patient(patient), &json!({ "noted": "allergies_asked", "words": answer }))
    }
}
