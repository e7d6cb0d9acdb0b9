//! What an organisation tells somebody who is not looking: by SMS, else by e-mail, in their language.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::letter::Addressee;
use super::outbox::{Channel, NewMessage, Outbox};
use crate::db::DirectoryTx;
use crate::db::ids::{MessageId, UserId};
use crate::locale::{Locale, Message};
use crate::message;
use crate::schema::directory::{outbox, users};

/// Something to be told by a message.
#[derive(Clone, Debug)]
pub struct News<'a> {
    /// Given by its cause: brought twice it is one message.
    pub id: MessageId,
    /// Our name of the message, for which a template may be registered.
    pub template: &'static str,
    pub words: &'a Message,
    /// Whose news it is.
    pub clinic: &'a str,
    /// From then on nobody needs it.
    pub until: NaiveDateTime,
}

/// What came of bringing it to the outbox.
#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewsBrought {
    /// It is there, for this address.
    To(String),
    /// They have no phone and no e-mail address.
    Nowhere,
    /// No more may be sent for now.
    Spent,
}

impl News<'_> {
    /// Brings it, if it `may` be sent: that is asked once, for a message that is not there yet and has somewhere to go.
    pub fn bring(
        &self,
        tx: &mut DirectoryTx,
        user: UserId,
        may: impl FnOnce(&mut DirectoryTx) -> QueryResult<bool>,
    ) -> QueryResult<NewsBrought> {
        let before: Option<String> = outbox::table.find(self.id).select(outbox::recipient).first(tx.db).optional()?;
        if let Some(recipient) = before {
            return Ok(NewsBrought::To(recipient));
        }
        let to = Addressee::query().filter(users::deleted_at.is_null()).filter(users::id.eq(user)).first(tx.db).optional()?;
        let Some((to, (channel, recipient))) = to.as_ref().and_then(|it| Some((it, it.nearest()?))) else {
            return Ok(NewsBrought::Nowhere);
        };
        if !may(tx)? {
            return Ok(NewsBrought::Spent);
        }
        let locale = Locale::of_tag(&to.language).unwrap_or_default();
        let body = message!("message-news", words = self.words.clone(), clinic = self.clinic).say(locale);
        let subject = if channel == Channel::Email { self.clinic.to_owned() } else { String::new() };
        let message = NewMessage { channel, recipient: recipient.clone(), template: self.template, subject, body };
        Outbox::enqueue_as(tx, self.id, &message)?;
        let more = (outbox::language.eq(locale.tag()), outbox::expires_at.eq(self.until));
        diesel::update(outbox::table.find(self.id)).set(more).execute(tx.db)?;
        Ok(NewsBrought::To(message.recipient))
    }
}

impl Addressee {
    /// Where they are reached soonest: their phone, else their e-mail address.
    fn nearest(&self) -> Option<(Channel, &String)> {
        self.phone.as_ref().map(|it| (Channel::Sms, it)).or_else(|| self.email.as_ref().map(|it| (Channel::Email, it)))
    }
}
