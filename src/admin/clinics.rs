//! The organisation's clinics: what their letterheads say, and what a consultation costs.

use actix_web::web::Path;
use askama::Template;
use serde::Deserialize;

use crate::auth::{Actor, Admin, Layout};
use crate::db::ids::ClinicId;
use crate::locale::Message;
use crate::models::clinic::{Clinic, ClinicDetails, ClinicKind};
use crate::models::money::Money;
use crate::models::phone::Phone;
use crate::web::error::Error;
use crate::web::filters;
use crate::web::form::{Errors, Form, optional, required, text};
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;
use crate::{message, page};

#[derive(Template)]
#[template(path = "admin/clinics/index.html")]
struct Index {
    layout: Layout,
    clinics: Vec<Clinic>,
}

page!(Index);

#[derive(Template)]
#[template(path = "admin/clinics/edit.html")]
struct Edit {
    layout: Layout,
    /// The clinic that is being changed; none where one is opened.
    clinic: Option<Clinic>,
    form: ClinicForm,
}

page!(Edit);

impl Edit {
    fn kinds(&self) -> Vec<(&'static str, String)> {
        ClinicKind::ALL.iter().map(|it| (it.as_str(), it.key())).collect()
    }
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct ClinicForm {
    name: String,
    kind: String,
    address: String,
    city: String,
    state: String,
    pincode: String,
    phone: String,
    email: String,
    registration: String,
    gstin: String,
    upi_id: String,
    letterhead: String,
    fee: String,
    #[serde(skip)]
    errors: Errors,
}

/// `GET clinics`.
pub async fn index(me: Actor<Admin>, hx: Hx) -> Response {
    let clinics = me.read(Clinic::all).await?;
    hx.page(&Index { layout: me.layout(), clinics })
}

/// `GET clinics/new`.
pub async fn new(me: Actor<Admin>, hx: Hx) -> Response {
    let form = ClinicForm { kind: ClinicKind::Clinic.to_string(), ..ClinicForm::default() };
    hx.page(&Edit { layout: me.layout(), clinic: None, form })
}

/// `POST clinics`.
pub async fn create(me: Actor<Admin>, hx: Hx, Form(mut form): Form<ClinicForm>) -> Response {
    let Some(details) = form.parse() else {
        return hx.invalid(&Edit { layout: me.layout(), clinic: None, form });
    };
    let name = details.name.clone();
    me.write(move |tx| Clinic::create(tx, &details)).await?;
    hx.see_other(me.here("clinics"), Notice::from(message!("clinic-created", name)))
}

/// `GET clinics/{id}`.
pub async fn edit(me: Actor<Admin>, hx: Hx, path: Path<(String, String)>) -> Response {
    let clinic = find(&me, &path.1).await?;
    let form = ClinicForm::of(&clinic);
    hx.page(&Edit { layout: me.layout(), clinic: Some(clinic), form })
}

/// `POST clinics/{id}`.
pub async fn update(me: Actor<Admin>, hx: Hx, path: Path<(String, String)>, Form(mut form): Form<ClinicForm>) -> Response {
    let clinic = find(&me, &path.1).await?;
    let Some(details) = form.parse() else {
        return hx.invalid(&Edit { layout: me.layout(), clinic: Some(clinic), form });
    };
    let (id, name) = (clinic.id, details.name.clone());
    me.write(move |tx| Clinic::edit(tx, id, &details)).await?;
    hx.see_other(me.here("clinics"), Notice::from(message!("clinic-saved", name)))
}

async fn find(me: &Actor<Admin>, id: &str) -> Result<Clinic, Error> {
    let id: ClinicId = id.parse().map_err(|_| Error::NotFound)?;
    me.read(move |db| Clinic::find(db, id)).await
}

impl ClinicForm {
    fn of(clinic: &Clinic) -> ClinicForm {
        ClinicForm {
            name: clinic.name.clone(),
            kind: clinic.kind.to_string(),
            address: clinic.address.clone(),
            city: clinic.city.clone(),
            state: clinic.state.clone(),
            pincode: clinic.pincode.clone(),
            phone: clinic.phone_shown(),
            email: clinic.email.clone().unwrap_or_default(),
            registration: clinic.registration.clone(),
            gstin: clinic.gstin.clone(),
            upi_id: clinic.upi_id.clone(),
            letterhead: clinic.letterhead.clone(),
            fee: clinic.fee.plain(),
            errors: Errors::default(),
        }
    }

