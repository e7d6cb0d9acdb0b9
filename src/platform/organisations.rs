//! The organisations: the list of them, one with the log of what was done with it, and the form of
//! a new one.

use chrono::{Duration, NaiveDateTime};

use super::organisation_form::OrganisationForm;
use crate::auth::{Fresh, Layout, Operator};
use crate::db::clock;
use crate::db::ids::OrganisationId;
use crate::db::migrations::History;
use crate::directory::tenants::{Creation, CreationAsked, ListedOrganisation, Organisation, OrganisationEvent, TablesState};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "platform/organisations/index.html")]
struct Index {
    layout: Layout,
    organisations: Vec<ListedOrganisation>,
    more: bool,
    query: OrganisationsQuery,
}

page!(Index);

#[derive(Template)]
#[template(path = "platform/organisations/new.html")]
struct New {
    layout: Layout,
    servers: Vec<String>,
    /// Whether no database can be created from here: then `swasthya migrate` does it.
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
    reason: String,
    errors: Errors,
}

page!(Show, "progress" => as_progress);

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct OrganisationsQuery {
    q: String,
    after: String,
}

/// After how long without a sign-in the page says so.
const QUIET: Duration = Duration::days(30);

impl OrganisationsQuery {
    fn asks_for_all(&self) -> bool {
        self.q.is_empty() && self.after.is_empty()
    }
}

impl Index {
    /// The address of the first page.
    fn first(&self) -> String {
        with_query(&self.layout.base, &[("q", &self.query.q)])
    }

    /// The address of the page that follows.
    fn next(&self) -> String {
        let last = self.organisations.last().map_or("", |it| it.organisation.name.as_str());
        with_query(&self.layout.base, &[("q", self.query.q.as_str()), ("after", last)])
    }
}

impl Show {
    /// How its making stands, until it is finished.
    fn making(&self) -> Option<&Creation> {
        self.listed.making()
    }

    /// Whether the page asks again by itself: it is being made, or soon will be.
    fn goes_on(&self) -> bool {
        self.making().is_some_and(|it| it.failure.is_empty()) && !self.by_terminal
    }

    fn steps(&self) -> usize {
        History::Organisation.all_steps()
    }

    /// What its addresses begin with.
    fn here(&self) -> String {
        format!("{}/organisations/{}", self.layout.base, self.listed.organisation.id)
    }

    /// When its tables were last brought up to date.
    fn migrated_at(&self) -> Option<NaiveDateTime> {
        self.listed.state.as_ref()?.migrated_at
    }

    /// The making of it, where somebody was invited by it to run the organisation.
    fn invited(&self) -> Option<&Creation> {
        self.listed.creation.as_ref().filter(|it| it.has_owner())
    }

    /// Nobody signed in for long, though it is open and there was time to.
    fn is_quiet(&self) -> bool {
        let last = self.listed.counted().and_then(|it| it.last_sign_in_at);
        self.listed.organisation.is_active() && last.unwrap_or(self.listed.organisation.created_at) + QUIET < clock::now()
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

    /// The same page, with what is wrong with the reason that was given.
    pub(super) fn refused(self, reason: String, errors: Errors) -> Show {
        Show { reason, errors, ..self }
    }

    pub(super) async fn of(me: &Operator, id: OrganisationId) -> Result<Show, Error> {
        let (listed, deeds) = me.directory.read(move |db| Ok((ListedOrganisation::find(db, id)?, OrganisationEvent::of(db, id)?))).await?;
        let server = me.servers().named(&listed.organisation.server_name);
        let (by_terminal, is_placed) = (server.is_some_and(|it| !it.can_create()), server.is_some());
        Ok(Show { layout: me.layout(), listed, deeds, by_terminal, is_placed, reason: String::new(), errors: Errors::default() })
    }
}

/// `GET /platform?q=arogya&after=...`.
pub async fn index(me: Operator, hx: Hx, Query(query): Query<OrganisationsQuery>) -> Response {
    let (q, after) = (query.q.clone(), query.after.clone());
    let (organisations, more) = me.directory.read(move |db| ListedOrganisation::page(db, &q, &after)).await?;
    hx.page(&Index { layout: me.layout(), organisations, more, query })
}

/// `GET /platform/organisations/new`.
pub async fn new(Fresh(me): Fresh<Operator>, hx: Hx) -> Response {
    hx.page(&New::of(&me, OrganisationForm::default()))
}

/// `POST /platform/organisations`: writes it down. Its database is made in the background; its page
/// shows how far that is.
pub async fn create(Fresh(me): Fresh<Operator>, hx: Hx, Form(mut form): Form<OrganisationForm>) -> Response {
    let Some(beginning) = form.parse(me.servers()) else { return hx.invalid(&New::of(&me, form)) };
    match me.directory.write(move |tx| Creation::begin(tx, &beginning, false)).await? {
        CreationAsked::Begun(id) => return hx.see_other(me.here(&format!("organisations/{id}")), None),
        CreationAsked::SlugTaken => form.errors.add("slug", message!("organisation-slug-taken")),
        CreationAsked::NameTaken => form.errors.add("name", message!("organisation-name-taken")),
    }
    hx.invalid(&New::of(&me, form))
}

/// `GET /platform/organisations/{id}`.
pub async fn show(me: Operator, hx: Hx, At(id): At<OrganisationId>) -> Response {
    hx.page(&Show::of(&me, id).await?)
}

impl New {
    fn of(me: &Operator, form: OrganisationForm) -> New {
        let servers: Vec<String> = me.servers().all().map(|(name, _)| name.to_owned()).collect();
        let by_terminal = me.servers().that_create().is_empty();
        New { layout: me.layout(), servers, by_terminal, form }
    }
}

/// The organisation of an address.
pub(super) async fn organisation(me: &Operator, id: OrganisationId) -> Result<Organisation, Error> {
    me.directory.read(move |db| Organisation::find(db, id)).await
}
