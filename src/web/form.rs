//! Forms: raw strings come in, and every mistake is collected before any is shown.

mod basis;
mod errors;

use std::borrow::Cow;
use std::io::ErrorKind;
use std::pin::Pin;
use std::str::FromStr;

use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpRequest};
use chrono::{Datelike, NaiveDate, NaiveTime};
use serde::de::DeserializeOwned;

use super::error::Error;
use crate::locale::Message;
use crate::locale::digits;
pub use crate::locale::digits::code;
use crate::locale::typed::clean;
use crate::message;

pub use self::basis::{Basis, Chosen, EditedForm, Fields, ROUNDS, Reconciled, body_of, fields};
pub use self::errors::Errors;

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
            let body = body.await.map_err(|error| late(error.as_error()).map_or(error, Into::into))?;
            decode(&body).map(Form).map_err(Into::into)
        })
    }
}

/// What to say of a body that did not arrive in time.
pub fn late(error: Option<&PayloadError>) -> Option<Error> {
    matches!(error, Some(PayloadError::Io(error)) if error.kind() == ErrorKind::TimedOut).then_some(Error::Late)
}

/// A form from its url-encoded body, every text of it [`clean`].
pub fn decode<T: DeserializeOwned>(body: &[u8]) -> Result<T, Error> {
    let malformed = |error: serde_html_form::de::Error| Error::Malformed(error.to_string());
    let typed: Vec<(String, String)> = serde_html_form::from_bytes(body).map_err(malformed)?;
    let cleaned: Vec<(Cow<'_, str>, Cow<'_, str>)> = typed.iter().map(|(name, value)| (clean(name), clean(value))).collect();
    if cleaned.iter().all(|(name, value)| matches!((name, value), (Cow::Borrowed(_), Cow::Borrowed(_)))) {
        return serde_html_form::from_bytes(body).map_err(malformed);
    }
    serde_html_form::from_str(&encode(&cleaned)?).map_err(malformed)
}

/// The url-encoded body of a form: what [`decode`] reads back.
pub fn encode<T: serde::Serialize>(form: &T) -> Result<String, Error> {
    serde_html_form::to_string(form).map_err(|error| Error::Internal(error.into()))
}

/// Reads every field, notes what is wrong beside each, and makes `Some` of it only if nothing is:
///
/// ```ignore
/// let walk_in = form::parse!(self => WalkIn {
///     patient: form::choice(&self.patient),       // the form's field of the same name
///     complaint: form::text(&self.complaint, 500),
///     reason on words: form::text(&self.words, 80), // its mistake stands beside another field
///     ;
///     clinic: me.clinic_id(),                     // what the form does not tell
/// });
/// ```
///
/// A field that the form does not have does not compile. Where a mistake may stand beside one field or another, the name is an
/// expression in brackets: `birth on [self.birth_field()]: self.birth(today)`.
macro_rules! parse_form {
    ($form:expr => $made:ident {
        $($field:ident $(on $($beside:ident)? $([$name:expr])?)? : $read:expr),* $(,)?
        $(; $($given:ident : $value:expr),* $(,)?)?
    }) => {{
        let ($($field,)*) = ($($read,)*);
        $(let $field = $form.errors.check(
            $crate::web::form::parse!(@name $form, $field $(on $($beside)? $([$name])?)?),
            $field,
        );)*
        if let ($(Some($field),)*) = ($($field,)*) {
            Some($made { $($field,)* $($($given: $value,)*)? })
        } else {
            None
        }
    }};
    (@name $form:expr, $field:ident on $beside:ident) => { $crate::web::form::parse!(@name $form, $beside) };
    (@name $form:expr, $field:ident on [$name:expr]) => { $name };
    (@name $form:expr, $field:ident) => {{
        let _ = &$form.$field;
        stringify!($field)
    }};
}
pub(crate) use parse_form as parse;

/// A text of at most `limit` characters, trimmed; too long is an error, empty is not.
pub fn text(value: &str, limit: usize) -> Result<String, Message> {
    let value = value.trim();
    let length = value.chars().count();
    if length > limit {
        return Err(message!("error-too-long", limit, length));
    }
    Ok(value.to_owned())
}

