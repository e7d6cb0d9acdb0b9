//! Changing one's password, or choosing the first one.

use super::menu::Menu;
use crate::auth::{Account, FOR_FORM, FOR_PAGE};
use crate::directory::people::User;
use crate::directory::proofs::{Password, PasswordChange, SignInStep};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "account/passwords/edit.html")]
struct Edit {
    menu: Menu,
    /// Whether there is a password to be asked for.
    has_one: bool,
    errors: Errors,
}

page!(Edit);

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PasswordChangeForm {
    current: String,
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

/// `POST /account/password`: asks for the present one, or for any proof where it is the first. Ends
/// every other session, gives this one a new token, and tells the user.
pub async fn update(account: Account, hx: Hx, Form(form): Form<PasswordChangeForm>) -> Response {
    let id = account.user.id;
    let user = account.directory.read(move |db| User::find(db, id)).await?;
    let mut errors = Errors::default();
    if let Some(key) = Password::weakness(&form.password, &user.own_words()) {
        errors.add("password", Message::new(key));
    }
    let has_one = user.password_hash.is_some();
    if has_one {
        if let Some(refusal) = refusal(&account, form.current, user.password_hash.clone()).await? {
            errors.add("current", refusal);
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

/// What is wrong with the password that was typed as the present one; nothing if it is right. Every
/// try counts.
pub(super) async fn refusal(account: &Account, typed: String, hash: Option<String>) -> Result<Option<Message>, Error> {
    let user = account.user.id;
    if !account.directory.write(move |tx| SignInStep::Password.begin(tx, user)).await? {
        return Ok(Some(message!("two-step-wait")));
    }
    if Password::verify(typed, hash).await? {
        account.directory.write(move |tx| SignInStep::Password.forgive(tx, user)).await?;
        return Ok(None);
    }
    account.directory.write(move |tx| SignInStep::Password.refused(tx, Some(user))).await?;
    Ok(Some(message!("password-current-wrong")))
}
