//! The token slip, on an 80 mm roll.

use actix_web::web::Path;
use askama::Template;
use chrono::NaiveDate;

use crate::auth::{Actor, Reception};
use crate::db::ids::AppointmentId;
use crate::models::visits::{Appointment, Queue, QueuedVisit};
use crate::page;
use crate::web::error::Error;
use crate::web::filters;
use crate::web::hx::{Hx, Response};

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
pub async fn show(me: Actor<Reception>, hx: Hx, path: Path<(String, String, AppointmentId)>) -> Response {
    let (clinic, id) = (me.clinic(), path.2);
    let (held_on, queue) = me
        .read(move |db| {
            let appointment = Appointment::at_clinic(db, clinic.id, id)?;
            Ok((appointment.held_on, Queue::of_doctor(db, clinic.id, appointment.doctor_id, appointment.held_on)?))
        })
        .await?;
    let visit = queue.visit(&id).ok_or(Error::NotFound)?.clone();
    let page = Show { paper: "slip", back: me.here("queue"), clinic: me.clinic().name, held_on, queue, visit };
    hx.in_zone(me.zone()).page(&page)
}
