//! Who is there already, for an import to be held against.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::db::Db;
use crate::db::ids::{ProfileId, UserId};
use crate::db::statement::Among;
use crate::models::exchange::{
    register::Register, register::RegisterRow, register::duplicates::KnownPerson, register::entry::RegisterEntry,
};
use crate::models::values::Phone;
use crate::schema::organisation::{patients, profiles};

/// How many values one query looks for.
const AT_ONCE: usize = 10_000;

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

/// Who was there before with one of the register's phones or birth dates.
pub(super) fn known_before(db: &mut Db, fresh: &[(&RegisterRow, &RegisterEntry)]) -> QueryResult<Vec<Before>> {
    let columns = (profiles::id, (profiles::full_name, profiles::phone, profiles::born_on, profiles::born_on_estimated));
    let phones: Vec<&str> = fresh.iter().filter_map(|(_, entry)| entry.phone.as_ref().map(Phone::e164)).collect();
    let births: Vec<NaiveDate> = fresh.iter().filter_map(|(_, entry)| entry.birth.filter(|it| !it.estimated).map(|it| it.on)).collect();
    let mut found: HashMap<ProfileId, KnownPerson> = HashMap::new();
    for chunk in phones.chunks(AT_ONCE) {
        let living = patients::table.inner_join(profiles::table).filter(patients::deleted_at.is_null());
        found.extend(living.filter(profiles::phone.among(chunk)).select(columns).load::<Before>(db)?);
    }
    for chunk in births.chunks(AT_ONCE) {
        let living = patients::table.inner_join(profiles::table).filter(patients::deleted_at.is_null());
        found.extend(living.filter(profiles::born_on.among(chunk)).select(columns).load::<Before>(db)?);
    }
    Ok(found.into_iter().collect())
}

/// What is compared of a row.
pub(super) fn known(entry: &RegisterEntry) -> KnownPerson {
    KnownPerson {
        name: entry.name.to_string(),
        phone: entry.phone.as_ref().map(|it| it.e164().to_owned()),
        born_on: entry.birth.map(|it| it.on),
        estimated: entry.birth.is_some_and(|it| it.estimated),
    }
}
