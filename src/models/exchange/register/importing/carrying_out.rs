//! Registering the people of a register, batch by batch, each in a change of its own.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use diesel::prelude::*;
use serde_json::json;

use super::facts::add;
use super::likely::holders;
use super::preview::ImportPreview;
use super::reading::ImportReading;
use super::there::{KeptAs, end_turn, keep_turn, remember, take_turn};
use super::visits::go_on;
use super::{Import, ImportStatus, as_count};
use crate::db::ids::{ImportId, ProfileId, UserId};
use crate::db::statement::{Among, AndOf, rows_of};
use crate::db::{Db, Tx};
use crate::locale::ToValue;
use crate::models::exchange::{register::entry::RegisterEntry, register::rows::RegisterRow};
use crate::models::journal::{self, Action, Notification, NotificationKind, Subject, Telling};
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

/// What became of a part of a register.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BatchBrought {
    Brought,
    /// Somebody else carries out the same import.
    InOtherHands,
    /// Another import of the clinic is at it.
    NotNow,
}

/// Some rows of an import, in one change.
pub struct Batch<'a> {
    pub import: &'a Import,
    /// All rows at hand, and which of them are the batch.
    pub rows: &'a [RegisterRow],
    pub part: Range<usize>,
    /// How many rows are behind, counted from the first of the register.
    pub behind: usize,
    /// The directory users of the batch's phones.
    pub accounts: &'a HashMap<String, UserId>,
}

impl Import {
    /// Takes the clinic's turn, before the register is held against who is there. Whether it is this import's.
    pub fn take_turn(&self, tx: &mut Tx) -> QueryResult<bool> {
        take_turn(tx, self.clinic_id, self.id)
    }

    /// Registers the people of the batch who are new, and keeps how far it is, in one change: whoever ends the process between two
    /// changes loses nobody, and nobody comes twice when it goes on. Without a reading of the whole register its rows are held against
    /// who is there by themselves.
    pub fn carry_on(tx: &mut Tx, batch: &Batch, reading: Option<&ImportReading>) -> QueryResult<BatchBrought> {
        let row = imports::table.find(batch.import.id);
        let (status, done): (ImportStatus, i32) = row.select((imports::status, imports::rows_done)).for_update().first(tx.db)?;
        if status != ImportStatus::Running || done != as_count(batch.behind) {
            return Ok(BatchBrought::InOtherHands);
        }
        // What was read of all rows holds only while no other import of the clinic came between: else it is read anew.
        let has_turn = if reading.is_some() { keep_turn } else { take_turn };
        if !has_turn(tx, batch.import.clinic_id, batch.import.id)? {
            return Ok(BatchBrought::NotNow);
        }
        let counts = if let Some(reading) = reading {
            bring_in(tx, batch, reading)?
        } else {
            let of_batch = ImportReading::of(tx.db, batch.import, true, batch.rows)?;
            bring_in(tx, batch, &of_batch)?
        };
        diesel::update(row)
            .set((
                imports::rows_done.eq(as_count(batch.behind + batch.part.len())),
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
        end_turn(tx, import.clinic_id, id)?;
        if import.is_kept() {
            ImportPreview::make_anew(tx, id)?;
        }
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
        journal::record(tx, Action::Imported, Subject::import(id).at(import.clinic_id), &details)?;
        let (to, values) = ([tx.by.user], [("file", file.to_value()), ("people", imported.to_value())]);
        let clinic = Some(import.clinic_id);
        Notification::tell(tx, &to, &Telling { kind: NotificationKind::ImportDone, subject: id.into(), clinic, values: &values })?;
        Ok(counts)
    }
}

/// Registers the people of these rows, and marks who may be somebody else. The row that counts record numbers is locked from the first
/// registration to the end of the change, and whoever registers somebody at the desk waits for it: all that can be done before is.
fn bring_in(tx: &mut Tx, batch: &Batch, reading: &ImportReading) -> QueryResult<ImportCounts> {
    let Batch { import, rows, part, accounts, .. } = batch;
    let found = reading.found.within(part);
    let fresh: Vec<(usize, &RegisterEntry)> = reading.fresh(rows, part).collect();
    let mut holders = holders(tx.db, accounts)?;
    let mut id_at = brought_before(tx.db, import.id, rows, &reading.named(part))?;
    add(tx, import.id, rows, &found)?;
    go_on(tx, rows, &found)?;
    let new: Vec<NewPatient> = fresh.iter().map(|(at, entry)| new_patient(&rows[*at], entry, import, accounts, &mut holders)).collect();
    let ids = Patient::register_many(tx, &new)?;
    id_at.extend(fresh.iter().zip(&ids).map(|((at, _), id)| (*at, *id)));
    let new = fresh.iter().zip(&ids).map(|((at, entry), id)| (&rows[*at], *entry, *id));
    let again = found.visits.iter().filter_map(|(at, first)| Some((at, id_at.get(first)?)));
    let seen = found.people.iter().chain(again).filter_map(|(at, id)| Some((&rows[*at], rows[*at].outcome.as_ref().ok()?, *id)));
    let kept: Vec<KeptAs> = new.chain(seen).collect();
    remember(tx, import.clinic_id, import.id, &kept, &found.said)?;
    reading.mark(tx, part, &id_at)?;
    let refused = rows[part.clone()].iter().filter(|row| row.outcome.is_err()).count();
    let own = found.people.values().filter(|it| found.own.contains(it)).count();
    let (already_there, visits) = (found.people.len() - own, found.visits.len() + own);
    Ok(ImportCounts { imported: ids.len(), already_there, refused, visits, ..ImportCounts::default() })
}

/// Whom the import registered by earlier rows.
fn brought_before(db: &mut Db, import: ImportId, rows: &[RegisterRow], places: &BTreeSet<usize>) -> QueryResult<HashMap<usize, ProfileId>> {
    let at: HashMap<&[u8], usize> = places.iter().map(|at| (rows[*at].key.as_slice(), *at)).collect();
    let brought: Vec<(Option<Vec<u8>>, ProfileId)> = patients::table
        .filter(patients::import_key.among(at.keys().copied()))
        .filter(patients::import_id.eq(import))
        .select((patients::import_key, patients::profile_id))
        .load(db)?;
    Ok(brought.into_iter().filter_map(|(key, id)| Some((*at.get(key?.as_slice())?, id))).collect())
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
