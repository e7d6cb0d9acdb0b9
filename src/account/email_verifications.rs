//! The link that was sent to a new e-mail address. It works only for the account that asked for it,
//! and only when the button on its page is pressed: programs open links in e-mails too.

use super::menu::Menu;
use crate::auth::Account;
use crate::db::clock;
use crate::directory::accounts::{ContactChange, ContactChanged};
use crate::directory::proofs::{EmailVerification, LinkState};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "account/email_verifications/edit.html")]
struct Edit {
    menu: Menu,
    verification: EmailVerification,
    token: String,
}

page!(Edit);

/// `GET /account/email/{token}`.
pub async fn edit(account: Account, hx: Hx, At(token): At<String>) -> Response {
    hx.page(&Edit::of(&account, token).await?)
}

/// `POST /account/email/{token}`.
pub async fn update(account: Account, hx: Hx, At(token): At<String>) -> Response {
    let (user, here) = (account.user.id, account.session.id);
    let mut page = Edit::of(&account, token.clone()).await?;
    let notice = match account.directory.write(move |tx| ContactChange::confirm_email(tx, user, here, &token)).await? {
        Some(ContactChanged::Done) => {
            account.renew().await?;
            Notice::success(message!("email-changed"))
        }
        Some(ContactChanged::Verified) => Notice::success(message!("email-verified")),
        Some(ContactChanged::Taken) => Notice::warning(message!("email-taken")),
        Some(ContactChanged::TooSoon) => Notice::warning(message!("contact-too-soon")),
        None => {
            page.verification.state = LinkState::Used;
            return hx.invalid(&page);
        }
    };
    hx.see_other("/account/email", notice)
}

impl Edit {
    async fn of(account: &Account, token: String) -> Result<Edit, Error> {
        let (user, sought) = (account.user.id, token.clone());
        let verification = account.directory.read(move |db| EmailVerification::find(db, user, &sought, clock::now())).await?;
        Ok(Edit { menu: Menu::of(account), verification, token })
    }
}
