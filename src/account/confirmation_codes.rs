//! A code to one's own phone, by which whoever has no second factor shows again that it is them.

use serde::Deserialize;

use super::confirmations::ask_again;
use crate::auth::{Account, SentCode};
use crate::directory::proofs::{CodeAsked, CodePurpose, Codes};
use crate::message;
use crate::shared::code_entry::{channel, refusal};
use crate::web::form::Form;
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ChannelForm {
    /// By which it is to be sent; empty where it is left to us.
    channel: String,
    next: String,
}

/// `POST /account/confirm/codes`. Who has a second factor, or no phone, gets none.
pub async fn create(account: Account, hx: Hx, Form(form): Form<ChannelForm>) -> Response {
    let Some(phone) = account.user.contact.phone.clone().filter(|_| !account.user.two_steps) else {
        return hx.see_other(ask_again(&form.next), None);
    };
    let (config, to) = (account.config(), phone.clone());
    let (codes, channel) = (Codes::of(config), channel(config, &form.channel));
    let notice = match account.directory.write(move |tx| codes.ask(tx, &to, channel, CodePurpose::Confirm)).await?.heard() {
        CodeAsked::Made(otp) => {
            account.kept.await_code(SentCode { otp, purpose: CodePurpose::Confirm, phone, channel, next: String::new() })?;
            Notice::success(message!("code-sent", channel = channel.as_str()))
        }
        refused => Notice::warning(refusal(refused)),
    };
    hx.see_other(ask_again(&form.next), notice)
}
