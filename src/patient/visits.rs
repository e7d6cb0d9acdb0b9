//! The family's visits that are over.

use serde::Serialize;

use super::whose::Whose;
use crate::auth::{Actor, Layout, Patient};
use crate::db::ids::{AppointmentId, ProfileId};
use crate::models::visits::{PAGE, PastVisit, PastVisitShown, Status};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "patient/visits/index.html")]
struct Index {
    layout: Layout,
    whose: Whose,
    visits: Vec<PastVisit>,
    page: i64,
    more: bool,
}

page!(Index);

#[derive(Template)]
#[template(path = "patient/visits/show.html")]
struct Show {
    layout: Layout,
    whose: Whose,
    shown: PastVisitShown,
}

page!(Show);

/// Which page of whose list.
#[derive(Deserialize, Serialize)]
pub struct VisitsQuery {
    #[serde(default)]
    page: i64,
    /// Whose; everybody's where nobody is picked.
    of: Option<ProfileId>,
}

/// `GET visits?of=&page=`.
pub async fn index(me: Actor<Patient>, hx: Hx, Query(query): Query<VisitsQuery>) -> Response {
    let (ids, page) = (me.ids_of(query.of)?, query.page.clamp(1, 1000));
    let mut visits = me.read(move |db| PastVisit::of_family(db, &ids, page)).await?;
    let whole = usize::try_from(PAGE).unwrap_or_default();
    let more = visits.len() > whole;
    visits.truncate(whole);
    hx.page(&Index { layout: me.layout(), whose: Whose::of(&me, query.of), visits, page, more })
}

/// `GET visits/{id}`.
pub async fn show(me: Actor<Patient>, hx: Hx, At(id): At<AppointmentId>) -> Response {
    let ids = me.family_ids();
    let shown = me.read(move |db| PastVisit::find(db, &ids, id)).await?;
    hx.page(&Show { layout: me.layout(), whose: Whose::of(&me, None), shown })
}

impl Index {
    /// Where another page of the same list is.
    fn at_page(&self, page: i64) -> String {
        with_query("", &VisitsQuery { page, of: self.whose.picked })
    }
}
