//! The ranges of the index where those who are looked for may stand.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{Binary, Bool, Date, Nullable, Text};

use super::SHORT_KEY;
use super::terms::{kind, pair};
use super::wanted::Wanted;
use crate::db::Db;
use crate::db::ids::ProfileId;
use crate::db::statement::TextQuery;
use crate::models::people::profile::Relation;
use crate::models::values::{Sex, neighbours};

/// How many keys are near to what was typed, at most.
const MOST_NEAR: u32 = 400;

/// How many candidates one range of the index gives at most.
const MOST_OF_A_RANGE: u32 = 40;

/// A candidate as the database gives it.
#[derive(QueryableByName)]
pub(super) struct Candidate {
    #[diesel(sql_type = Binary)]
    pub id: ProfileId,
    #[diesel(sql_type = Text)]
    pub full_name: String,
    #[diesel(sql_type = Text)]
    pub sex: Sex,
    #[diesel(sql_type = Nullable<Date>)]
    pub born_on: Option<NaiveDate>,
    #[diesel(sql_type = Bool)]
    pub born_on_estimated: bool,
    #[diesel(sql_type = Nullable<Text>)]
    pub phone: Option<String>,
    #[diesel(sql_type = Text)]
    pub relation: Relation,
    #[diesel(sql_type = Text)]
    pub record_number: String,
    #[diesel(sql_type = Text)]
    pub old_number: String,
    #[diesel(sql_type = Nullable<Date>)]
    pub last_visit_on: Option<NaiveDate>,
}

impl Candidate {
    /// Whether this is no person, but a key in use that shares a neighbour with one that was typed: it stands in place of the name.
    pub(super) fn is_key(&self) -> bool {
        self.id.0.is_nil()
    }
}

/// Ranges of the index, each cut off, joined into one query.
#[derive(Default)]
pub(super) struct Ranges {
    sql: Vec<String>,
    binds: Vec<String>,
    /// Whose keys are asked for along with them: up to the next power of two, so that there are few statements.
    near: Vec<String>,
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

    /// Where those stand who have this number or phone, or are called so.
    pub(super) fn as_typed(wanted: &Wanted) -> Ranges {
        let mut ranges = Ranges::default();
        for number in &wanted.numbers {
            ranges.exactly(kind::RECORD, number.clone());
        }
        for start in &wanted.phone_starts {
            ranges.beginning(kind::PHONE, start);
        }
        if let Some(end) = &wanted.phone_end {
            ranges.beginning(kind::PHONE_FROM_END, end);
        }
        match &wanted.keys[..] {
            _ if wanted.is_phone() => {}
            [key] => ranges.exactly(kind::WORD, key.clone()),
            keys => pairs(keys.len()).into_iter().for_each(|(a, b)| ranges.exactly(kind::PAIR, pair(&keys[a], &keys[b]))),
        }
        if !wanted.is_phone() {
            ranges.near = wanted.keys.iter().filter(|key| key.len() > SHORT_KEY).flat_map(|key| neighbours(key)).collect();
            let filling = ranges.near.last().cloned().map(|last| vec![last; ranges.near.len().next_power_of_two() - ranges.near.len()]);
            ranges.near.extend(filling.unwrap_or_default());
        }
        ranges
    }

    /// Where those stand who may be meant besides: a word is not finished, or spelled otherwise.
    pub(super) fn otherwise(keys: &[String], meanings: &[Vec<String>]) -> Ranges {
        let mut ranges = Ranges::default();
        if let [key] = keys {
            for start in unfinished(key) {
                ranges.beginning(kind::WORD, start);
            }
            for meant in &meanings[0] {
                ranges.exactly(kind::WORD, meant.clone());
            }
        }
        for (a, b) in pairs(keys.len()) {
            if b + 1 == keys.len() {
                for start in unfinished(&keys[b]) {
                    ranges.beginning(kind::PAIR, &pair(&keys[a], start));
                }
            }
            for (sure, short) in [(a, b), (b, a)] {
                if keys[short].len() <= SHORT_KEY {
                    ranges.beginning(kind::PAIR, &pair(&keys[sure], &keys[short][..1]));
                }
            }
            let of = |at: usize| std::iter::once(&keys[at]).chain(&meanings[at]);
            let exact = pair(&keys[a], &keys[b]);
            let meant = of(a).flat_map(|first| of(b).map(move |second| pair(first, second))).filter(|it| *it != exact).collect();
            ranges.any_of(kind::PAIR, meant);
        }
        ranges
    }

    pub(super) fn load(mut self, db: &mut Db) -> QueryResult<Vec<Candidate>> {
        if self.sql.is_empty() {
            return Ok(Vec::new());
        }
        let people = format!(
            "SELECT STRAIGHT_JOIN person.id, person.full_name, person.sex, person.born_on, person.born_on_estimated, person.phone, \
             person.relation, patient.record_number, patient.old_number, patient.last_visit_on \
             FROM ({}) AS candidate \
             JOIN patients AS patient ON patient.profile_id = candidate.patient_id AND patient.deleted_at IS NULL \
             JOIN profiles AS person ON person.id = candidate.patient_id AND person.deleted_at IS NULL",
            self.sql.join(" UNION ")
        );
        if self.near.is_empty() {
            return TextQuery::new(people, self.binds).load(db);
        }
        let marks = vec!["?"; self.near.len()].join(", ");
        let keys = format!(
            "SELECT REPEAT(CHAR(0 USING binary), 16), near.term, 'unknown', NULL, FALSE, NULL, 'self', '', '', NULL \
             FROM (SELECT DISTINCT term FROM search_neighbours WHERE neighbour IN ({marks}) LIMIT {MOST_NEAR}) AS near"
        );
        self.binds.append(&mut self.near);
        TextQuery::new(format!("{people} UNION ALL {keys}"), self.binds).load(db)
    }
}

/// Pairs of so many words that together touch the first three, and always the last, which may be unfinished.
fn pairs(words: usize) -> Vec<(usize, usize)> {
    match words {
        0 | 1 => vec![],
        2 => vec![(0, 1)],
        _ => vec![(0, 1), (0, words - 1), (1, words - 1)],
    }
}

/// The beginnings that an unfinished word's key may have: without its last vowel too, because inside a key most vowels are left out.
fn unfinished(key: &str) -> Vec<&str> {
    let shorter = key.strip_suffix(['a', 'i', 'u']).filter(|it| !it.is_empty());
    std::iter::once(key).chain(shorter).collect()
}
