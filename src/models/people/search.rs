//! Finding people: by phone, number or name, in any script, in spite of mistakes; a few milliseconds at a million patients.
//!
//! Candidates come from short ranges of the index, each cut off, and are ranked by likeness here. One query where those who are called
//! as it was typed fill the list, else two.

mod likeness;
mod ranges;
mod ranking;
mod terms;
mod wanted;

pub use likeness::Marked;
pub use terms::SearchEntry;
pub(super) use terms::{kind, pair};

use chrono::NaiveDate;
use diesel::prelude::*;
use strsim::osa_distance;

use self::ranges::Ranges;
use self::ranking::Ranking;
use self::wanted::Wanted;
use crate::db::Db;
use crate::db::ids::ProfileId;
use crate::models::journal::Opening;
use crate::models::values::{Age, Birth, Phone, Sex};

/// How many other keys a mistyped word may mean.
const MOST_MEANINGS: usize = 8;
/// Keys up to this length have no neighbours; their first letter is trusted instead.
const SHORT_KEY: usize = 3;
/// Among how many those are looked for who are kept.
const LIKELIEST: usize = 300;

/// Somebody who was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    pub id: ProfileId,
    pub full_name: String,
    /// The name, with what was looked for marked.
    pub name: Marked,
    pub sex: Sex,
    pub birth: Option<Birth>,
    pub phone: Option<Phone>,
    /// The phone, with the digits that were looked for marked.
    pub phone_shown: Marked,
    pub record_number: String,
    pub last_visit_on: Option<NaiveDate>,
}

impl Found {
    pub fn age(&self, today: NaiveDate) -> Option<Age> {
        self.birth.map(|birth| birth.age(today))
    }
}

/// Those found on one phone; whoever has none stands alone.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundFamily {
    pub phone: Option<Phone>,
    pub phone_shown: Marked,
    pub members: Vec<Found>,
}

impl Found {
    /// The people whom the query may mean, the likeliest first, `limit` at most, and whether there are more; on a phone the whole family.
    /// Who is shown is noted; what was typed is not.
    pub fn by(opening: &mut Opening, query: &str, limit: usize) -> QueryResult<(Vec<Found>, bool)> {
        let found = candidates(opening.db, query, limit)?;
        Ok(shown(opening, found, limit))
    }

    /// As [`Found::by`], of those of the likeliest whom `keep` keeps.
    pub fn by_of(
        opening: &mut Opening,
        query: &str,
        limit: usize,
        keep: impl FnOnce(&mut Db, &[ProfileId]) -> QueryResult<Vec<ProfileId>>,
    ) -> QueryResult<(Vec<Found>, bool)> {
        let mut found = candidates(opening.db, query, LIKELIEST)?;
        let kept = keep(opening.db, &found.iter().map(|it| it.id).collect::<Vec<_>>())?;
        found.retain(|it| kept.contains(&it.id));
        Ok(shown(opening, found, limit))
    }
}

/// The likeliest, one more than the limit.
fn candidates(db: &mut Db, query: &str, limit: usize) -> QueryResult<Vec<Found>> {
    let wanted = Wanted::parse(query);
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let mut ranking = Ranking::of(&wanted);
    let near = ranking.look_in(db, Ranges::as_typed(&wanted))?;
    if !wanted.is_phone() && ranking.as_typed() <= limit {
        let meanings = meanings(&near, &wanted.keys);
        ranking.look_in(db, Ranges::otherwise(&wanted.keys, &meanings))?;
    }
    Ok(ranking.first(limit + 1))
}

/// Those who are shown, which is noted, and whether there are more.
fn shown(opening: &mut Opening, mut found: Vec<Found>, limit: usize) -> (Vec<Found>, bool) {
    let is_cut = found.len() > limit;
    found.truncate(limit);
    opening.found(found.iter().map(|it| it.id));
    (found, is_cut)
}

impl FoundFamily {
    /// The same people by their phones, in the order of the first of each family.
    pub fn of(found: Vec<Found>) -> Vec<FoundFamily> {
        let mut families: Vec<FoundFamily> = Vec::new();
        for person in found {
            match families.iter_mut().find(|family| family.phone.is_some() && family.phone == person.phone) {
                Some(family) => family.members.push(person),
                None => families.push(FoundFamily {
                    phone: person.phone.clone(),
                    phone_shown: person.phone_shown.clone(),
                    members: vec![person],
                }),
            }
        }
        families
    }
}

/// The keys in use that each key may have been meant to be, itself apart: one letter away. `near` are those that share a neighbour.
fn meanings(near: &[String], keys: &[String]) -> Vec<Vec<String>> {
    let is_near = |it: &String, key: &String| key.len() > SHORT_KEY && it != key && osa_distance(it, key) == 1;
    let meant = |key: &String| near.iter().filter(|it| is_near(it, key)).take(MOST_MEANINGS).cloned().collect();
    keys.iter().map(meant).collect()
}
