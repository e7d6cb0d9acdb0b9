//! Changing one's password, or choosing the first one.

use askama::Template;
use serde::Deserialize;

use crate::auth::Account;
use crate::directory::password::{self, Changed};
use crate::directory::user::User;
use crate::locale::Message;
use crate::web::filters;
use crate::web::form::{Errors, Form};
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;
use crate::{message, page};

#[derive(Template)]
#[template(path = "account/passwords/edit.html")]
struct Edit {
    /// Whether there is a password to be asked for.
    has_one: bool,
    errors: Errors,
}

page!(Edit);

#[derive(Deserialize)]
pub struct PasswordsForm {
    #[serde(default)]
    current: String,
    #[serde(default)]
    password: String,
}

/// `GET /account/password`.
pub async fn edit(account: Account, hx: Hx) -> Response {
    let user = account.user;
    let has_one = account.read(move |db| User::find(db, user)).await?.password_hash.is_some();
    hx.page(&Edit { has_one, errors: Errors::default() })
}

/// `POST /account/password`: asks for the present one, ends every other session, gives this one a new token, and tells the user.
pub async fn update(account: Account, hx: Hx, Form(form): Form<PasswordsForm>) -> Response {
    let id = account.user;
    let user = account.read(move |db| User::find(db, id)).await?;
    let mut errors = Errors::default();
    if let Some(key) = password::weakness(&form.password, &user.own_words()) {
        errors.add("password", Message::new(key));
    }
    let has_one = user.password_hash.is_some();
    if has_one {
        if !account.write(move |tx| password::begin_try(tx, id)).await? {
            errors.add("current", message!("two-step-wait"));
        } else if password::verify(form.current, user.password_hash.clone()).await? {
            account.write(move |tx| password::forgive(tx, id)).await?;
        } else {
            errors.add("current", message!("password-current-wrong"));
        }
    }
    if !errors.is_empty() {
        return hx.invalid(&Edit { has_one, errors });
    }
    let (hash, here) = (password::hash(form.password).await?, account.session);
    account.write(move |tx| password::change(tx, id, &hash, Changed::Inside(here))).await?;
    account.renew().await?;
    hx.see_other("/account/password", Notice::success(message!("password-changed")))
}
