//! Who of those who are there somebody new may be, and whose account they come on.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use diesel::prelude::*;

use super::asking::Asking;
use crate::db::Db;
use crate::db::ids::{ProfileId, UserId};
use crate::db::statement::{Among, AndOf, rows_of};
use crate::models::exchange::register::entry::RegisterEntry;
use crate::models::people::{KnownPerson, SearchEntry};
use crate::models::values::{Birth, Sex};
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
/// one of the two sides has no phone, with one of its names. Two questions for every few thousand people.
pub(super) fn known_before<A: Asking>(asking: &mut A, fresh: &[&RegisterEntry]) -> Result<Vec<Before>, A::Error> {
    let mut found: HashMap<ProfileId, KnownPerson> = HashMap::new();
    for chunk in fresh.chunks(AT_ONCE) {
        let terms = |entry: &RegisterEntry| SearchEntry::pair_of(entry.name.as_str()).into_iter().chain(in_house(entry));
        let all: HashSet<String> = chunk.iter().flat_map(|entry| terms(entry)).collect();
        let telling: HashSet<String> = asking.ask(|db| telling(db, &all))?.into_iter().collect();
        let some = |has_phone: bool| chunk.iter().filter(move |entry| entry.phone.is_some() == has_phone);
        let told = |terms: &mut dyn Iterator<Item = String>| terms.filter(|it| telling.contains(it)).collect::<HashSet<String>>();
        let names = |has_phone| told(&mut some(has_phone).filter_map(|entry| SearchEntry::pair_of(entry.name.as_str())));
        let houses = |has_phone| told(&mut some(has_phone).flat_map(|it| in_house(it)));
        let sought = Sought {
            phones: chunk.iter().filter_map(|entry| entry.phone.as_ref().map(|it| it.e164().to_owned())).collect(),
            births: chunk.iter().filter_map(|entry| entry.birth.filter(|it| !it.estimated).map(|it| it.on)).collect(),
            names: [names(false), names(true)],
            houses: [houses(false), houses(true)],
        };
        found.extend(asking.ask(|db| sought.find(db))?.into_iter().map(|row| {
            let birth = row.born_on.map(|on| Birth { on, estimated: row.estimated });
            (row.id, KnownPerson { name: row.name, sex: row.sex, birth, phone: row.phone, address: row.address })
        }));
    }
    Ok(found.into_iter().collect())
}

/// Those of these names and houses that few people have.
fn telling(db: &mut Db, terms: &HashSet<String>) -> QueryResult<Vec<String>> {
    search_terms::table
        .filter(search_terms::kind.among([&[SearchEntry::PAIR], SearchEntry::kinds_of_houses(false)].concat()))
        .filter(search_terms::term.among(terms))
        .group_by(search_terms::term)
        .having(diesel::dsl::count_star().le(TELLING))
        .select(search_terms::term)
        .load(db)
}

/// By what somebody who comes may be known; names and houses of those without a phone, and of those with one.
struct Sought {
    phones: Vec<String>,
    births: Vec<NaiveDate>,
    names: [HashSet<String>; 2],
    houses: [HashSet<String>; 2],
}

impl Sought {
    fn find(&self, db: &mut Db) -> QueryResult<Vec<BeforeRow>> {
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
        let plain = || patients::table.inner_join(profiles::table).filter(patients::deleted_at.is_null());
        let ([names, names_with], [houses, houses_with]) = (&self.names, &self.houses);
        rows_of(plain().filter(profiles::phone.among(&self.phones)).select(columns))
            .and_of(plain().filter(profiles::born_on.among(&self.births)).select(columns))
            .and_of(under(SearchEntry::kinds_of_houses(false)).filter(search_terms::term.among(houses)).select(columns))
            .and_of(under(SearchEntry::kinds_of_houses(true)).filter(search_terms::term.among(houses_with)).select(columns))
            .and_of(under(&[SearchEntry::PAIR]).filter(search_terms::term.among(names)).select(columns))
            .and_of(
                under(&[SearchEntry::PAIR]).filter(search_terms::term.among(names_with)).filter(profiles::phone.is_null()).select(columns),
            )
            .load(db)
    }
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
