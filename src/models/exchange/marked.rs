//! The pairs that an import marked as possibly one person: a list that somebody works through. Both records stay, whatever is decided;
//! who are the same are linked by it.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use crate::db::ids::{ClinicId, ProfileId};
use crate::db::statement::Among;
use crate::db::{Db, Tx};
use crate::models::journal::{self, Action, Opening, Subject};
use crate::models::practice::Reach;
use crate::models::values::{Age, Birth, Phone, Sex};
use crate::schema::organisation::{clinics, patients, possible_duplicates, profiles};
use crate::text_enum;

diesel::alias!(patients as others: Others);

text_enum! {
    keys "marked";
    /// What was decided of a pair.
    PairDecision { Open = "open", Same = "same", Different = "different" }
}

/// One of the two.
#[derive(Clone, Debug, HasQuery)]
#[diesel(table_name = profiles, base_query = profiles::table.inner_join(patients::table.inner_join(clinics::table)))]
pub struct MarkedPerson {
    pub id: ProfileId,
    pub full_name: String,
    pub sex: Sex,
    born_on: Option<NaiveDate>,
    born_on_estimated: bool,
    phone: Option<String>,
    pub address: String,
    #[diesel(select_expression = patients::record_number)]
    pub record_number: String,
    #[diesel(select_expression = patients::old_number)]
    pub old_number: String,
    #[diesel(select_expression = patients::remarks)]
    pub remarks: String,
    #[diesel(select_expression = patients::first_visit_on)]
    pub first_visit_on: Option<NaiveDate>,
    #[diesel(select_expression = clinics::name)]
    pub clinic: String,
}

impl MarkedPerson {
    pub fn age(&self, today: NaiveDate) -> Option<Age> {
        self.born_on.map(|on| Birth { on, estimated: self.born_on_estimated }.age(today))
    }

    pub fn phone(&self) -> Option<Phone> {
        self.phone.as_deref().map(Phone::stored)
    }
}

/// Two who may be one.
#[derive(Clone, Debug)]
pub struct MarkedPair {
    pub one: MarkedPerson,
    pub other: MarkedPerson,
    pub score: i32,
}

impl MarkedPair {
    pub fn both(&self) -> [&MarkedPerson; 2] {
        [&self.one, &self.other]
    }
}

/// A page of pairs, the likeliest first, and how many there are in all.
#[derive(Clone, Debug)]
pub struct MarkedPairs {
    pub pairs: Vec<MarkedPair>,
    pub total: i64,
}

#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PairDecided {
    Decided,
    /// Somebody decided so before.
    Already,
    /// There is no such pair within reach.
    NoPair,
}

impl MarkedPairs {
    /// How many stand on a page.
    pub const PAGE: i64 = 50;

    /// Those of whom it was decided so, of clinics within reach, for whoever is shown them. Three queries.
    pub fn shown(opening: &mut Opening, reach: &Reach, decision: PairDecision) -> QueryResult<MarkedPairs> {
        let marked = MarkedPairs::of(opening.db, reach, decision)?;
        opening.found(marked.pairs.iter().flat_map(MarkedPair::both).map(|it| it.id));
        Ok(marked)
    }

    fn of(db: &mut Db, reach: &Reach, decision: PairDecision) -> QueryResult<MarkedPairs> {
        let within = || {
            let query = possible_duplicates::table
                .inner_join(patients::table.on(patients::profile_id.eq(possible_duplicates::patient_id)))
                .inner_join(others.on(others.field(patients::profile_id).eq(possible_duplicates::other_id)))
                .filter(possible_duplicates::decision.eq(decision))
                .filter(patients::deleted_at.is_null())
                .filter(others.field(patients::deleted_at).is_null());
            let all: Option<Vec<ClinicId>> = reach.clinics().map(<[ClinicId]>::to_vec);
            (query, all)
        };
        let (query, reached) = within();
        let mut counted = query.select(diesel::dsl::count_star()).into_boxed();
        let (query, _) = within();
        let mut listed = query
            .select((
                possible_duplicates::patient_id,
                possible_duplicates::other_id,
                possible_duplicates::score,
                others.field(patients::clinic_id),
            ))
            .order((possible_duplicates::score.desc(), possible_duplicates::patient_id, possible_duplicates::other_id))
            .limit(MarkedPairs::PAGE)
            .into_boxed();
        if let Some(reached) = &reached {
            counted = counted.filter(patients::clinic_id.among(reached.clone()));
            listed = listed.filter(patients::clinic_id.among(reached.clone()));
        }
        let total: i64 = counted.first(db)?;
        let listed: Vec<(ProfileId, ProfileId, i32, ClinicId)> = listed.load(db)?;
        let ids: Vec<ProfileId> = listed.iter().flat_map(|(one, other, ..)| [*one, *other]).collect();
        let people = MarkedPerson::query().filter(profiles::id.among(ids)).load(db)?;
        let people: HashMap<ProfileId, MarkedPerson> = people.into_iter().map(|it| (it.id, it)).collect();
        let pairs = listed.into_iter().filter(|(.., clinic)| reach.covers(*clinic)).filter_map(|(one, other, score, _)| {
            Some(MarkedPair { one: people.get(&one)?.clone(), other: people.get(&other)?.clone(), score })
        });
        Ok(MarkedPairs { pairs: pairs.collect(), total })
    }

    /// Decides of a pair, or takes a decision back. Both records stay as they are.
    pub fn decide(tx: &mut Tx, reach: &Reach, one: ProfileId, other: ProfileId, decision: PairDecision) -> QueryResult<PairDecided> {
        let (one, other) = (one.min(other), one.max(other));
        let clinics: Vec<ClinicId> =
            patients::table.filter(patients::profile_id.among([one, other])).select(patients::clinic_id).load(tx.db)?;
        if clinics.is_empty() || !clinics.iter().all(|clinic| reach.covers(*clinic)) {
            return Ok(PairDecided::NoPair);
        }
        let pair = possible_duplicates::table.find((one, other));
        let before: Option<PairDecision> = pair.select(possible_duplicates::decision).for_update().first(tx.db).optional()?;
        match before {
            None => return Ok(PairDecided::NoPair),
            Some(before) if before == decision => return Ok(PairDecided::Already),
            Some(_) => {}
        }
        diesel::update(pair).set(possible_duplicates::decision.eq(decision)).execute(tx.db)?;
        let details = json!({ "other": other, "decision": decision });
        journal::record(tx, Action::PairDecided, Subject::patient(one).at(clinics[0]), &details)?;
        Ok(PairDecided::Decided)
    }
}
