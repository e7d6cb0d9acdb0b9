//! A person known to the organisation.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::age::{Age, Birth, Sex};
use super::phone::Phone;
use crate::db::Db;
use crate::db::ids::{ProfileId, UserId};
use crate::schema::organisation::profiles;
use crate::text_enum;

text_enum! {
    /// What somebody is to the holder of the account.
    Relation { Own = "self", Spouse = "spouse", Child = "child", Parent = "parent", Sibling = "sibling", Other = "other" }
}

impl Relation {
    /// The Fluent key of its word.
    pub fn key(self) -> String {
        format!("relation-{}", self.as_str())
    }
}

/// Who somebody is, as far as every page needs it.
#[derive(Clone, Debug, PartialEq, Eq, HasQuery)]
#[diesel(table_name = profiles)]
pub struct Profile {
    pub id: ProfileId,
    pub user_id: Option<UserId>,
    pub full_name: String,
    pub sex: Sex,
    pub born_on: Option<NaiveDate>,
    pub born_on_estimated: bool,
    phone: Option<String>,
    pub relation: Relation,
}

impl Profile {
    /// The family: every profile on the account.
    pub fn of_user(db: &mut Db, user: UserId) -> QueryResult<Vec<Profile>> {
        Profile::query()
            .filter(profiles::user_id.eq(user))
            .filter(profiles::deleted_at.is_null())
            .order((profiles::relation.ne(Relation::Own), profiles::born_on, profiles::id))
            .limit(20)
            .load(db)
    }

    pub fn birth(&self) -> Option<Birth> {
        self.born_on.map(|on| Birth { on, estimated: self.born_on_estimated })
    }

    pub fn age(&self, today: NaiveDate) -> Option<Age> {
        self.birth().map(|birth| birth.age(today))
    }

    pub fn phone(&self) -> Option<Phone> {
        self.phone.as_deref().map(Phone::stored)
    }
}
