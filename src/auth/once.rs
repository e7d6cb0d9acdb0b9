//! Forms that make something: they come with the id of an attempt, by which sending one twice makes one thing.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpRequest};
use serde::de::DeserializeOwned;

use crate::keys::digest;
use crate::models::journal::{Attempt, SentForm};
use crate::web::error::Error;
use crate::web::form::{Errors, decode, encode};

/// The name of the hidden field.
const FIELD: &str = "attempt";

/// A url-encoded form that makes something.
pub struct Once<T>(pub T);

/// What such a form has besides its fields. `form_once!(WalkInForm);` says so of a struct with an `attempt` and `errors`.
pub trait FormOnce {
    fn attempt(&mut self) -> &mut Attempt;
    /// What is wrong with it, as a whole too.
    fn errors(&mut self) -> &mut Errors;
}

/// The last argument of a handler that makes something.
#[diagnostic::on_unimplemented(message = "what makes something takes a form that carries an attempt: `Once<...>`")]
pub trait CarriesAttempt: FromRequest + 'static {}

/// Arguments of a handler that end with a form which carries an attempt.
#[diagnostic::on_unimplemented(message = "the last argument of a handler that makes something must carry an attempt: `Once<...>`")]
pub trait Attempting {}

impl<M, L: CarriesAttempt> Attempting for (M, L) {}
impl<M, A, L: CarriesAttempt> Attempting for (M, A, L) {}
impl<M, A, B, L: CarriesAttempt> Attempting for (M, A, B, L) {}

impl<T: FormOnce + DeserializeOwned + 'static> CarriesAttempt for Once<T> {}

impl<T: FormOnce + DeserializeOwned + 'static> FromRequest for Once<T> {
    type Error = actix_web::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, actix_web::Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, body) = (request.clone(), Bytes::from_request(request, payload));
        Box::pin(async move {
            let body = body.await?;
            let mut form: T = decode(&body)?;
            *form.attempt() = in_body(&request, &body)?;
            Ok(Once(form))
        })
    }
}

/// The attempt that stands in a url-encoded body, of all the rest of it.
fn in_body(request: &HttpRequest, body: &[u8]) -> Result<Attempt, Error> {
    let mut sent: Vec<(String, String)> = decode(body)?;
    let id = sent.iter().find(|(name, _)| name == FIELD).map(|(_, id)| id.clone());
    sent.retain(|(name, _)| name != FIELD);
    Ok(attempt_of(request, id.as_deref().unwrap_or_default(), encode(&sent)?.as_bytes()))
}

/// The attempt of a form that came with this id and this content. Without an id it is a new one, of which nothing was sent.
pub fn attempt_of(request: &HttpRequest, id: &str, content: &[u8]) -> Attempt {
    let Ok(id) = id.parse() else { return Attempt::default() };
    let route = request.match_pattern().unwrap_or_default();
    let body = digest([request.path().as_bytes(), b"\n", content].concat());
    Attempt::sent(id, SentForm { route, body })
}

/// Says of a form with an `attempt` and `errors` that it makes something.
macro_rules! form_once {
    ($form:ty) => {
        impl $crate::auth::FormOnce for $form {
            fn attempt(&mut self) -> &mut $crate::models::journal::Attempt {
                &mut self.attempt
            }
            fn errors(&mut self) -> &mut $crate::web::form::Errors {
                &mut self.errors
            }
        }
    };
}
pub(crate) use form_once;
