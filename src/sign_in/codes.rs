//! Signing in by phone: a number, then the six digits that were sent to it, by SMS or WhatsApp.

use crate::auth::{SentCode, Visitor};
use crate::directory::post::Channel;
use crate::directory::proofs::{CodeAsked, CodePurpose, CodeTried, Codes};
use crate::directory::sessions::Proof;
use crate::models::values::Phone;
use crate::shared::code_entry::{CodeEntry, CodeForm, channel, refusal};
use crate::web::path::{NextQuery, own_path, with_next};
use crate::web::screen::*;

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
#[serde(default)]
pub struct PhoneForm {
    phone: String,
    /// By which the code is to be sent; empty where it is left to us.
    channel: String,
    next: String,
    #[serde(skip)]
    errors: Errors,
}

impl New {
    fn of(visitor: &Visitor, form: PhoneForm) -> New {
        New { form, google: visitor.google().is_ok() }
    }

    /// Signing in by password instead.
    fn by_password(&self) -> String {
        with_next("/sign-in/password", &self.form.next)
    }
}

impl Edit {
    /// Signing in by another number.
    fn again(&self) -> String {
        with_next("/sign-in", &self.entry.sent.next)
    }
}

/// `GET /sign-in`.
pub async fn new(visitor: Visitor, hx: Hx, Query(NextQuery { next }): Query<NextQuery>) -> Response {
    if visitor.account.is_some() {
        return hx.see_other(if next.is_empty() { "/doors" } else { own_path(&next) }, None);
    }
    hx.page(&New::of(&visitor, PhoneForm { next, ..PhoneForm::default() }))
}

/// `POST /sign-in/codes`. The same answer whether the number is anybody's or not.
pub async fn create(visitor: Visitor, hx: Hx, Form(mut form): Form<PhoneForm>) -> Response {
    let Some(phone) = form.errors.check("phone", Phone::parse(&form.phone)) else {
        return hx.invalid(&New::of(&visitor, form));
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
    hx.invalid(&New::of(&visitor, form))
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
