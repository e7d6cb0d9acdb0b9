//! Signing in by password, and signing out.

use askama::Template;
use serde::Deserialize;

use crate::auth::visitor::Proof;
use crate::auth::{Account, Visitor};
use crate::db::clock;
use crate::directory::audit::{self, DirectoryAction};
use crate::directory::password;
use crate::directory::user::User;
use crate::models::phone::Phone;
use crate::web::filters;
use crate::web::form::{Errors, Form};
use crate::web::hx::{Hx, Response};
use crate::{message, page};

#[derive(Template)]
#[template(path = "sign_in/password.html")]
struct New {
    form: PasswordForm,
    /// Whether a Google account is a way in too.
    google: bool,
}

page!(New);

#[derive(Default, Deserialize)]
pub struct PasswordForm {
    #[serde(default)]
    login: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
    #[serde(skip)]
    errors: Errors,
}

/// `GET /sign-in/password`.
pub async fn new(visitor: Visitor, hx: Hx, query: actix_web::web::Query<PasswordForm>) -> Response {
    let form = PasswordForm { next: query.into_inner().next, ..PasswordForm::default() };
    hx.page(&New { form, google: visitor.google().is_ok() })
}

/// `POST /sign-in/password`. The same answer, after the same time, for a wrong password, an unknown user and a locked one.
pub async fn create(visitor: Visitor, hx: Hx, Form(mut form): Form<PasswordForm>) -> Response {
    let login = normalise(&form.login);
    let user = visitor.read(move |db| User::by_login(db, &login)).await?;
    let hash = user.as_ref().and_then(|user| user.password_hash.clone());
    let right = password::verify(form.password.clone(), hash.clone()).await?;
    let user = user.filter(|user| user.active && !password::is_locked(user, clock::now()));
    match user {
        Some(user) if right => {
            let next = visitor.enter(user.id, Proof::Password, &form.next).await?;
            let (id, outdated) = (user.id, hash.is_some_and(|hash| password::is_outdated(&hash)));
            visitor.write(move |tx| password::succeeded(tx, &user)).await?;
            if outdated {
                let hash = password::hash(std::mem::take(&mut form.password)).await?;
                visitor.write(move |tx| password::strengthen(tx, id, &hash)).await?;
            }
            hx.see_other(next, None)
        }
        refused => {
            visitor
                .write(move |tx| match &refused {
                    Some(user) => password::failed(tx, user),
                    None => {
                        audit::record(tx, DirectoryAction::SignInRefused, None, "users", None, &serde_json::json!({ "by": "password" }))
                    }
                })
                .await?;
            form.password.clear();
            form.errors.add("", message!("sign-in-refused"));
            hx.invalid(&New { form, google: visitor.google().is_ok() })
        }
    }
}

/// `POST /sign-out`. The session's row is revoked: the cookie is worth nothing from now on.
pub async fn destroy(account: Account, hx: Hx) -> Response {
    let user = account.user;
    account
        .write(move |tx| audit::record(tx, DirectoryAction::SignedOut, Some(user), "users", Some(user.0), &serde_json::Value::Null))
        .await?;
    account.sign_out()?;
    hx.leave_for("/sign-in", None)
}

/// An e-mail in lower case, or a phone number in E.164; anything else as it was typed, which nobody has.
fn normalise(login: &str) -> String {
    let login = login.trim();
    if login.contains('@') {
        return login.to_lowercase();
    }
    Phone::parse(login).map_or_else(|_| login.to_owned(), |phone| phone.e164().to_owned())
}
