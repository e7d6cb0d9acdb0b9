//! Everybody on one account, and whose records its holder may see: a child's until they are of age.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::patient::{read_record_number, record_number};
use super::profile::{Profile, Relation};
use crate::db::ids::{ClinicId, ProfileId, UserId};
use crate::db::statement::Among;
use crate::db::{Db, Tx};
use crate::models::values::{Birth, similarity};
use crate::schema::organisation::{clinics, notifications, patients, profiles};

/// How alike two names must be to count as the name of one person.
const ALIKE: f64 = 0.88;

/// The people on an account.
#[derive(Clone, Debug, Default)]
pub struct Family {
    /// Whose records the account opens, its holder first.
    pub members: Vec<Profile>,
    /// Who has come of age since they were registered: their records are their own now.
    pub grown_up: Vec<Profile>,
    /// Whether there are more than [`Family::SHOWN`].
    pub is_cut: bool,
    /// How many notifications the account has not read.
    pub unread: i64,
}

impl Family {
    /// How many people an account has at most, as far as it adds them itself. The desk registers whoever stands there.
    pub const MOST: usize = 20;

    /// How many of them it shows.
    pub const SHOWN: usize = 200;

    pub fn of_user(db: &mut Db, user: UserId, today: NaiveDate) -> QueryResult<Family> {
        let unread = notifications::table.filter(notifications::user_id.eq(user)).filter(notifications::read_at.is_null()).count();
        let rows: Vec<(Profile, Option<i64>)> = profiles::table
            .filter(profiles::user_id.eq(user))
            .filter(profiles::deleted_at.is_null())
            .order((profiles::relation.ne(Relation::Own), profiles::born_on, profiles::id))
            .limit(i64::try_from(Family::SHOWN + 1).unwrap_or(i64::MAX))
            .select((Profile::as_select(), unread.single_value()))
            .load(db)?;
        let unread = rows.first().and_then(|it| it.1).unwrap_or_default();
        let mut everybody: Vec<Profile> = rows.into_iter().map(|it| it.0).collect();
        let is_cut = everybody.len() > Family::SHOWN;
        everybody.truncate(Family::SHOWN);
        let (grown_up, members) = everybody.into_iter().partition(|it: &Profile| it.has_grown_up(today));
        Ok(Family { members, grown_up, is_cut, unread })
    }

    /// Lets nobody else change who is on an account until the change is done. Taken before anything is read of it.
    pub fn lock(tx: &mut Tx, user: UserId) -> QueryResult<()> {
        let everybody = profiles::table.filter(profiles::user_id.eq(user)).order(profiles::id).select(profiles::id);
        everybody.for_update().load::<ProfileId>(tx.db).map(drop)
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

    /// The clinic at which a new member is registered: the one that registered the others, of several an open one. Not
    /// found where nobody of the family is a patient.
    pub fn home(db: &mut Db, family: &[ProfileId]) -> QueryResult<ClinicId> {
        let known = patients::table.inner_join(clinics::table).filter(patients::profile_id.among(family));
        known.order((clinics::active.desc(), patients::created_at)).select(patients::clinic_id).first(db)
    }
}

/// What only the family can tell of itself: somebody's birth date, or somebody's name with the
/// number on their card. The number alone is no proof: the next patient has the next one, so that
/// it can be guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FamilyProof {
    pub born_on: Option<NaiveDate>,
    pub numbered: Option<(i64, String)>,
}

impl FamilyProof {
    /// What was typed: a date, and a record number with or without its letters beside a name.
    pub fn parse(born_on: &str, number: &str, name: &str, today: NaiveDate) -> Option<FamilyProof> {
        let numbered = read_record_number(number).filter(|_| !name.trim().is_empty()).map(|number| (number, name.trim().to_owned()));
        let told = FamilyProof { born_on: Birth::on_date(born_on, today).ok().map(|birth| birth.on), numbered };
        (told != FamilyProof::default()).then_some(told)
    }

    /// Whether it is true of anybody who was on the account before that instant: what a number's
    /// new owner tells of themselves proves nothing. Nor does an estimated birth date.
    pub fn is_true_of(&self, db: &mut Db, user: UserId, before: NaiveDateTime) -> QueryResult<bool> {
        let theirs: Vec<OnAccount> = OnAccount::query()
            .filter(profiles::user_id.eq(user))
            .filter(profiles::deleted_at.is_null())
            .filter(profiles::on_account_since.lt(before))
            .limit(100)
            .load(db)?;
        Ok(theirs.iter().any(|it| it.was_born_on(self.born_on) || self.numbered.as_ref().is_some_and(|told| it.is_numbered(told))))
    }
}

/// Somebody on an account, as far as a proof is held against them.
#[derive(HasQuery)]
#[diesel(table_name = profiles, base_query = profiles::table.left_join(patients::table))]
struct OnAccount {
    full_name: String,
    born_on: Option<NaiveDate>,
    born_on_estimated: bool,
    #[diesel(select_expression = patients::record_number.nullable())]
    record_number: Option<String>,
}

impl OnAccount {
    fn was_born_on(&self, told: Option<NaiveDate>) -> bool {
        told.is_some() && told == self.born_on && !self.born_on_estimated
    }

    fn is_numbered(&self, (number, name): &(i64, String)) -> bool {
        self.record_number.as_deref() == Some(record_number(*number).as_str()) && is_called(&self.full_name, name)
    }
}

/// Whether somebody of that name is called so: by the whole of it or by a part, however it is spelt.
fn is_called(name: &str, called: &str) -> bool {
    similarity(name, called) >= ALIKE || name.split_whitespace().any(|part| similarity(part, called) >= ALIKE)
}
