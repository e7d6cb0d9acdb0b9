//! The candidates, the likeliest first.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::Found;
use super::likeness::{Fitting, is_spelled_so, mark_name, mark_phone};
use super::ranges::{Candidate, Ranges};
use super::terms::plain_number;
use super::wanted::Wanted;
use crate::db::Db;
use crate::db::ids::ProfileId;
use crate::models::people::profile::Relation;
use crate::models::values::{Birth, Phone};

/// From here on, in hundredths, somebody is called as it was typed: a word that is only begun, or mistyped, fits less.
const AS_TYPED: u8 = 94;

/// Whoever was found so far.
pub(super) struct Ranking<'a> {
    wanted: &'a Wanted,
    fitting: Fitting<'a>,
    ranked: BTreeMap<(Rank, ProfileId), Candidate>,
}

/// What somebody was found by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum By {
    RecordNumber,
    OldNumber,
    /// Whether it is only alike, and how well it fits, in hundredths.
    Name(bool, Reverse<u8>),
    Phone,
}

/// Exact numbers first, then names as they were typed, then how well the name fits, then families together, their account's holder first.
type Rank = (By, Reverse<Option<NaiveDate>>, Option<String>, bool, Option<NaiveDate>);

impl<'a> Ranking<'a> {
    pub fn of(wanted: &'a Wanted) -> Ranking<'a> {
        Ranking { wanted, fitting: Fitting::of(&wanted.words), ranked: BTreeMap::new() }
    }

    /// Gives the keys in use that are near to what was typed, where the ranges ask for them. One query, or none where there is nothing to
    /// look for.
    pub fn look_in(&mut self, db: &mut Db, ranges: Ranges) -> QueryResult<Vec<String>> {
        let (near, candidates): (Vec<_>, Vec<_>) = ranges.load(db)?.into_iter().partition(Candidate::is_key);
        for candidate in candidates {
            if let Some(rank) = self.rank(&candidate) {
                self.ranked.insert((rank, candidate.id), candidate);
            }
        }
        Ok(near.into_iter().map(|it| it.full_name).collect())
    }

    /// How many are called as it was typed, or have that number: nobody comes before them.
    pub fn as_typed(&self) -> usize {
        self.ranked.keys().take_while(|((by, ..), _)| *by <= By::Name(false, Reverse(AS_TYPED))).count()
    }

    pub fn first(self, limit: usize) -> Vec<Found> {
        self.ranked.into_values().take(limit).map(|it| it.found(self.wanted)).collect()
    }

    fn rank(&mut self, candidate: &Candidate) -> Option<Rank> {
        let has = |number: &str| self.wanted.numbers.contains(&plain_number(number));
        let by = if has(&candidate.record_number) {
            By::RecordNumber
        } else if has(&candidate.old_number) {
            By::OldNumber
        } else if self.wanted.words.is_empty() {
            self.wanted.is_phone().then_some(By::Phone)?
        } else {
            let fits = hundredths(self.fitting.fit(&candidate.full_name)?);
            By::Name(!is_spelled_so(&self.wanted.words, &candidate.full_name), Reverse(fits))
        };
        let recent = if self.wanted.words.is_empty() { None } else { candidate.last_visit_on };
        Some((by, Reverse(recent), candidate.phone.clone(), candidate.relation != Relation::Own, candidate.born_on))
    }
}

fn hundredths(fit: f64) -> u8 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
    let hundredths = (fit * 100.0).clamp(0.0, 100.0) as u8;
    hundredths
}

impl Candidate {
    fn found(self, wanted: &Wanted) -> Found {
        let phone = self.phone.as_deref().map(Phone::stored);
        let shown = phone.as_ref().map(ToString::to_string).unwrap_or_default();
        Found {
            id: self.id,
            name: mark_name(&wanted.words, &self.full_name),
            full_name: self.full_name,
            sex: self.sex,
            birth: self.born_on.map(|on| Birth { on, estimated: self.born_on_estimated }),
            phone_shown: mark_phone(&shown, &wanted.phone_starts, wanted.phone_end.as_deref()),
            phone,
            record_number: self.record_number,
            last_visit_on: self.last_visit_on,
        }
    }
}
