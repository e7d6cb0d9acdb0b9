//! Messages that carry a one-time code. The row of the outbox holds the code alone: the words are those of the channel, said when it
//! is sent. A code that one channel does not take goes by the other, once.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{Codes, lives};
use crate::db::DirectoryTx;
use crate::db::ids::{MessageId, OtpId, UserId};
use crate::db::statement::Among;
use crate::directory::post::{Channel, MessageStatus, OutboxMessage, Setback};
use crate::locale::{Locale, ToValue};
use crate::schema::directory::{otps, outbox};

impl Codes {
    /// Our name of a message that carries a code.
    pub const TEMPLATE: &str = "otp";
}

/// After so many tries, fifteen seconds, a code goes by the other channel.
const TRIES_BEFORE_OTHER: i32 = 3;

/// A code to be sent.
#[derive(Clone, Copy, Debug)]
pub struct NewCode<'a> {
    pub otp: OtpId,
    pub channel: Channel,
    /// In E.164.
    pub phone: &'a str,
    pub code: &'a str,
    /// A language's tag.
    pub language: &'a str,
    /// When the code ends: it is not sent after that.
    pub expires_at: NaiveDateTime,
}

impl<'a> NewCode<'a> {
    /// Writes it down, to be delivered once the transaction is committed. A code goes by a channel once.
    pub fn enqueue(&self, tx: &mut DirectoryTx) -> QueryResult<()> {
        diesel::insert_into(outbox::table)
            .values((
                outbox::id.eq(MessageId::new()),
                outbox::channel.eq(self.channel),
                outbox::recipient.eq(self.phone),
                outbox::template.eq(Codes::TEMPLATE),
                outbox::body.eq(self.code),
                outbox::due_at.eq(tx.now),
                outbox::created_at.eq(tx.now),
                outbox::otp_id.eq(self.otp),
                outbox::language.eq(self.language),
                outbox::expires_at.eq(self.expires_at),
            ))
            .execute(tx.db)
            .map(drop)
    }

    /// The code that a message carries, to go by another channel: if it lives, and has not gone there.
    fn again(message: &'a OutboxMessage, tx: &mut DirectoryTx, channel: Channel) -> QueryResult<Option<NewCode<'a>>> {
        let (Some(otp), Some(expires_at)) = (message.otp_id, message.expires_at) else { return Ok(None) };
        let gone: i64 = outbox::table.filter(outbox::otp_id.eq(otp)).filter(outbox::channel.eq(channel)).count().get_result(tx.db)?;
        let code = NewCode { otp, channel, phone: &message.recipient, code: &message.body, language: &message.language, expires_at };
        Ok((gone == 0 && lives(tx, otp)?).then_some(code))
    }
}

/// Gives up the messages of codes that a newer one has replaced, as far as they still wait.
pub(super) fn withdraw(tx: &mut DirectoryTx, codes: &[OtpId]) -> QueryResult<()> {
    if codes.is_empty() {
        return Ok(());
    }
    diesel::update(outbox::table.filter(outbox::otp_id.among(codes)).filter(outbox::status.eq(MessageStatus::Queued)))
        .set((outbox::status.eq(MessageStatus::Failed), outbox::body.eq(""), outbox::last_error.eq("a newer code took its place")))
        .execute(tx.db)
        .map(drop)
}

impl Codes {
    /// Writes down that a message was not sent, whatever it carries. A code that could still be right then goes by `other`, where
    /// there is such a channel, and after fewer tries.
    pub fn not_sent(message: &OutboxMessage, tx: &mut DirectoryTx, setback: &Setback, other: Option<Channel>) -> QueryResult<()> {
        let code = match other {
            Some(channel) => NewCode::again(message, tx, channel)?,
            None => None,
        };
        let Some(code) = code else { return message.not_sent(tx, setback).map(drop) };
        if message.not_sent_after(tx, setback, TRIES_BEFORE_OTHER)? { code.enqueue(tx) } else { Ok(()) }
    }

    /// Ends every code of a user that still works, and takes back what was not sent yet.
    pub fn end_open(tx: &mut DirectoryTx, user: UserId) -> QueryResult<()> {
        let open = otps::table.filter(otps::user_id.eq(user)).filter(otps::used_at.is_null()).filter(otps::expires_at.gt(tx.now));
        let ids: Vec<OtpId> = open.select(otps::id).limit(100).load(tx.db)?;
        withdraw(tx, &ids)?;
        diesel::update(open).set(otps::expires_at.eq(tx.now)).execute(tx.db).map(drop)
    }
}

impl OutboxMessage {
    /// What the reader reads. At WhatsApp a code's words are the template's own, and much the same.
    pub fn words(&self) -> String {
        if self.template != Codes::TEMPLATE || self.body.is_empty() {
            return self.body.clone();
        }
        Locale::of_tag(&self.language).unwrap_or_default().say_with("message-code", &[("code", self.body.to_value())])
    }
}
