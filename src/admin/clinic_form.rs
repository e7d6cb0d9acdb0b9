//! The form in which a clinic is described: what its letterhead says, and its money.

use serde::Deserialize;

use crate::locale::{Message, digits};
use crate::message;
use crate::models::practice::{Clinic, ClinicDetails};
use crate::models::values::{Money, Phone, parse_email};
use crate::web::form::{Errors, optional, required, text};

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct ClinicForm {
    pub name: String,
    pub kind: String,
    pub address: String,
    pub city: String,
    pub state: String,
    pub pincode: String,
    pub phone: String,
    pub email: String,
    pub registration: String,
    pub gstin: String,
    pub upi_id: String,
    pub letterhead: String,
    pub fee: String,
    pub refund_limit: String,
    #[serde(skip)]
    pub errors: Errors,
}

impl ClinicForm {
    pub fn of(clinic: &Clinic) -> ClinicForm {
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
            errors: Errors::default(),
        }
    }

    /// The details, or every mistake beside its field.
    pub fn parse(&mut self) -> Option<ClinicDetails> {
        let errors = &mut self.errors;
        let name = errors.check("name", required(&self.name, 120));
        let kind = errors.check("kind", self.kind.parse().map_err(|()| message!("error-choice")));
        let address = errors.check("address", text(&self.address, 255));
        let city = errors.check("city", text(&self.city, 80));
        let state = errors.check("state", text(&self.state, 80));
        let pincode = errors.check("pincode", coded(&digits::plain(&self.pincode), "error-pincode", |it| it.len() == 6 && is_digits(it)));
        let phone = errors.check("phone", optional(&self.phone, Phone::parse));
        let email = errors.check("email", optional(&self.email, parse_email));
        let registration = errors.check("registration", text(&self.registration, 60));
        let gstin = errors.check("gstin", coded(&self.gstin.to_uppercase(), "error-gstin", is_gstin));
        let upi_id = errors.check("upi_id", coded(&self.upi_id, "error-upi-id", is_upi_id));
        let letterhead = errors.check("letterhead", text(&self.letterhead, 500));
        let fee = errors.check("fee", optional(&self.fee, Money::parse).map(Option::unwrap_or_default));
        let refund_limit =
            errors.check("refund_limit", optional(&self.refund_limit, Money::parse).map(|it| it.unwrap_or(Clinic::REFUND_LIMIT)));
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
            refund_limit: refund_limit?,
        })
    }
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
