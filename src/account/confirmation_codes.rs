//! A code to one's own phone: how people without a second factor show again who they are.

use super::confirmations::{ask_again, confirms_by_phone, purpose};
use crate::auth::{Account, SentCode};
use crate::directory::proofs::{CodeAsked, Codes};
use crate::shared::code_entry::{channel, refusal};
use crate::web::screen::*;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ChannelForm {
    /// By which the code is to be sent; empty where it is left to us.
    channel: String,
    next: String,
}

/// `POST /account/confirm/codes`. None is sent to somebody who has an authenticator, or no phone, or whose second step it would be though
/// they came in by it.
pub async fn create(account: Account, hx: Hx, Form(form): Form<ChannelForm>) -> Response {
    let Some(phone) = account.user.contact.phone.clone().filter(|_| confirms_by_phone(&account)) else {
        return hx.see_other(ask_again(&form.next), None);
    };
    let (config, to, purpose) = (account.config(), phone.clone(), purpose(&account));
    let (codes, channel) = (Codes::of(config), channel(config, &form.channel));
    let notice = match account.directory.write(move |tx| codes.ask(tx, &to, channel, purpose)).await?.heard() {
        CodeAsked::Made(otp) => {
            account.kept.await_code(SentCode { otp, purpose, phone, channel, next: String::new() })?;
            Notice::success(message!("code-sent", channel = channel.as_str()))
        }
        refused => Notice::warning(refusal(refused)),
    };
    hx.see_other(ask_again(&form.next), notice)
}
