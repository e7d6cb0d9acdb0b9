//! What the rows of people who are there say that was not said before: allergies and conditions are added, the rest is told.

use std::collections::{BTreeSet, HashMap};

use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use super::asking::Asking;
use super::there::There;
use super::visits::together;
use crate::db::Db;
use crate::db::ids::ProfileId;
use crate::db::statement::{Among, AndOf, rows_of};
use crate::models::exchange::register::entry::RegisterEntry;
use crate::models::exchange::register::identity::SaidBefore;
use crate::models::exchange::register::rows::RegisterRow;
use crate::models::values::Phone;
use crate::schema::organisation::{allergies, conditions, imported_facts};

/// What a row says of somebody who is there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Addition {
    /// Added to the record.
    pub allergies: Vec<String>,
    pub conditions: Vec<String>,
    /// The remark in which that was read, where it is not kept itself.
    pub read_in: Option<String>,
    /// Not taken into the record, but shown: a remark of which nothing is added, a phone.
    pub left: Vec<String>,
}

impl Addition {
    fn of(entry: &RegisterEntry, before: &SaidBefore, noted: &[String]) -> Addition {
        let fresh = |words: &[String], said: &[String]| {
            words.iter().filter(|it| !knows(said, it) && !knows(noted, it)).cloned().collect::<Vec<_>>()
        };
        let (allergies, conditions) = (fresh(&entry.allergies, &before.more.allergies), fresh(&entry.conditions, &before.more.conditions));
        let said = SaidBefore::of(entry).more;
        let remark = Some(&entry.remarks).filter(|_| !said.remarks.is_empty() && !before.more.remarks.contains(&said.remarks)).cloned();
        let adds = !allergies.is_empty() || !conditions.is_empty();
        let (read_in, unread) = if adds { (remark, None) } else { (None, remark) };
        let phones = entry.phone.iter().chain(&entry.other_phones);
        let others = phones.filter(|it| !before.more.phones.iter().any(|known| known == it.e164())).map(Phone::to_string);
        Addition { allergies, conditions, read_in, left: unread.into_iter().chain(others).collect() }
    }

    /// How many allergies and conditions.
    pub fn facts(&self) -> usize {
        self.allergies.len() + self.conditions.len()
    }

    fn is_empty(&self) -> bool {
        self.facts() == 0 && self.read_in.is_none() && self.left.is_empty()
    }
}

fn knows(list: &[String], it: &str) -> bool {
    list.iter().any(|known| known.to_lowercase() == it.to_lowercase())
}

/// What each row adds, by its place; of several rows of one person each what the rows before it do not. What was said before and taken
/// away since is not said anew, unless it was taken back with an import.
pub(super) fn additions<A: Asking>(asking: &mut A, rows: &[RegisterRow], found: &There) -> Result<HashMap<usize, Addition>, A::Error> {
    let told = |at: &usize| rows[*at].outcome.as_ref().is_ok_and(|it| !it.allergies.is_empty() || !it.conditions.is_empty());
    let ids: BTreeSet<ProfileId> = found.people.iter().filter(|(at, _)| told(at)).map(|it| *it.1).collect();
    let mut noted_of: HashMap<ProfileId, Vec<String>> = HashMap::new();
    for chunk in ids.into_iter().collect::<Vec<_>>().chunks(AT_ONCE) {
        for (id, words) in asking.ask(|db| noted(db, chunk))? {
            noted_of.entry(id).or_default().push(words);
        }
    }
    let mut added = HashMap::new();
    let mut of_people: Vec<(usize, ProfileId)> = found.people.iter().map(|(at, id)| (*at, *id)).collect();
    of_people.sort_unstable();
    for (at, id) in of_people {
        let (Ok(entry), Some(before)) = (&rows[at].outcome, found.said.get(&id)) else { continue };
        let known = noted_of.entry(id).or_default();
        let addition = Addition::of(entry, before, known);
        known.extend(addition.allergies.iter().chain(&addition.conditions).cloned());
        if !addition.is_empty() {
            added.insert(at, addition);
        }
    }
    added.extend(of_visits(rows, found));
    Ok(added)
}

/// Of so many people one question asks what is noted.
const AT_ONCE: usize = 8_000;

/// What was ever noted of these people, but for what was taken back with the import that noted it.
fn noted(db: &mut Db, ids: &[ProfileId]) -> QueryResult<Vec<(ProfileId, String)>> {
    rows_of(
        allergies::table
            .left_join(imported_facts::table.on(imported_facts::id.eq(allergies::id)))
            .filter(allergies::patient_id.among(ids))
            .filter(imported_facts::taken_back_at.is_null().or(allergies::deleted_at.is_null()))
            .select((allergies::patient_id, allergies::substance)),
    )
    .and_of(
        conditions::table
            .left_join(imported_facts::table.on(imported_facts::id.eq(conditions::id)))
            .filter(conditions::patient_id.among(ids))
            .filter(imported_facts::taken_back_at.is_null().or(conditions::deleted_at.is_null()))
            .select((conditions::patient_id, conditions::name)),
    )
    .load(db)
}

/// What the further visits of new people add to their first rows.
fn of_visits(rows: &[RegisterRow], found: &There) -> Vec<(usize, Addition)> {
    let people = together(rows, &found.visits);
    let mut known: HashMap<usize, Vec<String>> = HashMap::new();
    let mut all: Vec<(usize, usize)> = found.visits.iter().map(|(at, first)| (*at, *first)).collect();
    all.sort_unstable();
    let mut added = Vec::new();
    for (at, first) in all {
        let (Ok(entry), Ok(person)) = (&rows[at].outcome, &rows[first].outcome) else { continue };
        let known = known.entry(first).or_insert_with(|| person.allergies.iter().chain(&person.conditions).cloned().collect());
        let fresh = |words: &[String]| words.iter().filter(|it| !knows(known, it)).cloned().collect::<Vec<_>>();
        let (allergies, conditions) = (fresh(&entry.allergies), fresh(&entry.conditions));
        known.extend(allergies.iter().chain(&conditions).cloned());
        let kept = people.get(&first).is_none_or(|it| it.remarks.contains(&entry.remarks));
        let left = if kept { Vec::new() } else { vec![entry.remarks.clone()] };
        let addition = Addition { allergies, conditions, read_in: None, left };
        if !addition.is_empty() {
            added.push((at, addition));
        }
    }
    added
}
