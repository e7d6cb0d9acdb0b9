//! The form in which a clinic is described: what its letterhead says, and its money.

use crate::auth::{Actor, Admin, form_once};
use crate::locale::{ToValue, Value};
use crate::models::journal::Attempt;
use crate::models::practice::{Clinic, ClinicDetails, ClinicKind, ReceiptPaper};
use crate::models::values::{Coordinates, Money, Phone, TemperatureScale, parse_email};
use crate::web::form::{Basis, Chosen, EditedForm};
use crate::web::screen::*;
use serde::Serialize;

#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ClinicForm {
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) address: String,
    pub(super) city: String,
    pub(super) state: String,
    pub(super) pincode: String,
    pub(super) phone: String,
    pub(super) email: String,
    pub(super) registration: String,
    pub(super) gstin: String,
    pub(super) upi_id: String,
    pub(super) letterhead: String,
    pub(super) fee: String,
    pub(super) refund_limit: String,
    pub(super) temperature_scale: String,
    pub(super) receipt_paper: String,
    /// Its place on the map.
    pub(super) coordinates: String,
    /// What it was filled from.
    #[serde(skip_serializing)]
    pub(super) was: Basis,
    /// Which stays of what both changed, where that was pressed.
    #[serde(skip_serializing)]
    pub(super) chosen: Chosen,
    #[serde(skip)]
    pub(super) attempt: Attempt,
    #[serde(skip)]
    pub(super) errors: Errors,
}

form_once!(ClinicForm);

impl EditedForm for ClinicForm {
    fn word(field: &str, value: &str) -> Option<Value> {
        let key = match field {
            "kind" => value.parse().map(ClinicKind::key),
            "temperature_scale" => value.parse().map(TemperatureScale::key),
            "receipt_paper" => value.parse().map(ReceiptPaper::key),
            _ => return None,
        };
        Some(Message::new(key.ok()?).to_value())
    }
}

impl ClinicForm {
    pub(super) fn of(clinic: &Clinic) -> ClinicForm {
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
            refund_limit: clinic.refund_limit.plain(),
            temperature_scale: clinic.temperature_scale.to_string(),
            receipt_paper: clinic.receipt_paper.to_string(),
            coordinates: clinic.coordinates().map(|it| it.to_string()).unwrap_or_default(),
            ..ClinicForm::default()
        }
    }

    /// For a clinic that is not there yet.
    pub(super) fn of_new() -> ClinicForm {
        ClinicForm {
            kind: ClinicKind::default().to_string(),
            refund_limit: Clinic::REFUND_LIMIT.plain(),
            temperature_scale: TemperatureScale::default().to_string(),
            receipt_paper: ReceiptPaper::default().to_string(),
            ..ClinicForm::default()
        }
    }

    /// What was typed for the clinic of this address before a second factor was asked for.
    pub(super) fn held(me: &Actor<Admin>, address: &str) -> Option<ClinicForm> {
        let mut form: ClinicForm = me.held_form(&me.here(address))?;
        form.errors.add("", message!("form-not-yet"));
        Some(form)
    }

    /// Its body, to be kept with what it was filled from.
    pub(super) fn body(&self) -> Result<String, Error> {
        Ok(format!("{}&{}", form::encode(self)?, form::encode(&[("was", self.was.as_str())])?))
    }

    /// The details, or every mistake beside its field.
    pub(super) fn parse(&mut self) -> Option<ClinicDetails> {
        form::parse!(self => ClinicDetails {
            name: form::required(&self.name, 120),
            kind: form::choice(&self.kind),
            address: form::text(&self.address, 255),
            city: form::text(&self.city, 80),
            state: form::text(&self.state, 80),
            pincode: coded(&self.pincode, "error-pincode", |it| form::code(it, 6)),
            phone: form::optional(&self.phone, Phone::parse),
            email: form::optional(&self.email, parse_email),
            registration: form::text(&self.registration, 60),
            gstin: coded(&self.gstin.to_uppercase(), "error-gstin", |it| is_gstin(it).then(|| it.to_owned())),
            upi_id: coded(&self.upi_id, "error-upi-id", |it| is_upi_id(it).then(|| it.to_owned())),
            letterhead: form::text(&self.letterhead, 500),
            fee: form::optional(&self.fee, Money::parse).map(Option::unwrap_or_default),
            refund_limit: form::optional(&self.refund_limit, Money::parse).map(|it| it.unwrap_or(Clinic::REFUND_LIMIT)),
            temperature_scale: form::optional(&self.temperature_scale, form::choice).map(Option::unwrap_or_default),
            coordinates: form::optional(&self.coordinates, Coordinates::parse),
            receipt_paper: form::optional(&self.receipt_paper, form::choice).map(Option::unwrap_or_default),
        })
    }
}

/// A code that may be left out, as it is read; `error` where it cannot be.
fn coded(value: &str, error: &str, read: impl Fn(&str) -> Option<String>) -> Result<String, Message> {
    form::optional(value, |it| read(it).ok_or_else(|| Message::new(error))).map(Option::unwrap_or_default)
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
