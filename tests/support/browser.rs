//! A browser that talks to the application in process: keeps cookies, follows redirects, says where requests come from.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};
use std::rc::Rc;
use std::sync::Arc;

use actix_web::cookie::Cookie;
use actix_web::dev::ServiceResponse;
use actix_web::http::header::{CONTENT_TYPE, COOKIE, HOST, LOCATION, SET_COOKIE};
use actix_web::test::TestRequest;
use actix_web::web::Bytes;
use futures_util::future::LocalBoxFuture;
use swasthya::auth::State;
use swasthya::db::Databases;
use swasthya::db::ids::AttemptId;

use super::Page;
use super::behaviours::makes;

/// The application, with its type forgotten.
pub type App = Rc<dyn Fn(TestRequest) -> LocalBoxFuture<'static, ServiceResponse>>;

/// One browser: its own cookies.
#[derive(Clone)]
pub struct Browser {
    app: App,
    state: State,
    /// What every path inside the organisation begins with: `/o/acme`.
    inside: String,
    cookies: Rc<RefCell<BTreeMap<String, String>>>,
    address: IpAddr,
}

impl Browser {
    pub fn new(app: App, state: State, inside: &str) -> Browser {
        Browser { app, state, inside: inside.to_owned(), cookies: Rc::default(), address: Ipv4Addr::LOCALHOST.into() }
    }

    /// The same browser on another network.
    pub fn at(self, address: impl Into<IpAddr>) -> Browser {
        Browser { address: address.into(), ..self }
    }

    /// `GET`. A path that begins with a dashboard's name is inside the organisation.
    pub async fn get(&self, path: &str) -> Page {
        self.send(TestRequest::get(), path, &[]).await
    }

    /// `GET` as htmx does, for one block.
    pub async fn htmx(&self, block: &str, path: &str) -> Page {
        self.send(TestRequest::get(), path, &[("HX-Request", "true"), ("HX-Target", &format!("div#{block}"))]).await
    }

    /// `POST` of a form, and on to the page that shows the result.
    pub async fn submit(&self, path: &str, form: &[(&str, &str)]) -> Page {
        let page = self.post(path, form).await;
        if page.status == 303 { self.get(page.location()).await } else { page }
    }

    /// `POST` of a form, without following. A form that makes something gets an attempt of its own, as its page would give it, unless
    /// it says which.
    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Page {
        let attempt = AttemptId::new().to_string();
        let mut form = form.to_vec();
        if makes(&self.absolute(path)) && form.iter().all(|(name, _)| *name != "attempt") {
            form.push(("attempt", &attempt));
        }
        self.send(TestRequest::post().set_form(&form), path, &[("Sec-Fetch-Site", "same-origin")]).await
    }

    /// Any request, as it is.
    pub async fn send(&self, request: TestRequest, path: &str, headers: &[(&str, &str)]) -> Page {
        let path = self.absolute(path);
        let mut request = request.uri(&path).peer_addr((self.address, 40000).into());
        if let Some((_, host)) = self.state.config.base_url.split_once("://") {
            request = request.insert_header((HOST, host));
        }
        for (name, value) in headers {
            request = request.insert_header((*name, *value));
        }
        let cookies = self.cookies.borrow().iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
        if !cookies.is_empty() {
            request = request.insert_header((COOKIE, cookies));
        }
        let before = self.state.databases.queries();
        let response = (self.app)(request).await;
        self.keep_cookies(&response);
        let (status, headers) = (response.status(), response.headers().clone());
        let path = headers.get(LOCATION).and_then(|it| it.to_str().ok()).map_or(path, str::to_owned);
        // A stream has no end to wait for.
        let streams = headers.get(CONTENT_TYPE).is_some_and(|it| it == "text/event-stream");
        let body = if streams { Bytes::new() } else { actix_web::body::to_bytes(response.into_body()).await.unwrap_or_default() };
        let queries = self.state.databases.queries() - before;
        Page::new(status, headers, &body, &path, queries)
    }

    pub fn databases(&self) -> &Arc<Databases> {
        &self.state.databases
    }

    /// A copy of this browser, cookies and all: what a thief of the cookie would have.
    pub fn stolen(&self) -> Browser {
        Browser { cookies: Rc::new(RefCell::new(self.cookies.borrow().clone())), ..self.clone() }
    }

    /// Takes over what another browser is signed in with.
    pub fn borrow(&self, other: &Browser) {
        *self.cookies.borrow_mut() = other.cookies.borrow().clone();
    }

    /// Lets the minute pass for which a notice is kept.
    pub fn forget_notices(&self) {
        self.cookies.borrow_mut().retain(|name, _| !name.starts_with("notice-"));
    }

    /// The cookies as a header's value, for requests made by other means.
    pub fn cookie_header(&self) -> String {
        self.cookies.borrow().iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    fn absolute(&self, path: &str) -> String {
        let inside = ["/reception", "/doctor", "/patient", "/admin"].iter().any(|dashboard| path.starts_with(dashboard));
        if inside { format!("{}{path}", self.inside) } else { path.to_owned() }
    }

    fn keep_cookies(&self, response: &ServiceResponse) {
        for header in response.headers().get_all(SET_COOKIE) {
            let cookie = Cookie::parse(header.to_str().unwrap_or_default().to_owned()).expect("a cookie");
            let gone = cookie.max_age().is_some_and(|age| age.is_zero());
            if gone {
                self.cookies.borrow_mut().remove(cookie.name());
            } else {
                self.cookies.borrow_mut().insert(cookie.name().to_owned(), cookie.value().to_owned());
            }
        }
    }
}
