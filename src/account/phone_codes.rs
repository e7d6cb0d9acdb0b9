//! The six digits that were sent to a new number: whoever types them here has it.

use askama::Template;
use serde::Deserialize;

use super::menu::Menu;
use crate::auth::Account;
use crate::auth::account::FOR_FORM;
use crate::directory::contact::Changed;
use crate::directory::otp::{Codes, PhoneConfirmed};
use crate::directory::outbox::Channel;
use crate::models::values::Phone;
use crate::sign_in::codes::{Waiting, digits, other_channel};
use crate::web::error::Error;
use crate::web::filters;
use crate::web::form::{Errors, Form};
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;
use crate::{message, page};

#[derive(Template)]
#[template(path = "account/phone_codes/edit.html")]
struct Edit {
    menu: Menu,
    waiting: Waiting,
    errors: Errors,
    /// By which the code can be sent instead, where there is a choice.
    other: Option<Channel>,
    demo: bool,
}

page!(Edit);

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct CodeForm {
    code: String,
}

/// Under which name the session keeps what it waits for.
pub(super) const WAITING: &str = "phone";

/// `GET /account/phone/code`.
pub async fn edit(account: Account, hx: Hx) -> Response {
    match account.recall::<Waiting>(WAITING) {
        Some(waiting) => hx.page(&Edit::of(&account, waiting, Errors::default())?),
        None => hx.see_other("/account/phone", None),
    }
}

/// `POST /account/phone/code`.
pub async fn update(account: Account, hx: Hx, Form(form): Form<CodeForm>) -> Response {
    account.proven(FOR_FORM)?;
    let Some(waiting) = account.recall::<Waiting>(WAITING) else {
        return hx.see_other("/account/phone", Notice::warning(message!("code-over")));
    };
    let mut errors = Errors::default();
    let Some(code) = digits(&form.code) else {
        errors.add("code", message!("code-six"));
        return hx.invalid(&Edit::of(&account, waiting, errors)?);
    };
    let (codes, here, otp, phone) = (Codes::of(account.config()?), account.session, waiting.otp, waiting.phone.clone());
    let changed = match account.write(move |tx| codes.confirm_phone(tx, otp, &phone, here, &code)).await? {
        PhoneConfirmed::Right(changed) => changed,
        PhoneConfirmed::Wrong { left } => {
            errors.add("code", message!("code-wrong", left));
            return hx.invalid(&Edit::of(&account, waiting, errors)?);
        }
        PhoneConfirmed::Over => {
            errors.add("code", message!("code-over"));
            return hx.invalid(&Edit::of(&account, waiting, errors)?);
        }
    };
    account.forget(WAITING);
    let notice = match changed {
        Changed::Done => {
            account.renew().await?;
            Notice::success(message!("phone-changed"))
        }
        Changed::Verified => Notice::success(message!("phone-verified")),
        Changed::Taken => Notice::warning(message!("phone-taken")),
        Changed::TooSoon => Notice::warning(message!("contact-too-soon")),
    };
    hx.see_other("/account/phone", notice)
}

impl Edit {
    fn of(account: &Account, waiting: Waiting, errors: Errors) -> Result<Edit, Error> {
        let other = other_channel(account.config()?, waiting.channel);
        Ok(Edit { menu: Menu::of(account), other, waiting, errors, demo: account.demo()? })
    }

    fn phone(&self) -> Phone {
        Phone::stored(&self.waiting.phone)
    }
}
