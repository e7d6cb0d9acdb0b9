//! The allergies and conditions that an import noted of people who were patients before, and taking them back.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use diesel::prelude::*;
use diesel::sql_types::Text;

use super::Import;
use super::adding::{Addition, additions};
use super::there::There;
use crate::db::ids::{ImportId, ProfileId, RowId};
use crate::db::statement::{Among, AndOf, fixed, rows_of};
use crate::db::{Db, Tx};
use crate::models::exchange::register::identity::SaidMore;
use crate::models::exchange::register::rows::RegisterRow;
use crate::models::journal::Opening;
use crate::models::people::{Alert, FactConfirmed};
use crate::schema::organisation::{allergies, conditions, imported_facts, imported_people, patients, profiles};

/// Adds to those who are there what their rows say of allergies and conditions, and was not said before. What an earlier import noted and
/// this one says too is confirmed.
pub(super) fn add(tx: &mut Tx, import: ImportId, rows: &[RegisterRow], found: &There) -> QueryResult<()> {
    let all = additions(tx.db, rows, found)?;
    let mut fresh: Vec<RowId> = Vec::new();
    for (at, id) in &found.people {
        let Some(Addition { allergies, conditions, .. }) = all.get(at) else { continue };
        for (kind, words) in [(Alert::Allergy, allergies), (Alert::Condition, conditions)] {
            for it in words {
                let noted = kind.note_by_register(tx, *id, it)?;
                if !found.own.contains(id) {
                    fresh.extend(noted);
                }
            }
        }
    }
    let noted: Vec<_> = fresh.iter().map(|id| (imported_facts::id.eq(*id), imported_facts::import_id.eq(import))).collect();
    for chunk in noted.chunks(1_000) {
        diesel::insert_into(imported_facts::table).values(chunk).execute(tx.db)?;
    }
    confirm(tx, import, rows, found)
}

fn confirm(tx: &mut Tx, import: ImportId, rows: &[RegisterRow], found: &There) -> QueryResult<()> {
    let mut said: HashMap<ProfileId, BTreeSet<String>> = HashMap::new();
    for (at, id) in &found.people {
        let Ok(entry) = &rows[*at].outcome else { continue };
        let words = entry.allergies.iter().chain(&entry.conditions).map(|it| it.to_lowercase());
        said.entry(*id).or_default().extend(words);
    }
    said.retain(|_, words| !words.is_empty());
    if said.is_empty() {
        return Ok(());
    }
    let open = || imported_facts::confirmed.is_null().and(imported_facts::import_id.ne(import));
    let noted: Vec<(RowId, ProfileId, String)> = rows_of(
        allergies::table
            .inner_join(imported_facts::table.on(imported_facts::id.eq(allergies::id)))
            .filter(allergies::patient_id.among(said.keys().copied()))
            .filter(open())
            .select((allergies::id, allergies::patient_id, allergies::substance)),
    )
    .and_of(
        conditions::table
            .inner_join(imported_facts::table.on(imported_facts::id.eq(conditions::id)))
            .filter(conditions::patient_id.among(said.keys().copied()))
            .filter(open())
            .select((conditions::id, conditions::patient_id, conditions::name)),
    )
    .load(tx.db)?;
    let same = |(_, id, words): &&(RowId, ProfileId, String)| said.get(id).is_some_and(|it| it.contains(&words.to_lowercase()));
    let same: Vec<RowId> = noted.iter().filter(same).map(|it| it.0).collect();
    if same.is_empty() { Ok(()) } else { FactConfirmed::Register.confirm(tx, &same) }
}

/// A fact that an import noted of somebody who was there.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct ImportedFact {
    id: RowId,
    kind: String,
    pub patient: ProfileId,
    pub words: String,
    pub full_name: String,
    pub record_number: String,
    /// Why it stays when the import is taken back.
    pub confirmed: Option<FactConfirmed>,
}

impl ImportedFact {
    /// How many are listed.
    pub const MOST: i64 = 200;

