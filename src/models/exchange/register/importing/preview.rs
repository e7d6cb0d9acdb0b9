//! What an import would do.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use diesel::prelude::*;

use super::Import;
use super::adding::{Addition, additions};
use super::there::{known, known_before, there};
use crate::db::Db;
use crate::db::ids::{ImportId, ProfileId};
use crate::db::statement::Among;
use crate::models::exchange::{register::Register, register::duplicates, register::entry::RegisterEntry, register::rows::RegisterRow};
use crate::models::people::KnownPerson;
use crate::models::practice::Reach;
use crate::schema::organisation::profiles;

/// A register before it is imported: what is there already, and who may be somebody known.
pub struct ImportPreview {
    pub import: Import,
    pub register: Register,
    /// Rows whose person an import brought, by their place in the register; once it is done, its own.
    pub there: HashMap<usize, ProfileId>,
    /// What those rows say that was not said before.
    pub added: HashMap<usize, Addition>,
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

impl ImportPreview {
    /// A few queries, however long the register.
    pub fn of(db: &mut Db, reach: &Reach, id: ImportId, today: NaiveDate) -> QueryResult<ImportPreview> {
        let (import, register) = Import::open(db, reach, id, today)?;
        let found = there(db, import.clinic_id, None, &register.rows)?;
        let added = additions(db, &register.rows, &found)?;
        let there = &found.people;
        let places = || register.rows.iter().enumerate().filter_map(|(at, row)| Some((at, row, row.outcome.as_ref().ok()?)));
        let fresh: Vec<(usize, &RegisterRow, &RegisterEntry)> = places().filter(|it| !there.contains_key(&it.0)).collect();
        let rows: Vec<(&RegisterRow, &RegisterEntry)> = fresh.iter().map(|(_, row, entry)| (*row, *entry)).collect();
        let mut people: Vec<KnownPerson> = known_before(db, &rows)?.into_iter().map(|(_, known)| known).collect();
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
        let names: HashMap<ProfileId, String> = names_of(db, found.near.iter().map(|it| it.1))?;
        for (at, id) in &found.near {
            let all = alike.entry(*at).or_default();
            if let Some(name) = names.get(id).filter(|_| !all.iter().any(|it| matches!(it, Alike::Patient(_)))) {
                all.push(Alike::Patient(name.clone()));
            }
        }
        Ok(ImportPreview { import, register, there: found.people, added, alike })
    }
}

fn names_of(db: &mut Db, ids: impl Iterator<Item = ProfileId>) -> QueryResult<HashMap<ProfileId, String>> {
    let ids: BTreeSet<ProfileId> = ids.collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(ProfileId, String)> =
        profiles::table.filter(profiles::id.among(ids)).select((profiles::id, profiles::full_name)).load(db)?;
    Ok(rows.into_iter().collect())
}
