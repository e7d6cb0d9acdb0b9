//! Registering the people of a register, in one change.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use serde_json::json;

use super::there::{Before, holders, known, known_before, remember, there};
use super::{Import, ImportStatus, as_count};
use crate::db::Tx;
use crate::db::ids::{ClinicId, ProfileId, UserId};
use crate::models::exchange::{register::Register, register::RegisterRow, register::duplicates, register::entry::RegisterEntry};
use crate::models::journal::{self, Action, Subject};
use crate::models::people::{KnownPerson, NewPatient, Patient, Relation};
use crate::schema::organisation::{imports, possible_duplicates};

/// What came of an import.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportCounts {
    pub imported: usize,
    /// Rows that an earlier import brought.
    pub already_there: usize,
    /// Imported people who may be somebody else in the register, or somebody known before.
    pub marked: usize,
    pub refused: usize,
}

/// How many people are registered between two signs of progress.
const STEP: usize = 250;

impl Import {
    /// Registers every person of the register who can be and is not there yet, in one change. `accounts` are the directory
    /// users of the register's phones; `done` is told how many rows are behind.
    pub fn carry_out(
        tx: &mut Tx,
        import: &Import,
        register: &Register,
        accounts: &HashMap<String, UserId>,
        done: &dyn Fn(usize),
    ) -> QueryResult<ImportCounts> {
        let there = there(tx.db, import.clinic_id, register)?;
        let fresh: Vec<(&RegisterRow, &RegisterEntry)> = register
            .rows
            .iter()
            .enumerate()
            .filter(|(at, _)| !there.contains(at))
            .filter_map(|(_, row)| Some((row, row.outcome.as_ref().ok()?)))
            .collect();
        let passed = register.rows.len() - fresh.len();
        done(passed);
        let mut holders = holders(tx.db, accounts)?;
        let known = known_before(tx.db, &fresh)?;
        let mut ids = Vec::with_capacity(fresh.len());
        for step in fresh.chunks(STEP) {
            let new: Vec<NewPatient> =
                step.iter().map(|(row, entry)| new_patient(row, entry, import.clinic_id, accounts, &mut holders)).collect();
            ids.extend(Patient::register_many(tx, &new)?);
            done(passed + ids.len());
        }
        remember(tx, import.clinic_id, &fresh, &ids)?;
        let marked = mark(tx, &fresh, &ids, known)?;
        let counts = ImportCounts {
            imported: ids.len(),
            already_there: register.valid().count() - ids.len(),
            marked,
            refused: register.refused().count(),
        };
        diesel::update(imports::table.find(import.id))
            .set((
                imports::status.eq(ImportStatus::Done),
                imports::rows_done.eq(as_count(register.rows.len())),
                imports::imported.eq(as_count(counts.imported)),
                imports::already_there.eq(as_count(counts.already_there)),
                imports::marked.eq(as_count(counts.marked)),
                imports::refused.eq(as_count(counts.refused)),
                imports::finished_at.eq(tx.now),
            ))
            .execute(tx.db)?;
        let details = json!({ "file": import.file_name, "imported": counts.imported, "marked": counts.marked, "refused": counts.refused });
        journal::record(tx, Action::Imported, Subject::new("imports", import.id).at(import.clinic_id), &details)?;
        Ok(counts)
    }
}

impl Register {
    /// Every phone once, with the name of the first who has it: the accounts that the import needs.
    pub fn phones(&self) -> Vec<(String, String)> {
        let mut seen = HashSet::new();
        self.valid()
            .filter_map(|(_, entry)| Some((entry.phone.as_ref()?.e164().to_owned(), entry.name.to_string())))
            .filter(|(phone, _)| seen.insert(phone.clone()))
            .collect()
    }
}

fn new_patient(
    row: &RegisterRow,
    entry: &RegisterEntry,
    clinic: ClinicId,
    accounts: &HashMap<String, UserId>,
    holders: &mut HashSet<UserId>,
) -> NewPatient {
    let user = entry.phone.as_ref().and_then(|phone| accounts.get(phone.e164())).copied();
    let is_first = user.is_none_or(|user| holders.insert(user));
    NewPatient {
        birth: entry.birth,
        phone: entry.phone.clone(),
        user,
        relation: if is_first { Relation::Own } else { Relation::Other },
        address: entry.address.clone(),
        allergies: entry.allergies.clone(),
        conditions: entry.conditions.clone(),
        old_number: entry.old_number.clone(),
        remarks: entry.remarks.clone(),
        first_visit_on: entry.first_visit_on,
        import_key: Some(row.key),
        ..NewPatient::named(entry.name.clone(), entry.sex, clinic)
    }
}

/// Marks who may be one. Answers how many of the new are marked.
fn mark(tx: &mut Tx, fresh: &[(&RegisterRow, &RegisterEntry)], ids: &[ProfileId], before: Vec<Before>) -> QueryResult<usize> {
    let from = before.len();
    let (mut all_ids, mut people): (Vec<ProfileId>, Vec<KnownPerson>) = before.into_iter().unzip();
    all_ids.extend(ids);
    people.extend(fresh.iter().map(|(_, entry)| known(entry)));
    let pairs = duplicates::pairs(&people, from);
    let rows: Vec<_> = pairs
        .iter()
        .map(|pair| {
            let (one, other) = (all_ids[pair.one].min(all_ids[pair.other]), all_ids[pair.one].max(all_ids[pair.other]));
            (
                possible_duplicates::patient_id.eq(one),
                possible_duplicates::other_id.eq(other),
                possible_duplicates::score.eq(pair.score),
                possible_duplicates::reasons.eq(pair.reasons),
            )
        })
        .collect();
    for chunk in rows.chunks(1_000) {
        diesel::insert_or_ignore_into(possible_duplicates::table).values(chunk).execute(tx.db)?;
    }
    let marked: HashSet<usize> = pairs.iter().flat_map(|pair| [pair.one, pair.other]).filter(|at| *at >= from).collect();
    Ok(marked.len())
}
