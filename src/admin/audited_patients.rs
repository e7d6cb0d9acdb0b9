//! Finding the patient whose rows of the log are asked for.

use crate::auth::{Actor, AuditLog, Layout};
use crate::models::people::Found;
use crate::web::screen::*;

/// How many people are shown at most.
const MOST: usize = 20;

#[derive(Template)]
#[template(path = "admin/audit/patients.html")]
struct Index {
    layout: Layout,
    q: String,
    found: Vec<Found>,
    /// There are more than are shown.
    is_cut: bool,
}

page!(Index);

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct AuditedPatientsQuery {
    q: String,
}

/// `GET audit/patients?q=`. Who is shown is noted; what was typed is not.
pub async fn index(me: Actor<AuditLog>, hx: Hx, Query(query): Query<AuditedPatientsQuery>) -> Response {
    let q = query.q.clone();
    let (found, is_cut) = me.open(move |opening| Found::by(opening, &q, MOST)).await?;
    hx.page(&Index { layout: me.layout(), q: query.q, found, is_cut })
}
