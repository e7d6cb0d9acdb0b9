//! What everybody who treats a patient must know first.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::sql_types::{Datetime, Nullable, Text};

use super::Patient;
use crate::db::ids::ProfileId;
use crate::db::statement::{AndOf, fixed, rows_of};
use crate::models::journal::{Opening, RecordPart};
use crate::models::people::AllergiesAsked;
use crate::schema::organisation::{allergies, allergy_answers, conditions, current_medicines};

/// How many of each are read; nobody has more.
const MOST: i64 = 50;

/// What a patient must not be given, lives with, and takes already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alerts {
    pub allergies: Vec<String>,
    /// What they answered who were asked for allergies and named none.
    pub asked: Option<AllergiesAsked>,
    pub conditions: Vec<String>,
    pub current_medicines: Vec<String>,
}

impl Patient {
    /// What is noted about a patient. One query: the three lists in the order in which they were noted.
    pub fn alerts(opening: &mut Opening, id: ProfileId) -> QueryResult<Alerts> {
        opening.viewed(RecordPart::Record, id);
        let (nobody, never) = (|| fixed::<Text>("''"), || fixed::<Nullable<Datetime>>("NULL"));
        let noted: Vec<(String, String, String, Option<NaiveDateTime>)> = rows_of(
            allergies::table
                .filter(allergies::patient_id.eq(id))
                .filter(allergies::deleted_at.is_null())
                .select((fixed::<Text>("'allergy'"), allergies::substance, nobody(), never()))
                .order(allergies::id)
                .limit(MOST),
        )
        .and_of(
            conditions::table
                .filter(conditions::patient_id.eq(id))
                .filter(conditions::deleted_at.is_null())
                .select((fixed::<Text>("'condition'"), conditions::name, nobody(), never()))
                .order(conditions::id)
                .limit(MOST),
        )
        .and_of(
            current_medicines::table
                .filter(current_medicines::patient_id.eq(id))
                .filter(current_medicines::deleted_at.is_null())
                .select((fixed::<Text>("'medicine'"), current_medicines::name, nobody(), never()))
                .order(current_medicines::id)
                .limit(MOST),
        )
        .and_of(
            allergy_answers::table
                .filter(allergy_answers::patient_id.eq(id))
                .filter(allergy_answers::ended_at.is_null())
                .select((
                    fixed::<Text>("'answer'"),
                    allergy_answers::answer,
                    allergy_answers::asked_by,
                    allergy_answers::asked_at.nullable(),
                ))
                .order(allergy_answers::id)
                .limit(MOST),
        )
        .load(opening.db)?;
        let mut alerts = Alerts::default();
        for (what, word, by, at) in noted {
            match what.as_str() {
                "allergy" => alerts.allergies.push(word),
                "answer" => alerts.asked = AllergiesAsked::stored(&word, at, by),
                "condition" => alerts.conditions.push(word),
                _ => alerts.current_medicines.push(word),
            }
        }
        Ok(alerts)
    }
}
