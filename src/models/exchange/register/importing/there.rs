//! Who is there already, for an import to be held against.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use chrono::{Duration, NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::asking::Asking;
use crate::db::ids::{ClinicId, ImportId, ProfileId};
use crate::db::statement::Among;
use crate::db::{Db, Tx};
use crate::models::exchange::register::entry::RegisterEntry;
use crate::models::exchange::register::identity::{ComingRow, EarlierPerson, InThisFile, KEPT, SaidBefore, known_by, those_there};
use crate::models::exchange::register::rows::RegisterRow;
use crate::models::values::Sex;
use crate::schema::organisation::{import_turns, imported_people, imports, patients};

/// Which rows of an import are somebody whom an earlier one brought, and which may be.
#[derive(Default)]
pub struct There {
    /// By the row's place.
    pub(super) people: HashMap<usize, ProfileId>,
    /// Rows that are a further visit of somebody new, and the place of that person's first row.
    pub(super) visits: HashMap<usize, usize>,
    /// Who is registered all the same: the row's place, and whom to look at.
    pub(super) near: Vec<(usize, ProfileId)>,
    /// What was said of those people before.
    pub(super) said: HashMap<ProfileId, SaidBefore>,
    /// Those of them whom the import itself brought in an earlier batch.
    pub(super) own: HashSet<ProfileId>,
}

impl There {
    /// What concerns these rows alone.
    pub(super) fn within(&self, rows: &Range<usize>) -> There {
        let people: HashMap<usize, ProfileId> = self.people.iter().filter(|it| rows.contains(it.0)).map(|(at, id)| (*at, *id)).collect();
        let said = people.values().filter_map(|id| Some((*id, self.said.get(id)?.clone()))).collect();
        There {
            said,
            visits: self.visits.iter().filter(|it| rows.contains(it.0)).map(|(at, first)| (*at, *first)).collect(),
            near: self.near.iter().filter(|it| rows.contains(&it.0)).copied().collect(),
            own: people.values().filter(|id| self.own.contains(id)).copied().collect(),
            people,
        }
    }
}

/// Holds the rows against those whom imports brought. Whom the import `of` brought in an earlier batch is meant by another visit alone:
/// else two rows of one register are marked as perhaps one person, and both kept.
pub(super) fn there<A: Asking>(asking: &mut A, clinic: ClinicId, of: Option<ImportId>, rows: &[RegisterRow]) -> Result<There, A::Error> {
    let places: Vec<(usize, ComingRow)> =
        rows.iter().enumerate().filter_map(|(at, row)| Some((at, ComingRow::of(clinic, row, row.outcome.as_ref().ok()?)))).collect();
    let (places, coming): (Vec<usize>, Vec<ComingRow>) = places.into_iter().unzip();
    let digests: Vec<&[u8]> = coming.iter().flat_map(|it| &it.known).map(|it| it.digest.as_slice()).collect();
    let mut before: HashMap<[u8; 32], Vec<usize>> = HashMap::new();
    let mut place_of: HashMap<ProfileId, usize> = HashMap::new();
    let (mut ids, mut people): (Vec<ProfileId>, Vec<EarlierPerson>) = Default::default();
    let mut own = HashSet::new();
    for chunk in digests.chunks(DIGESTS_AT_ONCE) {
        for it in asking.ask(|db| said_of(db, chunk))? {
            let Ok(digest) = <[u8; 32]>::try_from(it.known_by.as_slice()) else { continue };
            let is_own = of.is_some() && it.import == of;
            if is_own {
                own.insert(it.patient);
            }
            let is_seen = of.is_some_and(|of| it.seen_in.as_deref() == Some(of.0.as_bytes().as_slice()));
            let place = *place_of.entry(it.patient).or_insert_with(|| {
                ids.push(it.patient);
                let by = it.import.zip(it.brought.and_then(|count| usize::try_from(count).ok()));
                let said = SaidBefore::stored(it.sex, it.born_on, it.estimated, it.phone, it.said.as_deref());
                people.push(EarlierPerson { said, by, in_this_file: InThisFile::NotYet });
                people.len() - 1
            });
            if is_own {
                people[place].in_this_file = InThisFile::Brought;
            } else if is_seen {
                people[place].in_this_file = InThisFile::Seen;
            }
            before.entry(digest).or_default().push(place);
        }
    }
    let found = those_there(&coming, &before, &people);
    Ok(There {
        people: found.there.iter().map(|(at, person)| (places[*at], ids[*person])).collect(),
        visits: found.visits.iter().map(|(at, first)| (places[*at], places[*first])).collect(),
        near: found.near.iter().map(|(at, person)| (places[*at], ids[*person])).collect(),
        said: found.there.values().map(|person| (ids[*person], people[*person].said.clone())).collect(),
        own,
    })
}

