//! Messages to the outside: written in the transaction that causes them, delivered afterwards by `jobs`. What became of
//! each is in its row: how often it was tried, by which template, what went wrong last, when it was sent.

use std::collections::HashMap;

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

use crate::db::ids::{MessageId, OtpId};
use crate::db::statement::Among;
use crate::db::{DirectoryDb, DirectoryTx};
use crate::directory::audit::{self, DirectoryAction, DirectorySubject};
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
pub struct OutboxMessage {
    pub id: MessageId,
    pub channel: Channel,
    pub recipient: String,
    pub template: String,
    pub subject: String,
    /// The words, as they are sent; of a message that carries a code the code alone.
    pub body: String,
    pub status: MessageStatus,
    /// How often it has been tried, this time included.
    pub attempts: i32,
    pub last_error: String,
    pub created_at: NaiveDateTime,
    /// The code it carries, if it carries one.
    pub otp_id: Option<OtpId>,
    /// The tag of the language it is in.
    pub language: String,
    /// The registered template that the last try named, as the gateway knows it: only then is it known.
    pub template_id: String,
    /// From then on nobody needs it.
    pub expires_at: Option<NaiveDateTime>,
}

/// Why a try came to nothing, and what is to be done.
#[derive(Clone, Debug, Default)]
pub struct Setback<'a> {
    pub why: &'a str,
    /// Trying again would not help.
    pub for_good: bool,
    /// How long the gateway wants to be left alone, if it said so.
    pub wait: Option<Duration>,
}

/// The messages that wait to go out, and those that went.
pub struct Outbox;

impl Outbox {
    /// How long a process may take over one message before another takes it up.
    pub const LEASE: Duration = Duration::minutes(1);
}

/// After so many tries a message is given up: they span about forty minutes.
const TRIES: i32 = 10;

impl Outbox {
    /// How long after the given try the next one is made: five seconds, doubling, an hour at most.
    pub fn delay(attempts: i32) -> Duration {
        let doublings = u32::try_from(attempts - 1).unwrap_or_default().min(10);
        Duration::seconds((5_i64 << doublings).min(3600))
    }

    /// Writes a message down, to be delivered once the transaction is committed.
    pub fn enqueue(tx: &mut DirectoryTx, message: &NewMessage) -> QueryResult<MessageId> {
        let id = MessageId::new();
        Outbox::enqueue_as(tx, id, message)?;
        Ok(id)
    }

    /// As [`Outbox::enqueue`], under an id that its cause gives it.
    pub(super) fn enqueue_as(tx: &mut DirectoryTx, id: MessageId, message: &NewMessage) -> QueryResult<()> {
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
            .execute(tx.db)
            .map(drop)
    }

    /// Where these messages stand, and why the last try came to nothing. What was swept is not there.
    pub fn standing_of(db: &mut DirectoryDb, ids: &[MessageId]) -> QueryResult<HashMap<MessageId, (MessageStatus, String)>> {
        let columns = (outbox::id, outbox::status, outbox::last_error);
        let found: Vec<(MessageId, MessageStatus, String)> = outbox::table.filter(outbox::id.among(ids)).select(columns).load(db)?;
        Ok(found.into_iter().map(|(id, status, why)| (id, (status, why))).collect())
    }

    /// Which of these messages were written down before.
    pub(super) fn there(db: &mut DirectoryDb, ids: impl IntoIterator<Item = MessageId>) -> QueryResult<Vec<MessageId>> {
        outbox::table.filter(outbox::id.among(ids)).select(outbox::id).load(db)
    }

    /// Takes up to `limit` messages in hand that are due, oldest first. Two processes never get the same one; what a process
    /// that died had in hand is taken up when its lease ends.
    pub fn claim(tx: &mut DirectoryTx, limit: i64) -> QueryResult<Vec<OutboxMessage>> {
        let ids: Vec<MessageId> = outbox::table
            .filter(outbox::status.among([MessageStatus::Queued, MessageStatus::Sending]))
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
        let until = tx.now + Outbox::LEASE;
        diesel::update(outbox::table.filter(outbox::id.among(&ids)))
            .set((
                outbox::status.eq(MessageStatus::Sending),
                outbox::attempts.eq(outbox::attempts + 1),
                outbox::claimed_until.eq(until),
                outbox::due_at.eq(until),
            ))
            .execute(tx.db)?;
        OutboxMessage::query().filter(outbox::id.among(&ids)).order(outbox::id).load(tx.db)
    }
}

