//! Answering, to a browser and to htmx alike. The only file that spells an `HX-` header.

use std::future::{Ready, ready};

use actix_session::{Session, SessionExt};
use actix_web::body::MessageBody;
use actix_web::cookie::Cookie;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{ACCEPT_LANGUAGE, LOCATION};
use actix_web::middleware::Next;
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse};
use chrono_tz::Tz;

use super::error::Error;
use super::flash;
use super::page::{Banner, Notice, Page, View};
use crate::locale::Locale;

/// What a handler answers.
pub type Response = Result<HttpResponse, Error>;

/// The request as far as answering goes: who asked for which block, in which language, and the notice waiting for them.
pub struct Hx {
    /// The id of the element that htmx will put the answer into.
    target: Option<String>,
    by_htmx: bool,
    session: Session,
    view: View,
}

/// The cookie that remembers the language of somebody who is not signed in.
pub const LANGUAGE_COOKIE: &str = "language";

impl FromRequest for Hx {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        // htmx 4 says `div#queue`; the id is all that matters.
        let target = header(request, "HX-Target").and_then(|it| it.split_once('#').map(|(_, id)| id.to_owned()));
        ready(Ok(Hx {
            target,
            by_htmx: asked_by_htmx(request),
            session: request.get_session(),
            view: View {
                locale: locale_of(request),
                zone: Tz::Asia__Kolkata,
                notice: None,
                banner: banner_of(request),
                here: request.uri().path_and_query().map(ToString::to_string).unwrap_or_default(),
            },
        }))
    }
}

impl Hx {
    /// The reader's language.
    pub fn locale(&self) -> Locale {
        self.view.locale
    }

    /// Shows times in this zone.
    #[must_use]
    pub fn in_zone(mut self, zone: Tz) -> Self {
        self.view.zone = zone;
        self
    }

    /// Shows the page in this language, whatever the reader's: a prescription is printed in the patient's.
    #[must_use]
    pub fn in_locale(mut self, locale: Locale) -> Self {
        self.view.locale = locale;
        self
    }

    /// Whether htmx asked, for a part of a page.
    pub fn wants(&self, block: &str) -> bool {
        self.by_htmx && self.target.as_deref() == Some(block)
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
        if let Some(notice) = notice.into() {
            flash::say_next(&self.session, notice)?;
        }
        Ok(HttpResponse::SeeOther().insert_header((LOCATION, address.into())).finish())
    }

    /// On to another page as a whole, even when htmx asked: sign-in, sign-out, a print view.
    pub fn leave_for(self, address: &str, notice: impl Into<Option<Notice>>) -> Response {
        if self.by_htmx {
            if let Some(notice) = notice.into() {
                flash::say_next(&self.session, notice)?;
            }
            return Ok(redirect_browser(address));
        }
        self.see_other(address, notice)
    }

    fn answer(mut self, status: StatusCode, page: &impl Page) -> Response {
        self.view.notice = flash::take_notice(&self.session);
        let block = self.target.as_deref().filter(|_| self.by_htmx).and_then(|id| page.block(id, &self.view));
        let html = match block {
            Some(html) => html? + &self.notice_out_of_band(),
            None => page.render_with_values(&self.view)?,
        };
        Ok(HttpResponse::build(status).content_type("text/html; charset=utf-8").insert_header(("Vary", "HX-Request, HX-Target")).body(html))
    }

    /// A block is not the whole page: the notice goes to its own place.
    fn notice_out_of_band(&self) -> String {
        let Some(notice) = &self.view.notice else { return String::new() };
        format!(r##"<hx-partial hx-target="#notice" hx-swap="innerHTML">{}</hx-partial>"##, notice.html(self.view.locale))
    }
}

/// Whether htmx made the request.
pub fn asked_by_htmx(request: &HttpRequest) -> bool {
    request.headers().contains_key("HX-Request")
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

/// Has the next page say something, where there is no page to say it now.
pub fn say_next(request: &HttpRequest, notice: Notice) -> Result<(), Error> {
    flash::say_next(&request.get_session(), notice)
}

/// What stands above the page that was asked for, if anything does.
pub fn banner_of(request: &HttpRequest) -> Option<Banner> {
    request.extensions().get::<Banner>().cloned()
}

/// The middleware, inside the session's: takes the banner out of it, for pages that are made when the session is put away.
pub async fn raise_banner<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, actix_web::Error> {
    let banner = flash::banner(&request.get_session());
    if let Some(banner) = banner.filter(|it| it.holds_at(request.path())) {
        request.extensions_mut().insert(banner);
    }
    next.call(request).await
}

/// Takes the banner down, from this page on.
pub fn lower_banner(request: &HttpRequest) {
    flash::take_down(&request.get_session());
    request.extensions_mut().remove::<Banner>();
}

/// Remembers a language for a year.
pub fn language_cookie(locale: Locale) -> Cookie<'static> {
    Cookie::build(LANGUAGE_COOKIE, locale.tag())
        .path("/")
        .http_only(true)
        .same_site(actix_web::cookie::SameSite::Lax)
        .max_age(actix_web::cookie::time::Duration::days(365))
        .finish()
}

fn header<'a>(request: &'a HttpRequest, name: &str) -> Option<&'a str> {
    request.headers().get(name)?.to_str().ok()
}
