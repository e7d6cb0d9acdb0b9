//! The second step of signing in: six digits from the authenticator, or a recovery code.

use crate::auth::Visitor;
use crate::directory::proofs::{FactorChecked, Factors};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "sign_in/second_step.html")]
struct Edit {
    demo: bool,
    errors: Errors,
}

page!(Edit);

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct SecondStepForm {
    code: String,
    /// Whether this browser is to be remembered.
    remember: Option<String>,
}

/// `GET /sign-in/second-step`.
pub async fn edit(visitor: Visitor, hx: Hx) -> Response {
    if visitor.kept.between().is_none() {
        return hx.see_other("/sign-in/password", None);
    }
    hx.page(&Edit { demo: visitor.demo(), errors: Errors::default() })
}

/// `POST /sign-in/second-step`.
pub async fn update(visitor: Visitor, hx: Hx, Form(form): Form<SecondStepForm>) -> Response {
    let Some(between) = visitor.kept.between() else {
        return hx.see_other("/sign-in/password", Notice::warning(message!("second-step-over")));
    };
    let (factors, user, code) = (Factors::new(&visitor.config().secret), between.user, form.code);
    let mut errors = Errors::default();
    match visitor.directory.write(move |tx| factors.check(tx, user, &code)).await? {
        FactorChecked::Right => {
            let next = visitor.enter_assured(&between).await?;
            if form.remember.is_some() {
                visitor.trust(user).await?;
            }
            return hx.see_other(next, None);
        }
        FactorChecked::Wrong => errors.add("code", message!("two-step-wrong")),
        FactorChecked::Wait => errors.add("code", message!("two-step-wait")),
    }
    hx.invalid(&Edit { demo: visitor.demo(), errors })
}
