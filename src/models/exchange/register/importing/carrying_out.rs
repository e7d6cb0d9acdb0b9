//! Registering the people of a register: all in one change, or batch by batch where it is read from a large file.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use serde_json::json;

use super::facts::add;
use super::likely::{holders, known_before};
use super::marking::{mark, mark_near};
use super::there::{KeptAs, remember, take_turn, there};
use super::visits::{go_on, together};
use super::{Import, ImportStatus, as_count};
use crate::db::Tx;
use crate::db::ids::{ImportId, ProfileId, UserId};
use crate::db::statement::{AndOf, rows_of};
use crate::models::exchange::{register::Register, register::entry::RegisterEntry, register::rows::RegisterRow};
use crate::models::journal::{self, Action, Subject};
use crate::models::people::{ImportedAs, NewPatient, Patient, Relation};
use crate::schema::organisation::{allergies, conditions, imported_facts, imports, patients, possible_duplicates};

/// What came of an import.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportCounts {
    pub imported: usize,
    /// Rows that an earlier import brought.
    pub already_there: usize,
    /// Imported people who may be somebody else in the register, or somebody known before.
    pub marked: usize,
    pub refused: usize,
    /// Rows that are a further visit of somebody whom the register itself brought.
    pub visits: usize,
    /// Allergies and conditions that were noted of people who were there, and of how many.
    pub facts: usize,
    pub facts_of: usize,
}

/// How many people are registered between two signs of progress.
const STEP: usize = 250;

/// What became of a batch.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BatchBrought {
    Brought,
    /// Another run of the command imports the same file.
    InOtherHands,
}

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
        let counts = bring_in(tx, import, &register.rows, accounts, done)?;
        diesel::update(imports::table.find(import.id))
            .set((
                imports::rows_done.eq(as_count(register.rows.len())),
                imports::imported.eq(as_count(counts.imported)),
                imports::already_there.eq(as_count(counts.already_there)),
                imports::refused.eq(as_count(counts.refused)),
                imports::visits.eq(as_count(counts.visits)),
            ))
            .execute(tx.db)?;
        Import::finish(tx, import.id)
    }

    /// Registers the people of the next rows, which begin at `from`, and keeps how far it is, in one change: whoever ends the process
    /// between two changes loses nobody, and nobody comes twice when it goes on.
    pub fn carry_on(
        tx: &mut Tx,
        import: &Import,
        rows: &[RegisterRow],
        from: usize,
        accounts: &HashMap<String, UserId>,
    ) -> QueryResult<BatchBrought> {
        let row = imports::table.find(import.id);
        let (status, done): (ImportStatus, i32) = row.select((imports::status, imports::rows_done)).for_update().first(tx.db)?;
        if status != ImportStatus::Running || done != as_count(from) {
            return Ok(BatchBrought::InOtherHands);
        }
        let counts = bring_in(tx, import, rows, accounts, &|_| ())?;
        diesel::update(row)
            .set((
                imports::rows_done.eq(as_count(from + rows.len())),
                imports::imported.eq(imports::imported + as_count(counts.imported)),
                imports::already_there.eq(imports::already_there + as_count(counts.already_there)),
                imports::refused.eq(imports::refused + as_count(counts.refused)),
                imports::visits.eq(imports::visits + as_count(counts.visits)),
                imports::finished_at.eq(tx.now),
            ))
            .execute(tx.db)?;
        Ok(BatchBrought::Brought)
    }

    /// Says that every row is behind, and what came of them.
    pub fn finish(tx: &mut Tx, id: ImportId) -> QueryResult<ImportCounts> {
        let is_marked = diesel::dsl::exists(possible_duplicates::table.filter(possible_duplicates::patient_id.eq(patients::profile_id)))
            .or(diesel::dsl::exists(possible_duplicates::table.filter(possible_duplicates::other_id.eq(patients::profile_id))));
        let marked: i64 = patients::table.filter(patients::import_id.eq(id)).filter(is_marked).count().first(tx.db)?;
        let marked = usize::try_from(marked).unwrap_or(0);
        let (facts, facts_of) = facts_of(tx, id)?;
        diesel::update(imports::table.find(id))
            .set((
                imports::status.eq(ImportStatus::Done),
                imports::facts.eq(as_count(facts)),
                imports::facts_of.eq(as_count(facts_of)),
                imports::rows_total.eq(imports::rows_done),
                imports::marked.eq(as_count(marked)),
                imports::finished_at.eq(tx.now),
            ))
            .execute(tx.db)?;
        let import = Import::query().filter(imports::id.eq(id)).first(tx.db)?;
        let counts = ImportCounts {
            imported: usize::try_from(import.imported).unwrap_or(0),
            already_there: usize::try_from(import.already_there).unwrap_or(0),
            marked,
            refused: usize::try_from(import.refused).unwrap_or(0),
            visits: usize::try_from(import.visits).unwrap_or(0),
            facts,
            facts_of,
        };
        let (file, ImportCounts { imported, marked, refused, .. }) = (&import.file_name, counts);
        let details = json!({ "file": file, "imported": imported, "marked": marked, "refused": refused, "facts": facts });
        journal::record(tx, Action::Imported, Subject::new("imports", id).at(import.clinic_id), &details)?;
        Ok(counts)
    }
}

