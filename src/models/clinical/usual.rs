//! Diagnoses as a doctor usually writes them: offered while one is typed.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::db::Db;
use crate::db::ids::{ClinicId, ProfileId};
use crate::models::practice::Role;
use crate::schema::organisation::{clinic_members, consultations, diagnoses};

/// How many diagnoses are counted at most.
const COUNTED: i64 = 2000;

/// The diagnoses since then of which a word begins so: the doctor's own first, then those of the clinic's doctors, each by how often
/// they were made. Two queries.
pub fn usual_diagnoses(
    db: &mut Db,
    clinic: ClinicId,
    doctor: ProfileId,
    typed: &str,
    since: NaiveDateTime,
    limit: usize,
) -> QueryResult<Vec<String>> {
    let begun = typed.trim().replace(['%', '_', '\\'], "");
    if begun.is_empty() {
        return Ok(Vec::new());
    }
    let (first, later) = (format!("{begun}%"), format!("% {begun}%"));
    let named = || diagnoses::name.like(first.clone()).or(diagnoses::name.like(later.clone()));
    let own: Vec<String> = consultations::table
        .inner_join(diagnoses::table)
        .filter(consultations::doctor_id.eq(doctor))
        .filter(consultations::signed_at.ge(since))
        .filter(consultations::superseded_at.is_null())
        .filter(named())
        .limit(COUNTED)
        .select(diagnoses::name)
        .load(db)?;
    let mut usual = by_frequency(own);
    if usual.len() < limit {
        let there: Vec<String> = clinic_members::table
            .inner_join(consultations::table.on(consultations::doctor_id.eq(clinic_members::profile_id)))
            .inner_join(diagnoses::table.on(diagnoses::consultation_id.eq(consultations::id)))
            .filter(clinic_members::clinic_id.eq(clinic))
            .filter(clinic_members::role.eq(Role::Doctor))
            .filter(consultations::clinic_id.eq(clinic))
            .filter(consultations::signed_at.ge(since))
            .filter(consultations::superseded_at.is_null())
            .filter(named())
            .limit(COUNTED)
            .select(diagnoses::name)
            .load(db)?;
        let mine: Vec<String> = usual.iter().map(|it| it.to_lowercase()).collect();
        usual.extend(by_frequency(there).into_iter().filter(|it| !mine.contains(&it.to_lowercase())));
    }
    usual.truncate(limit);
    Ok(usual)
}

/// Each name once, the most frequent first.
fn by_frequency(names: Vec<String>) -> Vec<String> {
    let mut counted: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for name in names {
        counted.entry(name.to_lowercase()).or_insert_with(|| (0, name)).0 += 1;
    }
    let mut counted: Vec<(usize, String)> = counted.into_values().collect();
    counted.sort_by_key(|(count, _)| Reverse(*count));
    counted.into_iter().map(|it| it.1).collect()
}

#[cfg(test)]
mod tests {
    use super::by_frequency;

    #[test]
    fn the_most_frequent_comes_first_and_each_name_once() {
        let names = ["Fever", "Viral fever", "viral fever", "Anaemia"].map(str::to_owned).to_vec();
        assert_eq!(by_frequency(names), ["Viral fever", "Anaemia", "Fever"]);
    }
}
