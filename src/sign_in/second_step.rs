//! The second step of signing in: six digits from the authenticator, or from a message to the phone of whoever has none; or a recovery
//! code.

use crate::auth::{SentCode, Visitor};
use crate::db::ids::UserId;
use crate::directory::people::User;
use crate::directory::proofs::{CodeAsked, CodePurpose, CodeTried, Codes, FactorChecked, Factors};
use crate::models::values::Phone;
use crate::shared::code_entry::{channel, refusal};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "sign_in/second_step.html")]
struct Edit {
    /// Where codes go, of whoever has no authenticator.
    phone: Option<Phone>,
    /// Whether one is on its way.
    code_sent: bool,
    demo: bool,
    errors: Errors,
}

page!(Edit);

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct SecondStepForm {
    code: String,
    /// Whether this browser is to be remembered.
    remember: Option<String>,
}

/// `GET /sign-in/second-step`.
pub async fn edit(visitor: Visitor, hx: Hx) -> Response {
    match visitor.kept.between() {
        Some(between) => hx.page(&Edit::of(&visitor, between.user).await?),
        None => hx.see_other("/sign-in/password", None),
    }
}

/// `POST /sign-in/second-step/codes`: a code to the phone, of whoever has that as their second step.
pub async fn create(visitor: Visitor, hx: Hx) -> Response {
    let Some(between) = visitor.kept.between() else {
        return hx.see_other("/sign-in/password", Notice::warning(message!("second-step-over")));
    };
    let Some(phone) = Edit::of(&visitor, between.user).await?.phone else { return hx.see_other("/sign-in/second-step", None) };
    let (codes, channel, to) = (Codes::of(visitor.config()), channel(visitor.config(), ""), phone.e164().to_owned());
    let asked = visitor.directory.write(move |tx| codes.ask(tx, &to, channel, CodePurpose::SecondStep)).await?.heard();
    let notice = match asked {
        CodeAsked::Made(otp) => {
            let (phone, next) = (phone.e164().to_owned(), String::new());
            visitor.kept.await_code(SentCode { otp, purpose: CodePurpose::SecondStep, phone, channel, next })?;
            Notice::success(message!("code-sent", channel = channel.as_str()))
        }
        refused => Notice::warning(refusal(refused)),
    };
    hx.see_other("/sign-in/second-step", notice)
}

/// `POST /sign-in/second-step`.
pub async fn update(visitor: Visitor, hx: Hx, Form(form): Form<SecondStepForm>) -> Response {
    let Some(between) = visitor.kept.between() else {
        return hx.see_other("/sign-in/password", Notice::warning(message!("second-step-over")));
    };
    let Some(refusal) = refused(&visitor, between.user, form.code).await? else {
        let next = visitor.enter_assured(&between).await?;
        if form.remember.is_some() {
            visitor.trust(between.user).await?;
        }
        return hx.see_other(next, None);
    };
    let mut page = Edit::of(&visitor, between.user).await?;
    page.errors.add("code", refusal);
    hx.invalid(&page)
}

/// What is wrong with what was typed; nothing if it was right. Six digits that were sent are held against the message, all else against
/// the authenticator and the recovery codes.
async fn refused(visitor: &Visitor, user: UserId, typed: String) -> Result<Option<Message>, Error> {
    if let Some((sent, code)) = visitor.kept.sent_code(CodePurpose::SecondStep).zip(form::code(&typed, 6)) {
        let (codes, SentCode { otp, phone, .. }) = (Codes::of(visitor.config()), sent);
        return Ok(match visitor.directory.write(move |tx| codes.attempt(tx, otp, &phone, CodePurpose::SecondStep, &code)).await? {
            CodeTried::Right(of) if of == user => None,
            CodeTried::Wrong { left } => Some(message!("code-wrong", left)),
            CodeTried::Right(_) | CodeTried::Over => Some(message!("code-over")),
        });
    }
    let factors = Factors::new(&visitor.config().secret);
    Ok(match visitor.directory.write(move |tx| factors.check(tx, user, &typed)).await? {
        FactorChecked::Right => None,
        FactorChecked::Wrong => Some(message!("two-step-wrong")),
        FactorChecked::Wait => Some(message!("two-step-wait")),
    })
}

impl Edit {
    async fn of(visitor: &Visitor, user: UserId) -> Result<Edit, Error> {
        let phone = visitor.directory.read(move |db| Ok(Factors::is_by_phone(db, user)?.then_some(User::find(db, user)?.phone)));
        let phone = phone.await?.flatten().map(|it| Phone::stored(&it));
        let code_sent = visitor.kept.sent_code(CodePurpose::SecondStep).is_some();
        Ok(Edit { phone, code_sent, demo: visitor.demo(), errors: Errors::default() })
    }
}
