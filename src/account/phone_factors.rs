//! A code to one's own phone as the second step, for whoever has no app. It is said that this is weaker.

use super::menu::Menu;
use super::two_step::RecoveryCodes;
use crate::auth::{Account, FOR_FORM, FOR_PAGE, SentCode};
use crate::directory::proofs::{CodeAsked, CodePurpose, Codes, Factors, PhoneFactor};
use crate::shared::code_entry::{CodeEntry, channel, refusal};
use crate::web::path::{own_path, with_next};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "account/phone_factors/edit.html")]
struct Edit {
    menu: Menu,
    entry: CodeEntry,
    next: String,
}

page!(Edit);

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PhoneFactorForm {
    code: String,
    next: String,
}

/// `POST /account/two-step/phone`: a code goes to the phone. Whoever came in by that phone has shown nothing else: they are told to sign
/// in otherwise first.
pub async fn create(account: Account, hx: Hx, Form(form): Form<PhoneFactorForm>) -> Response {
    account.proven(FOR_PAGE)?;
    let back = with_next("/account/two-step", own_path(&form.next));
    let refused = |hx: Hx, why| hx.see_other(back, Notice::warning(why));
    let Some(phone) = account.user.contact.phone.clone().filter(|_| !account.user.two_steps) else {
        return refused(hx, message!("two-step-again"));
    };
    if account.came_by_phone() {
        return refused(hx, message!("two-step-not-twice"));
    }
    let (codes, channel, to) = (Codes::of(account.config()), channel(account.config(), ""), phone.clone());
    match account.directory.write(move |tx| codes.ask(tx, &to, channel, CodePurpose::SecondStep)).await?.heard() {
        CodeAsked::Made(otp) => {
            let sent = SentCode { otp, purpose: CodePurpose::SecondStep, phone, channel, next: form.next };
            account.kept.await_code(sent.clone())?;
            hx.page(&Edit { menu: Menu::of(&account), next: sent.next.clone(), entry: CodeEntry::of(account.config(), sent) })
        }
        why => refused(hx, refusal(why)),
    }
}

/// `POST /account/two-step/phone/confirmation`: the code, from which on one is asked for at each sign-in.
pub async fn update(account: Account, hx: Hx, Form(form): Form<PhoneFactorForm>) -> Response {
    account.proven(FOR_FORM)?;
    let Some(sent) = account.kept.sent_code(CodePurpose::SecondStep).filter(|_| !account.came_by_phone()) else {
        return hx.see_other("/account/two-step", Notice::warning(message!("code-over")));
    };
    let SentCode { otp, phone, .. } = sent.clone();
    let (entry, next) = (CodeEntry::of(account.config(), sent), own_path(&form.next).to_owned());
    let refused = |hx: Hx, why| hx.invalid(&Edit { menu: Menu::of(&account), entry: entry.refused(why), next: next.clone() });
    let Some(code) = form::code(&form.code, 6) else { return refused(hx, message!("code-six")) };
    let (factors, codes, here) = (Factors::new(&account.config().secret), Codes::of(account.config()), account.session.id);
    let confirmed = account.directory.write(move |tx| factors.confirm_phone(tx, &codes, (otp, &phone), here, &code)).await?;
    match confirmed {
        PhoneFactor::Done(codes) => {
            account.kept.forget_code(CodePurpose::SecondStep)?;
            account.proved().await?;
            hx.page(&RecoveryCodes { menu: Menu::of(&account), codes, next })
        }
        PhoneFactor::Wrong { left } => refused(hx, message!("code-wrong", left)),
        PhoneFactor::Over => refused(hx, message!("code-over")),
    }
}
