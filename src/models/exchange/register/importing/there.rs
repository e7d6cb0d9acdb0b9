//! Who is there already, for an import to be held against.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::db::ids::{ClinicId, ImportId, ProfileId, UserId};
use crate::db::statement::{Among, AndOf, rows_of};
use crate::db::{Db, Tx};
use crate::models::exchange::register::rows::RegisterRow;
use crate::models::exchange::{
    register::entry::RegisterEntry, register::identity::KnownBy, register::identity::SaidBefore, register::identity::known_by,
};
use crate::models::people::{KnownPerson, SearchEntry};
use crate::models::values::{Birth, Phone, Sex};
use crate::schema::organisation::{imported_people, patients, profiles, search_terms};

/// How many values one query looks for.
const AT_ONCE: usize = 8_000;

/// The rows whose person an import brought, by their places. Whom the import `but` brought in an earlier batch is not meant: two rows of
/// one register are marked as perhaps one person, and both kept.
pub(super) fn there(db: &mut Db, clinic: ClinicId, but: Option<ImportId>, rows: &[RegisterRow]) -> QueryResult<HashSet<usize>> {
    let rows: Vec<(usize, &RegisterEntry, Vec<KnownBy>)> = rows
        .iter()
        .enumerate()
        .filter_map(|(at, row)| row.outcome.as_ref().ok().map(|entry| (at, entry, known_by(clinic, row, entry))))
        .collect();
    let digests: Vec<&[u8]> = rows.iter().flat_map(|(_, _, known)| known).map(|it| it.digest.as_slice()).collect();
    let mut before: HashMap<Vec<u8>, Vec<SaidBefore>> = HashMap::new();
    for chunk in digests.chunks(DIGESTS_AT_ONCE) {
        let mut query = imported_people::table.inner_join(patients::table).filter(imported_people::known_by.among(chunk)).into_boxed();
        if let Some(import) = but {
            query = query.filter(patients::import_id.is_null().or(patients::import_id.ne(import)));
        }
        let found: Vec<SaidRow> = query
            .select((
                imported_people::known_by,
                imported_people::sex,
                imported_people::born_on,
                imported_people::born_on_estimated,
                imported_people::phone,
            ))
            .load(db)?;
        for it in found {
            before.entry(it.known_by).or_default().push(SaidBefore::stored(it.sex, it.born_on, it.estimated, it.phone));
        }
    }
    let is_there = |entry: &RegisterEntry, known: &KnownBy| {
        before.get(known.digest.as_slice()).is_some_and(|all| known.is_row || all.iter().any(|said| said.agrees(entry)))
    };
    Ok(rows.into_iter().filter(|(_, entry, known)| known.iter().any(|it| is_there(entry, it))).map(|it| it.0).collect())
}

/// How many digests one query looks for.
const DIGESTS_AT_ONCE: usize = 30_000;

/// What an earlier import said of somebody.
#[derive(Queryable)]
struct SaidRow {
    known_by: Vec<u8>,
    sex: Sex,
    born_on: Option<NaiveDate>,
    estimated: bool,
    phone: Option<String>,
}

/// Keeps what somebody is known by from now on.
pub(super) fn remember(tx: &mut Tx, clinic: ClinicId, fresh: &[(&RegisterRow, &RegisterEntry)], ids: &[ProfileId]) -> QueryResult<()> {
    let rows: Vec<_> = fresh
        .iter()
        .zip(ids)
        .flat_map(|((row, entry), id)| {
            let said = SaidBefore::of(entry);
            known_by(clinic, row, entry).into_iter().map(move |it| {
                (
                    imported_people::known_by.eq(it.digest.to_vec()),
                    imported_people::patient_id.eq(*id),
                    imported_people::sex.eq(said.sex),
                    imported_people::born_on.eq(said.birth.map(|it| it.on)),
                    imported_people::born_on_estimated.eq(said.birth.is_some_and(|it| it.estimated)),
                    imported_people::phone.eq(said.phone.clone()),
                )
            })
        })
        .collect();
    for chunk in rows.chunks(1_000) {
        diesel::insert_or_ignore_into(imported_people::table).values(chunk).execute(tx.db)?;
    }
    Ok(())
}

/// The accounts that somebody is on already: whoever comes now is another of the family.
pub(super) fn holders(db: &mut Db, accounts: &HashMap<String, UserId>) -> QueryResult<HashSet<UserId>> {
    let users: Vec<UserId> = accounts.values().copied().collect();
    let mut holders = HashSet::new();
    for chunk in users.chunks(AT_ONCE) {
        let found: Vec<Option<UserId>> =
            profiles::table.filter(profiles::user_id.among(chunk)).select(profiles::user_id).distinct().load(db)?;
        holders.extend(found.into_iter().flatten());
    }
    Ok(holders)
}

