//! The six digits that were sent to a new number: typing them shows that one has it.

use super::menu::Menu;
use crate::auth::{Account, FOR_FORM, SentCode};
use crate::directory::accounts::{ContactChange, ContactChanged, PhoneConfirmed};
use crate::directory::proofs::{CodePurpose, Codes};
use crate::shared::code_entry::{CodeEntry, CodeForm};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "account/phone_codes/edit.html")]
struct Edit {
    menu: Menu,
    entry: CodeEntry,
}

page!(Edit);

/// `GET /account/phone/code`.
pub async fn edit(account: Account, hx: Hx) -> Response {
    match account.kept.sent_code(CodePurpose::PhoneChange) {
        Some(sent) => hx.page(&Edit { menu: Menu::of(&account), entry: CodeEntry::of(account.config(), sent) }),
        None => hx.see_other("/account/phone", None),
    }
}

/// `POST /account/phone/code`.
pub async fn update(account: Account, hx: Hx, Form(form): Form<CodeForm>) -> Response {
    account.proven(FOR_FORM)?;
    let Some(sent) = account.kept.sent_code(CodePurpose::PhoneChange) else {
        return hx.see_other("/account/phone", Notice::warning(message!("code-over")));
    };
    let SentCode { otp, phone, .. } = sent.clone();
    let entry = CodeEntry::of(account.config(), sent);
    let refused = |hx: Hx, why| hx.invalid(&Edit { menu: Menu::of(&account), entry: entry.refused(why) });
    let Some(code) = form::code(&form.code, 6) else { return refused(hx, message!("code-six")) };
    let (codes, here) = (Codes::of(account.config()), account.session.id);
    let changed = match account.directory.write(move |tx| ContactChange::confirm_phone(tx, &codes, otp, &phone, here, &code)).await? {
        PhoneConfirmed::Right(changed) => changed,
        PhoneConfirmed::Wrong { left } => return refused(hx, message!("code-wrong", left)),
        PhoneConfirmed::Over => return refused(hx, message!("code-over")),
    };
    account.kept.forget_code(CodePurpose::PhoneChange)?;
    let notice = match changed {
        ContactChanged::Done => {
            account.renew().await?;
            Notice::success(message!("phone-changed"))
        }
        ContactChanged::Verified => Notice::success(message!("phone-verified")),
        ContactChanged::Taken => Notice::warning(message!("phone-taken")),
        ContactChanged::TooSoon => Notice::warning(message!("contact-too-soon")),
    };
    hx.see_other("/account/phone", notice)
}
