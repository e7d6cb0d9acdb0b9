//! Who operates the installation. Being an operator opens no organisation: that takes a membership, as for anybody.

use diesel::dsl::exists;
use diesel::prelude::*;

use crate::db::ids::UserId;
use crate::db::{DirectoryDb, DirectoryTx};
use crate::directory::audit::{self, DirectoryAction, DirectorySubject};
use crate::directory::people::User;
use crate::directory::sessions::LiveSession;
use crate::schema::directory::{operators, users};

/// Those who operate the installation.
pub struct Operators;

impl Operators {
    /// Every operator: name and e-mail address, by name.
    pub fn all(db: &mut DirectoryDb) -> QueryResult<Vec<(String, Option<String>)>> {
        operators::table.inner_join(users::table).order(users::full_name).limit(1000).select((users::full_name, users::email)).load(db)
    }

    pub fn is_operator(db: &mut DirectoryDb, user: UserId) -> QueryResult<bool> {
        diesel::select(exists(operators::table.find(user))).get_result(db)
    }

    /// Makes the user behind an e-mail address (lower case) an operator, and the account where there is none. Twice is once.
    /// Sessions from before, which may have a patient's long limits, end.
    pub fn add(tx: &mut DirectoryTx, email: &str, full_name: &str) -> QueryResult<UserId> {
        let user = User::of_email(tx, email, full_name)?;
        let new = diesel::insert_or_ignore_into(operators::table).values(operators::user_id.eq(user)).execute(tx.db)?;
        if new == 1 {
            LiveSession::end_all(tx, user, None)?;
            audit::record(tx, DirectoryAction::OperatorAdded, DirectorySubject::new("users", user), &serde_json::json!({}))?;
        }
        Ok(user)
    }

    /// Takes it away again: `/platform` is closed to them from their next request on. Whether they were one.
    pub fn remove(tx: &mut DirectoryTx, user: UserId) -> QueryResult<bool> {
        let was = diesel::delete(operators::table.find(user)).execute(tx.db)? == 1;
        if was {
            LiveSession::end_all(tx, user, None)?;
            audit::record(tx, DirectoryAction::OperatorRemoved, DirectorySubject::new("users", user), &serde_json::json!({}))?;
        }
        Ok(was)
    }
}