impl OutboxMessage {
    /// Writes down that it was sent. Its words are forgotten, unless the inbox page of the demo is to show them.
    pub fn sent(&self, tx: &mut DirectoryTx, keep_words: bool) -> QueryResult<()> {
        if !self.settle(tx, MessageStatus::Sent, tx.now, "")? {
            return Ok(());
        }
        diesel::update(outbox::table.find(self.id)).set(outbox::sent_at.eq(tx.now)).execute(tx.db)?;
        if keep_words { Ok(()) } else { self.forget_words(tx) }
    }

    /// Writes down what went wrong, and when it is tried again; after many tries it is given up. Whether it was.
    pub fn not_sent(&self, tx: &mut DirectoryTx, setback: &Setback) -> QueryResult<bool> {
        self.not_sent_after(tx, setback, TRIES)
    }

    /// As [`OutboxMessage::not_sent`], given up after so many tries. It stays as failed, without its words.
    pub fn not_sent_after(&self, tx: &mut DirectoryTx, setback: &Setback, tries: i32) -> QueryResult<bool> {
        let due_at = tx.now + Outbox::delay(self.attempts).max(setback.wait.unwrap_or_default().min(Duration::hours(1)));
        let too_late = self.expires_at.is_some_and(|end| due_at >= end);
        if !(setback.for_good || too_late || self.attempts >= tries) {
            self.settle(tx, MessageStatus::Queued, due_at, setback.why)?;
            return Ok(false);
        }
        if !self.settle(tx, MessageStatus::Failed, tx.now, setback.why)? {
            return Ok(false);
        }
        self.forget_words(tx)?;
        let details =
            serde_json::json!({ "channel": self.channel, "template": self.template, "attempts": self.attempts, "why": setback.why });
        audit::record(tx, DirectoryAction::MessageFailed, DirectorySubject::new("outbox", self.id), &details)?;
        Ok(true)
    }

    /// Ends this try, unless another process has taken the message up since: answers whether it was still ours.
    fn settle(&self, tx: &mut DirectoryTx, status: MessageStatus, due_at: NaiveDateTime, why: &str) -> QueryResult<bool> {
        let why: String = why.chars().take(255).collect();
        let settled = diesel::update(
            outbox::table
                .filter(outbox::id.eq(self.id))
                .filter(outbox::attempts.eq(self.attempts))
                .filter(outbox::status.eq(MessageStatus::Sending)),
        )
        .set((outbox::status.eq(status), outbox::due_at.eq(due_at), outbox::last_error.eq(why), outbox::template_id.eq(&self.template_id)))
        .execute(tx.db)?;
        Ok(settled == 1)
    }

    fn forget_words(&self, tx: &mut DirectoryTx) -> QueryResult<()> {
        diesel::update(outbox::table.find(self.id)).set(outbox::body.eq("")).execute(tx.db).map(drop)
    }
}

impl Outbox {
    /// The latest messages, newest first: the inbox page of the demo.
    pub fn latest(db: &mut DirectoryDb, limit: i64) -> QueryResult<Vec<OutboxMessage>> {
        OutboxMessage::query().order((outbox::created_at.desc(), outbox::id.desc())).limit(limit).load(db)
    }

    /// Deletes what was sent or given up more than ninety days ago.
    pub fn sweep(tx: &mut DirectoryTx) -> QueryResult<usize> {
        diesel::delete(
            outbox::table
                .filter(outbox::created_at.lt(tx.now - Duration::days(90)))
                .filter(outbox::status.among([MessageStatus::Sent, MessageStatus::Failed])),
        )
        .execute(tx.db)
    }
}

#[cfg(test)]
mod tests {
    use super::Outbox;

    #[test]
    fn the_wait_between_tries_grows_and_ends() {
        assert_eq!([1, 2, 3, 4, 10, 30].map(|n| Outbox::delay(n).num_seconds()), [5, 10, 20, 40, 2560, 3600]);
    }
}
