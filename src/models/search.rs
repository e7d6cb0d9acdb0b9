//! Finding people: by phone, number or name, in any script, in spite of mistakes; a few milliseconds at a million patients.
//!
//! Candidates come from short ranges of the index, each cut off, and are ranked by likeness here. At most two queries.

mod likeness;
mod terms;
mod wanted;

pub use likeness::{Marked, same_name};
pub use terms::{Indexed, index, reindex};
pub(super) use terms::{kind, pair};

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::mysql::Mysql;
use diesel::prelude::*;
use diesel::sql_types::{Binary, Bool, Date, Nullable, Text};
use strsim::osa_distance;

use self::terms::plain_number;
use self::wanted::Wanted;
use super::age::{Age, Birth, Sex};
use super::name::neighbours;
use super::phone::Phone;
use super::profile::Relation;
use crate::db::Db;
use crate::db::ids::ProfileId;
use crate::schema::organisation::search_neighbours;

/// How many candidates one range of the index gives at most.
const MOST_OF_A_RANGE: u32 = 80;
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
pub struct Family {
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

/// The people whom the query may mean, the likeliest first, `limit` at most; on a phone the whole family.
pub fn find(db: &mut Db, query: &str, limit: usize) -> QueryResult<Vec<Found>> {
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
    let mut ranked: Vec<(Rank, Candidate)> =
        ranges.load(db)?.into_iter().filter_map(|it| rank(&wanted, by_phone, &it).map(|rank| (rank, it))).collect();
    ranked.sort_by(|(a, x), (b, y)| a.cmp(b).then_with(|| x.id.cmp(&y.id)));
    Ok(ranked.into_iter().take(limit).map(|(_, it)| it.found(&wanted)).collect())
}

/// The same people by their phones, in the order of the first of each family.
pub fn families(found: Vec<Found>) -> Vec<Family> {
    let mut families: Vec<Family> = Vec::new();
    for person in found {
        match families.iter_mut().find(|family| family.phone.is_some() && family.phone == person.phone) {
            Some(family) => family.members.push(person),
            None => families.push(Family { phone: person.phone.clone(), phone_shown: person.phone_shown.clone(), members: vec![person] }),
        }
    }
    families
}

/// Exact numbers first, then how well the name fits (in hundredths), then families together, their account's holder first.
type Rank = (u8, Reverse<u8>, Reverse<Option<NaiveDate>>, Option<String>, bool, Option<NaiveDate>);

fn rank(wanted: &Wanted, by_phone: bool, candidate: &Candidate) -> Option<Rank> {
    let number = [&candidate.record_number, &candidate.old_number].map(|it| wanted.numbers.contains(&plain_number(it)));
    let fit = if wanted.words.is_empty() { None } else { likeness::fit(&wanted.words, &candidate.full_name) };
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
        .filter(search_neighbours::neighbour.eq_any(near))
        .select(search_neighbours::term)
        .distinct()
        .limit(400)
        .load(db)?;
    let meant = |key: &String| terms.iter().filter(|it| *it != key && osa_distance(it, key) == 1).take(MOST_MEANINGS).cloned().collect();
    Ok(keys.iter().map(meant).collect())
}

/// Ranges of the index, each cut off, joined into one query.
#[derive(Default)]
struct Ranges {
    sql: Vec<String>,
    binds: Vec<String>,
}

impl Ranges {
    /// One term, the newest patients first.
    fn exactly(&mut self, kind: &str, term: String) {
        self.add(format!("kind = '{kind}' AND term = ? ORDER BY patient_id DESC"), [term]);
    }

    /// Every term that begins so. Terms are letters, digits and `+`: none means anything to LIKE.
    fn beginning(&mut self, kind: &str, start: &str) {
        self.add(format!("kind = '{kind}' AND term LIKE ?"), [format!("{start}%")]);
    }

    fn any_of(&mut self, kind: &str, terms: Vec<String>) {
        if !terms.is_empty() {
            let marks = vec!["?"; terms.len()].join(", ");
            self.add(format!("kind = '{kind}' AND term IN ({marks})"), terms);
        }
    }

    fn add(&mut self, condition: String, binds: impl IntoIterator<Item = String>) {
        self.sql.push(format!("(SELECT patient_id FROM search_terms WHERE {condition} LIMIT {MOST_OF_A_RANGE})"));
        self.binds.extend(binds);
    }

    fn of_numbers(&mut self, numbers: &[String]) {
        for number in numbers {
            self.exactly(kind::RECORD, number.clone());
        }
    }

    fn of_phone(&mut self, wanted: &Wanted) {
        for start in &wanted.phone_starts {
            self.beginning(kind::PHONE, start);
        }
        if let Some(end) = &wanted.phone_end {
            self.beginning(kind::PHONE_FROM_END, end);
        }
    }

    fn of_name(&mut self, keys: &[String], meanings: &[Vec<String>]) {
        let last = keys.len() - 1;
        if last == 0 {
            self.exactly(kind::WORD, keys[0].clone());
            for start in unfinished(&keys[0]) {
                self.beginning(kind::WORD, start);
            }
            for meant in &meanings[0] {
                self.exactly(kind::WORD, meant.clone());
            }
            return;
        }
        // Pairs that together touch the first three words, and always the last, which may be unfinished.
        let pairs: BTreeMap<(usize, usize), ()> =
            [(0, last), (0, 1), (1, last)].into_iter().filter(|(a, b)| a != b && *b <= last).map(|it| (it, ())).collect();
        for (a, b) in pairs.into_keys() {
            self.exactly(kind::PAIR, pair(&keys[a], &keys[b]));
            if b == last {
                for start in unfinished(&keys[b]) {
                    self.beginning(kind::PAIR, &pair(&keys[a], start));
                }
            }
            for (sure, short) in [(a, b), (b, a)] {
                if keys[short].len() <= SHORT_KEY {
                    self.beginning(kind::PAIR, &pair(&keys[sure], &keys[short][..1]));
                }
            }
            let of = |at: usize| std::iter::once(&keys[at]).chain(&meanings[at]);
            let exact = pair(&keys[a], &keys[b]);
            let meant = of(a).flat_map(|first| of(b).map(move |second| pair(first, second))).filter(|it| *it != exact).collect();
            self.any_of(kind::PAIR, meant);
        }
    }

    fn load(self, db: &mut Db) -> QueryResult<Vec<Candidate>> {
        if self.sql.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!(
            "SELECT STRAIGHT_JOIN person.id, person.full_name, person.sex, person.born_on, person.born_on_estimated, person.phone, \
             person.relation, patient.record_number, patient.old_number, patient.last_visit_on \
             FROM ({}) AS candidate \
             JOIN patients AS patient ON patient.profile_id = candidate.patient_id AND patient.deleted_at IS NULL \
             JOIN profiles AS person ON person.id = candidate.patient_id AND person.deleted_at IS NULL",
            self.sql.join(" UNION ")
        );
        let query = diesel::sql_query(sql).into_boxed::<Mysql>();
        self.binds.into_iter().fold(query, |query, bind| query.bind::<Text, _>(bind)).load(db)
    }
}

/// The beginnings that an unfinished word's key may have: without its last vowel too, because inside a key most vowels are left out.
fn unfinished(key: &str) -> Vec<&str> {
    let shorter = key.strip_suffix(['a', 'i', 'u']).filter(|it| !it.is_empty());
    std::iter::once(key).chain(shorter).collect()
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