/// Registers the people of these rows, and marks who may be somebody else.
fn bring_in(
    tx: &mut Tx,
    import: &Import,
    rows: &[RegisterRow],
    accounts: &HashMap<String, UserId>,
    done: &dyn Fn(usize),
) -> QueryResult<ImportCounts> {
    take_turn(tx, import.clinic_id)?;
    let found = there(tx.db, import.clinic_id, Some(import.id), rows)?;
    let people = together(rows, &found.visits);
    let places: Vec<(usize, &RegisterRow, &RegisterEntry)> = rows
        .iter()
        .enumerate()
        .filter(|(at, _)| !found.people.contains_key(at) && !found.visits.contains_key(at))
        .filter_map(|(at, row)| Some((at, row, people.get(&at).or(row.outcome.as_ref().ok())?)))
        .collect();
    let fresh: Vec<(&RegisterRow, &RegisterEntry)> = places.iter().map(|(_, row, entry)| (*row, *entry)).collect();
    let passed = rows.len() - fresh.len();
    done(passed);
    let mut holders = holders(tx.db, accounts)?;
    let known = known_before(tx.db, &fresh)?;
    let mut ids = Vec::with_capacity(fresh.len());
    for step in fresh.chunks(STEP) {
        let new: Vec<NewPatient> = step.iter().map(|(row, entry)| new_patient(row, entry, import, accounts, &mut holders)).collect();
        ids.extend(Patient::register_many(tx, &new)?);
        done(passed + ids.len());
    }
    add(tx, import.id, rows, &found)?;
    go_on(tx, rows, &found)?;
    let id_at: HashMap<usize, ProfileId> = places.iter().zip(&ids).map(|((at, ..), id)| (*at, *id)).collect();
    let new = fresh.iter().zip(&ids).map(|((row, entry), id)| (*row, *entry, *id));
    let again = found.visits.iter().filter_map(|(at, first)| Some((at, id_at.get(first)?)));
    let seen = found.people.iter().chain(again).filter_map(|(at, id)| Some((&rows[*at], rows[*at].outcome.as_ref().ok()?, *id)));
    let kept: Vec<KeptAs> = new.chain(seen).collect();
    remember(tx, import.clinic_id, import.id, &kept, &found.said)?;
    mark(tx, &fresh, &ids, known)?;
    mark_near(tx, &found, &id_at)?;
    let refused = rows.iter().filter(|row| row.outcome.is_err()).count();
    let own = found.people.values().filter(|it| found.own.contains(it)).count();
    let (already_there, visits) = (found.people.len() - own, found.visits.len() + own);
    Ok(ImportCounts { imported: ids.len(), already_there, refused, visits, ..ImportCounts::default() })
}

/// How many allergies and conditions the import noted of those who were there, and of how many.
fn facts_of(tx: &mut Tx, import: ImportId) -> QueryResult<(usize, usize)> {
    let of_import = imported_facts::import_id.eq(import);
    let people: Vec<ProfileId> = rows_of(
        allergies::table
            .inner_join(imported_facts::table.on(imported_facts::id.eq(allergies::id)))
            .filter(of_import)
            .select(allergies::patient_id),
    )
    .and_of(
        conditions::table
            .inner_join(imported_facts::table.on(imported_facts::id.eq(conditions::id)))
            .filter(of_import)
            .select(conditions::patient_id),
    )
    .load(tx.db)?;
    Ok((people.len(), people.into_iter().collect::<HashSet<_>>().len()))
}

/// Every phone of these rows once, with the name of the first who has it: the accounts that they need.
pub fn phones_of(rows: &[RegisterRow]) -> Vec<(String, String)> {
    let mut seen = HashSet::new();
    rows.iter()
        .filter_map(|row| row.outcome.as_ref().ok())
        .filter_map(|entry| Some((entry.phone.as_ref()?.e164().to_owned(), entry.name.to_string())))
        .filter(|(phone, _)| seen.insert(phone.clone()))
        .collect()
}

fn new_patient(
    row: &RegisterRow,
    entry: &RegisterEntry,
    import: &Import,
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
        import: Some(ImportedAs { import: import.id, key: row.key }),
        ..NewPatient::named(entry.name.clone(), entry.sex, import.clinic_id)
    }
}
