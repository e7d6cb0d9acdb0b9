//! Whoever forgot their password gets a link by e-mail, and chooses another. The link signs nobody in.

use std::time::{Duration, Instant};

use crate::auth::Visitor;
use crate::db::clock;
use crate::directory::proofs::{LinkState, Password, PasswordReset, Reset, ResetAsked};
use crate::models::values::parse_email;
use crate::web::screen::*;

/// How long the answer takes at least: longer than it takes to write a letter to an address that is
/// known.
const LEAST: Duration = Duration::from_millis(40);

#[derive(Template)]
#[template(path = "sign_in/reset.html")]
struct New {
    email: String,
    errors: Errors,
}

page!(New);

#[derive(Template)]
#[template(path = "sign_in/new_password.html")]
struct Edit {
    state: LinkState,
    token: String,
    errors: Errors,
}

page!(Edit);

#[derive(Default, Deserialize)]
pub struct ResetForm {
    #[serde(default)]
    email: String,
}

#[derive(Deserialize)]
pub struct ResetPasswordForm {
    #[serde(default)]
    password: String,
}

/// `GET /sign-in/reset`.
pub async fn new(_: Visitor, hx: Hx) -> Response {
    hx.page(&New { email: String::new(), errors: Errors::default() })
}

/// `POST /sign-in/reset`: the same answer whether the address is somebody's or nobody's.
pub async fn create(visitor: Visitor, hx: Hx, Form(form): Form<ResetForm>) -> Response {
    let (asked_at, mut errors) = (Instant::now(), Errors::default());
    let Some(email) = errors.check("email", parse_email(&form.email)) else {
        return hx.invalid(&New { email: form.email, errors });
    };
    let base = visitor.config().base_url.clone();
    let asked = visitor.directory.write(move |tx| Reset::ask(tx, &email, &base)).await?;
    // Nobody is to tell by the time of the answer whether a letter was written.
    tokio::time::sleep_until((asked_at + LEAST).into()).await;
    match asked {
        ResetAsked::Sent => hx.see_other("/sign-in/password", Notice::success(message!("reset-sent"))),
        ResetAsked::TooMany => {
            errors.add("email", message!("reset-too-many"));
            hx.invalid(&New { email: form.email, errors })
        }
    }
}

/// `GET /resets/{token}`.
pub async fn edit(visitor: Visitor, hx: Hx, At(token): At<String>) -> Response {
    let reset = find(&visitor, token.clone()).await?;
    hx.page(&Edit { state: reset.state, token, errors: Errors::default() })
}

/// `POST /resets/{token}`: the password is changed, every session ended, and the way in is the sign-in page.
pub async fn update(visitor: Visitor, hx: Hx, At(token): At<String>, Form(form): Form<ResetPasswordForm>) -> Response {
    let reset = find(&visitor, token.clone()).await?;
    let mut page = Edit { state: reset.state, token: token.clone(), errors: Errors::default() };
    if page.state != LinkState::Open {
        return hx.invalid(&page);
    }
    if let Some(key) = Password::weakness(&form.password, &reset.user.own_words()) {
        page.errors.add("password", Message::new(key));
        return hx.invalid(&page);
    }
    let hash = Password::hash(form.password).await?;
    match visitor.directory.write(move |tx| Password::reset(tx, &token, &hash)).await? {
        PasswordReset::Done => hx.see_other("/sign-in/password", Notice::success(message!("reset-done"))),
        PasswordReset::NoLonger => {
            page.state = LinkState::Used;
            hx.invalid(&page)
        }
    }
}

async fn find(visitor: &Visitor, token: String) -> Result<Reset, Error> {
    visitor.directory.read(move |db| Reset::find(db, &token, clock::now())).await
}
