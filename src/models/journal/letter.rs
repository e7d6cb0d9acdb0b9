//! A letter that is to leave: a row, written in the transaction that causes it. Due work brings it to the outbox.

use diesel::prelude::*;

use super::due_work::{DueKind, DueWork};
use super::json::{read, stored};
use crate::db::ids::{LetterId, UserId};
use crate::db::{Db, Tx};
use crate::locale::Value;
use crate::schema::organisation::{due_works, letters};

/// A letter to holders of accounts, until it is in the outbox.
#[derive(Clone, Debug)]
pub struct DueLetter {
    /// Its name, as the directory knows it.
    pub letter: String,
    pub to: Vec<UserId>,
    pub values: Vec<(String, Value)>,
}

impl DueLetter {
    /// Has a letter sent to these users once the transaction is committed. To nobody there is none.
    pub fn write(tx: &mut Tx, letter: &'static str, to: &[UserId], values: &[(&'static str, Value)]) -> QueryResult<()> {
        if to.is_empty() {
            return Ok(());
        }
        let id = LetterId::new();
        diesel::insert_into(letters::table)
            .values((
                letters::id.eq(id),
                letters::letter.eq(letter),
                letters::recipients.eq(stored(to)?),
                letters::details.eq(stored(values)?),
                letters::created_at.eq(tx.now),
            ))
            .execute(tx.db)?;
        DueWork::at(tx, DueKind::Letter, id, tx.now)
    }

    /// One that has not left yet.
    pub fn find(db: &mut Db, id: LetterId) -> QueryResult<Option<DueLetter>> {
        let columns = (letters::letter, letters::recipients, letters::details);
        let row: Option<(String, String, String)> = letters::table.find(id).select(columns).first(db).optional()?;
        row.map(|(letter, to, values)| Ok(DueLetter { letter, to: read(&to)?, values: read(&values)? })).transpose()
    }

    /// How many never reached the outbox: nobody stands before a page that says so.
    pub fn given_up(db: &mut Db) -> QueryResult<i64> {
        let given_up = due_works::table.filter(due_works::kind.eq(DueKind::Letter)).filter(due_works::given_up_at.is_not_null());
        given_up.count().get_result(db)
    }

    /// Forgets one: it is in the outbox.
    pub fn forget(tx: &mut Tx, id: LetterId) -> QueryResult<()> {
        diesel::delete(letters::table.find(id)).execute(tx.db).map(drop)
    }
}
