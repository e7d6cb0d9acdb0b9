//! The link that was sent to a new e-mail address. It works for the account that asked alone, and only once it is confirmed here:
//! programs open links in e-mails too.

use actix_web::web::Path;
use askama::Template;

use super::menu::Menu;
use crate::auth::Account;
use crate::db::clock;
use crate::directory::accounts::{ContactChange, ContactChanged};
use crate::directory::proofs::{EmailVerification, LinkState};
use crate::web::filters;
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;
use crate::{message, page};

#[derive(Template)]
#[template(path = "account/email_verifications/edit.html")]
struct Edit {
    menu: Menu,
    verification: EmailVerification,
    token: String,
}

page!(Edit);

/// `GET /account/email/{token}`.
pub async fn edit(account: Account, hx: Hx, token: Path<String>) -> Response {
    let (user, token) = (account.user.id, token.into_inner());
    let looked_for = token.clone();
    let verification = account.directory.read(move |db| EmailVerification::find(db, user, &looked_for, clock::now())).await?;
    hx.page(&Edit { menu: Menu::of(&account), verification, token })
}

/// `POST /account/email/{token}`.
pub async fn update(account: Account, hx: Hx, token: Path<String>) -> Response {
    let (user, here, token) = (account.user.id, account.session.id, token.into_inner());
    let looked_for = token.clone();
    let verification = account.directory.read(move |db| EmailVerification::find(db, user, &looked_for, clock::now())).await?;
    let used = token.clone();
    let notice = match account.directory.write(move |tx| ContactChange::confirm_email(tx, user, here, &used)).await? {
        Some(ContactChanged::Done) => {
            account.renew().await?;
            Notice::success(message!("email-changed"))
        }
        Some(ContactChanged::Verified) => Notice::success(message!("email-verified")),
        Some(ContactChanged::Taken) => Notice::warning(message!("email-taken")),
        Some(ContactChanged::TooSoon) => Notice::warning(message!("contact-too-soon")),
        None => {
            let verification = EmailVerification { state: LinkState::Used, ..verification };
            return hx.invalid(&Edit { menu: Menu::of(&account), verification, token });
        }
    };
    hx.see_other("/account/email", notice)
}
