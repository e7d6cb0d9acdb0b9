//! The life of an import: the file is brought, its columns are put right, and its people are registered in one change.

use std::collections::{HashMap, HashSet};

use chrono::{Duration, NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use serde_json::json;

use super::columns::{Column, recognise};
use super::duplicates::{self, Known};
use super::entry::Entry;
use super::table::Table;
use super::{Register, Row};
use crate::db::ids::{ClinicId, ImportId, ProfileId, UserId};
use crate::db::{Db, Tx};
use crate::models::audit::{self, Action, Subject};
use crate::models::patient::{NewPatient, Patient};
use crate::models::phone::Phone;
use crate::models::profile::Relation;
use crate::schema::organisation::{clinics, imports, patients, possible_duplicates, profiles};
use crate::text_enum;

text_enum! {
    /// Where an import stands.
    ImportStatus { Preview = "preview", Running = "running", Done = "done", Failed = "failed" }
}

impl ImportStatus {
    /// The Fluent key of its word.
    pub fn key(self) -> String {
        format!("import-status-{}", self.as_str())
    }
}

/// An import, without its file.
#[derive(Clone, Debug, HasQuery)]
#[diesel(table_name = imports, base_query = imports::table.inner_join(clinics::table))]
pub struct Import {
    pub id: ImportId,
    pub clinic_id: ClinicId,
    #[diesel(select_expression = clinics::name)]
    pub clinic_name: String,
    pub file_name: String,
    mapping: String,
    pub status: ImportStatus,
    pub rows_total: i32,
    pub rows_done: i32,
    pub imported: i32,
    pub already_there: i32,
    pub marked: i32,
    pub refused: i32,
    pub created_at: NaiveDateTime,
    /// When it ended; while it runs, when it last got on.
    finished_at: Option<NaiveDateTime>,
}

/// What came of an import.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub imported: usize,
    /// Rows that an earlier import brought.
    pub already_there: usize,
    /// Imported people who may be somebody else in the register, or somebody known before.
    pub marked: usize,
    pub refused: usize,
}

#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begun {
    Begun,
    /// It is running already, or done.
    NotAgain,
}

/// How many people are registered between two signs of progress.
const STEP: usize = 250;

/// An import that has not got on for so long was cut short, and may be begun again.
const DEAD_AFTER: Duration = Duration::seconds(60);

/// How many values go into one `IN`.
const AT_ONCE: usize = 10_000;

impl Import {
    /// The newest first.
    pub fn all(db: &mut Db) -> QueryResult<Vec<Import>> {
        Import::query().order(imports::id.desc()).limit(50).load(db)
    }

    pub fn find(db: &mut Db, id: ImportId) -> QueryResult<Import> {
        Import::query().filter(imports::id.eq(id)).first(db)
    }

    /// The import, and its file understood.
    pub fn open(db: &mut Db, id: ImportId, today: NaiveDate) -> QueryResult<(Import, Register)> {
        let (import, content): (Import, String) = imports::table
            .inner_join(clinics::table)
            .filter(imports::id.eq(id))
            .select((Import::as_select(), imports::content))
            .first(db)?;
        let register = Register::read(Table::read(&content), &import.columns(), import.clinic_id, today);
        Ok((import, register))
    }

    /// Keeps a file that a clinic brings, its columns recognised.
    pub fn bring(tx: &mut Tx, clinic: ClinicId, file_name: &str, content: &str) -> QueryResult<ImportId> {
        let table = Table::read(content);
        let id = ImportId::new();
        let file_name: String = file_name.chars().filter(|c| !c.is_control()).take(120).collect();
        diesel::insert_into(imports::table)
            .values((
                imports::id.eq(id),
                imports::clinic_id.eq(clinic),
                imports::file_name.eq(file_name),
                imports::content.eq(content),
                imports::mapping.eq(json!(recognise(&table)).to_string()),
                imports::rows_total.eq(as_count(table.rows.len())),
                imports::started_by.eq(tx.by.user),
                imports::created_at.eq(tx.now),
            ))
            .execute(tx.db)?;
        Ok(id)
    }

    /// What each column means.
    pub fn columns(&self) -> Vec<Column> {
        serde_json::from_str(&self.mapping).unwrap_or_default()
    }