    /// What of it stands on a record.
    pub(super) fn standing(db: &mut Db, import: ImportId, most: i64) -> QueryResult<Vec<ImportedFact>> {
        let of_import = || imported_facts::import_id.eq(import).and(imported_facts::taken_back_at.is_null());
        rows_of(
            allergies::table
                .inner_join(imported_facts::table.on(imported_facts::id.eq(allergies::id)))
                .inner_join(patients::table.on(patients::profile_id.eq(allergies::patient_id)))
                .inner_join(profiles::table.on(profiles::id.eq(allergies::patient_id)))
                .filter(of_import())
                .filter(allergies::deleted_at.is_null())
                .order(allergies::id)
                .limit(most)
                .select((
                    allergies::id,
                    fixed::<Text>("'allergy'"),
                    allergies::patient_id,
                    allergies::substance,
                    profiles::full_name,
                    patients::record_number,
                    imported_facts::confirmed,
                )),
        )
        .and_of(
            conditions::table
                .inner_join(imported_facts::table.on(imported_facts::id.eq(conditions::id)))
                .inner_join(patients::table.on(patients::profile_id.eq(conditions::patient_id)))
                .inner_join(profiles::table.on(profiles::id.eq(conditions::patient_id)))
                .filter(of_import())
                .filter(conditions::deleted_at.is_null())
                .order(conditions::id)
                .limit(most)
                .select((
                    conditions::id,
                    fixed::<Text>("'condition'"),
                    conditions::patient_id,
                    conditions::name,
                    profiles::full_name,
                    patients::record_number,
                    imported_facts::confirmed,
                )),
        )
        .load(db)
    }

    /// What stayed when the import was taken back, for whoever is shown it.
    pub fn shown(opening: &mut Opening, import: &Import) -> QueryResult<Vec<ImportedFact>> {
        if import.undone_at.is_none() || import.facts_kept == 0 {
            return Ok(Vec::new());
        }
        let kept = ImportedFact::standing(opening.db, import.id, ImportedFact::MOST)?;
        opening.found(kept.iter().map(|it| it.patient));
        Ok(kept)
    }

    /// Why it stays, as a Fluent key.
    pub fn because(&self) -> &'static str {
        self.confirmed.unwrap_or(FactConfirmed::Hand).key()
    }
}

/// How many facts went, and how many stayed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FactsUndone {
    pub gone: usize,
    pub kept: usize,
}

/// Takes back what the import noted of those who were there, but for what somebody confirmed since.
pub(super) fn take_back(tx: &mut Tx, import: ImportId) -> QueryResult<FactsUndone> {
    let standing = ImportedFact::standing(tx.db, import, i64::from(i32::MAX))?;
    let (kept, going): (Vec<_>, Vec<_>) = standing.into_iter().partition(|it| it.confirmed.is_some());
    for it in &going {
        let kind = if it.kind == Alert::Allergy.as_str() { Alert::Allergy } else { Alert::Condition };
        let _gone = kind.forget_with_register(tx, it.patient, it.id)?;
    }
    let mut words: BTreeMap<ProfileId, Vec<String>> = BTreeMap::new();
    for it in &going {
        words.entry(it.patient).or_default().push(it.words.to_lowercase());
    }
    for chunk in going.chunks(1_000) {
        diesel::update(imported_facts::table.filter(imported_facts::id.among(chunk.iter().map(|it| it.id))))
            .set(imported_facts::taken_back_at.eq(tx.now))
            .execute(tx.db)?;
    }
    unsay(tx, &words)?;
    Ok(FactsUndone { gone: going.len(), kept: kept.len() })
}

/// What was taken back was not said: another register may say it.
fn unsay(tx: &mut Tx, words: &BTreeMap<ProfileId, Vec<String>>) -> QueryResult<()> {
    if words.is_empty() {
        return Ok(());
    }
    let said: Vec<(Vec<u8>, ProfileId, Option<String>)> = imported_people::table
        .filter(imported_people::patient_id.among(words.keys().copied()))
        .select((imported_people::known_by, imported_people::patient_id, imported_people::said))
        .load(tx.db)?;
    for (known_by, patient, said) in said {
        let Some(mut more) = said.and_then(|it| serde_json::from_str::<SaidMore>(&it).ok()) else { continue };
        let is_gone = |it: &String| words.get(&patient).is_some_and(|gone| gone.contains(&it.to_lowercase()));
        more.allergies.retain(|it| !is_gone(it));
        more.conditions.retain(|it| !is_gone(it));
        diesel::update(imported_people::table.find((known_by, patient)))
            .set(imported_people::said.eq(serde_json::to_string(&more).ok()))
            .execute(tx.db)?;
    }
    Ok(())
}