    /// The details, or every mistake beside its field.
    fn parse(&mut self) -> Option<ClinicDetails> {
        let errors = &mut self.errors;
        let name = errors.check("name", required(&self.name, 120));
        let kind = errors.check("kind", self.kind.parse().map_err(|()| message!("error-choice")));
        let address = errors.check("address", text(&self.address, 255));
        let city = errors.check("city", text(&self.city, 80));
        let state = errors.check("state", text(&self.state, 80));
        let pincode = errors.check("pincode", coded(&self.pincode, "error-pincode", |it| it.len() == 6 && is_digits(it)));
        let phone = errors.check("phone", optional(&self.phone, Phone::parse));
        let email = errors.check("email", optional(&self.email, email));
        let registration = errors.check("registration", text(&self.registration, 60));
        let gstin = errors.check("gstin", coded(&self.gstin.to_uppercase(), "error-gstin", is_gstin));
        let upi_id = errors.check("upi_id", coded(&self.upi_id, "error-upi-id", is_upi_id));
        let letterhead = errors.check("letterhead", text(&self.letterhead, 500));
        let fee = errors.check("fee", optional(&self.fee, Money::parse).map(Option::unwrap_or_default));
        Some(ClinicDetails {
            name: name?,
            kind: kind?,
            address: address?,
            city: city?,
            state: state?,
            pincode: pincode?,
            phone: phone?,
            email: email?,
            registration: registration?,
            gstin: gstin?,
            upi_id: upi_id?,
            letterhead: letterhead?,
            fee: fee?,
        })
    }
}

/// An e-mail address, in lower case: something, one @, a domain with a dot, nothing but printable ASCII.
pub(super) fn email(value: &str) -> Result<String, Message> {
    let value = value.trim().to_lowercase();
    let is_one = value.split_once('@').is_some_and(|(name, domain)| {
        !name.is_empty() && domain.contains('.') && !domain.contains('@') && !domain.starts_with('.') && !domain.ends_with('.')
    });
    let is_one = is_one && value.len() <= 254 && value.bytes().all(|it| it.is_ascii_graphic());
    if is_one { Ok(value) } else { Err(message!("error-email")) }
}

/// A code that may be left out.
fn coded(value: &str, error: &str, is_one: impl Fn(&str) -> bool) -> Result<String, Message> {
    let value = value.trim();
    if value.is_empty() || is_one(value) { Ok(value.to_owned()) } else { Err(Message::new(error)) }
}

fn is_digits(value: &str) -> bool {
    value.bytes().all(|it| it.is_ascii_digit())
}

/// Fifteen characters: the state's number, a PAN, a digit or letter, Z, a check character (CGST Rules, rule 10).
fn is_gstin(value: &str) -> bool {
    let bytes = value.as_bytes();
    bytes.len() == 15
        && bytes[..2].iter().all(u8::is_ascii_digit)
        && bytes[2..7].iter().all(u8::is_ascii_uppercase)
        && bytes[7..11].iter().all(u8::is_ascii_digit)
        && bytes[11].is_ascii_uppercase()
        && bytes[12..].iter().all(|it| it.is_ascii_digit() || it.is_ascii_uppercase())
        && bytes[13] == b'Z'
}

/// A virtual payment address, `name@bank` (NPCI's UPI linking specification).
fn is_upi_id(value: &str) -> bool {
    value.len() <= 100
        && value.split_once('@').is_some_and(|(name, bank)| {
            name.len() >= 2
                && name.bytes().all(|it| it.is_ascii_alphanumeric() || b".-_".contains(&it))
                && bank.len() >= 2
                && bank.bytes().all(|it| it.is_ascii_alphanumeric())
        })
}
