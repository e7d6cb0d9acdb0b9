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
}

page!(Show);

/// `GET appointments/{id}/slip`.
pub async fn show(me: Actor<Reception>, hx: Hx, At(id): At<AppointmentId>) -> Response {
    let clinic = me.clinic_id();
    let queue = me.open(move |opening| Queue::of_slip(opening, clinic, id)).await?;
    let visit = queue.visit(&id).ok_or(Error::NotFound)?.clone();
    let page = Show { paper: "slip", back: me.here("queue"), clinic: me.clinic().name.clone(), held_on: visit.held_on, queue, visit };
    hx.page(&page)
}
