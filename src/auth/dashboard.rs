//! A dashboard takes only handlers whose first argument is its own actor; anything else does not compile. What it mounts,
//! it also writes into the table of routes.

use std::future::ready;
use std::marker::PhantomData;

use actix_web::http::Method;
use actix_web::http::header::ALLOW;
use actix_web::web::{self, ServiceConfig};
use actix_web::{FromRequest, Handler, HttpRequest, HttpResponse, Resource, Responder, Route};

use super::account::{Account, Holder};
use super::actor::Actor;
use super::door::PLATFORM;
use super::duty::{Duty, Within};
use super::fresh::Fresh;
use super::once::Attempting;
use super::operator::Operator;
use super::scope::Scope;
use super::visitor::Visitor;
use crate::web::error::{Error, Response};

/// One route: what `swasthya routes` prints and the access matrix walks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteRow {
    pub method: &'static str,
    pub path: String,
    /// The duty that the handler's first argument demands.
    pub actor: &'static str,
    /// Whether it makes something: then its form carries the id of an attempt.
    pub makes: bool,
    /// Whether a second factor must have been shown of late.
    pub fresh: bool,
}

/// The screens of one audience.
pub struct Dashboard<D> {
    prefix: String,
    /// By path, in the order in which they were first named: whatever is mounted first answers.
    resources: Vec<(String, Vec<Route>)>,
    rows: Vec<RouteRow>,
    audience: PhantomData<D>,
}

/// The audience of pages outside every organisation.
pub struct Everybody;

/// Arguments of a handler that begin with an actor allowed in the dashboard of `R`.
#[diagnostic::on_unimplemented(message = "the first argument of this handler must be an actor of the dashboard {R}")]
pub trait Guarded<R>: FromRequest + 'static {
    const ACTOR: &'static str;
    /// Whether the actor must have shown a second factor of late.
    const FRESH: bool = false;
}

macro_rules! guarded {
    ($($more:ident)*) => {
        impl<R: 'static, D: Within<R>, $($more: FromRequest + 'static),*> Guarded<R> for (Actor<D>, $($more,)*) {
            const ACTOR: &'static str = D::NAME;
        }
        impl<R: 'static, D: Within<R>, $($more: FromRequest + 'static),*> Guarded<R> for (Fresh<Actor<D>>, $($more,)*) {
            const ACTOR: &'static str = D::NAME;
            const FRESH: bool = true;
        }
        impl<$($more: FromRequest + 'static),*> Guarded<Operator> for (Operator, $($more,)*) {
            const ACTOR: &'static str = "operator";
        }
        impl<$($more: FromRequest + 'static),*> Guarded<Operator> for (Fresh<Operator>, $($more,)*) {
            const ACTOR: &'static str = "operator";
            const FRESH: bool = true;
        }
        impl<$($more: FromRequest + 'static),*> Guarded<Everybody> for (Visitor, $($more,)*) {
            const ACTOR: &'static str = "anybody";
        }
        impl<$($more: FromRequest + 'static),*> Guarded<Account> for (Account, $($more,)*) {
            const ACTOR: &'static str = "signed in";
        }
        impl<$($more: FromRequest + 'static),*> Guarded<Everybody> for (Holder, $($more,)*) {
            const ACTOR: &'static str = "signed in";
        }
    };
}
guarded!();
guarded!(A);
guarded!(A B);
guarded!(A B C);
guarded!(A B C E);

/// The answer to a method that a path does not know; to OPTIONS it is the question.
fn in_no_such_way(request: &HttpRequest, allowed: &str) -> Response {
    if request.method() == Method::OPTIONS {
        return Ok(HttpResponse::NoContent().insert_header((ALLOW, format!("{allowed}, OPTIONS"))).finish());
    }
    Err(Error::OnlyBy(format!("{allowed}, OPTIONS")))
}

impl<D: Duty> Dashboard<D> {
    /// Opens a dashboard at `/o/{org}` and the given path, which names the clinic exactly where the duty is done at one.
    pub fn at(path: &str) -> Self {
        debug_assert_eq!(path.ends_with("/{clinic}"), D::Scope::NAMES_CLINIC, "{path}");
        Dashboard::open(format!("/o/{{org}}{path}"))
    }
}

impl Dashboard<Operator> {
    /// The operator's pages.
    pub fn platform() -> Self {
        Dashboard::open(PLATFORM.to_owned())
    }
}

impl Dashboard<Account> {
    /// The pages of one's own account.
    pub fn account() -> Self {
        Dashboard::open("/account".to_owned())
    }
}

impl Dashboard<Everybody> {
    /// The pages outside every organisation. Mounted last: their prefix is empty.
    pub fn outside() -> Self {
        Dashboard::open(String::new())
    }
}

impl<D: 'static> Dashboard<D> {
    fn open(prefix: String) -> Self {
        Dashboard { prefix, resources: Vec::new(), rows: Vec::new(), audience: PhantomData }
    }

    #[must_use]
    pub fn get<H, A>(self, path: &str, handler: H) -> Self
    where
        H: Handler<A>,
        A: Guarded<D>,
        H::Output: Responder + 'static,
    {
        let row = self.row::<A>("GET", path);
        self.mount(row, path, web::get().to(handler))
    }

    /// What changes something that is there: done twice it is done once.
    #[must_use]
    pub fn post<H, A>(self, path: &str, handler: H) -> Self
    where
        H: Handler<A>,
        A: Guarded<D>,
        H::Output: Responder + 'static,
    {
        let row = self.row::<A>("POST", path);
        self.mount(row, path, web::post().to(handler))
    }

    /// What makes something that was not there: its form carries the id of an attempt, and sent twice it makes one thing.
    #[must_use]
    pub fn make<H, A>(self, path: &str, handler: H) -> Self
    where
        H: Handler<A>,
        A: Guarded<D> + Attempting,
        H::Output: Responder + 'static,
    {
        let row = RouteRow { makes: true, ..self.row::<A>("POST", path) };
        self.mount(row, path, web::post().to(handler))
    }

    fn row<A: Guarded<D>>(&self, method: &'static str, path: &str) -> RouteRow {
        RouteRow { method, path: format!("{}{path}", self.prefix), actor: A::ACTOR, makes: false, fresh: A::FRESH }
    }

    fn mount(mut self, row: RouteRow, path: &str, route: Route) -> Self {
        self.rows.push(row);
        match self.resources.iter_mut().find(|it| it.0 == path) {
            Some((_, routes)) => routes.push(route),
            None => self.resources.push((path.to_owned(), vec![route])),
        }
        self
    }

    /// Puts the screens into the server.
    pub fn into_service(self, app: &mut ServiceConfig, table: &mut Vec<RouteRow>) {
        let mut scope = web::scope(&self.prefix);
        for (path, routes) in self.resources {
            let whole = format!("{}{path}", self.prefix);
            let methods: Vec<&str> = self.rows.iter().filter(|it| it.path == whole).map(|it| it.method).collect();
            let allowed = methods.join(", ").replace("GET", "GET, HEAD");
            let otherwise = web::to(move |request: HttpRequest| ready(in_no_such_way(&request, &allowed)));
            scope = scope.service(routes.into_iter().fold(web::resource(path), Resource::route).default_service(otherwise));
        }
        table.extend(self.rows);
        app.service(scope);
    }
}
