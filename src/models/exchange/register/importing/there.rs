//! Who is there already, for an import to be held against.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::db::ids::{ClinicId, ImportId, ProfileId, UserId};
use crate::db::statement::{Among, AndOf, rows_of};
use crate::db::{Db, Tx};
use crate::models::exchange::register::entry::RegisterEntry;
use crate::models::exchange::register::identity::{ComingRow, KEPT, SaidBefore, known_by, those_there};
use crate::models::exchange::register::rows::RegisterRow;
use crate::models::people::{KnownPerson, SearchEntry};
use crate::models::values::{Birth, Phone, Sex};
use crate::schema::organisation::{imported_people, patients, profiles, search_terms};

/// How many values one query looks for.
const AT_ONCE: usize = 8_000;

/// Which rows of an import are somebody whom an earlier one brought, and which may be.
#[derive(Default)]
pub struct There {
    /// By the row's place.
    pub(super) people: HashMap<usize, ProfileId>,
    /// Who is registered all the same: the row's place, and whom to look at.
    pub(super) near: Vec<(usize, ProfileId)>,
    /// What was said of those people before.
    pub(super) said: HashMap<ProfileId, SaidBefore>,
}

/// Holds the rows against those whom imports brought. Whom the import `but` brought in an earlier batch is not meant: two rows of one
/// register are marked as perhaps one person, and both kept.
pub(super) fn there(db: &mut Db, clinic: ClinicId, but: Option<ImportId>, rows: &[RegisterRow]) -> QueryResult<There> {
    let places: Vec<(usize, ComingRow)> =
        rows.iter().enumerate().filter_map(|(at, row)| Some((at, ComingRow::of(clinic, row, row.outcome.as_ref().ok()?)))).collect();
    let (places, coming): (Vec<usize>, Vec<ComingRow>) = places.into_iter().unzip();
    let digests: Vec<&[u8]> = coming.iter().flat_map(|it| &it.known).map(|it| it.digest.as_slice()).collect();
    let mut before: HashMap<[u8; 32], Vec<usize>> = HashMap::new();
    let mut place_of: HashMap<ProfileId, usize> = HashMap::new();
    let (mut ids, mut people): (Vec<ProfileId>, Vec<SaidBefore>) = Default::default();
    for chunk in digests.chunks(DIGESTS_AT_ONCE) {
        let mut query = imported_people::table.inner_join(patients::table).filter(imported_people::known_by.among(chunk)).into_boxed();
        if let Some(import) = but {
            let seen = imported_people::seen_in.is_null().or(imported_people::seen_in.ne(import.0.as_bytes().to_vec()));
            query = query.filter(patients::import_id.is_null().or(patients::import_id.ne(import))).filter(seen);
        }
        let found: Vec<SaidRow> = query
            .select((
                imported_people::known_by,
                imported_people::patient_id,
                imported_people::sex,
                imported_people::born_on,
                imported_people::born_on_estimated,
                imported_people::phone,
                imported_people::said,
            ))
            .order((imported_people::patient_id, imported_people::known_by))
            .load(db)?;
        for it in found {
            let Ok(digest) = <[u8; 32]>::try_from(it.known_by.as_slice()) else { continue };
            let place = *place_of.entry(it.patient).or_insert_with(|| {
                ids.push(it.patient);
                people.push(SaidBefore::stored(it.sex, it.born_on, it.estimated, it.phone, it.said.as_deref()));
                people.len() - 1
            });
            before.entry(digest).or_default().push(place);
        }
    }
    let found = those_there(&coming, &before, &people);
    Ok(There {
        people: found.there.iter().map(|(at, person)| (places[*at], ids[*person])).collect(),
        near: found.near.iter().map(|(at, person)| (places[*at], ids[*person])).collect(),
        said: found.there.values().map(|person| (ids[*person], people[*person].clone())).collect(),
    })
}

/// How many digests one query looks for.
const DIGESTS_AT_ONCE: usize = 30_000;

/// What an earlier import said of somebody.
#[derive(Queryable)]
struct SaidRow {
    known_by: Vec<u8>,
    patient: ProfileId,
    sex: Sex,
    born_on: Option<NaiveDate>,
    estimated: bool,
    phone: Option<String>,
    said: Option<String>,
}

/// Whom a row is kept as: the row, the person in it, and the patient.
pub(super) type KeptAs<'a> = (&'a RegisterRow, &'a RegisterEntry, ProfileId);

/// Keeps what somebody is known by from now on. `before` is what was said of those who were there.
pub(super) fn remember(
    tx: &mut Tx,
    clinic: ClinicId,
    import: ImportId,
    kept: &[KeptAs],
    before: &HashMap<ProfileId, SaidBefore>,
) -> QueryResult<()> {
    let rows: Vec<_> = kept
        .iter()
        .flat_map(|(row, entry, id)| {
            let said = SaidBefore::of(entry);
            let known = known_by(clinic, row, entry).into_iter().take(KEPT);
            let more = before.get(id).map_or_else(|| said.more.clone(), |before| before.and(&said));
            let birth = before.get(id).and_then(|it| it.birth).or(said.birth);
            let sex = before.get(id).map(|it| it.sex).filter(|it| *it != Sex::Unknown).unwrap_or(said.sex);
            let seen_in = before.contains_key(id).then(|| import.0.as_bytes().to_vec());
            known.map(move |it| {
                (
                    imported_people::known_by.eq(it.digest.to_vec()),
                    imported_people::patient_id.eq(*id),
                    imported_people::sex.eq(sex),
                    imported_people::born_on.eq(birth.map(|it| it.on)),
                    imported_people::born_on_estimated.eq(birth.is_some_and(|it| it.estimated)),
                    imported_people::phone.eq(more.phones.first().cloned()),
                    imported_people::said.eq(serde_json::to_string(&more).ok()),
                    imported_people::seen_in.eq(seen_in.clone()),
                )
            })
        })
        .collect();
    for chunk in rows.chunks(1_000) {
        diesel::replace_into(imported_people::table).values(chunk).execute(tx.db)?;
    }
    Ok(())
}

/// Waits until no other import of the clinic registers people, and lets none begin before this change ends.
pub(super) fn take_turn(tx: &mut Tx, clinic: ClinicId) -> QueryResult<()> {
    diesel::sql_query("INSERT INTO import_turns (clinic_id) VALUES (?) ON DUPLICATE KEY UPDATE clinic_id = VALUES(clinic_id)")
        .bind::<diesel::sql_types::Binary, _>(clinic.0.as_bytes().to_vec())
        .execute(tx.db)
        .map(drop)
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
