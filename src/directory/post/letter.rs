//! Letters to the holder of an account about the account itself: what was changed, where somebody signed in, what ended.

use diesel::prelude::*;

use super::outbox::{Channel, NewMessage, Outbox};
use crate::db::DirectoryTx;
use crate::db::ids::{LetterId, MessageId, UserId};
use crate::db::statement::Among;
use crate::locale::{Locale, Message, Value};
use crate::schema::directory::users;
use crate::text_enum;

text_enum! {
    /// A letter, by our name of its message.
    Letter {
        /// Says `$device`.
        NewDevice = "new_device",
        SignInStopped = "sign_in_stopped",
        PasswordChanged = "password_changed",
        TwoStepOn = "two_step_on",
        TwoStepOff = "two_step_off",
        GoogleLinked = "google_linked",
        GoogleUnlinked = "google_unlinked",
        /// Says `$hint`: a little of the new number.
        PhoneChanged = "phone_changed",
        PhoneRemoved = "phone_removed",
        /// Says `$hint`: a little of the new address.
        EmailChanged = "email_changed",
        EmailRemoved = "email_removed",
        /// Says `$organisation`.
        NumberReleased = "number_released",
        /// Says `$patient` and `$organisation`.
        RecordMoved = "record_moved",
        /// To the admins: says `$who` and `$organisation`.
        OfferDeclined = "offer_declined",
        /// To the other admins, like those that follow: says `$who`, `$organisation` and `$at`; `$clinic`, `$what`, `$old` and `$new`.
        MoneyChanged = "money_changed",
        /// Says `$file` and `$clinic`.
        ImportBegun = "import_begun",
        /// The same.
        ImportUndone = "import_undone",
    }
}

/// Whom a letter reaches, and where.
#[derive(Clone, Debug, HasQuery)]
#[diesel(table_name = users)]
pub struct Addressee {
    pub full_name: String,
    /// In E.164.
    pub phone: Option<String>,
    pub email: Option<String>,
    /// A language's tag.
    pub language: String,
}

impl Addressee {
    fn of(tx: &mut DirectoryTx, user: UserId) -> QueryResult<Addressee> {
        Addressee::query().filter(users::deleted_at.is_null()).filter(users::id.eq(user)).first(tx.db)
    }

    fn addresses(&self) -> impl Iterator<Item = (Channel, &String)> {
        let all = [(Channel::Email, &self.email), (Channel::Sms, &self.phone)];
        all.into_iter().filter_map(|(channel, it)| Some((channel, it.as_ref()?)))
    }
}

impl Letter {
    /// The Fluent keys of its subject and its body. Both may say `$name`, the addressee's.
    pub fn keys(self) -> [String; 2] {
        let key = format!("message-{}", self.as_str().replace('_', "-"));
        [format!("{key}-subject"), key]
    }

    /// Sends it to one address of the user's: by e-mail, else by SMS. Who has neither is not told.
    pub fn send(self, tx: &mut DirectoryTx, user: UserId, values: &[(&'static str, Value)]) -> QueryResult<()> {
        let to = Addressee::of(tx, user)?;
        self.send_to(tx, &to, 1, values)
    }

    /// As [`Letter::send`], to each of several users. However often the same letter is brought, each of them gets it once.
    pub fn send_once(self, tx: &mut DirectoryTx, letter: LetterId, to: &[UserId], values: &[(String, Value)]) -> QueryResult<()> {
        let columns = (users::id, Addressee::as_select());
        let found: Vec<(UserId, Addressee)> =
            users::table.filter(users::deleted_at.is_null()).filter(users::id.among(to)).select(columns).load(tx.db)?;
        let messages: Vec<(MessageId, Addressee)> = found.into_iter().map(|(user, it)| (MessageId::of_letter(letter, user), it)).collect();
        let there = Outbox::there(tx.db, messages.iter().map(|it| it.0))?;
        for (id, to) in messages.iter().filter(|it| !there.contains(&it.0)) {
            if let Some(message) = self.messages(to, values).next() {
                Outbox::enqueue_as(tx, *id, &message)?;
            }
        }
        Ok(())
    }

    /// Sends it to every address there is.
    pub fn send_everywhere(self, tx: &mut DirectoryTx, to: &Addressee, values: &[(&'static str, Value)]) -> QueryResult<()> {
        self.send_to(tx, to, 2, values)
    }

    fn send_to(self, tx: &mut DirectoryTx, to: &Addressee, most: usize, values: &[(&'static str, Value)]) -> QueryResult<()> {
        self.messages(to, values).take(most).try_for_each(|message| Outbox::enqueue(tx, &message).map(drop))
    }

    /// In their language, to each of their addresses.
    fn messages<N: AsRef<str>>(self, to: &Addressee, values: &[(N, Value)]) -> impl Iterator<Item = NewMessage> {
        let locale = Locale::of_tag(&to.language).unwrap_or_default();
        let named =
            |key| values.iter().fold(Message::new(key).with("name", &to.full_name), |it, (name, value)| it.with(name.as_ref(), value));
        let [subject, body] = self.keys().map(|key| named(key).say(locale));
        to.addresses().map(move |(channel, recipient)| NewMessage {
            channel,
            recipient: recipient.clone(),
            template: self.as_str(),
            subject: subject.clone(),
            body: body.clone(),
        })
    }
}
