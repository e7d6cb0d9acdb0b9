//! The token slip, on an 80 mm roll.

use chrono::NaiveDate;

use crate::auth::{Actor, Reception};
use crate::db::ids::AppointmentId;
use crate::models::visits::{Queue, QueuedVisit};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "reception/slips/show.html")]
struct Show {
    paper: &'static str,
    back: String,
    clinic: String,
    held_on: NaiveDate,
    queue: Queue,
    visit: QueuedVisit,
    /// Whether it prints by itself, and goes back.
    now: bool,
}

page!(Show);

/// `?print=now`: the paper prints by itself as soon as it is there, and the desk is where it was.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PaperQuery {
    print: String,
}

impl PaperQuery {
    pub(super) fn is_now(&self) -> bool {
        self.print == "now"
    }
}

/// `GET appointments/{id}/slip?print=now`.
pub async fn show(me: Actor<Reception>, hx: Hx, At(id): At<AppointmentId>, Query(query): Query<PaperQuery>) -> Response {
    let clinic = me.clinic_id();
    let queue = me.open(move |opening| Queue::of_slip(opening, clinic, id)).await?;
    let visit = queue.visit(&id).ok_or(Error::NotFound)?.clone();
    // What is still due can be taken where the token was given.
    let is_due = query.is_now() && visit.bill().is_some_and(|it| !it.is_paid());
    let back = if is_due { me.here(&format!("queue?given={id}")) } else { me.here("queue") };
    let (clinic, now) = (me.clinic().name.clone(), query.is_now());
    hx.page(&Show { paper: "slip", back, clinic, held_on: visit.held_on, queue, visit, now })
}
