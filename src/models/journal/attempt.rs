//! A form that makes something is given an id and sent with it: however often it is sent, it makes one thing.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;
use uuid::Uuid;

use crate::db::ids::{AttemptId, UserId};
use crate::db::{Db, Tx};
use crate::locale::Message;
use crate::message;
use crate::schema::organisation::attempts;

/// The id of a form that makes something, and what came with it. A new one is a new form's.
#[derive(Clone, Debug)]
pub struct Attempt {
    pub id: AttemptId,
    /// Nothing where the form was not sent, or came without its id.
    sent: Option<SentForm>,
}

/// What was sent under an attempt's id.
#[derive(Clone, Debug)]
pub struct SentForm {
    /// The route it was sent to, for whoever reads the table.
    pub route: String,
    /// A digest of all that was sent, and of the address it was sent to.
    pub body: [u8; 32],
}

/// What a form made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    pub id: Uuid,
    /// What is said of it: `₹200 received in cash, receipt AND/2026-27/000001`.
    words: Message,
    /// When it was made.
    pub at: NaiveDateTime,
    /// Whether it was made when the form was sent before.
    pub before: bool,
}

/// What came of an attempt.
#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attempted<R> {
    /// By this form: now, or when it was sent before.
    Made(Deed),
    /// The rules do not allow it. Nothing was made, and the form may be sent again.
    Refused(R),
    /// Nothing was made now, and the words say why: the form made something else before, or came without its id.
    NotThis(Message),
}

/// How long a form may stay open until it is sent again.
const KEPT: Duration = Duration::days(30);

#[derive(HasQuery)]
#[diesel(table_name = attempts)]
struct TakenRow {
    user_id: UserId,
    body: Vec<u8>,
    made_id: Option<Vec<u8>>,
    words: String,
    created_at: NaiveDateTime,
}

impl Default for Attempt {
    fn default() -> Self {
        Attempt { id: AttemptId::new(), sent: None }
    }
}

impl Attempt {
    /// As it came back from a browser.
    pub fn sent(id: AttemptId, form: SentForm) -> Attempt {
        Attempt { id, sent: Some(form) }
    }

    /// Makes something, unless this form made it before. The row is taken first, in the same transaction: of two at once the second
    /// waits here, and finds what the first made. A refusal leaves the attempt free.
    pub fn once<R>(&self, tx: &mut Tx, make: impl FnOnce(&mut Tx) -> QueryResult<Result<Deed, R>>) -> QueryResult<Attempted<R>> {
        let Some(sent) = &self.sent else { return Ok(Attempted::NotThis(message!("attempt-without"))) };
        let taken = diesel::insert_or_ignore_into(attempts::table)
            .values((
                attempts::id.eq(self.id),
                attempts::user_id.eq(tx.by.user),
                attempts::sent_to.eq(&sent.route),
                attempts::body.eq(&sent.body[..]),
                attempts::words.eq(""),
                attempts::created_at.eq(tx.now),
            ))
            .execute(tx.db)?;
        if taken == 0 {
            let by = tx.by.user;
            return self.found(tx.db, by)?.ok_or(diesel::NotFound);
        }
        match make(tx)? {
            Ok(made) => {
                let words = serde_json::to_string(&made.words).map_err(|error| diesel::result::Error::SerializationError(error.into()))?;
                diesel::update(attempts::table.find(self.id))
                    .set((attempts::made_id.eq(made.id.as_bytes().to_vec()), attempts::words.eq(words)))
                    .execute(tx.db)?;
                Ok(Attempted::Made(Deed { at: tx.now, ..made }))
            }
            Err(refusal) => {
                diesel::delete(attempts::table.find(self.id)).execute(tx.db)?;
                Ok(Attempted::Refused(refusal))
            }
        }
    }

    /// What this form made before, if it did. Another's form tells nobody anything.
    pub fn found<R>(&self, db: &mut Db, by: UserId) -> QueryResult<Option<Attempted<R>>> {
        let Some(sent) = &self.sent else { return Ok(None) };
        let Some(row) = TakenRow::query().filter(attempts::id.eq(self.id)).first(db).optional()? else { return Ok(None) };
        let made = row.made_id.as_deref().and_then(|it| Uuid::from_slice(it).ok());
        let words = serde_json::from_str(&row.words).ok();
        let (Some(id), Some(words)) = (made.filter(|_| row.user_id == by), words) else {
            return Ok(Some(Attempted::NotThis(message!("attempt-without"))));
        };
        if row.body != sent.body {
            return Ok(Some(Attempted::NotThis(message!("attempt-another", done = words))));
        }
        Ok(Some(Attempted::Made(Deed { id, words, at: row.created_at, before: true })))
    }

    /// Forgets the forms that nobody will send again.
    pub fn sweep(tx: &mut Tx) -> QueryResult<usize> {
        diesel::delete(attempts::table.filter(attempts::created_at.lt(tx.now - KEPT))).execute(tx.db)
    }
}

impl Deed {
    /// `words` says what was made, whoever reads it later.
    pub fn new(id: impl Into<Uuid>, words: Message) -> Deed {
        Deed { id: id.into(), words, at: NaiveDateTime::default(), before: false }
    }

    /// What is said to whoever sent the form.
    pub fn said(&self) -> Message {
        if self.before { message!("attempt-before", done = self.words.clone()) } else { self.words.clone() }
    }
}
