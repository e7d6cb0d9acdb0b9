//! The page for a request that went wrong, or the door that leads on. Every failure is logged here, once.

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::ServiceRequest;
use actix_web::dev::ServiceResponse;
use actix_web::http::header::{ALLOW, CONTENT_TYPE, HeaderValue, REFERER, RETRY_AFTER};
use actix_web::http::{Method, StatusCode, Uri};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, HttpRequest, HttpResponse};
use askama::Template;
use tracing_actix_web::RequestId;

use super::error::Error;
use super::events::CHANGED;
use super::log::{Seldom, quoted};
use super::notices::without_number;
use super::path::{own_path, with_next};
use super::view::Notice;
use super::{filters, hx};
use crate::locale::{Message, Say};
use crate::message;

const SIGN_IN: &str = "/sign-in";
const SIGN_IN_BY_PASSWORD: &str = "/sign-in/password";

#[derive(Template)]
#[template(path = "shared/error.html")]
struct ErrorPage {
    status: u16,
    title: Message,
    advice: Message,
    request: String,
}

/// What somebody sees of a request that went wrong.
enum Shown {
    /// A door to pass first, which leads back.
    Door(String),
    /// The page as a whole, which says what there is to say: a part of a page has no place for this.
    WholePage(Option<Notice>),
    Words {
        title: Message,
        advice: Message,
    },
}

impl Shown {
    fn of(status: StatusCode, error: Option<&Error>, path: &str, by_htmx: bool) -> Shown {
        match error {
            Some(Error::Unproven) => Shown::Door("/account/confirm".into()),
            Some(Error::Doubtful) => Shown::Door("/sign-in/holder".into()),
            Some(Error::Asked(address)) => Shown::Door(address.clone()),
            _ if status == StatusCode::UNAUTHORIZED => Shown::Door(sign_in_door(path).into()),
            Some(Error::ReadOnly) if by_htmx => Shown::WholePage(Some(Notice::warning(message!("error-read-only-advice")))),
            Some(Error::Closed { .. } | Error::ClinicClosed(_) | Error::LetGo(_)) if by_htmx => Shown::WholePage(None),
            Some(Error::ReadOnly) => Shown::words("error-read-only", "error-read-only-advice"),
            Some(Error::Unfit(_)) => Shown::words("error-unfit", "error-unfit-advice"),
            Some(Error::Closed { name, contact }) => {
                let advice = if contact.is_empty() { message!("error-closed-advice") } else { message!("error-closed-contact", contact) };
                Shown::Words { title: message!("error-closed", name), advice }
            }
            Some(Error::ClinicClosed(name)) => {
                Shown::Words { title: message!("error-clinic-closed", name), advice: message!("error-clinic-closed-advice") }
            }
            Some(Error::LetGo(name)) => {
                Shown::Words { title: message!("error-let-go", name), advice: message!("error-let-go-advice", name) }
            }
            _ => Shown::of_status(status),
        }
    }

    fn of_status(status: StatusCode) -> Shown {
        match status {
            StatusCode::FORBIDDEN => Shown::words("error-forbidden", "error-forbidden-advice"),
            StatusCode::NOT_FOUND => Shown::words("error-not-found", "error-not-found-advice"),
            StatusCode::SERVICE_UNAVAILABLE => Shown::words("error-busy", "error-busy-advice"),
            StatusCode::PAYLOAD_TOO_LARGE => Shown::words("error-too-large", "error-too-large-advice"),
            status if status.is_client_error() => Shown::words("error-bad-request", "error-bad-request-advice"),
            _ => Shown::words("error-internal", "error-internal-advice"),
        }
    }

    fn words(title: &'static str, advice: &'static str) -> Shown {
        Shown::Words { title: Message::new(title), advice: Message::new(advice) }
    }
}

