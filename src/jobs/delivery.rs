//! Delivers what is in the outbox, by channel. A message may go out twice (a process died between sending and writing so),
//! never not at all.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;

use crate::config::{Config, Mode};
use crate::db::failure::Trouble;
use crate::db::{Author, Databases};
use crate::directory::outbox::{self, Channel, Message};
use crate::providers::NotSent;
use crate::providers::email::Mailer;
use crate::providers::sms::Gateway;

/// How often the outbox is looked at.
const EVERY: Duration = Duration::from_secs(1);

/// How many messages are in hand at once.
const AT_ONCE: usize = 10;

/// The ways out that this installation has.
pub struct Post {
    sms: Option<Gateway>,
    mail: Option<Mailer>,
    /// Delivery is the inbox page: nothing leaves this computer.
    stays_here: bool,
}

impl Post {
    pub fn of(config: &Config) -> anyhow::Result<Post> {
        Ok(Post { sms: Gateway::of(config)?, mail: Mailer::of(config)?, stays_here: config.mode == Mode::Demo })
    }

    async fn deliver(&self, message: &Message) -> Result<(), NotSent> {
        match (message.channel, &self.sms, &self.mail) {
            _ if self.stays_here => Ok(()),
            (Channel::Sms, Some(gateway), _) => gateway.send(&message.recipient, &message.body, &message.template).await,
            (Channel::Email, _, Some(mailer)) => mailer.send(&message.recipient, &message.subject, &message.body).await,
            (channel, ..) => Err(NotSent::for_good(format!("no way to send by {channel} is configured"))),
        }
    }
}

/// Delivers until the server stops.
pub async fn run(databases: Arc<Databases>, post: Post) {
    loop {
        match round(&databases, &post).await {
            Ok(AT_ONCE) => {}
            Ok(_) => actix_web::rt::time::sleep(EVERY).await,
            Err(error) => {
                tracing::warn!(%error, "cannot look into the outbox");
                actix_web::rt::time::sleep(EVERY * 5).await;
            }
        }
    }
}

/// Takes up what is due, sends it, and writes down what became of it. Answers how many messages it had in hand.
pub async fn round(databases: &Databases, post: &Post) -> Result<usize, Trouble> {
    let limit = i64::try_from(AT_ONCE).unwrap_or(1);
    let messages = databases.write_directory(Author::system(), move |tx| outbox::claim(tx, limit)).await?;
    let count = messages.len();
    let keep_words = post.stays_here;
    let sent = join_all(messages.iter().map(|message| post.deliver(message))).await;
    for (message, sent) in messages.into_iter().zip(sent) {
        if let Err(NotSent { why, .. }) = &sent {
            tracing::warn!(message = %message.id, channel = %message.channel, attempts = message.attempts, %why, "not sent");
        }
        databases
            .write_directory(Author::system(), move |tx| match &sent {
                Ok(()) => message.sent(tx, keep_words),
                Err(NotSent { why, for_good }) => message.not_sent(tx, why, *for_good),
            })
            .await?;
    }
    Ok(count)
}
