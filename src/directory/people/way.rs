//! The two ways by which an account's user is reached, signs in and is told: a phone and an e-mail address. Each is the
//! account's once, and known to be its user's when they have shown it.

use chrono::Duration;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use super::user::User;
use crate::db::DirectoryTx;
use crate::db::ids::UserId;
use crate::directory::audit::DirectoryAction;
use crate::schema::directory::{audit_logs, users};

/// How long after a change there is no other: time in which whoever it was taken from can be helped.
const COOL_DOWN: Duration = Duration::days(1);

/// What an account is reached by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Queryable, Selectable)]
#[diesel(table_name = users)]
pub struct Contacts {
    /// In E.164.
    pub phone: Option<String>,
    /// Whether its user has shown that it is theirs.
    #[diesel(select_expression = users::phone_verified_at.is_not_null())]
    pub phone_verified: bool,
    pub email: Option<String>,
    #[diesel(select_expression = users::email_verified_at.is_not_null())]
    pub email_verified: bool,
}

/// One of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Phone,
    Email,
}

/// Whether somebody may change theirs to that.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeProspect {
    Open,
    /// It is theirs, and known to be.
    Theirs,
    /// It was changed less than a day ago.
    TooSoon,
}

impl Way {
    /// What a user has of it.
    pub fn of(self, user: &User) -> Option<&str> {
        match self {
            Way::Phone => user.phone.as_deref(),
            Way::Email => user.email.as_deref(),
        }
    }

    /// What the log says when it changes.
    pub fn change(self) -> DirectoryAction {
        match self {
            Way::Phone => DirectoryAction::PhoneChanged,
            Way::Email => DirectoryAction::EmailChanged,
        }
    }

    /// Whether a user may change theirs to this now. Says nothing about whose it is.
    pub fn prospect(self, tx: &mut DirectoryTx, user: UserId, new: &str) -> QueryResult<ChangeProspect> {
        let (phone_verified, email_verified): (bool, bool) = users::table
            .find(user)
            .select((users::phone_verified_at.is_not_null(), users::email_verified_at.is_not_null()))
            .first(tx.db)?;
        let verified = if self == Way::Phone { phone_verified } else { email_verified };
        if self.of(&User::find(tx.db, user)?) == Some(new) {
            return Ok(if verified { ChangeProspect::Theirs } else { ChangeProspect::Open });
        }
        Ok(if self.changed_lately(tx, user)? { ChangeProspect::TooSoon } else { ChangeProspect::Open })
    }

    /// Whether a user changed theirs, or took it away, less than a day ago.
    pub fn changed_lately(self, tx: &mut DirectoryTx, user: UserId) -> QueryResult<bool> {
        let changes = audit_logs::table
            .filter(audit_logs::user_id.eq(user))
            .filter(audit_logs::at.gt(tx.now - COOL_DOWN))
            .filter(audit_logs::action.eq(self.change().as_str()));
        diesel::select(diesel::dsl::exists(changes)).get_result(tx.db)
    }

    /// Notes that a user has shown that what the account has of it is theirs.
    pub fn verified(self, tx: &mut DirectoryTx, user: UserId) -> QueryResult<()> {
        let user = users::table.find(user);
        match self {
            Way::Phone => {
                diesel::update(user.filter(users::phone_verified_at.is_null())).set(users::phone_verified_at.eq(tx.now)).execute(tx.db)
            }
            Way::Email => {
                diesel::update(user.filter(users::email_verified_at.is_null())).set(users::email_verified_at.eq(tx.now)).execute(tx.db)
            }
        }
        .map(drop)
    }

    /// Puts a new one in the place of the old, known to be theirs; or takes the old one away.
    pub fn set(self, tx: &mut DirectoryTx, user: UserId, new: Option<&str>) -> QueryResult<()> {
        let (user, at) = (users::table.find(user), new.map(|_| tx.now));
        match self {
            Way::Phone => diesel::update(user).set((users::phone.eq(new), users::phone_verified_at.eq(at))).execute(tx.db),
            Way::Email => diesel::update(user).set((users::email.eq(new), users::email_verified_at.eq(at))).execute(tx.db),
        }
        .map(drop)
    }

    /// As much of it as whoever had the old one may know.
    pub fn hint(self, new: &str) -> String {
        match self {
            Way::Phone => new.chars().skip(new.chars().count().saturating_sub(2)).collect(),
            Way::Email => {
                let (name, domain) = new.split_once('@').unwrap_or((new, ""));
                format!("{}…@{domain}", name.chars().take(1).collect::<String>())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Way;

    #[test]
    fn whoever_had_the_old_one_learns_little_of_the_new() {
        assert_eq!(Way::Phone.hint("+919845012345"), "45");
        assert_eq!(Way::Email.hint("ria.fernandes@example.com"), "r…@example.com");
    }
}