    /// Corrects what the columns mean, while nothing has been imported.
    pub fn correct(tx: &mut Tx, id: ImportId, columns: &[Column]) -> QueryResult<()> {
        diesel::update(imports::table.find(id))
            .filter(imports::status.eq_any([ImportStatus::Preview, ImportStatus::Failed]))
            .set(imports::mapping.eq(json!(columns).to_string()))
            .execute(tx.db)
            .map(drop)
    }

    /// Takes the import in hand: of two who want to, one does.
    pub fn begin(tx: &mut Tx, id: ImportId) -> QueryResult<Begun> {
        let import = Import::query().filter(imports::id.eq(id)).for_update().first(tx.db)?;
        let is_dead = import.finished_at.is_none_or(|at| at + DEAD_AFTER < tx.now);
        let may = match import.status {
            ImportStatus::Preview | ImportStatus::Failed => true,
            ImportStatus::Running => is_dead,
            ImportStatus::Done => false,
        };
        if !may {
            return Ok(Begun::NotAgain);
        }
        diesel::update(imports::table.find(id))
            .set((imports::status.eq(ImportStatus::Running), imports::rows_done.eq(0), imports::finished_at.eq(tx.now)))
            .execute(tx.db)?;
        Ok(Begun::Begun)
    }

    /// Says how far a running import is.
    pub fn get_on(tx: &mut Tx, id: ImportId, done: usize) -> QueryResult<()> {
        diesel::update(imports::table.find(id))
            .set((imports::rows_done.eq(as_count(done)), imports::finished_at.eq(tx.now)))
            .execute(tx.db)
            .map(drop)
    }

    /// Says that it came to nothing.
    pub fn fail(tx: &mut Tx, id: ImportId) -> QueryResult<()> {
        diesel::update(imports::table.find(id))
            .set((imports::status.eq(ImportStatus::Failed), imports::rows_done.eq(0), imports::finished_at.eq(tx.now)))
            .execute(tx.db)
            .map(drop)
    }

