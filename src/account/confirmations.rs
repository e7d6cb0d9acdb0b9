//! Showing the second factor again, before what would hurt most in the wrong hands.

use actix_web::web::Query;
use askama::Template;
use serde::Deserialize;

use crate::auth::Account;
use crate::directory::mfa::{self, Checked, Factors};
use crate::web::error::escape;
use crate::web::filters;
use crate::web::form::{Errors, Form};
use crate::web::hx::{Hx, Response};
use crate::web::path::own_path;
use crate::{message, page};

#[derive(Template)]
#[template(path = "account/confirmations/new.html")]
struct New {
    next: String,
    demo: bool,
    errors: Errors,
}

page!(New);

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ConfirmationForm {
    code: String,
    next: String,
}

/// `GET /account/confirm`: whoever has no second factor yet is led to where one is set up.
pub async fn new(account: Account, hx: Hx, query: Query<ConfirmationForm>) -> Response {
    let (user, next) = (account.user, query.into_inner().next);
    if !account.read(move |db| mfa::is_enrolled(db, user)).await? {
        return hx.see_other(format!("/account/two-step?next={}", escape(own_path(&next))), None);
    }
    hx.page(&New { next, demo: account.demo()?, errors: Errors::default() })
}

/// `POST /account/confirm`.
pub async fn create(account: Account, hx: Hx, Form(form): Form<ConfirmationForm>) -> Response {
    let (factors, user, code) = (Factors::new(&account.config()?.secret), account.user, form.code);
    let mut errors = Errors::default();
    match account.write(move |tx| factors.check(tx, user, &code)).await? {
        Checked::Right => {
            account.proved().await?;
            return hx.see_other(own_path(&form.next), None);
        }
        Checked::Wrong => errors.add("code", message!("two-step-wrong")),
        Checked::Wait => errors.add("code", message!("two-step-wait")),
    }
    hx.invalid(&New { next: form.next, demo: account.demo()?, errors })
}
