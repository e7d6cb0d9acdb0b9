//! The two cookies by which a browser is known again: one only has its wrong tries counted apart, the other spares the second step.

use actix_web::body::MessageBody;
use actix_web::cookie::{Cookie, SameSite, time};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, HttpRequest};
use chrono::Duration;

use crate::directory::sessions::{KnownDevice, TrustedDevice};
use crate::web::error::Error;

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeviceCookie {
    /// Signed in here before.
    Known,
    /// Chosen by its user to be remembered.
    Trusted,
}

impl DeviceCookie {
    fn name(self, secure: bool) -> &'static str {
        match (self, secure) {
            (DeviceCookie::Known, true) => "__Host-browser",
            (DeviceCookie::Known, false) => "browser",
            (DeviceCookie::Trusted, true) => "__Host-device",
            (DeviceCookie::Trusted, false) => "device",
        }
    }

    fn life(self) -> Duration {
        match self {
            DeviceCookie::Known => KnownDevice::LIFE,
            DeviceCookie::Trusted => TrustedDevice::LIFE,
        }
    }

    /// The token that the browser sent.
    pub fn token(self, request: &HttpRequest, secure: bool) -> Option<String> {
        request.cookie(self.name(secure)).map(|cookie| cookie.value().to_owned())
    }

    /// Has the answer to this request set the cookie.
    pub fn give(self, request: &HttpRequest, secure: bool, token: String) {
        let cookie = Cookie::build(self.name(secure), token)
            .path("/")
            .http_only(true)
            .secure(secure)
            .same_site(SameSite::Lax)
            .max_age(time::Duration::days(self.life().num_days()))
            .finish();
        request.extensions_mut().get_or_insert_with(Given::default).0.push(cookie);
    }
}

/// The cookies that an answer is to set.
#[derive(Default)]
struct Given(Vec<Cookie<'static>>);

/// The middleware that sets them.
pub async fn give_cookies<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, actix_web::Error> {
    let mut response = next.call(request).await?;
    let given = response.request().extensions_mut().remove::<Given>().unwrap_or_default();
    for cookie in &given.0 {
        response.response_mut().add_cookie(cookie).map_err(|error| Error::Internal(error.into()))?;
    }
    Ok(response)
}
