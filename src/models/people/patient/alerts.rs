//! What everybody who treats a patient must know first.

use diesel::prelude::*;
use diesel::sql_types::Text;

use super::Patient;
use crate::db::Db;
use crate::db::ids::ProfileId;
use crate::db::statement::{AndOf, fixed, rows_of};
use crate::schema::organisation::{allergies, conditions, current_medicines};

/// How many of each are read; nobody has more.
const MOST: i64 = 50;

/// What a patient must not be given, lives with, and takes already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alerts {
    pub allergies: Vec<String>,
    pub conditions: Vec<String>,
    pub current_medicines: Vec<String>,
}

impl Patient {
    /// One query: the three lists in the order in which they were noted.
    pub fn alerts(db: &mut Db, id: ProfileId) -> QueryResult<Alerts> {
        let noted: Vec<(String, String)> = rows_of(
            allergies::table
                .filter(allergies::patient_id.eq(id))
                .filter(allergies::deleted_at.is_null())
                .select((fixed::<Text>("'allergy'"), allergies::substance))
                .order(allergies::id)
                .limit(MOST),
        )
        .and_of(
            conditions::table
                .filter(conditions::patient_id.eq(id))
                .filter(conditions::deleted_at.is_null())
                .select((fixed::<Text>("'condition'"), conditions::name))
                .order(conditions::id)
                .limit(MOST),
        )
        .and_of(
            current_medicines::table
                .filter(current_medicines::patient_id.eq(id))
                .filter(current_medicines::deleted_at.is_null())
                .select((fixed::<Text>("'medicine'"), current_medicines::name))
                .order(current_medicines::id)
                .limit(MOST),
        )
        .load(db)?;
        let mut alerts = Alerts::default();
        for (what, word) in noted {
            match what.as_str() {
                "allergy" => alerts.allergies.push(word),
                "condition" => alerts.conditions.push(word),
                _ => alerts.current_medicines.push(word),
            }
        }
        Ok(alerts)
    }
}
