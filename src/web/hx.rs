//! Answering, to a browser and to htmx alike. The only file that spells an `HX-` header.

use std::future::{Ready, ready};

use actix_session::SessionExt;
use actix_web::body::MessageBody;
use actix_web::cookie::Cookie;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{ACCEPT_LANGUAGE, HeaderName, HeaderValue, LOCATION};
use actix_web::middleware::Next;
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse};
use chrono_tz::Tz;

use super::banner;
use super::error::{Error, Response};
use super::notices;
use super::page::{Page, banner_html, notice_html, session_html};
use super::view::{Banner, Notice, Signed, View, Zone};
use crate::locale::Locale;

/// The request as far as answering goes: who asked for which block, in which language, and the notice waiting for them.
pub struct Hx {
    /// The id of the element that htmx will put the answer into.
    target: Option<String>,
    by_htmx: bool,
    request: HttpRequest,
    /// The zone and the language in which the page is shown, if not the clinic's and the reader's.
    zone: Option<Tz>,
    locale: Option<Locale>,
}

/// Room for most pages, in bytes.
const USUAL_LENGTH: usize = 32 * 1024;

/// The cookie that remembers the language of somebody who is not signed in.
pub const LANGUAGE_COOKIE: &str = "language";

impl FromRequest for Hx {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        // htmx 4 says `div#queue`; the id is all that matters.
        let target = header(request, "HX-Target").and_then(|it| it.split_once('#').map(|(_, id)| id.to_owned()));
        ready(Ok(Hx { target, by_htmx: asked_by_htmx(request), request: request.clone(), zone: None, locale: None }))
    }
}

impl Hx {
    /// The language in which the page is shown: the reader's.
    pub fn locale(&self) -> Locale {
        self.locale.unwrap_or_else(|| locale_of(&self.request))
    }

    /// Shows times in this zone, whatever the clinic's: a prescription was signed at another one.
    #[must_use]
    pub fn in_zone(mut self, zone: Tz) -> Self {
        self.zone = Some(zone);
        self
    }

    /// Shows the page in this language, whatever the reader's: a prescription is printed in the patient's.
    #[must_use]
    pub fn in_locale(mut self, locale: Locale) -> Self {
        self.locale = Some(locale);
        self
    }

    /// Whether htmx asked, for a part of a page.
    pub fn wants(&self, block: &str) -> bool {
        self.by_htmx && self.target.as_deref() == Some(block)
    }

    /// Whether our script asked, which answers in the page.
    pub fn by_script(&self) -> bool {
        sent_by_script(&self.request)
    }

    /// Says that what is sent is for something that is no more.
    pub fn conflict(self, page: &impl Page) -> Response {
        self.answer(StatusCode::CONFLICT, page)
    }

    /// The page, or only the block that htmx asked for.
    pub fn page(self, page: &impl Page) -> Response {
        self.answer(StatusCode::OK, page)
    }

    /// The same page with what is wrong beside each field; nothing typed is lost.
    pub fn invalid(self, page: &impl Page) -> Response {
        self.answer(StatusCode::UNPROCESSABLE_ENTITY, page)
    }

    /// The same page, which says that there was too much of this: later it works again.
    pub fn too_many(self, page: &impl Page) -> Response {
        self.answer(StatusCode::TOO_MANY_REQUESTS, page)
    }

    /// On to the page that shows the result, where the notice is said.
    pub fn see_other(self, address: impl Into<String>, notice: impl Into<Option<Notice>>) -> Response {
        redirect(&self.request, &address.into(), notice.into().as_ref(), |address| lead_to(&self.request, address))
    }

    /// On to another page as a whole, even when htmx asked: sign-in, sign-out, a print view.
    pub fn leave_for(self, address: &str, notice: impl Into<Option<Notice>>) -> Response {
        if self.by_htmx {
            return redirect(&self.request, address, notice.into().as_ref(), redirect_browser);
        }
        self.see_other(address, notice)
    }

    /// As [`Hx::leave_for`], where somebody leaves for good: the browser forgets what it kept of our pages. Their drafts stay, sealed, and
    /// so do the cookies, of which one says that this browser is known.
    pub fn leave_behind(self, address: &str) -> Response {
        let mut answer = self.leave_for(address, None)?;
        answer.headers_mut().insert(HeaderName::from_static("clear-site-data"), HeaderValue::from_static("\"cache\""));
        Ok(answer)
    }

