//! Signing in by phone: a number, then the six digits that were sent to it, by SMS or WhatsApp.

use actix_web::web::Query;
use askama::Template;
use serde::Deserialize;

use crate::auth::{SentCode, Visitor};
use crate::directory::post::Channel;
use crate::directory::proofs::{CodeAsked, CodePurpose, CodeTried, Codes};
use crate::directory::sessions::Proof;
use crate::models::values::Phone;
use crate::shared::code_entry::{CodeEntry, CodeForm, channel, refusal};
use crate::web::filters;
use crate::web::form::{self, Errors, Form};
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
    entry: CodeEntry,
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
    let asked = visitor.directory.write(move |tx| codes.ask(tx, &e164, channel, CodePurpose::SignIn)).await?.heard();
    let refusal = match asked {
        CodeAsked::Made(otp) => {
            let phone = phone.e164().to_owned();
            visitor.kept.await_code(SentCode { otp, purpose: CodePurpose::SignIn, phone, channel, next: form.next })?;
            return hx.see_other("/sign-in/code", Notice::success(message!("code-sent", channel = channel.as_str())));
        }
        CodeAsked::TooSoon if visitor.kept.sent_code(CodePurpose::SignIn).is_some_and(|it| it.phone == phone.e164()) => {
            return hx.see_other("/sign-in/code", Notice::warning(message!("code-too-soon")));
        }
        refused => refusal(refused),
    };
    form.errors.add("phone", refusal);
    hx.invalid(&New { form, google: visitor.google().is_ok() })
}

/// `GET /sign-in/code`.
pub async fn edit(visitor: Visitor, hx: Hx) -> Response {
    match visitor.kept.sent_code(CodePurpose::SignIn) {
        Some(sent) => hx.page(&Edit { entry: CodeEntry::of(visitor.config(), sent) }),
        None => hx.see_other("/sign-in", None),
    }
}

/// `POST /sign-in/code`.
pub async fn update(visitor: Visitor, hx: Hx, Form(form): Form<CodeForm>) -> Response {
    let Some(sent) = visitor.kept.sent_code(CodePurpose::SignIn) else {
        return hx.see_other("/sign-in", Notice::warning(message!("code-over")));
    };
    let SentCode { otp, phone, channel, next, .. } = sent.clone();
    let entry = CodeEntry::of(visitor.config(), sent);
    let Some(code) = form::code(&form.code, 6) else {
        return hx.invalid(&Edit { entry: entry.refused(message!("code-six")) });
    };
    let codes = Codes::of(visitor.config());
    let refusal = match visitor.directory.write(move |tx| codes.attempt(tx, otp, &phone, CodePurpose::SignIn, &code)).await? {
        CodeTried::Right(user) => {
            let proof = if channel == Channel::WhatsApp { Proof::WhatsApp } else { Proof::Code };
            let next = visitor.enter(user, proof, &next).await?;
            return hx.see_other(next, None);
        }
        CodeTried::Wrong { left } => message!("code-wrong", left),
        CodeTried::Over => message!("code-over"),
    };
    hx.invalid(&Edit { entry: entry.refused(refusal) })
}
