//! Signing in by phone: a number, then the six digits that were sent to it, by SMS or WhatsApp.

use actix_web::web::Query;
use askama::Template;
use serde::{Deserialize, Serialize};

use crate::auth::Visitor;
use crate::auth::visitor::Proof;
use crate::config::Config;
use crate::db::ids::OtpId;
use crate::directory::otp::{Asked, Codes, Purpose, Tried};
use crate::directory::outbox::Channel;
use crate::locale::Message;
use crate::models::values::Phone;
use crate::web::filters;
use crate::web::form::{Errors, Form};
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;
use crate::web::path::own_path;
use crate::{message, page};

#[derive(Template)]
#[template(path = "sign_in/phone.html")]
struct New {
    form: PhoneForm,
    /// Whether a Google account is a way in too.
    google: bool,
}

page!(New);

#[derive(Template)]
#[template(path = "sign_in/code.html")]
struct Edit {
    waiting: Waiting,
    errors: Errors,
    /// By which the code can be sent instead, where there is a choice.
    other: Option<Channel>,
    demo: bool,
}

page!(Edit);

#[derive(Default, Deserialize)]
pub struct PhoneForm {
    #[serde(default)]
    phone: String,
    /// By which it is to be sent; empty where the browser leaves it to us.
    #[serde(default)]
    channel: String,
    #[serde(default)]
    next: String,
    #[serde(skip)]
    errors: Errors,
}

#[derive(Default, Deserialize)]
pub struct CodeForm {
    #[serde(default)]
    code: String,
}

/// What the browser remembers between the two pages: without it a code is worth nothing.
#[derive(Serialize, Deserialize)]
pub(crate) struct Waiting {
    pub(crate) otp: OtpId,
    /// In E.164.
    pub(crate) phone: String,
    pub(crate) channel: Channel,
    pub(crate) next: String,
}

const WAITING: &str = "code";

/// `GET /sign-in`.
pub async fn new(visitor: Visitor, hx: Hx, Query(form): Query<PhoneForm>) -> Response {
    if visitor.account.is_some() {
        return hx.see_other(if form.next.is_empty() { "/doors" } else { own_path(&form.next) }, None);
    }
    hx.page(&New { form, google: visitor.google().is_ok() })
}

/// `POST /sign-in/codes`. The same answer whether the number is anybody's or not.
pub async fn create(visitor: Visitor, hx: Hx, Form(mut form): Form<PhoneForm>) -> Response {
    let Some(phone) = form.errors.check("phone", Phone::parse(&form.phone)) else {
        return hx.invalid(&New { form, google: visitor.google().is_ok() });
    };
    let (codes, channel, e164) = (Codes::of(visitor.config()), channel(visitor.config(), &form.channel), phone.e164().to_owned());
    let asked = visitor.write(move |tx| codes.ask(tx, &e164, channel, Purpose::SignIn)).await?.heard();
    let refusal = match asked {
        Asked::Made(otp) => {
            visitor.remember(WAITING, Waiting { otp, phone: phone.e164().to_owned(), channel, next: form.next })?;
            return hx.see_other("/sign-in/code", Notice::success(message!("code-sent", channel = channel.as_str())));
        }
        Asked::TooSoon if visitor.recall::<Waiting>(WAITING).is_some_and(|it| it.phone == phone.e164()) => {
            return hx.see_other("/sign-in/code", Notice::warning(message!("code-too-soon")));
        }
        refused => refusal(refused),
    };
    form.errors.add("phone", refusal);
    hx.invalid(&New { form, google: visitor.google().is_ok() })
}

/// `GET /sign-in/code`.
pub async fn edit(visitor: Visitor, hx: Hx) -> Response {
    match visitor.recall(WAITING) {
        Some(waiting) => hx.page(&Edit::of(&visitor, waiting, Errors::default())),
        None => hx.see_other("/sign-in", None),
    }
}

/// `POST /sign-in/code`.
pub async fn update(visitor: Visitor, hx: Hx, Form(form): Form<CodeForm>) -> Response {
    let Some(waiting) = visitor.recall::<Waiting>(WAITING) else {
        return hx.see_other("/sign-in", Notice::warning(message!("code-over")));
    };
    let mut errors = Errors::default();
    let Some(code) = digits(&form.code) else {
        errors.add("code", message!("code-six"));
        return hx.invalid(&Edit::of(&visitor, waiting, errors));
    };
    let (codes, otp, phone) = (Codes::of(visitor.config()), waiting.otp, waiting.phone.clone());
    match visitor.write(move |tx| codes.attempt(tx, otp, &phone, Purpose::SignIn, &code)).await? {
        Tried::Right(user) => {
            let proof = if waiting.channel == Channel::WhatsApp { Proof::WhatsApp } else { Proof::Code };
            let next = visitor.enter(user, proof, &waiting.next).await?;
            return hx.see_other(next, None);
        }
        Tried::Wrong { left } => errors.add("code", message!("code-wrong", left)),
        Tried::Over => errors.add("code", message!("code-over")),
    }
    hx.invalid(&Edit::of(&visitor, waiting, errors))
}

impl Edit {
    fn of(visitor: &Visitor, waiting: Waiting, errors: Errors) -> Edit {
        Edit { other: other_channel(visitor.config(), waiting.channel), waiting, errors, demo: visitor.demo() }
    }

    fn phone(&self) -> Phone {
        Phone::stored(&self.waiting.phone)
    }
}

/// The channel that was asked for, if there is one; else SMS, or what there is instead of it.
pub(crate) fn channel(config: &Config, wanted: &str) -> Channel {
    let whatsapp = config.has_whatsapp() && (wanted == Channel::WhatsApp.as_str() || !config.has_sms());
    if whatsapp { Channel::WhatsApp } else { Channel::Sms }
}

/// By which a code can be sent instead, where there is a choice.
pub(crate) fn other_channel(config: &Config, channel: Channel) -> Option<Channel> {
    match channel {
        Channel::WhatsApp => config.has_sms().then_some(Channel::Sms),
        _ => config.has_whatsapp().then_some(Channel::WhatsApp),
    }
}

/// What is said where no code is made, whoever the number belongs to.
pub(crate) fn refusal(asked: Asked) -> Message {
    match asked {
        Asked::TooSoon | Asked::Made(_) => message!("code-too-soon"),
        Asked::TooMany => message!("code-too-many"),
        Asked::Spent => message!("code-none-left"),
        Asked::Elsewhere => message!("code-not-there"),
    }
}

/// Six digits as people type them: with spaces, or in Devanagari.
pub(crate) fn digits(text: &str) -> Option<String> {
    let digits = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| match c {
            '0'..='9' => Some(c),
            '०'..='९' => char::from_digit(u32::from(c) - u32::from('०'), 10),
            _ => None,
        })
        .collect::<Option<String>>()?;
    (digits.len() == 6).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        for text in ["123456", " 123 456 ", "१२३४५६", "123-456"] {
            assert_eq!(digits(text).as_deref(), Some("123456"), "{text}");
        }
        for text in ["", "12345", "1234567", "12345a"] {
            assert_eq!(digits(text), None, "{text}");
        }
    }
}
