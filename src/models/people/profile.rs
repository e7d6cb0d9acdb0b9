//! A person known to the organisation.

use chrono::{Months, NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use crate::db::Tx;
use crate::db::ids::{ProfileId, UserId};
use crate::models::values::{Age, Birth, Phone, Sex};
use crate::schema::organisation::profiles;
use crate::text_enum;

text_enum! {
    keys "relation";
    /// What somebody is to the holder of the account.
    Relation { Own = "self", Spouse = "spouse", Child = "child", Parent = "parent", Sibling = "sibling", Other = "other" }
}

/// Who somebody is, as far as every page needs it.
#[derive(Clone, Debug, PartialEq, Eq, HasQuery)]
#[diesel(table_name = profiles)]
pub struct Profile {
    pub id: ProfileId,
    /// The account that the record is on.
    pub user_id: Option<UserId>,
    pub full_name: String,
    pub sex: Sex,
    pub born_on: Option<NaiveDate>,
    pub born_on_estimated: bool,
    phone: Option<String>,
    pub relation: Relation,
    /// Since when a grown-up agrees that the holder of the account sees their record.
    pub sharing_agreed_at: Option<NaiveDateTime>,
}

/// Who is of age: at eighteen (Indian Majority Act, 1875).
const OF_AGE: Months = Months::new(18 * 12);

/// Whether somebody born then is of age on a day.
pub fn is_of_age(born_on: NaiveDate, on: NaiveDate) -> bool {
    born_on.checked_add_months(OF_AGE).is_some_and(|day| day <= on)
}

impl Profile {
    /// Whether the record is no longer the account holder's to see: of age, and nobody asked them.
    pub fn has_grown_up(&self, today: NaiveDate) -> bool {
        self.relation != Relation::Own && self.sharing_agreed_at.is_none() && self.born_on.is_some_and(|born_on| is_of_age(born_on, today))
    }

    /// The name by which whoever makes a change is known here; nobody's where the system makes it.
    pub fn author(tx: &mut Tx) -> QueryResult<String> {
        let name: Option<String> = profiles::table
            .filter(profiles::user_id.eq(tx.by.user))
            .filter(profiles::deleted_at.is_null())
            .order((profiles::relation.ne(Relation::Own), profiles::id))
            .select(profiles::full_name)
            .first(tx.db)
            .optional()?;
        Ok(name.unwrap_or_default())
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