/// As [`text`], but it must be there.
pub fn required(value: &str, limit: usize) -> Result<String, Message> {
    let value = text(value, limit)?;
    if value.is_empty() { Err(message!("error-required")) } else { Ok(value) }
}

/// Nothing when the field was left empty, else what it parses to.
pub fn optional<T>(value: &str, parse: impl FnOnce(&str) -> Result<T, Message>) -> Result<Option<T>, Message> {
    let value = value.trim();
    if value.is_empty() { Ok(None) } else { parse(value).map(Some) }
}

/// A date as browsers write it, of years that a clinic may ask about.
pub fn date(value: &str) -> Option<NaiveDate> {
    digits::plain(value.trim()).parse::<NaiveDate>().ok().filter(|date| (1900..=2200).contains(&date.year()))
}

/// A time of the day as browsers write it.
pub fn time(value: &str) -> Option<NaiveTime> {
    let plain = digits::plain(value.trim());
    NaiveTime::parse_from_str(&plain, "%H:%M").or_else(|_| NaiveTime::parse_from_str(&plain, "%H:%M:%S")).ok()
}

/// One of the words that a closed set has.
pub fn choice<T: FromStr>(value: &str) -> Result<T, Message> {
    value.parse().map_err(|_| message!("error-choice"))
}

/// As [`choice`], where nothing is chosen at first.
pub fn required_choice<T: FromStr>(value: &str) -> Result<T, Message> {
    value.parse().map_err(|_| message!("error-required"))
}

/// A number between two bounds, in digits of any script.
pub fn number<T: FromStr + PartialOrd>(value: &str, bounds: std::ops::RangeInclusive<T>) -> Option<T> {
    digits::plain(value.trim()).parse().ok().filter(|it| bounds.contains(it))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Errors, code, date, decode, number, optional, required, text};

    #[derive(Default)]
    struct AgeForm {
        name: String,
        years: String,
        errors: Errors,
    }

    #[derive(Debug, PartialEq, Eq)]
    struct Aged {
        name: String,
        age: Option<u8>,
        clinic: u8,
    }

    impl AgeForm {
        fn parse(&mut self) -> Option<Aged> {
            super::parse!(self => Aged {
                name: required(&self.name, 10),
                age on years: optional(&self.years, |it| number(it, 0..=125).ok_or_else(|| crate::message!("error-age"))),
                ;
                clinic: 7,
            })
        }
    }

    #[test]
    fn every_mistake_stands_beside_its_field() {
        let mut form = AgeForm { years: "200".to_owned(), ..AgeForm::default() };
        assert_eq!(form.parse(), None);
        assert_eq!(form.errors.on("name").expect("an error").key, "error-required");
        assert_eq!(form.errors.on("years").expect("an error").key, "error-age");
        assert_eq!((form.errors.count(), form.errors.on("age")), (2, None));
    }

    #[test]
    fn what_nobody_sees_is_cleaned_out_of_every_field() {
        let sent = b"notes=pain%0Bsince%00%20Monday&phone=%E2%80%AA98200%E2%80%AC&name=%E0%A4%86%26";
        let form: BTreeMap<String, String> = decode(sent).expect("a form");
        assert_eq!((form["notes"].as_str(), form["phone"].as_str(), form["name"].as_str()), ("pain\nsince Monday", "98200", "आ&"));
    }

    #[test]
    fn a_form_without_mistakes_becomes_what_it_describes() {
        let mut form = AgeForm { name: " Asha ".to_owned(), years: "३४".to_owned(), ..AgeForm::default() };
        assert_eq!(form.parse(), Some(Aged { name: "Asha".to_owned(), age: Some(34), clinic: 7 }));
        assert!(form.errors.is_empty());
    }

    #[test]
    fn numbers_dates_and_codes_are_read_in_digits_of_any_script() {
        assert_eq!(number::<u8>(" ४२ ", 1..=99), Some(42));
        assert_eq!(number::<u8>("100", 1..=99), None);
        assert_eq!(date("२०२६-११-०५"), date("2026-11-05"));
        assert_eq!(code("१२३ ४५६", 6).as_deref(), Some("123456"));
        assert_eq!((code("12a34b56", 6), code("12345", 6)), (None, None));
        assert_eq!(text("सेक्टर ५", 20).as_deref(), Ok("सेक्टर ५"), "what is no number stays as it is written");
    }
}