/// How many digests one query looks for.
const DIGESTS_AT_ONCE: usize = 30_000;

fn said_of(db: &mut Db, digests: &[&[u8]]) -> QueryResult<Vec<SaidRow>> {
    imported_people::table
        .inner_join(patients::table)
        .left_join(imports::table.on(patients::import_id.eq(imports::id.nullable())))
        .filter(imported_people::known_by.among(digests))
        .select((
            imported_people::known_by,
            imported_people::patient_id,
            imported_people::sex,
            imported_people::born_on,
            imported_people::born_on_estimated,
            imported_people::phone,
            imported_people::said,
            imported_people::seen_in,
            patients::import_id,
            imports::imported.nullable(),
        ))
        .order((imported_people::patient_id, imported_people::known_by))
        .load(db)
}

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
    seen_in: Option<Vec<u8>>,
    import: Option<ImportId>,
    brought: Option<i32>,
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
    let mut said_of = before.clone();
    for (_, entry, id) in kept {
        let said = SaidBefore::of(entry);
        let all = said_of.get(id).map_or_else(|| said.clone(), |before| before.with(&said));
        said_of.insert(*id, all);
    }
    let rows: Vec<_> = kept
        .iter()
        .filter_map(|it| Some((it, said_of.get(&it.2)?)))
        .flat_map(|((row, entry, id), said)| {
            let more = serde_json::to_string(&said.more).ok();
            let seen_in = before.contains_key(id).then(|| import.0.as_bytes().to_vec());
            known_by(clinic, row, entry).into_iter().take(KEPT).map(move |it| {
                (
                    imported_people::known_by.eq(it.digest.to_vec()),
                    imported_people::patient_id.eq(*id),
                    imported_people::sex.eq(said.sex),
                    imported_people::born_on.eq(said.birth.map(|it| it.on)),
                    imported_people::born_on_estimated.eq(said.birth.is_some_and(|it| it.estimated)),
                    imported_people::phone.eq(said.more.phones.first().cloned()),
                    imported_people::said.eq(more.clone()),
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

/// Whether it is this import's turn to register people of the clinic, and nobody else's before this change ends and for a while after:
/// between two of its changes none must come.
pub(super) fn take_turn(tx: &mut Tx, clinic: ClinicId, import: ImportId) -> QueryResult<bool> {
    let id = clinic.0.as_bytes().to_vec();
    // Made first, in one statement, so that two that begin at once wait for each other.
    diesel::sql_query("INSERT INTO import_turns (clinic_id) VALUES (?) ON DUPLICATE KEY UPDATE clinic_id = VALUES(clinic_id)")
        .bind::<diesel::sql_types::Binary, _>(id)
        .execute(tx.db)?;
    hold_turn(tx, clinic, import, |is_ours, is_free| is_ours || is_free)
}

/// Whether it still is this import's turn: nobody else had it since.
pub(super) fn keep_turn(tx: &mut Tx, clinic: ClinicId, import: ImportId) -> QueryResult<bool> {
    hold_turn(tx, clinic, import, |is_ours, _| is_ours)
}

/// Gives an import the turn for a while, if it may have it: it had it last, or nobody has it now.
fn hold_turn(tx: &mut Tx, clinic: ClinicId, import: ImportId, may: impl Fn(bool, bool) -> bool) -> QueryResult<bool> {
    let turn = import_turns::table.find(clinic);
    let (of, until): (Option<ImportId>, Option<NaiveDateTime>) =
        turn.select((import_turns::import_id, import_turns::until)).for_update().first(tx.db).optional()?.unwrap_or_default();
    let may = may(of == Some(import), until.is_none_or(|it| it < tx.now));
    if may {
        let ours = (import_turns::import_id.eq(import), import_turns::until.eq(tx.now + TURN));
        diesel::update(turn).set(ours).execute(tx.db)?;
    }
    Ok(may)
}

/// How long the turn is kept for an import that says nothing.
const TURN: Duration = Duration::minutes(1);

/// Lets the next import of the clinic begin.
pub(super) fn end_turn(tx: &mut Tx, clinic: ClinicId, import: ImportId) -> QueryResult<()> {
    let ours = import_turns::table.find(clinic).filter(import_turns::import_id.eq(import));
    diesel::update(ours).set(import_turns::until.eq(None::<NaiveDateTime>)).execute(tx.db).map(drop)
}
