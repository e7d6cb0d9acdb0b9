//! E-mail by SMTP.

use std::time::Duration;

use anyhow::Context;
use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use secrecy::ExposeSecret;

use super::NotSent;
use crate::config::Config;

/// A configured mail server.
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Mailer {
    /// The mail server of the configuration, if it names one. `patience` is for each step of the conversation.
    pub fn of(config: &Config, patience: Duration) -> anyhow::Result<Option<Mailer>> {
        let Some(url) = &config.smtp_url else { return Ok(None) };
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.expose_secret()).context("SMTP_URL")?;
        let from = config.mail_from.parse().context("MAIL_FROM")?;
        Ok(Some(Mailer { transport: transport.timeout(Some(patience)).build(), from }))
    }

    /// Sends, as plain text; `id` is the same whenever it is tried. What the server refuses for good is not tried again.
    pub async fn send(&self, id: &str, to: &str, subject: &str, text: &str) -> Result<(), NotSent> {
        let to: Mailbox = to.parse().map_err(|_| NotSent::for_good("not an e-mail address"))?;
        let mail = lettre::Message::builder()
            .message_id(Some(format!("<{id}@{}>", self.from.email.domain())))
            .from(self.from.clone())
            .to(to)
            .subject(subject)
            .header(ContentType::TEXT_PLAIN)
            .body(text.to_owned())
            .map_err(|error| NotSent::for_good(error.to_string()))?;
        match self.transport.send(mail).await {
            Ok(_) => Ok(()),
            Err(error) if error.is_permanent() => Err(NotSent::for_good(error.to_string())),
            Err(error) => Err(NotSent::this_time(format!("{:#}", anyhow::Error::from(error)))),
        }
    }
}
