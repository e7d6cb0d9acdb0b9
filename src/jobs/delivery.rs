//! Delivers what is in the outbox, by channel. At least once: a process that dies between the gateway's answer and its own note
//! of it leaves a message that goes out again when its lease ends. The message's id goes along each time, so that a gateway
//! that keeps ids can drop the second; e-mail's `Message-ID` and WhatsApp's callback data only tell that the two are one.

use std::sync::Arc;
use std::time::Duration;

use actix_web::rt::time::{sleep, timeout};
use futures_util::future::join_all;

use crate::config::{Config, Mode};
use crate::db::failure::Trouble;
use crate::db::{Author, Databases, clock};
use crate::directory::post::{Channel, Outbox, OutboxMessage, Setback};
use crate::directory::proofs::Codes;
use crate::providers::NotSent;
use crate::providers::email::Mailer;
use crate::providers::sms::{Gateway, Sms};
use crate::providers::whatsapp::{Code, Sender};

/// How often the outbox is looked at.
const EVERY: Duration = Duration::from_secs(1);

/// How many messages are in hand at once.
const AT_ONCE: usize = 10;

/// How long a gateway may take over an answer, and a mail server over each step.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long one message may take altogether: well within its lease, so that nobody else has it in hand meanwhile.
const WITHIN: Duration = Duration::from_secs(40);

/// The ways out that this installation has.
pub struct Post {
    sms: Option<Gateway>,
    whatsapp: Option<Sender>,
    mail: Option<Mailer>,
    /// Delivery is the inbox page: nothing leaves this computer.
    stays_here: bool,
}

impl Post {
    pub fn of(config: &Config) -> anyhow::Result<Post> {
        Post::with_patience(config, PATIENCE)
    }

    /// As [`Post::of`], with another patience.
    pub fn with_patience(config: &Config, patience: Duration) -> anyhow::Result<Post> {
        Ok(Post {
            sms: Gateway::of(config, patience)?,
            whatsapp: Sender::of(config, patience)?,
            mail: Mailer::of(config, patience)?,
            stays_here: config.mode == Mode::Demo,
        })
    }

    /// The registered template that a message goes by, as the gateway knows it; empty where none is registered.
    fn template_id(&self, message: &OutboxMessage) -> String {
        match message.channel {
            Channel::Sms => self.sms.as_ref().map(|gateway| gateway.template_id(&message.template)),
            Channel::WhatsApp => self.whatsapp.as_ref().map(Sender::template_otp),
            Channel::Email => None,
        }
        .unwrap_or_default()
        .to_owned()
    }

    /// The other channel for a code, where this installation has it.
    fn other_channel(&self, channel: Channel) -> Option<Channel> {
        match channel {
            Channel::Sms => self.whatsapp.as_ref().map(|_| Channel::WhatsApp),
            Channel::WhatsApp => self.sms.as_ref().map(|_| Channel::Sms),
            Channel::Email => None,
        }
    }

    /// Sends a message, if it is still worth sending.
    async fn deliver(&self, message: &OutboxMessage) -> Result<(), NotSent> {
        if self.stays_here {
            return Ok(());
        }
        if message.expires_at.is_some_and(|end| end <= clock::now()) {
            return Err(NotSent::for_good("it came too late"));
        }
        timeout(WITHIN, self.send(message)).await.unwrap_or_else(|_| Err(NotSent::this_time("it took too long")))
    }

    async fn send(&self, message: &OutboxMessage) -> Result<(), NotSent> {
        let (id, to, template_id) = (&message.id.to_string(), &message.recipient, &message.template_id);
        match message.channel {
            Channel::Sms if let Some(gateway) = &self.sms => gateway.send(&Sms { id, to, text: &message.words(), template_id }).await,
            Channel::WhatsApp if let Some(sender) = &self.whatsapp => {
                sender.send(&Code { id, to, code: &message.body, template_id, language: &message.language }).await
            }
            Channel::Email if let Some(mailer) = &self.mail => mailer.send(id, to, &message.subject, &message.body).await,
            channel => Err(NotSent::for_good(format!("no way to send by {channel} is configured"))),
        }
    }
}

/// Delivers until the server stops.
pub async fn run(databases: Arc<Databases>, post: Post) {
    loop {
        match round(&databases, &post).await {
            Ok(AT_ONCE) => {}
            Ok(_) => sleep(EVERY).await,
            Err(error) => {
                tracing::warn!(%error, "cannot look into the outbox");
                sleep(EVERY * 5).await;
            }
        }
    }
}

/// Takes up what is due, sends it, and writes down what became of it. Answers how many messages it had in hand. One that cannot
/// be written down does not keep the others from it.
pub async fn round(databases: &Databases, post: &Post) -> Result<usize, Trouble> {
    let limit = i64::try_from(AT_ONCE).unwrap_or(1);
    let mut messages = databases.write_directory(Author::system(), move |tx| Outbox::claim(tx, limit)).await?;
    let count = messages.len();
    for message in &mut messages {
        message.template_id = post.template_id(message);
    }
    let sent = join_all(messages.iter().map(|message| post.deliver(message))).await;
    let mut noted = Ok(count);
    for (message, sent) in messages.into_iter().zip(sent) {
        if let Err(NotSent { why, .. }) = &sent {
            tracing::warn!(message = %message.id, channel = %message.channel, attempts = message.attempts, %why, "not sent");
        }
        if let Err(trouble) = note(databases, post, message, sent).await {
            noted = Err(trouble);
        }
    }
    noted
}

/// Writes down what became of a message.
async fn note(databases: &Databases, post: &Post, message: OutboxMessage, sent: Result<(), NotSent>) -> Result<(), Trouble> {
    let (keep_words, other_channel) = (post.stays_here, post.other_channel(message.channel));
    databases
        .write_directory(Author::system(), move |tx| match &sent {
            Ok(()) => message.sent(tx, keep_words),
            Err(NotSent { why, for_good, wait }) => {
                let wait = wait.and_then(|wait| chrono::Duration::from_std(wait).ok());
                Codes::not_sent(&message, tx, &Setback { why, for_good: *for_good, wait }, other_channel)
            }
        })
        .await
}
