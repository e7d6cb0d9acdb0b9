//! A register held against who is there: who each row is, and who may be somebody else. The page shows it, and an import goes by it.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use diesel::prelude::*;

use super::Import;
use super::asking::Asking;
use super::likely::{Before, known, known_before};
use super::there::{There, there};
use super::visits::together;
use crate::db::Tx;
use crate::db::ids::ProfileId;
use crate::models::exchange::register::duplicates::{Compared, Pair, compare};
use crate::models::exchange::register::entry::RegisterEntry;
use crate::models::exchange::register::rows::RegisterRow;
use crate::models::people::KnownPerson;
use crate::schema::organisation::possible_duplicates;

/// What is known of the rows of a register, or of a part of one.
#[derive(Default)]
pub struct ImportReading {
    pub(super) found: There,
    /// Of people with several rows, by the place of the first: what all of them say.
    pub(super) people: HashMap<usize, RegisterEntry>,
    pub(super) likely: Vec<Likely>,
    /// How many people were not compared with all with whom they share something: there are too many of those.
    pub(super) left_out: usize,
}

/// Somebody new who may be somebody else.
pub(super) struct Likely {
    /// The place of their row.
    pub(super) at: usize,
    pub(super) other: Other,
    score: i32,
    reasons: &'static str,
}

/// Who may be the same person.
pub(super) enum Other {
    /// Of an earlier row.
    Row(usize),
    /// A patient known before, and the name.
    Patient(ProfileId, String),
}

impl ImportReading {
    /// An import that goes on where it was cut short knows whom it brought itself.
    pub fn of<A: Asking>(asking: &mut A, import: &Import, goes_on: bool, rows: &[RegisterRow]) -> Result<ImportReading, A::Error> {
        let found = there(asking, import.clinic_id, goes_on.then_some(import.id), rows)?;
        let people = together(rows, &found.visits);
        let mut reading = ImportReading { found, people, ..ImportReading::default() };
        if import.undone_at.is_some() {
            return Ok(reading);
        }
        let fresh: Vec<(usize, &RegisterEntry)> = reading.fresh(rows, &(0..rows.len())).collect();
        let entries: Vec<&RegisterEntry> = fresh.iter().map(|it| it.1).collect();
        let before = known_before(asking, &entries)?;
        let Compared { pairs, left_out } = {
            let known_ones: Vec<KnownPerson> = before.iter().map(|it| it.1.clone()).chain(entries.iter().map(|it| known(it))).collect();
            compare(&known_ones, before.len(), || asking.got_to(rows.len()))?
        };
        let other = |at: usize| {
            before.get(at).map_or_else(|| Other::Row(fresh[at - before.len()].0), |(id, it): &Before| Other::Patient(*id, it.name.clone()))
        };
        let likely = |it: Pair| Likely { at: fresh[it.other - before.len()].0, other: other(it.one), score: it.score, reasons: it.reasons };
        reading.likely = pairs.into_iter().map(likely).collect();
        reading.left_out = left_out;
        Ok(reading)
    }

    /// The rows of people who are new in a part, each with what all rows of the person say.
    pub(super) fn fresh<'a>(&'a self, rows: &'a [RegisterRow], part: &Range<usize>) -> impl Iterator<Item = (usize, &'a RegisterEntry)> {
        let is_new = |at: &usize| !self.found.people.contains_key(at) && !self.found.visits.contains_key(at);
        let entry = |at: usize| Some((at, self.people.get(&at).or(rows[at].outcome.as_ref().ok())?));
        part.clone().filter(move |at| is_new(at)).filter_map(entry)
    }

    /// The patients of whom each row tells: who is there, and whom it may be.
    pub(super) fn patients(&self) -> HashMap<usize, Vec<ProfileId>> {
        let likely = self.likely.iter().filter_map(|it| match it.other {
            Other::Patient(id, _) => Some((it.at, id)),
            Other::Row(_) => None,
        });
        let there = self.found.people.iter().map(|(at, id)| (*at, *id));
        let mut patients: HashMap<usize, Vec<ProfileId>> = HashMap::new();
        for (at, id) in there.chain(self.found.near.iter().copied()).chain(likely) {
            patients.entry(at).or_default().push(id);
        }
        patients
    }

    /// Earlier rows that rows of this part name.
    pub(super) fn named(&self, part: &Range<usize>) -> BTreeSet<usize> {
        let firsts = self.found.visits.iter().filter(|it| part.contains(it.0)).map(|it| *it.1);
        let others = self.likely.iter().filter(|it| part.contains(&it.at)).filter_map(|it| match it.other {
            Other::Row(at) => Some(at),
            Other::Patient(..) => None,
        });
        firsts.chain(others).filter(|at| *at < part.start).collect()
    }

    /// Marks who may be one, for somebody to look at: of this part's people, whose ids are known.
    pub(super) fn mark(&self, tx: &mut Tx, part: &Range<usize>, id_at: &HashMap<usize, ProfileId>) -> QueryResult<()> {
        let likely = self.likely.iter().filter(|it| part.contains(&it.at)).filter_map(|it| {
            let other = match it.other {
                Other::Row(at) => *id_at.get(&at)?,
                Other::Patient(id, _) => id,
            };
            Some((*id_at.get(&it.at)?, other, it.score, it.reasons))
        });
        let near = self.found.near.iter().filter(|it| part.contains(&it.0));
        let near = near.filter_map(|(at, id)| Some((*id_at.get(at)?, *id, NAMESAKES, "name")));
        let rows: Vec<_> = likely
            .chain(near)
            .filter(|(one, other, ..)| one != other)
            .map(|(one, other, score, reasons)| {
                (
                    possible_duplicates::patient_id.eq(one.min(other)),
                    possible_duplicates::other_id.eq(one.max(other)),
                    possible_duplicates::score.eq(score),
                    possible_duplicates::reasons.eq(reasons),
                )
            })
            .collect();
        for chunk in rows.chunks(1_000) {
            diesel::insert_or_ignore_into(possible_duplicates::table).values(chunk).execute(tx.db)?;
        }
        Ok(())
    }
}

/// How sure it is of two of one name that they are one, where something speaks against it.
const NAMESAKES: i32 = 50;
