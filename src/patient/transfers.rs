//! Giving a record to another phone: the giver offers it and tells six digits, or takes the offer back; the other side declines.

use crate::auth::{Actor, Layout, Once, Patient, form_once};
use crate::db::ids::{ProfileId, TransferId};
use crate::keys::{derive, digits_of, mac};
use crate::models::journal::{Attempt, Attempted, Deed};
use crate::models::people::{Profile, Relation, Transfer, TransferOffer, TransferOffered};
use crate::models::values::Phone;
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "patient/transfers/new.html")]
struct New {
    layout: Layout,
    profile: Profile,
    form: OfferForm,
}

page!(New);

/// The digits, shown to whoever offers it.
#[derive(Template)]
#[template(path = "patient/transfers/show.html")]
struct Show {
    layout: Layout,
    profile: Profile,
    phone: Phone,
    code: String,
    address: String,
}

page!(Show);

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct OfferForm {
    phone: String,
    #[serde(skip)]
    attempt: Attempt,
    #[serde(skip)]
    errors: Errors,
}

form_once!(OfferForm);

/// `GET family/{id}/transfers/new`.
pub async fn new(me: Actor<Patient>, hx: Hx, At(id): At<ProfileId>) -> Response {
    hx.page(&New::of(&me, id, OfferForm::default())?)
}

/// `POST family/{id}/transfers`. The same answer whether the number is anybody's or not.
pub async fn create(me: Actor<Patient>, hx: Hx, At(id): At<ProfileId>, Once(form): Once<OfferForm>) -> Response {
    let mut page = New::of(&me, id, form)?;
    let (own, from_name) = me.holder();
    let phone = Phone::parse(&page.form.phone);
    let Some(phone) = page.form.errors.check("phone", phone) else {
        return hx.invalid(&page);
    };
    if own.as_ref() == Some(&phone) {
        page.form.errors.add("phone", message!("transfer-own-number"));
        return hx.invalid(&page);
    }
    let too_many = || message!("transfer-too-many");
    let Some(to) = me.account_offered(&phone, &page.profile.full_name).await? else {
        let refused = me.refuse(&mut page.form, too_many()).await?;
        return page.answer(&me, hx, phone, refused);
    };
    let id = TransferId::new();
    let offer = TransferOffer {
        id,
        profile: page.profile.id,
        from: me.user(),
        from_name,
        to,
        to_phone: phone.clone(),
        code: sealed(&me, id, &digits(&me, id)),
    };
    let name = page.profile.full_name.clone();
    let attempted = me
        .make(&mut page.form, move |tx| {
            let words = message!("transfer-was-offered", name = &name, phone = offer.to_phone.to_string());
            Ok(match Transfer::offer(tx, &offer)? {
                TransferOffered::Done => Ok(Deed::new(offer.id, words)),
                TransferOffered::TooMany => Err(too_many()),
            })
        })
        .await?;
    page.answer(&me, hx, phone, attempted)
}

/// `POST transfers/{id}/removal`: taken back, or declined.
pub async fn destroy(me: Actor<Patient>, hx: Hx, At(id): At<TransferId>) -> Response {
    let user = me.user();
    if !me.write(move |tx| Transfer::end(tx, user, id)).await? {
        return Err(Error::NotFound);
    }
    // Whoever was only offered it has nothing here any more.
    let next = if me.everybody().is_empty() { "/doors".to_owned() } else { me.here("family") };
    hx.see_other(next, Notice::success(message!("transfer-ended")))
}

/// The digits of an offer, found anew where its form is sent again.
fn digits(me: &Actor<Patient>, id: TransferId) -> String {
    digits_of(&mac(&derive(&me.config().secret, "transfer digits"), id.0.as_bytes()))
}

/// The digits as they are kept: hashed with a key that is not in the database.
pub(super) fn sealed(me: &Actor<Patient>, id: TransferId, code: &str) -> [u8; 32] {
    mac(&derive(&me.config().secret, "transfers"), format!("{id} {code}").as_bytes())
}

impl New {
    /// Anybody of the family may be given away, but not the account's holder: their record stays with the account. Nor may somebody
    /// who has grown up, whose record is their own: the desk moves it to their own number.
    fn of(me: &Actor<Patient>, id: ProfileId, form: OfferForm) -> Result<New, Error> {
        let profile = me.family().iter().find(|it| it.id == id && it.relation != Relation::Own).ok_or(Error::NotFound)?.clone();
        Ok(New { layout: me.layout(), profile, form })
    }

    /// The digits of an offer that was made, or why none was.
    fn answer(mut self, me: &Actor<Patient>, hx: Hx, phone: Phone, attempted: Attempted<Message>) -> Response {
        match attempted {
            Attempted::Made(made) => {
                let (code, address) = (digits(me, TransferId(made.id)), me.config().base_url.clone());
                return hx.page(&Show { layout: self.layout, profile: self.profile, phone, code, address });
            }
            Attempted::Refused(why) => self.form.errors.add("phone", why),
            Attempted::NotThis(_) => {}
        }
        hx.invalid(&self)
    }
}
