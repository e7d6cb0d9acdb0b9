//! Registering the people of a register: all in one change, or batch by batch where it is read from a large file.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use serde_json::json;

use super::adding::{Addition, additions};
use super::there::{Before, KeptAs, There, holders, known, known_before, remember, take_turn, there};
use super::{Import, ImportStatus, as_count};
use crate::db::Tx;
use crate::db::ids::{ImportId, ProfileId, UserId};
use crate::models::exchange::{register::Register, register::duplicates, register::entry::RegisterEntry, register::rows::RegisterRow};
use crate::models::journal::{self, Action, Subject};
use crate::models::people::{Alert, ImportedAs, KnownPerson, NewPatient, Patient, Relation};
use crate::schema::organisation::{imports, patients, possible_duplicates};

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
        diesel::update(imports::table.find(id))
            .set((
                imports::status.eq(ImportStatus::Done),
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
        };
        let details = json!({ "file": import.file_name, "imported": counts.imported, "marked": counts.marked, "refused": counts.refused });
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
    let places: Vec<(usize, &RegisterRow, &RegisterEntry)> = rows
        .iter()
        .enumerate()
        .filter(|(at, _)| !found.people.contains_key(at))
        .filter_map(|(at, row)| Some((at, row, row.outcome.as_ref().ok()?)))
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
    add(tx, rows, &found)?;
    let new = fresh.iter().zip(&ids).map(|((row, entry), id)| (*row, *entry, *id));
    let seen = found.people.iter().filter_map(|(at, id)| Some((&rows[*at], rows[*at].outcome.as_ref().ok()?, *id)));
    let kept: Vec<KeptAs> = new.chain(seen).collect();
    remember(tx, import.clinic_id, import.id, &kept, &found.said)?;
    mark(tx, &fresh, &ids, known)?;
    let id_at: HashMap<usize, ProfileId> = places.iter().zip(&ids).map(|((at, ..), id)| (*at, *id)).collect();
    mark_near(tx, &found, &id_at)?;
    let refused = rows.iter().filter(|row| row.outcome.is_err()).count();
    Ok(ImportCounts { imported: ids.len(), already_there: found.people.len(), marked: 0, refused })
}

/// Adds to those who are there what their rows say of allergies and conditions, and was not said before.
fn add(tx: &mut Tx, rows: &[RegisterRow], found: &There) -> QueryResult<()> {
    let all = additions(tx.db, rows, found)?;
    for (at, id) in &found.people {
        let Some(Addition { allergies, conditions, .. }) = all.get(at) else { continue };
        for (kind, words) in [(Alert::Allergy, allergies), (Alert::Condition, conditions)] {
            for it in words {
                let _noted = kind.note(tx, *id, it)?;
            }
        }
    }
    Ok(())
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

/// Marks who may be one.
fn mark(tx: &mut Tx, fresh: &[(&RegisterRow, &RegisterEntry)], ids: &[ProfileId], before: Vec<Before>) -> QueryResult<()> {
    let from = before.len();
    let (mut all_ids, mut people): (Vec<ProfileId>, Vec<KnownPerson>) = before.into_iter().unzip();
    all_ids.extend(ids);
    people.extend(fresh.iter().map(|(_, entry)| known(entry)));
    let pairs = duplicates::pairs(&people, from);
    let marked: Vec<_> = pairs.iter().map(|pair| ((all_ids[pair.one], all_ids[pair.other]), pair.score, pair.reasons)).collect();
    write_marks(tx, &marked)
}

/// How sure it is of two of one name that they are one, where something speaks against it.
const NAMESAKES: i32 = 50;

/// Marks who was not taken for somebody of the same name.
fn mark_near(tx: &mut Tx, found: &There, id_at: &HashMap<usize, ProfileId>) -> QueryResult<()> {
    let near = found.near.iter().filter_map(|(at, id)| Some(((*id, *id_at.get(at)?), NAMESAKES, "name")));
    write_marks(tx, &near.collect::<Vec<_>>())
}

fn write_marks(tx: &mut Tx, marks: &[((ProfileId, ProfileId), i32, &'static str)]) -> QueryResult<()> {
    let rows: Vec<_> = marks
        .iter()
        .map(|((one, other), score, reasons)| {
            (
                possible_duplicates::patient_id.eq(*one.min(other)),
                possible_duplicates::other_id.eq(*one.max(other)),
                possible_duplicates::score.eq(*score),
                possible_duplicates::reasons.eq(*reasons),
            )
        })
        .collect();
    for chunk in rows.chunks(1_000) {
        diesel::insert_or_ignore_into(possible_duplicates::table).values(chunk).execute(tx.db)?;
    }
    Ok(())
}
