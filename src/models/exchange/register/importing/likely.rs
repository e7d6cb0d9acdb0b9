//! Who of those who are there somebody new may be, and whose account they come on.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::db::Db;
use crate::db::ids::{ProfileId, UserId};
use crate::db::statement::{Among, AndOf, rows_of};
use crate::models::exchange::register::entry::RegisterEntry;
use crate::models::exchange::register::rows::RegisterRow;
use crate::models::people::{KnownPerson, SearchEntry};
use crate::models::values::{Birth, Phone, Sex};
use crate::schema::organisation::{patients, profiles, search_terms};

/// How many values one query looks for.
const AT_ONCE: usize = 8_000;

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
