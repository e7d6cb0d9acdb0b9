//! What moves money or doors asks for a second factor that was shown of late. It stands in the type of a handler's first argument, so
//! that the table of routes says where.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpRequest};

use super::account::{Account, FOR_FORM, FOR_PAGE};
use super::session::{Interrupted, Session};
use crate::web::error::Error;

/// An actor who showed a second factor within five minutes; for sending the form on a page that was opened so, within thirty.
/// Whoever may not do it at all is refused first. What somebody else typed is kept until they have shown theirs.
pub struct Fresh<A>(pub A);

/// The longest body that is kept, in bytes.
const LONGEST: usize = 16 * 1024;

impl<A: FromRequest<Error = Error> + 'static> FromRequest for Fresh<A> {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let actor = A::from_request(request, payload);
        let within = if request.method().is_safe() { FOR_PAGE } else { FOR_FORM };
        let is_fresh = matches!(Account::of(request), Ok(Some(account)) if account.fresh(within).is_ok());
        let typed = (!is_fresh && is_form(request)).then(|| Bytes::from_request(request, payload));
        let request = request.clone();
        Box::pin(async move {
            let actor = actor.await?;
            if is_fresh {
                return Ok(Fresh(actor));
            }
            if let Some(typed) = typed
                && let Ok(body) = typed.await
                && let Ok(body) = String::from_utf8(body.to_vec())
                && body.len() <= LONGEST
            {
                let action = request.path().to_owned();
                Session::of(&request)?.set_interrupted(Some(Interrupted::Form { action, body }))?;
            }
            Err(Error::Unproven)
        })
    }
}

/// Whether what is sent was typed into a form.
fn is_form(request: &HttpRequest) -> bool {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default();
    !request.method().is_safe() && kind.starts_with("application/x-www-form-urlencoded")
}
