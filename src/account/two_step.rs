//! Signing in in two steps: setting it up with an authenticator app, and ending it.

use actix_web::web::Query;
use askama::Template;
use serde::Deserialize;

use super::menu::Menu;
use crate::auth::{Account, FOR_FORM, FOR_PAGE};
use crate::directory::proofs::{Authenticator, FactorConfirmed, Factors};
use crate::web::error::Error;
use crate::web::filters;
use crate::web::form::{Errors, Form};
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;
use crate::web::path::own_path;
use crate::{message, page};

#[derive(Template)]
#[template(path = "account/two_step/index.html")]
struct Index {
    menu: Menu,
    authenticator: Option<Authenticator>,
    codes_left: i64,
    /// What the app would show now: in the demo, for whoever has no app at hand.
    demo_code: Option<String>,
    next: String,
    errors: Errors,
}

page!(Index);

/// The recovery codes, shown once.
#[derive(Template)]
#[template(path = "account/two_step/codes.html")]
pub(super) struct RecoveryCodes {
    pub(super) menu: Menu,
    pub(super) codes: Vec<String>,
    pub(super) next: String,
}

page!(RecoveryCodes);

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct StepForm {
    code: String,
    next: String,
}

/// `GET /account/two-step`.
pub async fn index(account: Account, hx: Hx, query: Query<StepForm>) -> Response {
    hx.page(&Index::of(&account, query.into_inner().next, Errors::default()).await?)
}

/// `POST /account/two-step`: a new secret, which counts for nothing until a code of it is given.
pub async fn create(account: Account, hx: Hx, Form(form): Form<StepForm>) -> Response {
    account.proven(FOR_PAGE)?;
    let (factors, user) = (Factors::new(&account.config().secret), account.user.id);
    let begun = account
        .directory
        .write(move |tx| {
            factors.begin(tx, user)?;
            factors.of(tx.db, user)
        })
        .await?;
    account.remember_beginning(begun.as_ref().map(|it| it.secret.as_str()))?;
    hx.page(&Index::of(&account, form.next, Errors::default()).await?)
}

/// `POST /account/two-step/confirmation`: the first code takes the authenticator into use.
pub async fn update(account: Account, hx: Hx, Form(form): Form<StepForm>) -> Response {
    let (factors, user, here, code) = (Factors::new(&account.config().secret), account.user.id, account.session.id, form.code);
    let mut page = Index::of(&account, form.next, Errors::default()).await?;
    if page.authenticator.as_ref().is_none_or(|it| it.enabled) {
        return hx.see_other("/account/two-step", Notice::warning(message!("two-step-again")));
    }
    match account.directory.write(move |tx| factors.confirm(tx, user, here, &code)).await? {
        FactorConfirmed::Done(codes) => {
            account.proved().await?;
            return hx.page(&RecoveryCodes { menu: Menu::of(&account), codes, next: own_path(&page.next).to_owned() });
        }
        FactorConfirmed::Wrong => page.errors.add("code", message!("two-step-wrong")),
        FactorConfirmed::Wait => page.errors.add("code", message!("two-step-wait")),
    }
    hx.invalid(&page)
}

/// `POST /account/two-step/removal`.
pub async fn destroy(account: Account, hx: Hx) -> Response {
    account.fresh(FOR_PAGE)?;
    let user = account.user.id;
    account.directory.write(move |tx| Factors::remove(tx, user)).await?;
    account.unproved().await?;
    hx.see_other("/account/two-step", Notice::success(message!("two-step-removed")))
}

impl Index {
    async fn of(account: &Account, next: String, errors: Errors) -> Result<Index, Error> {
        let (factors, user, demo) = (Factors::new(&account.config().secret), account.user.id, account.demo());
        let (authenticator, codes_left) =
            account.directory.read(move |db| Ok((factors.of(db, user)?, Factors::codes_left(db, user)?))).await?;
        // A secret that was begun elsewhere, or long ago, is not shown: whoever began it knows it.
        let authenticator = authenticator.filter(|it| it.enabled || account.began(&it.secret) && account.has_proven(FOR_FORM));
        let demo_code = authenticator.as_ref().filter(|it| demo && !it.enabled).map(|it| it.code_at(crate::db::clock::now()));
        Ok(Index { menu: Menu::of(account), authenticator, codes_left, demo_code, next, errors })
    }
}
