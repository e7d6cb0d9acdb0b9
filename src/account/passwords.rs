//! Changing one's password, or choosing the first one.

use askama::Template;
use serde::Deserialize;

use super::menu::Menu;
use crate::auth::{Account, FOR_FORM, FOR_PAGE};
use crate::directory::people::User;
use crate::directory::proofs::{Password, PasswordChange, SignInStep};
use crate::locale::Message;
use crate::web::filters;
use crate::web::form::{Errors, Form};
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;
use crate::{message, page};

#[derive(Template)]
#[template(path = "account/passwords/edit.html")]
struct Edit {
    menu: Menu,
    /// Whether there is a password to be asked for.
    has_one: bool,
    errors: Errors,
}

page!(Edit);

#[derive(Deserialize)]
pub struct PasswordChangeForm {
    #[serde(default)]
    current: String,
    #[serde(default)]
    password: String,
}

/// `GET /account/password`.
pub async fn edit(account: Account, hx: Hx) -> Response {
    let user = account.user.id;
    let has_one = account.directory.read(move |db| User::find(db, user)).await?.password_hash.is_some();
    if !has_one {
        account.proven(FOR_PAGE)?;
    }
    hx.page(&Edit { menu: Menu::of(&account), has_one, errors: Errors::default() })
}

/// `POST /account/password`: asks for the present one, or for any proof where it is the first; ends every other session, gives this one a new token, and tells the user.
pub async fn update(account: Account, hx: Hx, Form(form): Form<PasswordChangeForm>) -> Response {
    let id = account.user.id;
    let user = account.directory.read(move |db| User::find(db, id)).await?;
    let mut errors = Errors::default();
    if let Some(key) = Password::weakness(&form.password, &user.own_words()) {
        errors.add("password", Message::new(key));
    }
    let has_one = user.password_hash.is_some();
    if has_one {
        if !account.directory.write(move |tx| SignInStep::Password.begin(tx, id)).await? {
            errors.add("current", message!("two-step-wait"));
        } else if Password::verify(form.current, user.password_hash.clone()).await? {
            account.directory.write(move |tx| SignInStep::Password.forgive(tx, id)).await?;
        } else {
            account.directory.write(move |tx| SignInStep::Password.refused(tx, Some(id))).await?;
            errors.add("current", message!("password-current-wrong"));
        }
    } else {
        account.proven(FOR_FORM)?;
    }
    if !errors.is_empty() {
        return hx.invalid(&Edit { menu: Menu::of(&account), has_one, errors });
    }
    let (hash, here) = (Password::hash(form.password).await?, account.session.id);
    account.directory.write(move |tx| Password::change(tx, id, &hash, PasswordChange::Inside(here))).await?;
    account.reassured().await?;
    hx.see_other("/account/password", Notice::success(message!("password-changed")))
}
