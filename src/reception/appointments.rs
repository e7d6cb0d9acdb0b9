//! One visit of today: where it stands, and what is rarely done with it.

use chrono::NaiveDate;

use crate::auth::{Actor, AtClinic, Duty, Layout, Reception};
use crate::db::ids::AppointmentId;
use crate::models::visits::{Appointment, Priority, Queue, QueuedVisit};
use crate::web::screen::*;

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

/// Why somebody is taken out of the queue, if anybody says; and whether they never came.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct CancellationForm {
    pub(super) reason: String,
    pub(super) no_show: String,
    #[serde(skip)]
    pub(super) errors: Errors,
}

/// `GET appointments/{id}`.
pub async fn show(me: Actor<Reception>, hx: Hx, At(id): At<AppointmentId>) -> Response {
    hx.page(&Show::of(&me, id, CancellationForm::default()).await?)
}

impl Show {
    pub(super) async fn of<D: Duty<Scope = AtClinic>>(me: &Actor<D>, id: AppointmentId, form: CancellationForm) -> Result<Show, Error> {
        let clinic = me.clinic_id();
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
