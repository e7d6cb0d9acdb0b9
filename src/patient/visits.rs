//! The family's visits that are over.

use actix_web::web::{Path, Query};
use askama::Template;
use serde::Deserialize;

use crate::auth::{Actor, Layout, Patient};
use crate::db::ids::{AppointmentId, ProfileId};
use crate::models::people::Profile;
use crate::models::visits::{PAGE, PastVisit, PastVisitShown, Status};
use crate::page;
use crate::web::filters;
use crate::web::hx::{Hx, Response};

#[derive(Template)]
#[template(path = "patient/visits/index.html")]
struct Index {
    layout: Layout,
    family: Vec<Profile>,
    of: Option<ProfileId>,
    visits: Vec<PastVisit>,
    page: i64,
    more: bool,
}

page!(Index);

#[derive(Template)]
#[template(path = "patient/visits/show.html")]
struct Show {
    layout: Layout,
    family: Vec<Profile>,
    shown: PastVisitShown,
}

page!(Show);

/// Which page of whose list.
#[derive(Deserialize)]
pub struct VisitsQuery {
    #[serde(default)]
    page: i64,
    /// Whose; everybody's where nobody is picked.
    of: Option<ProfileId>,
}

/// `GET visits?of=&page=`.
pub async fn index(me: Actor<Patient>, hx: Hx, asked: Query<VisitsQuery>) -> Response {
    let (ids, of, page) = (me.ids_of(asked.of)?, asked.of, asked.page.clamp(1, 1000));
    let mut visits = me.read(move |db| PastVisit::of_family(db, &ids, page)).await?;
    let whole = usize::try_from(PAGE).unwrap_or_default();
    let more = visits.len() > whole;
    visits.truncate(whole);
    hx.page(&Index { layout: me.layout(), family: me.family().to_vec(), of, visits, page, more })
}

/// `GET visits/{appointment}`.
pub async fn show(me: Actor<Patient>, hx: Hx, path: Path<(String, AppointmentId)>) -> Response {
    let (ids, id) = (me.family_ids(), path.into_inner().1);
    let shown = me.read(move |db| PastVisit::find(db, &ids, id)).await?;
    hx.page(&Show { layout: me.layout(), family: me.family().to_vec(), shown })
}
