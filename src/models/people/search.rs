//! Finding people: by phone, number or name, in any script, in spite of mistakes; a few milliseconds at a million patients.
//!
//! Candidates come from short ranges of the index, each cut off, and are ranked by likeness here. At most two queries.

mod likeness;
mod ranges;
mod terms;
mod wanted;

pub use likeness::{Marked, same_name};
pub use terms::SearchEntry;
pub(super) use terms::{kind, pair};

use std::cmp::Reverse;

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{Binary, Bool, Date, Nullable, Text};
use strsim::osa_distance;

use self::likeness::Fitting;
use self::ranges::Ranges;
use self::terms::plain_number;
use self::wanted::Wanted;
use super::profile::Relation;
use crate::db::Db;
use crate::db::ids::ProfileId;
use crate::db::statement::Among;
use crate::models::values::{Age, Birth, Phone, Sex, neighbours};
use crate::schema::organisation::search_neighbours;

/// How many other keys a mistyped word may mean.
const MOST_MEANINGS: usize = 8;
/// Keys up to this length have no neighbours; their first letter is trusted instead.
const SHORT_KEY: usize = 3;

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

/// A candidate as the database gives it.
#[derive(QueryableByName)]
struct Candidate {
    #[diesel(sql_type = Binary)]
    id: ProfileId,
    #[diesel(sql_type = Text)]
    full_name: String,
    #[diesel(sql_type = Text)]
    sex: Sex,
    #[diesel(sql_type = Nullable<Date>)]
    born_on: Option<NaiveDate>,
    #[diesel(sql_type = Bool)]
    born_on_estimated: bool,
    #[diesel(sql_type = Nullable<Text>)]
    phone: Option<String>,
    #[diesel(sql_type = Text)]
    relation: Relation,
    #[diesel(sql_type = Text)]
    record_number: String,
    #[diesel(sql_type = Text)]
    old_number: String,
    #[diesel(sql_type = Nullable<Date>)]
    last_visit_on: Option<NaiveDate>,
}

impl Found {
    /// The people whom the query may mean, the likeliest first, `limit` at most; on a phone the whole family.
    pub fn by(db: &mut Db, query: &str, limit: usize) -> QueryResult<Vec<Found>> {
        let wanted = Wanted::parse(query);
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let by_phone = !wanted.phone_starts.is_empty() || wanted.phone_end.is_some();
        let mut ranges = Ranges::default();
        ranges.of_numbers(&wanted.numbers);
        if by_phone {
            ranges.of_phone(&wanted);
        } else if !wanted.keys.is_empty() {
            let meanings = meanings(db, &wanted.keys)?;
            ranges.of_name(&wanted.keys, &meanings);
        }
        let mut fitting = Fitting::of(&wanted.words);
        let mut ranked: Vec<(Rank, Candidate)> =
            ranges.load(db)?.into_iter().filter_map(|it| rank(&wanted, &mut fitting, by_phone, &it).map(|rank| (rank, it))).collect();
        ranked.sort_by(|(a, x), (b, y)| a.cmp(b).then_with(|| x.id.cmp(&y.id)));
        Ok(ranked.into_iter().take(limit).map(|(_, it)| it.found(&wanted)).collect())
    }
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

/// Exact numbers first, then how well the name fits (in hundredths), then families together, their account's holder first.
type Rank = (u8, Reverse<u8>, Reverse<Option<NaiveDate>>, Option<String>, bool, Option<NaiveDate>);

fn rank(wanted: &Wanted, fitting: &mut Fitting, by_phone: bool, candidate: &Candidate) -> Option<Rank> {
    let number = [&candidate.record_number, &candidate.old_number].map(|it| wanted.numbers.contains(&plain_number(it)));
    let fit = if wanted.words.is_empty() { None } else { fitting.fit(&candidate.full_name) };
    let (tier, fit) = match (number, fit) {
        ([true, _], _) => (0, 1.0),
        ([_, true], _) => (1, 1.0),
        (_, Some(fit)) => (2, fit),
        (_, None) if by_phone && wanted.words.is_empty() => (2, 1.0),
        _ => return None,
    };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
    let hundredths = (fit * 100.0).clamp(0.0, 100.0) as u8;
    let recent = if wanted.words.is_empty() { None } else { candidate.last_visit_on };
    Some((tier, Reverse(hundredths), Reverse(recent), candidate.phone.clone(), candidate.relation != Relation::Own, candidate.born_on))
}

/// The keys in use that each key may have been meant to be, itself apart: one letter away. One query.
fn meanings(db: &mut Db, keys: &[String]) -> QueryResult<Vec<Vec<String>>> {
    let near: Vec<String> = keys.iter().filter(|key| key.len() > SHORT_KEY).flat_map(|key| neighbours(key)).collect();
    if near.is_empty() {
        return Ok(vec![Vec::new(); keys.len()]);
    }
    let terms: Vec<String> = search_neighbours::table
        .filter(search_neighbours::neighbour.among(near))
        .select(search_neighbours::term)
        .distinct()
        .limit(400)
        .load(db)?;
    let meant = |key: &String| terms.iter().filter(|it| *it != key && osa_distance(it, key) == 1).take(MOST_MEANINGS).cloned().collect();
    Ok(keys.iter().map(meant).collect())
}

impl Candidate {
    fn found(self, wanted: &Wanted) -> Found {
        let phone = self.phone.as_deref().map(Phone::stored);
        let shown = phone.as_ref().map(ToString::to_string).unwrap_or_default();
        Found {
            id: self.id,
            name: likeness::mark_name(&wanted.words, &self.full_name),
            full_name: self.full_name,
            sex: self.sex,
            birth: self.born_on.map(|on| Birth { on, estimated: self.born_on_estimated }),
            phone_shown: likeness::mark_phone(&shown, &wanted.phone_starts, wanted.phone_end.as_deref()),
            phone,
            record_number: self.record_number,
            last_visit_on: self.last_visit_on,
        }
    }
}
