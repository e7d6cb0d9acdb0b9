//! One visit of today: where it stands, and what is rarely done with it.

use actix_web::web::Path;
use askama::Template;
use chrono::NaiveDate;

use super::cancellations::CancellationForm;
use crate::auth::{Actor, AtClinic, Duty, Layout, Reception};
use crate::db::ids::AppointmentId;
use crate::models::visits::{Appointment, Priority, Queue, QueuedVisit};
use crate::page;
use crate::web::error::Error;
use crate::web::filters;
use crate::web::hx::{Hx, Response};

#[derive(Template)]
#[template(path = "reception/appointments/show.html")]
pub(super) struct Show {
    layout: Layout,
    /// What the addresses of this visit begin with.
    at: String,
    today: NaiveDate,
    held_on: NaiveDate,
    visit: QueuedVisit,
    /// Its own queue first.
    queues: Vec<Queue>,
    form: CancellationForm,
}

page!(Show);

/// `GET appointments/{id}`.
pub async fn show(me: Actor<Reception>, hx: Hx, path: Path<(String, String, AppointmentId)>) -> Response {
    let page = Show::of(&me, path.2, CancellationForm::default()).await?;
    hx.in_zone(me.zone()).page(&page)
}

impl Show {
    pub(super) async fn of<D: Duty<Scope = AtClinic>>(me: &Actor<D>, id: AppointmentId, form: CancellationForm) -> Result<Show, Error> {
        let clinic = me.clinic().id;
        let (held_on, mut queues) = me
            .read(move |db| {
                let held_on = Appointment::at_clinic(db, clinic, id)?.held_on;
                Ok((held_on, Queue::of_clinic(db, clinic, held_on)?))
            })
            .await?;
        queues.sort_by_key(|queue| queue.visit(&id).is_none());
        let visit = queues.first().and_then(|queue| queue.visit(&id)).ok_or(Error::NotFound)?.clone();
        Ok(Show { layout: me.layout(), at: me.here(&format!("appointments/{id}")), today: me.today(), held_on, visit, queues, form })
    }
}
