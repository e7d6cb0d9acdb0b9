//! A code of six digits that is sent and typed: what the pages have in common that ask for one.

use serde::Deserialize;

use crate::auth::SentCode;
use crate::config::{Config, Mode};
use crate::directory::post::Channel;
use crate::directory::proofs::CodeAsked;
use crate::locale::Message;
use crate::message;
use crate::models::values::Phone;
use crate::web::form::Errors;

/// What a page shows that waits for a code.
pub struct CodeEntry {
    pub sent: SentCode,
    pub errors: Errors,
    /// By which the code can be sent instead, where there is a choice.
    pub other: Option<Channel>,
    pub demo: bool,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct CodeForm {
    pub code: String,
}

impl CodeEntry {
    pub fn of(config: &Config, sent: SentCode) -> CodeEntry {
        let other = match sent.channel {
            Channel::WhatsApp => config.has_sms().then_some(Channel::Sms),
            _ => config.has_whatsapp().then_some(Channel::WhatsApp),
        };
        CodeEntry { sent, errors: Errors::default(), other, demo: config.mode == Mode::Demo }
    }

    /// The same page, with what is wrong.
    #[must_use]
    pub fn refused(mut self, why: Message) -> CodeEntry {
        self.errors.add("code", why);
        self
    }

    /// The number, as people write it.
    pub fn phone(&self) -> Phone {
        Phone::stored(&self.sent.phone)
    }
}

/// The channel that was asked for, if there is one; else SMS, or what there is instead of it.
pub fn channel(config: &Config, wanted: &str) -> Channel {
    let whatsapp = config.has_whatsapp() && (wanted == Channel::WhatsApp.as_str() || !config.has_sms());
    if whatsapp { Channel::WhatsApp } else { Channel::Sms }
}

/// What is said where no code is made, whoever the number belongs to.
pub fn refusal(asked: CodeAsked) -> Message {
    match asked {
        CodeAsked::TooSoon | CodeAsked::Made(_) => message!("code-too-soon"),
        CodeAsked::TooMany => message!("code-too-many"),
        CodeAsked::Spent => message!("code-none-left"),
        CodeAsked::Elsewhere => message!("code-not-there"),
    }
}
