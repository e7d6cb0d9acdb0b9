//! The organisations: all of them from the directory alone, one with what was done with it, and a new one.

use actix_web::web::{Path, Query};
use askama::Template;
use chrono::Duration;
use serde::Deserialize;

use super::organisation_form::OrganisationForm;
use crate::auth::{Layout, Operator};
use crate::db::clock;
use crate::db::ids::OrganisationId;
use crate::db::migrations::History;
use crate::directory::tenants::{Creation, CreationAsked, ListedOrganisation, Organisation, OrganisationEvent, TablesState};
use crate::locale::Message;
use crate::web::error::Error;
use crate::web::filters;
use crate::web::form::{Errors, Form};
use crate::web::hx::{Hx, Response};
use crate::web::path::with_query;
use crate::{message, page};

#[derive(Template)]
#[template(path = "platform/organisations/index.html")]
struct Index {
    layout: Layout,
    organisations: Vec<ListedOrganisation>,
    more: bool,
    part: OrganisationsQuery,
}

page!(Index);

#[derive(Template)]
#[template(path = "platform/organisations/new.html")]
struct New {
    layout: Layout,
    servers: Vec<String>,
    /// Whether whoever serves here may create no database: then `swasthya migrate` does.
    by_terminal: bool,
    form: OrganisationForm,
}

page!(New);

#[derive(Template)]
#[template(path = "platform/organisations/show.html", blocks = ["progress"])]
pub(super) struct Show {
    layout: Layout,
    listed: ListedOrganisation,
    deeds: Vec<OrganisationEvent>,
    by_terminal: bool,
    /// Whether its server is configured.
    is_placed: bool,
    pub(super) reason: String,
    pub(super) errors: Errors,
}

page!(Show, "progress" => as_progress);

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct OrganisationsQuery {
    q: String,
    after: String,
}

/// How long nobody may have signed in before it is worth a word.
const QUIET: Duration = Duration::days(30);

impl Index {
    /// The address of the page that follows.
    fn next(&self) -> String {
        let last = self.organisations.last().map_or("", |it| it.organisation.name.as_str());
        with_query(&self.layout.base, &[("q", self.part.q.as_str()), ("after", last)])
    }
}

impl Show {
    /// The making of it, while it goes on.
    fn making(&self) -> Option<&Creation> {
        self.listed.making()
    }

    /// Whether the page looks again by itself: somebody makes it now, or will.
    fn goes_on(&self) -> bool {
        self.making().is_some_and(|it| it.failure.is_empty()) && !self.by_terminal
    }

    fn steps(&self) -> usize {
        History::Organisation.all_steps()
    }

    /// Nobody signed in for long, though there was time to.
    fn is_quiet(&self) -> bool {
        let last = self.listed.counted().and_then(|it| it.last_sign_in_at);
        last.unwrap_or(self.listed.organisation.created_at) + QUIET < clock::now()
    }

    /// The size of its database in words: whole megabytes, half a one counts.
    fn size(&self) -> Message {
        let megabytes = self.listed.counted().map_or(0, |it| (it.bytes + 500_000) / 1_000_000);
        if megabytes < 10_000 {
            message!("platform-megabytes", count = megabytes)
        } else {
            message!("platform-gigabytes", count = megabytes / 1000)
        }
    }

    pub(super) async fn of(me: &Operator, id: &str) -> Result<Show, Error> {
        let id: OrganisationId = id.parse().map_err(|_| Error::NotFound)?;
        let (listed, deeds) = me.directory.read(move |db| Ok((ListedOrganisation::find(db, id)?, OrganisationEvent::of(db, id)?))).await?;
        let server = me.servers().named(&listed.organisation.server_name);
        let (by_terminal, is_placed) = (server.is_some_and(|it| !it.can_create()), server.is_some());
        Ok(Show { layout: me.layout(), listed, deeds, by_terminal, is_placed, reason: String::new(), errors: Errors::default() })
    }
}

/// `GET /platform?q=arogya&after=...`.
pub async fn index(me: Operator, hx: Hx, part: Query<OrganisationsQuery>) -> Response {
    let part = part.into_inner();
    let (q, after) = (part.q.clone(), part.after.clone());
    let (organisations, more) = me.directory.read(move |db| ListedOrganisation::page(db, &q, &after)).await?;
    hx.page(&Index { layout: me.layout(), organisations, more, part })
}

/// `GET /platform/organisations/new`.
pub async fn new(me: Operator, hx: Hx) -> Response {
    me.fresh_for_page()?;
    hx.page(&New::of(&me, OrganisationForm::default()))
}

/// `POST /platform/organisations`: writes it down. Its database is made beside the request; its page shows how far that is.
pub async fn create(me: Operator, hx: Hx, Form(mut form): Form<OrganisationForm>) -> Response {
    me.fresh_for_form()?;
    let Some(beginning) = form.parse(me.servers()) else { return hx.invalid(&New::of(&me, form)) };
    match me.directory.write(move |tx| Creation::begin(tx, &beginning, false)).await? {
        CreationAsked::Begun(id) => return hx.see_other(me.here(&format!("organisations/{id}")), None),
        CreationAsked::SlugTaken => form.errors.add("slug", message!("organisation-slug-taken")),
        CreationAsked::NameTaken => form.errors.add("name", message!("organisation-name-taken")),
    }
    hx.invalid(&New::of(&me, form))
}

/// `GET /platform/organisations/{id}`.
pub async fn show(me: Operator, hx: Hx, id: Path<String>) -> Response {
    hx.page(&Show::of(&me, &id).await?)
}

impl New {
    fn of(me: &Operator, form: OrganisationForm) -> New {
        let servers: Vec<String> = me.servers().all().map(|(name, _)| name.to_owned()).collect();
        let by_terminal = me.servers().that_create().is_empty();
        New { layout: me.layout(), servers, by_terminal, form }
    }
}

/// The organisation of an address.
pub(super) async fn organisation(me: &Operator, id: &str) -> Result<Organisation, Error> {
    let id: OrganisationId = id.parse().map_err(|_| Error::NotFound)?;
    me.directory.read(move |db| Organisation::find(db, id)).await
}
