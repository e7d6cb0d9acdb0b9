//! Showing again who one is, before what would do the most harm in the wrong hands: by the second
//! factor; without one by the password, a code to the phone, or Google.

use super::passwords;
use crate::auth::{Account, FOR_PAGE};
use crate::directory::people::User;
use crate::directory::proofs::{CodePurpose, CodeTried, Codes, FactorChecked, Factors, SignInMethod, WayIn};
use crate::models::values::Phone;
use crate::web::path::{NextQuery, own_path, with_next};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "account/confirmations/new.html")]
struct New {
    next: String,
    /// Whether they have a second factor: then nothing else counts.
    two_steps: bool,
    /// Whether that is a code to their phone, and whether it is none because they came in by it.
    by_phone: bool,
    came_by_phone: bool,
    /// If not, the ways in by which they can show who they are.
    by: Vec<SignInMethod>,
    phone: Option<Phone>,
    /// Whether a code is on its way to that phone.
    code_sent: bool,
    demo: bool,
    errors: Errors,
}

page!(New);

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ConfirmationForm {
    code: String,
    password: String,
    next: String,
}

/// Whether a code to their phone shows who they are: not beside an authenticator, and not as the second step of whoever came in by it.
pub(super) fn confirms_by_phone(account: &Account) -> bool {
    !account.user.two_steps || account.user.two_steps_by_phone && !account.came_by_phone()
}

/// What such a code is for.
pub(super) fn purpose(account: &Account) -> CodePurpose {
    if account.user.two_steps { CodePurpose::SecondStep } else { CodePurpose::Confirm }
}

/// Where they are asked, to go on to `next` afterwards.
pub(super) fn ask_again(next: &str) -> String {
    with_next("/account/confirm", own_path(next))
}

/// `GET /account/confirm`. Whoever is sent here though they have just shown who they are lacks a
/// second factor: they go on to where one is set up.
pub async fn new(account: Account, hx: Hx, Query(NextQuery { next }): Query<NextQuery>) -> Response {
    if !account.user.two_steps && account.has_proven(FOR_PAGE) {
        return hx.see_other(with_next("/account/two-step", own_path(&next)), None);
    }
    hx.page(&New::of(&account, next, Errors::default()).await?)
}

/// `POST /account/confirm`.
pub async fn create(account: Account, hx: Hx, Form(form): Form<ConfirmationForm>) -> Response {
    let ConfirmationForm { code, password, next } = form;
    let by_phone = account.user.two_steps_by_phone && confirms_by_phone(&account) && form::code(&code, 6).is_some();
    let (field, refusal) = if account.user.two_steps && !by_phone {
        ("code", by_factor(&account, code).await?)
    } else if password.is_empty() {
        ("code", by_code(&account, &code).await?)
    } else {
        ("password", by_password(&account, password).await?)
    };
    let Some(refusal) = refusal else { return hx.see_other(own_path(&next), None) };
    let mut errors = Errors::default();
    errors.add(field, refusal);
    hx.invalid(&New::of(&account, next, errors).await?)
}

/// What is wrong with what was typed; nothing if it was right.
type Refused = Result<Option<Message>, Error>;

async fn by_factor(account: &Account, code: String) -> Refused {
    let (factors, user) = (Factors::new(&account.config().secret), account.user.id);
    Ok(match account.directory.write(move |tx| factors.check(tx, user, &code)).await? {
        FactorChecked::Right => {
            account.proved().await?;
            None
        }
        FactorChecked::Wrong => Some(message!("two-step-wrong")),
        FactorChecked::Wait => Some(message!("two-step-wait")),
    })
}

async fn by_password(account: &Account, password: String) -> Refused {
    let user = account.user.id;
    let hash = account.directory.read(move |db| User::find(db, user)).await?.password_hash;
    if hash.is_none() {
        return Ok(Some(message!("two-step-wait")));
    }
    let refusal = passwords::refusal(account, password, hash).await?;
    if refusal.is_none() {
        account.reassured().await?;
    }
    Ok(refusal)
}

async fn by_code(account: &Account, typed: &str) -> Refused {
    let purpose = purpose(account);
    let Some(waiting) = account.kept.sent_code(purpose) else { return Ok(Some(message!("code-over"))) };
    let Some(code) = form::code(typed, 6) else { return Ok(Some(message!("code-six"))) };
    let codes = Codes::of(account.config());
    Ok(match account.directory.write(move |tx| codes.attempt(tx, waiting.otp, &waiting.phone, purpose, &code)).await? {
        CodeTried::Right(of) if of == account.user.id => {
            account.kept.forget_code(purpose)?;
            if account.user.two_steps {
                account.proved().await?;
            } else {
                account.reassured().await?;
            }
            None
        }
        CodeTried::Wrong { left } => Some(message!("code-wrong", left)),
        CodeTried::Right(_) | CodeTried::Over => {
            account.kept.forget_code(purpose)?;
            Some(message!("code-over"))
        }
    })
}

impl New {
    async fn of(account: &Account, next: String, errors: Errors) -> Result<New, Error> {
        let user = account.user.id;
        let ways = account.directory.read(move |db| WayIn::of_user(db, user)).await?;
        let google = account.google().is_ok();
        let by = ways.into_iter().map(|way| way.method).filter(|it| *it != SignInMethod::Google || google).collect();
        let code_sent = account.kept.sent_code(purpose(account)).is_some();
        let phone = account.user.contact.phone.as_deref().map(Phone::stored);
        let (two_steps, by_phone, came_by_phone) = (account.user.two_steps, account.user.two_steps_by_phone, account.came_by_phone());
        Ok(New { next, two_steps, by_phone, came_by_phone, by, phone, code_sent, demo: account.demo(), errors })
    }

    fn has(&self, method: SignInMethod) -> bool {
        self.by.contains(&method)
    }
}
