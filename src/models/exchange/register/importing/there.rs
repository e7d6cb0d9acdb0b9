//! Who is there already, for an import to be held against.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::db::Db;
use crate::db::ids::{ProfileId, UserId};
use crate::db::statement::{Among, AndOf, rows_of};
use crate::models::exchange::{register::Register, register::RegisterRow, register::entry::RegisterEntry};
use crate::models::people::{KnownPerson, SearchEntry};
use crate::models::values::{Birth, Phone, Sex};
use crate::schema::organisation::{patients, profiles, search_terms};

/// How many values one query looks for.
const AT_ONCE: usize = 8_000;

/// The rows that an earlier import brought.
pub(super) fn keys_there(db: &mut Db, register: &Register) -> QueryResult<HashSet<Vec<u8>>> {
    let keys: Vec<&[u8]> = register.valid().map(|(row, _)| row.key.as_slice()).collect();
    let mut there = HashSet::new();
    for chunk in keys.chunks(AT_ONCE) {
        let found: Vec<Option<Vec<u8>>> =
            patients::table.filter(patients::import_key.among(chunk)).select(patients::import_key).load(db)?;
        there.extend(found.into_iter().flatten());
    }
    Ok(there)
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

/// Who was there before with one of the register's phones or birth dates; and, where one of the two sides has no phone, with one of
/// its names.
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
    let named = || {
        let terms = search_terms::table.inner_join(profiles::table.on(profiles::id.eq(search_terms::patient_id)));
        let terms = terms.inner_join(patients::table.on(patients::profile_id.eq(search_terms::patient_id)));
        terms.filter(search_terms::kind.eq(SearchEntry::PAIR)).filter(patients::deleted_at.is_null())
    };
    let mut found: HashMap<ProfileId, KnownPerson> = HashMap::new();
    for chunk in fresh.chunks(AT_ONCE) {
        let phones = chunk.iter().filter_map(|(_, entry)| entry.phone.as_ref().map(Phone::e164));
        let births = chunk.iter().filter_map(|(_, entry)| entry.birth.filter(|it| !it.estimated).map(|it| it.on));
        let names = |has_phone: bool| {
            let some = chunk.iter().filter(move |(_, entry)| entry.phone.is_some() == has_phone);
            some.filter_map(|(_, entry)| SearchEntry::pair_of(entry.name.as_str())).collect::<HashSet<String>>()
        };
        let plain = || patients::table.inner_join(profiles::table).filter(patients::deleted_at.is_null());
        let rows: Vec<BeforeRow> = rows_of(plain().filter(profiles::phone.among(phones)).select(columns))
            .and_of(plain().filter(profiles::born_on.among(births)).select(columns))
            .and_of(named().filter(search_terms::term.among(names(false))).select(columns))
            .and_of(named().filter(search_terms::term.among(names(true))).filter(profiles::phone.is_null()).select(columns))
            .load(db)?;
        found.extend(rows.into_iter().map(|row| {
            let birth = row.born_on.map(|on| Birth { on, estimated: row.estimated });
            (row.id, KnownPerson { name: row.name, sex: row.sex, birth, phone: row.phone, address: row.address })
        }));
    }
    Ok(found.into_iter().collect())
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
