//! Messages that carry a one-time code. The row holds the code alone: the words are those of the channel, said when it is sent.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{Channel, Message, MessageStatus};
use crate::db::DirectoryTx;
use crate::db::ids::{MessageId, OtpId};
use crate::directory::otp;
use crate::locale::{Locale, ToValue};
use crate::schema::directory::outbox;

/// Our name of a message that carries a code.
pub const CODE: &str = "otp";

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

/// Writes a code down, to be delivered once the transaction is committed. A code goes by a channel once.
pub fn enqueue_code(tx: &mut DirectoryTx, code: &NewCode) -> QueryResult<MessageId> {
    let id = MessageId::new();
    diesel::insert_into(outbox::table)
        .values((
            outbox::id.eq(id),
            outbox::channel.eq(code.channel),
            outbox::recipient.eq(code.phone),
            outbox::template.eq(CODE),
            outbox::body.eq(code.code),
            outbox::due_at.eq(tx.now),
            outbox::created_at.eq(tx.now),
            outbox::otp_id.eq(code.otp),
            outbox::language.eq(code.language),
            outbox::expires_at.eq(code.expires_at),
        ))
        .execute(tx.db)?;
    Ok(id)
}

/// Gives up the messages of codes that a newer one has replaced, as far as they still wait.
pub fn withdraw_codes(tx: &mut DirectoryTx, codes: &[OtpId]) -> QueryResult<()> {
    if codes.is_empty() {
        return Ok(());
    }
    diesel::update(outbox::table.filter(outbox::otp_id.eq_any(codes)).filter(outbox::status.eq(MessageStatus::Queued)))
        .set((outbox::status.eq(MessageStatus::Failed), outbox::body.eq(""), outbox::last_error.eq("a newer code took its place")))
        .execute(tx.db)
        .map(drop)
}

/// Whether a code may still go by that channel: it lives, and has not gone there.
pub(super) fn other_way(message: &Message, tx: &mut DirectoryTx, channel: Channel) -> QueryResult<Option<Channel>> {
    let Some(otp) = message.otp_id.filter(|_| channel != message.channel) else { return Ok(None) };
    let gone: i64 = outbox::table.filter(outbox::otp_id.eq(otp)).filter(outbox::channel.eq(channel)).count().get_result(tx.db)?;
    Ok((gone == 0 && otp::lives(tx, otp)?).then_some(channel))
}

/// Sends the code of a message that was given up by that channel.
pub(super) fn go_by(message: &Message, tx: &mut DirectoryTx, channel: Channel) -> QueryResult<()> {
    let (Some(otp), Some(expires_at)) = (message.otp_id, message.expires_at) else { return Ok(()) };
    let code = NewCode { otp, channel, phone: &message.recipient, code: &message.body, language: &message.language, expires_at };
    enqueue_code(tx, &code).map(drop)
}

impl Message {
    /// What the reader reads. At WhatsApp a code's words are the template's own, and much the same.
    pub fn words(&self) -> String {
        if self.template != CODE || self.body.is_empty() {
            return self.body.clone();
        }
        Locale::of_tag(&self.language).unwrap_or_default().say_with("message-code", &[("code", self.body.to_value())])
    }
}
