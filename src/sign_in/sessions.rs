//! Signing in by password, and signing out.

use crate::auth::{Holder, Visitor};
use crate::directory::audit::{self, DirectoryAction, DirectorySubject};
use crate::directory::people::User;
use crate::directory::proofs::{Password, PasswordLimits, PasswordTry, SignInStep};
use crate::directory::sessions::Proof;
use crate::models::values::Phone;
use crate::web::path::NextQuery;
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "sign_in/password.html")]
struct New {
    form: PasswordForm,
    /// Whether a Google account is a way in too.
    google: bool,
}

page!(New);

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PasswordForm {
    login: String,
    password: String,
    next: String,
    #[serde(skip)]
    errors: Errors,
}

impl New {
    fn of(visitor: &Visitor, form: PasswordForm) -> New {
        New { form, google: visitor.google().is_ok() }
    }
}

/// `GET /sign-in/password`.
pub async fn new(visitor: Visitor, hx: Hx, Query(NextQuery { next }): Query<NextQuery>) -> Response {
    hx.page(&New::of(&visitor, PasswordForm { next, ..PasswordForm::default() }))
}

/// `POST /sign-in/password`. A wrong password, an unknown user and one who has to wait get the same
/// answer after the same time.
pub async fn create(visitor: Visitor, hx: Hx, Form(mut form): Form<PasswordForm>) -> Response {
    let (login, limits) = (normalise(&form.login), PasswordLimits::of(visitor.config()));
    let typed = std::mem::take(&mut form.password);
    let (user, whose) = match visitor.directory.write(move |tx| Password::begin(tx, &login, limits)).await? {
        PasswordTry::May(user) => (Some(user.clone()), Some(user.id)),
        PasswordTry::No(whose) => (None, whose),
        PasswordTry::Ignored => {
            Password::pretend().await;
            form.errors.add("", message!("sign-in-refused"));
            return hx.invalid(&New::of(&visitor, form));
        }
        PasswordTry::TooMany => {
            form.errors.add("", message!("sign-in-too-many"));
            return hx.too_many(&New::of(&visitor, form));
        }
    };
    let hash = user.as_ref().and_then(|user| user.password_hash.clone());
    let right = Password::verify(typed.clone(), hash.clone()).await?;
    let Some(User { id, .. }) = user.filter(|_| right) else {
        visitor.directory.write(move |tx| SignInStep::Password.refused(tx, whose)).await?;
        form.errors.add("", message!("sign-in-refused"));
        return hx.invalid(&New::of(&visitor, form));
    };
    let stronger = match hash.filter(|hash| Password::is_outdated(hash)) {
        Some(old) => Some((old, Password::hash(typed).await?)),
        None => None,
    };
    visitor
        .directory
        .write(move |tx| {
            Password::succeeded(tx, id)?;
            stronger.as_ref().map_or(Ok(()), |(old, hash)| Password::strengthen(tx, id, old, hash))
        })
        .await?;
    let next = visitor.enter(id, Proof::Password, &form.next).await?;
    hx.see_other(next, None)
}

/// `POST /sign-out`. The session ends in the database too, so that a copy of its cookie is worth
/// nothing.
pub async fn destroy(Holder(account): Holder, hx: Hx) -> Response {
    let user = account.user.id;
    account
        .directory
        .write(move |tx| audit::record(tx, DirectoryAction::SignedOut, DirectorySubject::user(user), &serde_json::Value::Null))
        .await?;
    account.sign_out();
    hx.leave_behind("/sign-in")
}

/// An e-mail address in lower case, or a phone number in E.164. Anything else stays as it was
/// typed, and belongs to nobody.
fn normalise(login: &str) -> String {
    let login = login.trim();
    if login.contains('@') {
        return login.to_lowercase();
    }
    Phone::parse(login).map_or_else(|_| login.to_owned(), |phone| phone.e164().to_owned())
}
