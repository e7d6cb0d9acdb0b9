//! The ranges of the index where those who are looked for may stand.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::terms::{kind, pair};
use super::wanted::Wanted;
use super::{Candidate, SHORT_KEY};
use crate::db::Db;
use crate::db::statement::TextQuery;

/// How many candidates one range of the index gives at most.
const MOST_OF_A_RANGE: u32 = 80;

/// Ranges of the index, each cut off, joined into one query.
#[derive(Default)]
pub(super) struct Ranges {
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

    pub(super) fn of_numbers(&mut self, numbers: &[String]) {
        for number in numbers {
            self.exactly(kind::RECORD, number.clone());
        }
    }

    pub(super) fn of_phone(&mut self, wanted: &Wanted) {
        for start in &wanted.phone_starts {
            self.beginning(kind::PHONE, start);
        }
        if let Some(end) = &wanted.phone_end {
            self.beginning(kind::PHONE_FROM_END, end);
        }
    }

    pub(super) fn of_name(&mut self, keys: &[String], meanings: &[Vec<String>]) {
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

    pub(super) fn load(self, db: &mut Db) -> QueryResult<Vec<Candidate>> {
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
        TextQuery::new(sql, self.binds).load(db)
    }
}

/// The beginnings that an unfinished word's key may have: without its last vowel too, because inside a key most vowels are left out.
fn unfinished(key: &str) -> Vec<&str> {
    let shorter = key.strip_suffix(['a', 'i', 'u']).filter(|it| !it.is_empty());
    std::iter::once(key).chain(shorter).collect()
}
