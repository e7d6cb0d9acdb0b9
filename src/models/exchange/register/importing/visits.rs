//! A person of whom a register has a row for each visit.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::there::There;
use crate::db::Tx;
use crate::models::exchange::register::entry::{MOST_REMARKS, RegisterEntry};
use crate::models::exchange::register::rows::RegisterRow;
use crate::schema::organisation::patients;

/// The person of a first row with what the rows of further visits say: every allergy and condition, the first day, and the remarks as
/// far as there is room.
pub(super) fn together(rows: &[RegisterRow], visits: &HashMap<usize, usize>) -> HashMap<usize, RegisterEntry> {
    let mut all: Vec<(usize, usize)> = visits.iter().map(|(at, first)| (*at, *first)).collect();
    all.sort_unstable();
    let mut found: HashMap<usize, RegisterEntry> = HashMap::new();
    for (at, first) in all {
        let (Ok(visit), Ok(person)) = (&rows[at].outcome, &rows[first].outcome) else { continue };
        add(found.entry(first).or_insert_with(|| person.clone()), visit);
    }
    found
}

fn add(person: &mut RegisterEntry, visit: &RegisterEntry) {
    let fresh = |all: &mut Vec<String>, more: &[String]| {
        for it in more {
            if !all.iter().any(|known| known.to_lowercase() == it.to_lowercase()) {
                all.push(it.clone());
            }
        }
    };
    fresh(&mut person.allergies, &visit.allergies);
    fresh(&mut person.conditions, &visit.conditions);
    person.first_visit_on = person.first_visit_on.into_iter().chain(visit.first_visit_on).min();
    if let Some(remarks) = joined(&person.remarks, &visit.remarks) {
        person.remarks = remarks;
    }
}

/// Adds to those whom an earlier batch of the import brought what rows of further visits remark, and an earlier first day.
pub(super) fn go_on(tx: &mut Tx, rows: &[RegisterRow], found: &There) -> QueryResult<()> {
    let mut own: Vec<_> = found.people.iter().filter(|it| found.own.contains(it.1)).collect();
    own.sort_unstable();
    for (at, id) in own {
        let Ok(visit) = &rows[*at].outcome else { continue };
        let patient = patients::table.find(id);
        let (remarks, first): (String, Option<NaiveDate>) =
            patient.select((patients::remarks, patients::first_visit_on)).for_update().first(tx.db)?;
        let remarks = joined(&remarks, &visit.remarks).unwrap_or(remarks);
        let first = first.into_iter().chain(visit.first_visit_on).min();
        diesel::update(patient).set((patients::remarks.eq(remarks), patients::first_visit_on.eq(first))).execute(tx.db)?;
    }
    Ok(())
}

/// Both remarks, where there is room for both.
fn joined(one: &str, other: &str) -> Option<String> {
    if other.is_empty() || one.contains(other) {
        return Some(one.to_owned());
    }
    let joined = if one.is_empty() { other.to_owned() } else { format!("{one}; {other}") };
    (joined.chars().count() <= MOST_REMARKS).then_some(joined)
}
