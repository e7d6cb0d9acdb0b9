//! Everybody on one account, and whose records its holder may see: a child's until they are of age.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::exists;
use diesel::prelude::*;

use super::age::Birth;
use super::patient::record_number;
use super::profile::{Profile, Relation};
use crate::db::Db;
use crate::db::ids::{ClinicId, ProfileId, UserId};
use crate::schema::organisation::{clinics, patients, profiles};

/// How many people an account has at most.
pub const MOST: usize = 20;

/// The people on an account.
#[derive(Clone, Debug, Default)]
pub struct Family {
    /// Whose records the account opens, its holder first.
    pub members: Vec<Profile>,
    /// Who has come of age since they were registered: their records are their own now.
    pub grown_up: Vec<Profile>,
}

impl Family {
    pub fn of_user(db: &mut Db, user: UserId, today: NaiveDate) -> QueryResult<Family> {
        let everybody = Profile::query()
            .filter(profiles::user_id.eq(user))
            .filter(profiles::deleted_at.is_null())
            .order((profiles::relation.ne(Relation::Own), profiles::born_on, profiles::id))
            .limit(i64::try_from(MOST).unwrap_or(i64::MAX))
            .load(db)?;
        let (grown_up, members) = everybody.into_iter().partition(|it: &Profile| it.has_grown_up(today));
        Ok(Family { members, grown_up })
    }

    pub fn is_empty(&self) -> bool {
        self.members.is_empty() && self.grown_up.is_empty()
    }

    pub fn everybody(&self) -> impl Iterator<Item = &Profile> {
        self.members.iter().chain(&self.grown_up)
    }

    pub fn ids(&self) -> Vec<ProfileId> {
        self.members.iter().map(|it| it.id).collect()
    }

    /// The clinic that a new member is registered at: the one that registered the others, else the first.
    pub fn home(db: &mut Db, family: &[ProfileId]) -> QueryResult<ClinicId> {
        let theirs = patients::table
            .inner_join(clinics::table)
            .filter(patients::profile_id.eq_any(family))
            .filter(clinics::active.eq(true))
            .order(patients::created_at)
            .select(patients::clinic_id)
            .first(db)
            .optional()?;
        match theirs {
            Some(clinic) => Ok(clinic),
            None => clinics::table.filter(clinics::active.eq(true)).order(clinics::name).select(clinics::id).first(db),
        }
    }
}

/// What only the family can tell of itself: somebody's birth date, or the number on somebody's card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    pub born_on: Option<NaiveDate>,
    pub record_number: Option<i64>,
}

impl Told {
    /// What was typed: a date, and a record number with or without its letters.
    pub fn parse(born_on: &str, number: &str, today: NaiveDate) -> Option<Told> {
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        let told = Told { born_on: Birth::on_date(born_on, today).ok().map(|birth| birth.on), record_number: digits.parse().ok() };
        (told != Told::default()).then_some(told)
    }

    /// Whether it is true of anybody who was on the account before that. An estimated birth date proves nothing, nor does what
    /// the number's new owner told of themselves.
    pub fn is_true_of(&self, db: &mut Db, user: UserId, before: NaiveDateTime) -> QueryResult<bool> {
        let born = profiles::born_on.eq(self.born_on).and(profiles::born_on_estimated.eq(false));
        let numbered = patients::record_number.eq(self.record_number.map(record_number).unwrap_or_default());
        let theirs = profiles::table
            .left_join(patients::table)
            .filter(profiles::user_id.eq(user))
            .filter(profiles::deleted_at.is_null())
            .filter(profiles::created_at.lt(before))
            .filter(born.assume_not_null().or(numbered.assume_not_null()));
        diesel::select(exists(theirs)).get_result(db)
    }
}
