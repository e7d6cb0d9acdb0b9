//! Before a number that nobody used for long opens any records, whoever holds it now tells
//! something that only the family knows.

use crate::auth::{Account, Holder};
use crate::db::clock;
use crate::directory::accounts::{HolderTry, NumberHolder};
use crate::directory::people::Membership;
use crate::models::people::FamilyProof;
use crate::web::path::{NextQuery, own_path};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "sign_in/holder.html")]
struct Edit {
    organisation: Membership,
    form: HolderForm,
}

page!(Edit);

/// What they tell: the date of birth, or the number of a record together with its name.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct HolderForm {
    born_on: String,
    number: String,
    name: String,
    next: String,
    #[serde(skip)]
    errors: Errors,
}

/// `GET /sign-in/holder?next=`.
pub async fn edit(Holder(account): Holder, hx: Hx, Query(NextQuery { next }): Query<NextQuery>) -> Response {
    let form = HolderForm { next, ..HolderForm::default() };
    match form.organisation(&account) {
        Some(organisation) => hx.page(&Edit { organisation, form }),
        None => hx.see_other("/doors", None),
    }
}

/// `POST /sign-in/holder`. The try is counted before anything is compared.
pub async fn update(Holder(account): Holder, hx: Hx, Form(mut form): Form<HolderForm>) -> Response {
    let Some(organisation) = form.organisation(&account) else { return hx.see_other("/doors", None) };
    let Some(told) = FamilyProof::parse(&form.born_on, &form.number, &form.name, clock::today_in(clock::INDIA)) else {
        form.errors.add("", message!("holder-neither"));
        return hx.invalid(&Edit { organisation, form });
    };
    let (user, id, before) = (account.user.id, organisation.organisation, organisation.holder_known_at + Membership::KNOWN_FOR);
    let left = match account.directory.write(move |tx| NumberHolder::begin_try(tx, user, id)).await? {
        HolderTry::Counted { left } => left,
        HolderTry::Over => {
            form.errors.add("", message!("holder-over"));
            return hx.invalid(&Edit { organisation, form });
        }
    };
    if account.look_into(&organisation, move |db| told.is_true_of(db, user, before)).await? {
        account.directory.write(move |tx| NumberHolder::known(tx, user, id)).await?;
        account.renew().await?;
        return hx.see_other(own_path(&form.next), Notice::success(message!("holder-known")));
    }
    form.errors.add("", if left > 0 { message!("holder-wrong", left) } else { message!("holder-over") });
    hx.invalid(&Edit { organisation, form })
}

impl HolderForm {
    /// The organisation whose records they were on their way to, or the first where their number
    /// may have a new owner.
    fn organisation(&self, account: &Account) -> Option<Membership> {
        let slug = self.next.strip_prefix("/o/").and_then(|rest| rest.split('/').next()).unwrap_or_default();
        let doubtful = || account.user.memberships.iter().find(|it| it.may_have_a_new_holder(clock::now()));
        account.membership(slug).or_else(doubtful).cloned()
    }
}
