//! What can go wrong with a request, and the page that says so. Logged once, where rendered.

use std::fmt;

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{CONTENT_TYPE, LOCATION, REFERER, RETRY_AFTER};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, HttpResponse, ResponseError};
use askama::Template;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use tracing_actix_web::RequestId;

use super::page::View;
use super::path::own_path;
use super::{filters, hx};
use crate::locale::Message;
use crate::message;

/// Why a request has no page of its own.
#[derive(Debug)]
pub enum Error {
    /// Nobody is signed in: the way leads to the sign-in page.
    SignedOut,
    /// Signed in, but a second factor must be shown first, or again.
    Unproven,
    /// Signed in by a number that may have a new owner: something only the family knows must be told first.
    Doubtful,
    /// Signed in, but this is not theirs to do.
    Forbidden,
    /// They only look: nothing can be changed until they stop.
    ReadOnly,
    /// The organisation of this name, which is theirs, is suspended.
    Closed(String),
    /// It does not exist, or not for them: the two are the same.
    NotFound,
    /// What was sent cannot be understood at all (a form that does not parse, a bad id).
    BadRequest(String),
    /// The database is away or everybody is at it: later it works again.
    Busy(String),
    /// A fault of ours.
    Internal(anyhow::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::SignedOut => f.write_str("signed out"),
            Error::Unproven => f.write_str("a second factor is needed"),
            Error::Doubtful => f.write_str("the number may have a new owner"),
            Error::Forbidden => f.write_str("forbidden"),
            Error::ReadOnly => f.write_str("read-only"),
            Error::Closed(name) => write!(f, "{name} is suspended"),
            Error::NotFound => f.write_str("not found"),
            Error::BadRequest(why) => write!(f, "bad request: {why}"),
            Error::Busy(why) => write!(f, "busy: {why}"),
            Error::Internal(error) => write!(f, "internal: {error:#}"),
        }
    }
}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        match self {
            Error::SignedOut | Error::Unproven | Error::Doubtful => StatusCode::UNAUTHORIZED,
            Error::Forbidden | Error::ReadOnly | Error::Closed(_) => StatusCode::FORBIDDEN,
            Error::NotFound => StatusCode::NOT_FOUND,
            Error::BadRequest(_) => StatusCode::BAD_REQUEST,
            Error::Busy(_) => StatusCode::SERVICE_UNAVAILABLE,
            Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Bare: [`pages`] gives it its page.
    fn error_response(&self) -> HttpResponse<BoxBody> {
        HttpResponse::new(self.status_code())
    }
}

impl From<askama::Error> for Error {
    fn from(error: askama::Error) -> Self {
        Error::Internal(error.into())
    }
}

impl From<anyhow::Error> for Error {
    fn from(error: anyhow::Error) -> Self {
        Error::Internal(error)
    }
}

#[derive(Template)]
#[template(path = "shared/error.html")]
struct ErrorPage {
    status: u16,
    title: Message,
    advice: &'static str,
    request: String,
}

/// Gives every failed response without a page the one page for errors, in the reader's language.
pub async fn pages<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B, BoxBody>>, actix_web::Error> {
    let response = match next.call(request).await {
        Ok(response) => response,
        Err(error) => return Err(error),
    };
    let status = response.status();
    let bare = response.response().error().is_some() || response.headers().get(CONTENT_TYPE).is_none();
    if !(status.is_client_error() || status.is_server_error()) || !bare {
        return Ok(response.map_into_left_body());
    }
    if let Some(error) = response.response().error() {
        if status.is_server_error() {
            tracing::error!(%error, status = status.as_u16(), "request failed");
        } else {
            tracing::info!(%error, status = status.as_u16(), "request refused");
        }
    }
    let request = response.request().clone();
    if status == StatusCode::UNAUTHORIZED {
        let door = match ours(&response) {
            Some(Error::Unproven) => "/account/confirm",
            Some(Error::Doubtful) => "/sign-in/holder",
            _ => "/sign-in",
        };
        return Ok(response.into_response(to_door(&request, door)).map_into_right_body());
    }
    let (read_only, closed) = match ours(&response) {
        Some(Error::ReadOnly) => (true, None),
        Some(Error::Closed(name)) => (false, Some(name.clone())),
        _ => (false, None),
    };
    if (read_only || closed.is_some()) && hx::asked_by_htmx(&request) {
        // A part of a page has no place for this one: the page is asked for again, and says it.
        let answer = hx::redirect_browser(own_path(&referring_path(&request)));
        return Ok(response.into_response(answer).map_into_right_body());
    }
    let (title, advice) = match closed {
        Some(name) => (message!("error-closed", name), "error-closed-advice"),
        None if read_only => (Message::new("error-read-only"), "error-read-only-advice"),
        None => words(status),
    };
    let page = ErrorPage {
        status: status.as_u16(),
        title,
        advice,
        request: request.extensions().get::<RequestId>().map(ToString::to_string).unwrap_or_default(),
    };
    let view = View { locale: hx::locale_of(&request), banner: hx::banner_of(&request), ..View::PLAIN };
    let html = page.render_with_values(&view).unwrap_or_else(|_| status.to_string());
    let mut answer = HttpResponse::build(status);
    answer.content_type("text/html; charset=utf-8");
    if status == StatusCode::SERVICE_UNAVAILABLE {
        answer.insert_header((RETRY_AFTER, "2"));
    }
    Ok(response.into_response(answer.body(html)).map_into_right_body())
}

/// Our own error behind a response.
fn ours<B>(response: &ServiceResponse<B>) -> Option<&Error> {
    response.response().error().and_then(|error| error.as_error::<Error>())
}

/// On to where somebody signs in or shows a second factor, and from there back to the page: of a form that was sent, to the
/// page that it stood on.
fn to_door(request: &actix_web::HttpRequest, door: &str) -> HttpResponse {
    let by_htmx = hx::asked_by_htmx(request);
    let back = if request.method() == Method::GET && !by_htmx {
        request.uri().path_and_query().map(ToString::to_string).unwrap_or_default()
    } else if door == "/sign-in" {
        String::new()
    } else {
        referring_path(request)
    };
    let address = if back.is_empty() { door.to_owned() } else { format!("{door}?next={}", escape(&back)) };
    if by_htmx {
        return hx::redirect_browser(&address);
    }
    HttpResponse::SeeOther().insert_header((LOCATION, address)).finish()
}

/// The path of the page on which a form stood.
fn referring_path(request: &actix_web::HttpRequest) -> String {
    let referer = request.headers().get(REFERER).and_then(|it| it.to_str().ok()).and_then(|it| it.parse::<actix_web::http::Uri>().ok());
    referer.and_then(|uri| uri.path_and_query().map(ToString::to_string)).unwrap_or_default()
}

/// A text as a query's value.
pub fn escape(text: &str) -> String {
    const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'/').remove(b'~');
    utf8_percent_encode(text, ESCAPED).to_string()
}

fn words(status: StatusCode) -> (Message, &'static str) {
    let (title, advice) = match status {
        StatusCode::FORBIDDEN => ("error-forbidden", "error-forbidden-advice"),
        StatusCode::NOT_FOUND => ("error-not-found", "error-not-found-advice"),
        StatusCode::SERVICE_UNAVAILABLE => ("error-busy", "error-busy-advice"),
        StatusCode::PAYLOAD_TOO_LARGE => ("error-too-large", "error-too-large-advice"),
        status if status.is_client_error() => ("error-bad-request", "error-bad-request-advice"),
        _ => ("error-internal", "error-internal-advice"),
    };
    (Message::new(title), advice)
}
