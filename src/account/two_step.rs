//! Signing in in two steps: setting it up with an authenticator app, and ending it.

use super::menu::Menu;
use crate::auth::{Account, FOR_FORM, FOR_PAGE};
use crate::db::clock;
use crate::directory::proofs::{Authenticator, FactorConfirmed, Factors};
use crate::web::path::{NextQuery, own_path};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "account/two_step/index.html")]
struct Index {
    menu: Menu,
    authenticator: Option<Authenticator>,
    /// Whether the second step is a code to their phone.
    by_phone: bool,
    codes_left: i64,
    /// In the demo: what the app would show now.
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
pub async fn index(account: Account, hx: Hx, Query(NextQuery { next }): Query<NextQuery>) -> Response {
    hx.page(&Index::of(&account, next, Errors::default()).await?)
}

/// `POST /account/two-step`: a new secret. It is not asked for before a first code of it was typed.
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

/// `POST /account/two-step/confirmation`: the first code, from which on the second step is asked
/// for.
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
    fn is_on(&self) -> bool {
        self.by_phone || self.authenticator.as_ref().is_some_and(|it| it.enabled)
    }

    async fn of(account: &Account, next: String, errors: Errors) -> Result<Index, Error> {
        let (factors, user, demo) = (Factors::new(&account.config().secret), account.user.id, account.demo());
        let (authenticator, codes_left) =
            account.directory.read(move |db| Ok((factors.of(db, user)?, Factors::codes_left(db, user)?))).await?;
        // A secret that was begun in another session, or long ago, is not shown here again.
        let authenticator = authenticator.filter(|it| it.enabled || account.began(&it.secret) && account.has_proven(FOR_FORM));
        let demo_code = authenticator.as_ref().filter(|it| demo && !it.enabled).map(|it| it.code_at(clock::now()));
        Ok(Index { menu: Menu::of(account), authenticator, by_phone: account.user.two_steps_by_phone, codes_left, demo_code, next, errors })
    }
}
