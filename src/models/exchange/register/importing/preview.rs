//! What an import would do.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use diesel::prelude::*;

use super::Import;
use super::adding::{Addition, additions};
use super::likely::{known, known_before};
use super::there::there;
use super::visits::together;
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
    /// Rows that are a further visit of somebody new, and the line of that person's first row.
    pub visits: HashMap<usize, u64>,
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
        let is_undone = import.undone_at.is_some();
        let added = if is_undone { HashMap::new() } else { additions(db, &register.rows, &found)? };
        let there = &found.people;
        let places = || register.rows.iter().enumerate().filter_map(|(at, row)| Some((at, row, row.outcome.as_ref().ok()?)));
        let people = together(&register.rows, &found.visits);
        let is_new = |at: &usize| !there.contains_key(at) && !found.visits.contains_key(at);
        let fresh: Vec<(usize, &RegisterRow, &RegisterEntry)> =
            places().filter(|it| is_new(&it.0)).map(|(at, row, entry)| (at, row, people.get(&at).unwrap_or(entry))).collect();
        let rows: Vec<(&RegisterRow, &RegisterEntry)> = fresh.iter().map(|(_, row, entry)| (*row, *entry)).collect();
        let mut known_ones: Vec<KnownPerson> =
            if is_undone { Vec::new() } else { known_before(db, &rows)? }.into_iter().map(|(_, known)| known).collect();
        let from = known_ones.len();
        known_ones.extend(rows.iter().map(|(_, entry)| known(entry)));
        let mut alike: HashMap<usize, Vec<Alike>> = HashMap::new();
        for pair in duplicates::pairs(&known_ones, from) {
            for (one, other) in [(pair.one, pair.other), (pair.other, pair.one)] {
                if one >= from {
                    let who = if other >= from {
                        Alike::Line(fresh[other - from].1.number)
                    } else {
                        Alike::Patient(known_ones[other].name.clone())
                    };
                    alike.entry(fresh[one - from].0).or_default().push(who);
                }
            }
        }
        let names: HashMap<ProfileId, String> = names_of(db, found.near.iter().filter(|_| !is_undone).map(|it| it.1))?;
        for (at, id) in &found.near {
            let all = alike.entry(*at).or_default();
            if let Some(name) = names.get(id).filter(|_| !all.iter().any(|it| matches!(it, Alike::Patient(_)))) {
                all.push(Alike::Patient(name.clone()));
            }
        }
        let visits = found.visits.iter().map(|(at, first)| (*at, register.rows[*first].number)).collect();
        Ok(ImportPreview { import, register, there: found.people, visits, added, alike })
    }
}

impl ImportPreview {
    /// How many allergies and conditions come to how many people who are there.
    pub fn facts(&self) -> (usize, usize) {
        let added = || self.there.iter().filter_map(|(at, id)| Some((self.added.get(at)?.facts(), id))).filter(|it| it.0 > 0);
        (added().map(|it| it.0).sum(), added().map(|it| it.1).collect::<BTreeSet<_>>().len())
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