    fn answer(self, status: StatusCode, page: &impl Page) -> Response {
        let own = locale_of(&self.request);
        let mut view = View { locale: self.locale(), ..bare_view(&self.request, own) };
        view.zone = self.zone.unwrap_or(view.zone);
        let received = notices::receive(&self.request);
        if let Some((notice, _)) = &received {
            view.notice = notice_html(notice, own);
        }
        let block = self.target.as_deref().filter(|_| self.by_htmx).and_then(|id| page.block(id, &view));
        let html = match block {
            Some(html) => html? + &notice_out_of_band(&view.notice),
            None => {
                let mut html = String::with_capacity(USUAL_LENGTH);
                page.render_into_with_values(&mut html, &view)?;
                html
            }
        };
        let mut answer = HttpResponse::build(status);
        if let Some((_, forgotten)) = received {
            answer.cookie(forgotten);
        }
        Ok(answer.content_type("text/html; charset=utf-8").insert_header(("Vary", "HX-Request, HX-Target")).body(html))
    }
}

/// A block is not the whole page: the notice goes to its own place.
fn notice_out_of_band(notice: &str) -> String {
    if notice.is_empty() {
        return String::new();
    }
    format!(r##"<hx-partial hx-target="#notice" hx-swap="innerHTML">{notice}</hx-partial>"##)
}

/// How the page of a request is shown, but for a notice. The zone is looked up when the page is made, whoever put it there
/// and whenever.
pub fn bare_view(request: &HttpRequest, locale: Locale) -> View {
    let extensions = request.extensions();
    View {
        locale,
        own: locale,
        zone: extensions.get::<Zone>().map_or(View::PLAIN.zone, |zone| zone.0),
        banner: extensions.get::<Banner>().map(|banner| banner_html(banner, locale)).unwrap_or_default(),
        here: request.uri().path_and_query().map(|it| notices::without_number(it.as_str())).unwrap_or_default(),
        session: extensions.get::<Signed>().map(|it| session_html(it, locale)).unwrap_or_default(),
        ..View::PLAIN
    }
}

/// Whether htmx made the request.
pub fn asked_by_htmx(request: &HttpRequest) -> bool {
    request.headers().contains_key("HX-Request")
}

/// An answer that leads to an address, where the notice is said.
pub fn redirect(request: &HttpRequest, address: &str, notice: Option<&Notice>, answer: impl Fn(&str) -> HttpResponse) -> Response {
    let Some(notice) = notice else { return Ok(answer(&notices::pass_on(request, address))) };
    let (address, sealed) = notices::send(request, address, notice)?;
    let mut answer = answer(&address);
    answer.add_cookie(&sealed).map_err(|error| Error::Internal(error.into()))?;
    Ok(answer)
}

/// Whether our script sent a form, and waits for words: `send.js`.
pub fn sent_by_script(request: &HttpRequest) -> bool {
    request.headers().contains_key("X-Form")
}

/// The mark of whose page sent the form, where our script says so.
pub fn page_of(request: &HttpRequest) -> Option<&str> {
    header(request, "X-Session")
}

/// The way to another page: the browser follows it by itself; our script is told.
pub fn lead_to(request: &HttpRequest, address: &str) -> HttpResponse {
    if sent_by_script(request) {
        return HttpResponse::NoContent().insert_header(("X-Go-To", address)).finish();
    }
    HttpResponse::SeeOther().insert_header((LOCATION, address)).finish()
}

/// Tells htmx to take the browser elsewhere. A live screen that connects anew does not look at headers: the body tells it
/// to ask for its page, and so to be told.
pub fn redirect_browser(address: &str) -> HttpResponse {
    HttpResponse::Ok().content_type("text/html; charset=utf-8").insert_header(("HX-Redirect", address)).body(super::events::CHANGED)
}

/// The language that the cookie names, else the browser's.
pub fn locale_of(request: &HttpRequest) -> Locale {
    request
        .cookie(LANGUAGE_COOKIE)
        .and_then(|cookie| Locale::of_tag(cookie.value()))
        .unwrap_or_else(|| Locale::accepted(header(request, ACCEPT_LANGUAGE.as_str()).unwrap_or_default()))
}

/// The middleware, inside the session's: takes the banner out of it, for pages that are made when the session is put away.
pub async fn raise_banner<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, actix_web::Error> {
    let banner = banner::banner(&request.get_session());
    if let Some(banner) = banner.filter(|it| it.holds_at(request.path())) {
        request.extensions_mut().insert(banner);
    }
    next.call(request).await
}

/// Takes the banner down, from this page on.
pub fn lower_banner(request: &HttpRequest) {
    banner::take_down(&request.get_session());
    request.extensions_mut().remove::<Banner>();
}

/// Remembers a language for a year.
pub fn language_cookie(locale: Locale, secure: bool) -> Cookie<'static> {
    Cookie::build(LANGUAGE_COOKIE, locale.tag())
        .path("/")
        .http_only(true)
        .secure(secure)
        .same_site(actix_web::cookie::SameSite::Lax)
        .max_age(actix_web::cookie::time::Duration::days(365))
        .finish()
}

fn header<'a>(request: &'a HttpRequest, name: &str) -> Option<&'a str> {
    request.headers().get(name)?.to_str().ok()
}
