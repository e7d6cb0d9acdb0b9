//! What the rows of people who are there say that was not said before: allergies and conditions are added, the rest is told.

use std::collections::{BTreeSet, HashMap};

use diesel::prelude::*;

use super::there::There;
use crate::db::Db;
use crate::db::ids::ProfileId;
use crate::db::statement::Among;
use crate::models::exchange::register::entry::RegisterEntry;
use crate::models::exchange::register::identity::SaidBefore;
use crate::models::exchange::register::rows::RegisterRow;
use crate::models::values::Phone;
use crate::schema::organisation::{allergies, conditions};

/// What a row says of somebody who is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Addition {
    /// Added to the record.
    pub allergies: Vec<String>,
    pub conditions: Vec<String>,
    /// Not taken into the record, but shown: a remark, a phone.
    pub left: Vec<String>,
}

impl Addition {
    fn of(entry: &RegisterEntry, before: &SaidBefore, noted: &[String]) -> Addition {
        let fresh = |words: &[String], said: &[String]| {
            let knows = |list: &[String], it: &str| list.iter().any(|known| known.to_lowercase() == it.to_lowercase());
            words.iter().filter(|it| !knows(said, it) && !knows(noted, it)).cloned().collect::<Vec<_>>()
        };
        let said = SaidBefore::of(entry).more;
        let mut left = Vec::new();
        if !said.remarks.is_empty() && !before.more.remarks.contains(&said.remarks) {
            left.push(entry.remarks.clone());
        }
        let phones = entry.phone.iter().chain(&entry.other_phones);
        left.extend(phones.filter(|it| !before.more.phones.iter().any(|known| known == it.e164())).map(Phone::to_string));
        Addition {
            allergies: fresh(&entry.allergies, &before.more.allergies),
            conditions: fresh(&entry.conditions, &before.more.conditions),
            left,
        }
    }

    fn is_empty(&self) -> bool {
        self.allergies.is_empty() && self.conditions.is_empty() && self.left.is_empty()
    }
}

/// What each row adds, by its place. What was said before and taken away since is not said anew.
pub(super) fn additions(db: &mut Db, rows: &[RegisterRow], found: &There) -> QueryResult<HashMap<usize, Addition>> {
    let told = |at: &usize| rows[*at].outcome.as_ref().is_ok_and(|it| !it.allergies.is_empty() || !it.conditions.is_empty());
    let ids: BTreeSet<ProfileId> = found.people.iter().filter(|(at, _)| told(at)).map(|it| *it.1).collect();
    let mut noted: HashMap<ProfileId, Vec<String>> = HashMap::new();
    if !ids.is_empty() {
        let known: Vec<(ProfileId, String)> = allergies::table
            .filter(allergies::patient_id.among(ids.clone()))
            .select((allergies::patient_id, allergies::substance))
            .load(db)?;
        let lived_with: Vec<(ProfileId, String)> =
            conditions::table.filter(conditions::patient_id.among(ids)).select((conditions::patient_id, conditions::name)).load(db)?;
        for (id, words) in known.into_iter().chain(lived_with) {
            noted.entry(id).or_default().push(words);
        }
    }
    let added = |(at, id): (&usize, &ProfileId)| {
        let (entry, before) = (rows[*at].outcome.as_ref().ok()?, found.said.get(id)?);
        let addition = Addition::of(entry, before, noted.get(id).map_or(&[], Vec::as_slice));
        (!addition.is_empty()).then_some((*at, addition))
    };
    Ok(found.people.iter().filter_map(added).collect())
}
