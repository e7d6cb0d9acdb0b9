//! What an import would do.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use diesel::prelude::*;

use super::Import;
use super::there::{known, known_before, there};
use crate::db::Db;
use crate::db::ids::ImportId;
use crate::models::exchange::{register::Register, register::duplicates, register::entry::RegisterEntry, register::rows::RegisterRow};
use crate::models::people::KnownPerson;
use crate::models::practice::Reach;

/// A register before it is imported: what is there already, and who may be somebody known.
pub struct ImportPreview {
    pub import: Import,
    pub register: Register,
    /// Rows whose person an import brought, by their place in the register; once it is done, its own.
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

impl ImportPreview {
    /// Four queries, however long the register.
    pub fn of(db: &mut Db, reach: &Reach, id: ImportId, today: NaiveDate) -> QueryResult<ImportPreview> {
        let (import, register) = Import::open(db, reach, id, today)?;
        let there = there(db, import.clinic_id, None, &register.rows)?;
        let places = || register.rows.iter().enumerate().filter_map(|(at, row)| Some((at, row, row.outcome.as_ref().ok()?)));
        let fresh: Vec<(usize, &RegisterRow, &RegisterEntry)> = places().filter(|it| !there.contains(&it.0)).collect();
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
        Ok(ImportPreview { import, register, there, alike })
    }
}
