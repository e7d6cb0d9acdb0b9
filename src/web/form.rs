//! Forms: raw strings come in, and every mistake is collected before any is shown.

use std::collections::BTreeMap;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpRequest};
use chrono::{Datelike, NaiveDate};
use serde::de::DeserializeOwned;

use super::error::Error;
use crate::locale::Message;

/// A url-encoded body, repeated names gathered into lists. At most 256 KiB: Devanagari takes nine bytes a letter.
pub struct Form<T>(pub T);

/// The largest body a form may have, in bytes.
pub const LIMIT: usize = 256 * 1024;

impl<T: DeserializeOwned + 'static> FromRequest for Form<T> {
    type Error = actix_web::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, actix_web::Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = Bytes::from_request(request, payload);
        Box::pin(async move {
            let body = body.await?;
            parse(&body).map(Form).map_err(Into::into)
        })
    }
}

/// A form from its url-encoded body. Control characters other than line breaks and tabs are refused.
pub fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, Error> {
    let refused = body.windows(3).any(|it| it[0] == b'%' && is_control(it[1], it[2]));
    if refused {
        return Err(Error::BadRequest("control characters".into()));
    }
    serde_html_form::from_bytes(body).map_err(|error| Error::BadRequest(error.to_string()))
}

/// The url-encoded body of a form: what [`parse`] reads back.
pub fn encode<T: serde::Serialize>(form: &T) -> Result<String, Error> {
    serde_html_form::to_string(form).map_err(|error| Error::Internal(error.into()))
}

/// Whether two hexadecimal digits name a control character that no field of ours holds.
fn is_control(high: u8, low: u8) -> bool {
    match high {
        b'0' => !matches!(low, b'9' | b'A' | b'a' | b'D' | b'd'),
        b'1' => true,
        b'7' => matches!(low, b'F' | b'f'),
        _ => false,
    }
}

/// What is wrong with a form, by field. The empty name stands for the form as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Errors(BTreeMap<String, Message>);

impl Errors {
    /// Keeps the value, or notes what is wrong with the field.
    pub fn check<T>(&mut self, field: &str, parsed: Result<T, Message>) -> Option<T> {
        parsed.map_err(|message| self.add(field, message)).ok()
    }

    pub fn add(&mut self, field: &str, message: Message) {
        self.0.entry(field.to_owned()).or_insert(message);
    }

    pub fn on(&self, field: &str) -> Option<&Message> {
        self.0.get(field)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Every mistake, with its field's name.
    pub fn all(&self) -> impl Iterator<Item = (&String, &Message)> {
        self.0.iter()
    }
}

/// A text of at most `limit` characters, trimmed; too long is an error, empty is not.
pub fn text(value: &str, limit: usize) -> Result<String, Message> {
    let value = value.trim();
    let length = value.chars().count();
    if length > limit {
        return Err(crate::message!("error-too-long", limit, length));
    }
    Ok(value.to_owned())
}

/// As [`text`], but it must be there.
pub fn required(value: &str, limit: usize) -> Result<String, Message> {
    let value = text(value, limit)?;
    if value.is_empty() { Err(crate::message!("error-required")) } else { Ok(value) }
}

/// Nothing when the field was left empty, else what it parses to.
pub fn optional<T>(value: &str, parse: impl FnOnce(&str) -> Result<T, Message>) -> Result<Option<T>, Message> {
    let value = value.trim();
    if value.is_empty() { Ok(None) } else { parse(value).map(Some) }
}

/// A date as browsers write it, of years that a clinic may ask about.
pub fn date(value: &str) -> Option<NaiveDate> {
    value.parse::<NaiveDate>().ok().filter(|date| (1900..=2200).contains(&date.year()))
}
