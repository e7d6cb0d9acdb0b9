//! Messages to the outside: written in the transaction that causes them, delivered afterwards by `jobs`. What became of
//! each is in its row: how often it was tried, what went wrong last, when it was sent.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

use crate::db::ids::MessageId;
use crate::db::{DirectoryDb, DirectoryTx};
use crate::schema::directory::outbox;
use crate::text_enum;

text_enum! {
    /// How a message travels.
    Channel { Sms = "sms", WhatsApp = "whatsapp", Email = "email" }
}

text_enum! {
    /// Where a message stands.
    MessageStatus {
        Queued = "queued",
        /// Some process has it in hand, until its lease ends.
        Sending = "sending",
        Sent = "sent",
        /// It was given up; the last error says why.
        Failed = "failed",
    }
}

/// A message to be sent.
#[derive(Clone, Debug)]
pub struct NewMessage {
    pub channel: Channel,
    /// A phone in E.164, or an e-mail address.
    pub recipient: String,
    /// Our name of the message: the SMS gateway has a registered template for it.
    pub template: &'static str,
    /// Of an e-mail; else empty.
    pub subject: String,
    pub body: String,
}

/// A message in hand.
#[derive(Clone, Debug, HasQuery)]
#[diesel(table_name = outbox)]
pub struct Message {
    pub id: MessageId,
    pub channel: Channel,
    pub recipient: String,
    pub template: String,
    pub subject: String,
    pub body: String,
    pub status: MessageStatus,
    /// How often it has been tried, this time included.
    pub attempts: i32,
    pub last_error: String,
    pub created_at: NaiveDateTime,
}

/// A message that carries a one-time code: worth nothing when the code has expired.
pub const CODE: &str = "otp";

/// How long a process may take over one message before another takes it up.
const LEASE: Duration = Duration::minutes(1);

/// After so many tries a message is given up: they span about forty minutes.
const TRIES: i32 = 10;

/// How long after the given try the next one is made: five seconds, doubling, an hour at most.
pub fn delay(attempts: i32) -> Duration {
    let doublings = u32::try_from(attempts - 1).unwrap_or_default().min(10);
    Duration::seconds((5_i64 << doublings).min(3600))
}

/// Writes a message down, to be delivered once the transaction is committed.
pub fn enqueue(tx: &mut DirectoryTx, message: &NewMessage) -> QueryResult<MessageId> {
    let id = MessageId::new();
    diesel::insert_into(outbox::table)
        .values((
            outbox::id.eq(id),
            outbox::channel.eq(message.channel),
            outbox::recipient.eq(&message.recipient),
            outbox::template.eq(message.template),
            outbox::subject.eq(&message.subject),
            outbox::body.eq(&message.body),
            outbox::due_at.eq(tx.now),
            outbox::created_at.eq(tx.now),
        ))
        .execute(tx.db)?;
    Ok(id)
}

/// Takes up to `limit` messages in hand that are due, oldest first. Two processes never get the same one; what a process
/// that died had in hand is taken up when its lease ends.
pub fn claim(tx: &mut DirectoryTx, limit: i64) -> QueryResult<Vec<Message>> {
    let ids: Vec<MessageId> = outbox::table
        .filter(outbox::status.eq_any([MessageStatus::Queued, MessageStatus::Sending]))
        .filter(outbox::due_at.le(tx.now))
        .order(outbox::due_at)
        .limit(limit)
        .select(outbox::id)
        .for_update()
        .skip_locked()
        .load(tx.db)?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let until = tx.now + LEASE;
    diesel::update(outbox::table.filter(outbox::id.eq_any(&ids)))
        .set((
            outbox::status.eq(MessageStatus::Sending),
            outbox::attempts.eq(outbox::attempts + 1),
            outbox::claimed_until.eq(until),
            outbox::due_at.eq(until),
        ))
        .execute(tx.db)?;
    Message::query().filter(outbox::id.eq_any(&ids)).order(outbox::id).load(tx.db)
}

impl Message {
    /// Writes down that it was sent. Its words are forgotten, unless the inbox page of the demo is to show them.
    pub fn sent(&self, tx: &mut DirectoryTx, keep_words: bool) -> QueryResult<()> {
        self.settle(tx, MessageStatus::Sent, tx.now, "")?;
        diesel::update(outbox::table.find(self.id)).set(outbox::sent_at.eq(tx.now)).execute(tx.db)?;
        if keep_words { Ok(()) } else { self.forget_words(tx) }
    }

    /// Writes down what went wrong, and when it is tried again; given up, it stays as failed, without its words.
    pub fn not_sent(&self, tx: &mut DirectoryTx, why: &str, for_good: bool) -> QueryResult<()> {
        let due_at = tx.now + delay(self.attempts);
        let too_late = self.template == CODE && due_at > self.created_at + super::otp::LIFE;
        if for_good || too_late || self.attempts >= TRIES {
            self.settle(tx, MessageStatus::Failed, tx.now, why)?;
            return self.forget_words(tx);
        }
        self.settle(tx, MessageStatus::Queued, due_at, why)
    }

    /// Ends this try, unless another process has taken the message up since.
    fn settle(&self, tx: &mut DirectoryTx, status: MessageStatus, due_at: NaiveDateTime, why: &str) -> QueryResult<()> {
        let why: String = why.chars().take(255).collect();
        diesel::update(
            outbox::table
                .filter(outbox::id.eq(self.id))
                .filter(outbox::attempts.eq(self.attempts))
                .filter(outbox::status.eq(MessageStatus::Sending)),
        )
        .set((outbox::status.eq(status), outbox::due_at.eq(due_at), outbox::last_error.eq(why)))
        .execute(tx.db)
        .map(drop)
    }

    fn forget_words(&self, tx: &mut DirectoryTx) -> QueryResult<()> {
        diesel::update(outbox::table.find(self.id).filter(outbox::status.eq_any([MessageStatus::Sent, MessageStatus::Failed])))
            .set(outbox::body.eq(""))
            .execute(tx.db)
            .map(drop)
    }
}

/// The latest messages, newest first: the inbox page of the demo.
pub fn latest(db: &mut DirectoryDb, limit: i64) -> QueryResult<Vec<Message>> {
    Message::query().order((outbox::created_at.desc(), outbox::id.desc())).limit(limit).load(db)
}

/// Deletes what was sent or given up more than ninety days ago.
pub fn sweep(tx: &mut DirectoryTx) -> QueryResult<usize> {
    diesel::delete(
        outbox::table
            .filter(outbox::created_at.lt(tx.now - Duration::days(90)))
            .filter(outbox::status.eq_any([MessageStatus::Sent, MessageStatus::Failed])),
    )
    .execute(tx.db)
}

#[cfg(test)]
mod tests {
    use super::delay;

    #[test]
    fn the_wait_between_tries_grows_and_ends() {
        assert_eq!([1, 2, 3, 4, 10, 30].map(|n| delay(n).num_seconds()), [5, 10, 20, 40, 2560, 3600]);
    }
}