/// Somebody who was there before, to be compared with who comes.
pub(super) type Before = (ProfileId, KnownPerson);

/// What is read of somebody who was there before.
#[derive(Queryable)]
struct BeforeRow {
    id: ProfileId,
    name: String,
    sex: Sex,
    phone: Option<String>,
    born_on: Option<NaiveDate>,
    estimated: bool,
    address: String,
}

/// A name that more people have tells nothing by itself.
const TELLING: i64 = 200;

/// Who was there before with one of the register's phones or birth dates, or in one of its houses with a word of the name; and, where
/// one of the two sides has no phone, with one of its names.
pub(super) fn known_before(db: &mut Db, fresh: &[(&RegisterRow, &RegisterEntry)]) -> QueryResult<Vec<Before>> {
    let columns = (
        profiles::id,
        profiles::full_name,
        profiles::sex,
        profiles::phone,
        profiles::born_on,
        profiles::born_on_estimated,
        profiles::address,
    );
    let under = |kinds: &[&'static str]| {
        let terms = search_terms::table.inner_join(profiles::table.on(profiles::id.eq(search_terms::patient_id)));
        let terms = terms.inner_join(patients::table.on(patients::profile_id.eq(search_terms::patient_id)));
        terms.filter(search_terms::kind.among(kinds.to_vec())).filter(patients::deleted_at.is_null())
    };
    let mut found: HashMap<ProfileId, KnownPerson> = HashMap::new();
    for chunk in fresh.chunks(AT_ONCE) {
        let terms = |entry: &RegisterEntry| SearchEntry::pair_of(entry.name.as_str()).into_iter().chain(in_house(entry));
        let all: HashSet<String> = chunk.iter().flat_map(|(_, entry)| terms(entry)).collect();
        let telling: HashSet<String> = search_terms::table
            .filter(search_terms::kind.among([&[SearchEntry::PAIR], SearchEntry::kinds_of_houses(false)].concat()))
            .filter(search_terms::term.among(all))
            .group_by(search_terms::term)
            .having(diesel::dsl::count_star().le(TELLING))
            .select(search_terms::term)
            .load(db)?
            .into_iter()
            .collect();
        let phones = chunk.iter().filter_map(|(_, entry)| entry.phone.as_ref().map(Phone::e164));
        let births = chunk.iter().filter_map(|(_, entry)| entry.birth.filter(|it| !it.estimated).map(|it| it.on));
        let some = |has_phone: bool| chunk.iter().map(|it| it.1).filter(move |entry| entry.phone.is_some() == has_phone);
        let told = |terms: &mut dyn Iterator<Item = String>| terms.filter(|it| telling.contains(it)).collect::<HashSet<String>>();
        let names = |has_phone| told(&mut some(has_phone).filter_map(|entry| SearchEntry::pair_of(entry.name.as_str())));
        let houses = |has_phone| told(&mut some(has_phone).flat_map(in_house));
        let plain = || patients::table.inner_join(profiles::table).filter(patients::deleted_at.is_null());
        let rows: Vec<BeforeRow> = rows_of(plain().filter(profiles::phone.among(phones)).select(columns))
            .and_of(plain().filter(profiles::born_on.among(births)).select(columns))
            .and_of(under(SearchEntry::kinds_of_houses(false)).filter(search_terms::term.among(houses(false))).select(columns))
            .and_of(under(SearchEntry::kinds_of_houses(true)).filter(search_terms::term.among(houses(true))).select(columns))
            .and_of(under(&[SearchEntry::PAIR]).filter(search_terms::term.among(names(false))).select(columns))
            .and_of(
                under(&[SearchEntry::PAIR]).filter(search_terms::term.among(names(true))).filter(profiles::phone.is_null()).select(columns),
            )
            .load(db)?;
        found.extend(rows.into_iter().map(|row| {
            let birth = row.born_on.map(|on| Birth { on, estimated: row.estimated });
            (row.id, KnownPerson { name: row.name, sex: row.sex, birth, phone: row.phone, address: row.address })
        }));
    }
    Ok(found.into_iter().collect())
}

fn in_house(entry: &RegisterEntry) -> Vec<String> {
    SearchEntry::in_house(entry.name.as_str(), &entry.address)
}

/// What is compared of a row.
pub(super) fn known(entry: &RegisterEntry) -> KnownPerson {
    KnownPerson {
        name: entry.name.to_string(),
        sex: entry.sex,
        birth: entry.birth,
        phone: entry.phone.as_ref().map(|it| it.e164().to_owned()),
        address: entry.address.clone(),
    }
}