    /// Registers every person of the register who can be and is not there yet, in one change. `accounts` are the directory
    /// users of the register's phones; `done` is told how many rows are behind.
    pub fn carry_out(
        tx: &mut Tx,
        import: &Import,
        register: &Register,
        accounts: &HashMap<String, UserId>,
        done: &dyn Fn(usize),
    ) -> QueryResult<Counts> {
        let there = keys_there(tx.db, register)?;
        let fresh: Vec<(&Row, &Entry)> = register.valid().filter(|(row, _)| !there.contains(row.key.as_slice())).collect();
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
        let marked = mark(tx, &fresh, &ids, known)?;
        let counts = Counts {
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
        audit::record(tx, Action::Imported, Subject::new("imports", import.id).at(import.clinic_id), &details)?;
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

fn as_count(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

/// The rows that an earlier import brought.
fn keys_there(db: &mut Db, register: &Register) -> QueryResult<HashSet<Vec<u8>>> {
    let keys: Vec<&[u8]> = register.valid().map(|(row, _)| row.key.as_slice()).collect();
    let mut there = HashSet::new();
    for chunk in keys.chunks(AT_ONCE) {
        let found: Vec<Option<Vec<u8>>> =
            patients::table.filter(patients::import_key.eq_any(chunk)).select(patients::import_key).load(db)?;
        there.extend(found.into_iter().flatten());
    }
    Ok(there)
}

/// The accounts that have somebody already: whoever comes now is another of the family.
fn holders(db: &mut Db, accounts: &HashMap<String, UserId>) -> QueryResult<HashSet<UserId>> {
    let users: Vec<UserId> = accounts.values().copied().collect();
    let mut holders = HashSet::new();
    for chunk in users.chunks(AT_ONCE) {
        let found: Vec<Option<UserId>> =
            profiles::table.filter(profiles::user_id.eq_any(chunk)).select(profiles::user_id).distinct().load(db)?;
        holders.extend(found.into_iter().flatten());
    }
    Ok(holders)
}

fn new_patient(
    row: &Row,
    entry: &Entry,
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

/// Somebody who was there before, to be compared with who comes.
type Before = (ProfileId, Known);

/// Who was there before with one of the register's phones or birth dates.
fn known_before(db: &mut Db, fresh: &[(&Row, &Entry)]) -> QueryResult<Vec<Before>> {
    type Found = (ProfileId, String, Option<String>, Option<NaiveDate>, bool);
    let columns = (profiles::id, profiles::full_name, profiles::phone, profiles::born_on, profiles::born_on_estimated);
    let phones: Vec<&str> = fresh.iter().filter_map(|(_, entry)| entry.phone.as_ref().map(Phone::e164)).collect();
    let births: Vec<NaiveDate> = fresh.iter().filter_map(|(_, entry)| entry.birth.filter(|it| !it.estimated).map(|it| it.on)).collect();
    let mut found: HashMap<ProfileId, Known> = HashMap::new();
    let mut keep = |rows: Vec<Found>| {
        found.extend(rows.into_iter().map(|(id, name, phone, born_on, estimated)| (id, Known { name, phone, born_on, estimated })));
    };
    for chunk in phones.chunks(AT_ONCE) {
        let living = patients::table.inner_join(profiles::table).filter(patients::deleted_at.is_null());
        keep(living.filter(profiles::phone.eq_any(chunk)).select(columns).load(db)?);
    }
    for chunk in births.chunks(AT_ONCE) {
        let living = patients::table.inner_join(profiles::table).filter(patients::deleted_at.is_null());
        keep(living.filter(profiles::born_on.eq_any(chunk)).select(columns).load(db)?);
    }
    Ok(found.into_iter().collect())
}

/// Marks who may be one. Answers how many of the new are marked.
fn mark(tx: &mut Tx, fresh: &[(&Row, &Entry)], ids: &[ProfileId], before: Vec<Before>) -> QueryResult<usize> {
    let from = before.len();
    let (mut all_ids, mut people): (Vec<ProfileId>, Vec<Known>) = before.into_iter().unzip();
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

/// What is compared of a row.
pub fn known(entry: &Entry) -> Known {
    Known {
        name: entry.name.to_string(),
        phone: entry.phone.as_ref().map(|it| it.e164().to_owned()),
        born_on: entry.birth.map(|it| it.on),
        estimated: entry.birth.is_some_and(|it| it.estimated),
    }
}

/// A register before it is imported: what is there already, and who may be somebody known.
pub struct Preview {
    pub import: Import,
    pub register: Register,
    /// Rows that an earlier import brought, by their place in the register.
    pub there: HashSet<usize>,
    /// Whom a row may be, by its place in the register.
    pub alike: HashMap<usize, Vec<Alike>>,
}

/// Somebody who may be the same person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Alike {
    /// Another line of the file.
    Line(u64),
    /// A patient known before.
    Patient(String),
}

impl Preview {
    /// Four queries, however long the register.
    pub fn of(db: &mut Db, id: ImportId, today: NaiveDate) -> QueryResult<Preview> {
        let (import, register) = Import::open(db, id, today)?;
        let keys = keys_there(db, &register)?;
        let places = || register.rows.iter().enumerate().filter_map(|(at, row)| Some((at, row, row.outcome.as_ref().ok()?)));
        let there: HashSet<usize> = places().filter(|(_, row, _)| keys.contains(row.key.as_slice())).map(|it| it.0).collect();
        let fresh: Vec<(usize, &Row, &Entry)> = places().filter(|it| !there.contains(&it.0)).collect();
        let rows: Vec<(&Row, &Entry)> = fresh.iter().map(|(_, row, entry)| (*row, *entry)).collect();
        let mut people: Vec<Known> = known_before(db, &rows)?.into_iter().map(|(_, known)| known).collect();
        let from = people.len();
        people.extend(rows.iter().map(|(_, entry)| known(entry)));
        let mut alike: HashMap<usize, Vec<Alike>> = HashMap::new();
        for pair in duplicates::pairs(&people, from) {
            for (one, other) in [(pair.one, pair.other), (pair.other, pair.one)] {
                if one >= from {
                    let who =
                        if other >= from { Alike::Line(fresh[other - from].1.number) } else { Alike::Patient(people[other].name.clone()) };
                    alike.entry(fresh[one - from].0).or_default().push(who);
                }
            }
        }
        Ok(Preview { import, register, there, alike })
    }
}
