//! The e-mail address of an account: adding one, changing it, showing that it is one's own, taking it away.

use super::menu::Menu;
use crate::auth::{Account, FOR_FORM, FOR_PAGE};
use crate::directory::accounts::{ContactChange, ContactRemoved};
use crate::directory::people::Way;
use crate::directory::proofs::{EmailVerification, VerificationAsked};
use crate::models::values::parse_email;
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "account/emails/edit.html")]
struct Edit {
    menu: Menu,
    form: EmailChangeForm,
}

page!(Edit);

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct EmailChangeForm {
    email: String,
    #[serde(skip)]
    errors: Errors,
}

/// `GET /account/email`.
pub async fn edit(account: Account, hx: Hx) -> Response {
    account.proven(FOR_PAGE)?;
    hx.page(&Edit { menu: Menu::of(&account), form: EmailChangeForm::default() })
}

/// `POST /account/email`: sends a link to the new address. Whether it belongs to another account is
/// said only to whoever opens the link.
pub async fn update(account: Account, hx: Hx, Form(mut form): Form<EmailChangeForm>) -> Response {
    account.proven(FOR_FORM)?;
    let Some(email) = form.errors.check("email", parse_email(&form.email)) else {
        return hx.invalid(&Edit { menu: Menu::of(&account), form });
    };
    let (base, to) = (account.config().base_url.clone(), email.clone());
    let refusal = match account.directory.write(move |tx| EmailVerification::ask(tx, &email, &base)).await? {
        VerificationAsked::Sent => return hx.see_other("/account/email", Notice::success(message!("email-link-sent", to))),
        VerificationAsked::TooMany => message!("reset-too-many"),
        VerificationAsked::Already => message!("email-yours"),
        VerificationAsked::TooSoon => message!("contact-too-soon"),
    };
    form.errors.add("email", refusal);
    hx.invalid(&Edit { menu: Menu::of(&account), form })
}

/// `POST /account/email/removal`.
pub async fn destroy(account: Account, hx: Hx) -> Response {
    account.proven(FOR_FORM)?;
    let (user, here) = (account.user.id, account.session.id);
    let notice = match account.directory.write(move |tx| ContactChange::remove(tx, user, here, Way::Email)).await? {
        ContactRemoved::Done => {
            account.renew().await?;
            Notice::success(message!("email-removed"))
        }
        ContactRemoved::None => Notice::warning(message!("email-none")),
        ContactRemoved::OnlyWayIn => Notice::warning(message!("email-only-way")),
        ContactRemoved::TooSoon => Notice::warning(message!("contact-too-soon")),
    };
    hx.see_other("/account/email", notice)
}
