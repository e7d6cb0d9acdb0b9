//! The phone number of an account: adding one, changing it, showing that it is one's own, taking it away.

use super::menu::Menu;
use crate::auth::{Account, FOR_FORM, FOR_PAGE, SentCode};
use crate::directory::accounts::{ContactChange, ContactRemoved};
use crate::directory::people::{ChangeProspect, Way};
use crate::directory::proofs::{CodeAsked, CodePurpose, Codes};
use crate::models::values::Phone;
use crate::shared::code_entry::{channel, refusal};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "account/phones/edit.html")]
struct Edit {
    menu: Menu,
    form: PhoneChangeForm,
}

page!(Edit);

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PhoneChangeForm {
    phone: String,
    /// By which the code is to be sent; empty where it is left to us.
    channel: String,
    #[serde(skip)]
    errors: Errors,
}

/// `GET /account/phone`.
pub async fn edit(account: Account, hx: Hx) -> Response {
    account.proven(FOR_PAGE)?;
    hx.page(&Edit { menu: Menu::of(&account), form: PhoneChangeForm::default() })
}

/// `POST /account/phone`: sends a code to the new number. Whether it belongs to another account is
/// said only to whoever types the code.
pub async fn update(account: Account, hx: Hx, Form(mut form): Form<PhoneChangeForm>) -> Response {
    account.proven(FOR_FORM)?;
    let Some(phone) = form.errors.check("phone", Phone::parse(&form.phone)) else {
        return hx.invalid(&Edit { menu: Menu::of(&account), form });
    };
    let (config, user, e164) = (account.config(), account.user.id, phone.e164().to_owned());
    let (codes, channel) = (Codes::of(config), channel(config, &form.channel));
    let asked = account
        .directory
        .write(move |tx| match Way::Phone.prospect(tx, user, &e164)? {
            ChangeProspect::Open => codes.ask(tx, &e164, channel, CodePurpose::PhoneChange).map(Ok),
            no => Ok(Err(no)),
        })
        .await?;
    let refusal = match asked.map(|answer| answer.heard()) {
        Ok(CodeAsked::Made(otp)) => {
            let phone = phone.e164().to_owned();
            account.kept.await_code(SentCode { otp, purpose: CodePurpose::PhoneChange, phone, channel, next: String::new() })?;
            return hx.see_other("/account/phone/code", Notice::success(message!("code-sent", channel = channel.as_str())));
        }
        Ok(refused) => refusal(refused),
        Err(ChangeProspect::TooSoon) => message!("contact-too-soon"),
        Err(_) => message!("phone-yours"),
    };
    form.errors.add("phone", refusal);
    hx.invalid(&Edit { menu: Menu::of(&account), form })
}

/// `POST /account/phone/removal`.
pub async fn destroy(account: Account, hx: Hx) -> Response {
    account.proven(FOR_FORM)?;
    let (user, here) = (account.user.id, account.session.id);
    let notice = match account.directory.write(move |tx| ContactChange::remove(tx, user, here, Way::Phone)).await? {
        ContactRemoved::Done => {
            account.renew().await?;
            Notice::success(message!("phone-removed"))
        }
        ContactRemoved::None => Notice::warning(message!("phone-none")),
        ContactRemoved::OnlyWayIn => Notice::warning(message!("phone-only-way")),
        ContactRemoved::TooSoon => Notice::warning(message!("contact-too-soon")),
    };
    hx.see_other("/account/phone", notice)
}