/// Gives every failed response without a page the one page for errors, in the reader's language.
pub async fn pages<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B, BoxBody>>, actix_web::Error> {
    let response = next.call(request).await?;
    let status = response.status();
    let bare = response.response().error().is_some() || response.headers().get(CONTENT_TYPE).is_none();
    if !(status.is_client_error() || status.is_server_error()) || !bare {
        return Ok(response.map_into_left_body());
    }
    log(&response);
    let request = response.request().clone();
    let by_htmx = hx::asked_by_htmx(&request);
    let ours = response.response().error().and_then(|error| error.as_error::<Error>());
    let mut answer = match Shown::of(status, ours, request.path(), by_htmx) {
        Shown::Door(door) => to_door(&request, &door),
        Shown::WholePage(notice) => hx::redirect(&request, own_path(&referring_path(&request)), notice.as_ref(), hx::redirect_browser)?,
        Shown::Words { title, advice } => page(&request, status, title, advice),
    };
    if let Some(Error::OnlyBy(methods)) = ours {
        answer.headers_mut().insert(ALLOW, HeaderValue::from_str(methods).map_err(|error| Error::Internal(error.into()))?);
    }
    Ok(response.into_response(answer).map_into_right_body())
}

fn log<B>(response: &ServiceResponse<B>) {
    let status = response.status();
    let Some(error) = response.response().error() else { return };
    if status == StatusCode::SERVICE_UNAVAILABLE {
        if let Some(untold) = BUSY.say() {
            tracing::error!(error = quoted(error), status = status.as_u16(), untold, "request failed");
        }
    } else if status.is_server_error() {
        tracing::error!(error = quoted(error), status = status.as_u16(), "request failed");
    } else {
        tracing::info!(error = quoted(error), status = status.as_u16(), "request refused");
    }
}

/// Strangers can make the server busy as often as they like.
static BUSY: Seldom = Seldom::unsaid();

/// The page; for a part of a page, or a form that waits where it stands, its words alone: an error never replaces content.
fn page(request: &HttpRequest, status: StatusCode, title: Message, advice: Message) -> HttpResponse {
    let locale = hx::locale_of(request);
    let mut answer = HttpResponse::build(status);
    if status == StatusCode::SERVICE_UNAVAILABLE {
        answer.insert_header((RETRY_AFTER, "2"));
    }
    if hx::asked_by_htmx(request) || hx::sent_by_script(request) {
        return answer.content_type("text/plain; charset=utf-8").body(format!("{}. {}", title.say_in(locale), advice.say_in(locale)));
    }
    let id = request.extensions().get::<RequestId>().map(ToString::to_string).unwrap_or_default();
    let page = ErrorPage { status: status.as_u16(), title, advice, request: id };
    let html = page.render_with_values(&hx::bare_view(request, locale)).unwrap_or_else(|_| status.to_string());
    answer.content_type("text/html; charset=utf-8").body(html)
}

/// On to where somebody signs in or shows a second factor, and from there back to the page: of a form that was sent, to the
/// page that it stood on. What asked for a part of a page, or waits with a filled form, is told that nobody is signed in.
fn to_door(request: &HttpRequest, door: &str) -> HttpResponse {
    let (by_htmx, signs_in) = (hx::asked_by_htmx(request), door.starts_with(SIGN_IN));
    if signs_in && by_htmx && request.path().ends_with("/live") {
        // A stream has no dialog: its page asks again, and is told.
        return HttpResponse::Ok().content_type("text/html; charset=utf-8").body(CHANGED);
    }
    if signs_in && (by_htmx || hx::sent_by_script(request)) {
        return HttpResponse::Unauthorized().content_type("text/plain; charset=utf-8").finish();
    }
    let back = if request.method() == Method::GET && !by_htmx {
        request.uri().path_and_query().map(|it| without_number(it.as_str())).unwrap_or_default()
    } else {
        referring_path(request)
    };
    let address = with_next(door, &back);
    if by_htmx { hx::redirect_browser(&address) } else { hx::lead_to(request, &address) }
}

/// Where people sign in: patients by a code, whoever works here by password.
fn sign_in_door(path: &str) -> &'static str {
    let inside: Vec<&str> = path.split('/').skip(1).collect();
    match inside.as_slice() {
        ["o", _, "patient", ..] => SIGN_IN,
        ["o" | "platform", ..] => SIGN_IN_BY_PASSWORD,
        _ => SIGN_IN,
    }
}

/// The path of the page on which a form stood.
fn referring_path(request: &HttpRequest) -> String {
    let referer = request.headers().get(REFERER).and_then(|it| it.to_str().ok()).and_then(|it| it.parse::<Uri>().ok());
    referer.and_then(|uri| uri.path_and_query().map(|it| without_number(it.as_str()))).unwrap_or_default()
}
