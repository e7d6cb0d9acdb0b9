//! Today's board: every doctor's queue side by side, and the form that checks somebody in.

use actix_web::web::Query;
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;

use crate::auth::{Actor, AtClinic, Duty, Layout, Reception};
use crate::db::ids::ProfileId;
use crate::locale::Message;
use crate::models::visits::{Arrival, Priority, Queue, Stand, StepTaken};
use crate::web::error::Error;
use crate::web::filters;
use crate::web::form::Errors;
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;
use crate::{message, page};

#[derive(Template)]
#[template(path = "reception/queue/index.html", blocks = ["board"])]
pub(super) struct Index {
    layout: Layout,
    today: NaiveDate,
    queues: Vec<Queue>,
    /// Who is to be checked in.
    arrival: Option<Arrival>,
    form: CheckInForm,
}

page!(Index, "board" => as_board);

/// Which doctor, how urgent, what for.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct CheckInForm {
    #[serde(default)]
    pub(super) patient: String,
    #[serde(default)]
    pub(super) doctor: String,
    #[serde(default)]
    pub(super) priority: String,
    #[serde(default)]
    pub(super) complaint: String,
    #[serde(skip)]
    pub(super) errors: Errors,
}

/// `?patient=ID`: who is to be checked in.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    patient: String,
}

/// `GET queue`.
pub async fn index(me: Actor<Reception>, hx: Hx, asked: Query<Asked>) -> Response {
    let form = CheckInForm { patient: asked.into_inner().patient, ..CheckInForm::default() };
    let page = Index::of(&me, form).await?;
    hx.in_zone(me.zone()).page(&page)
}

impl Index {
    /// The board; and, where the form names a patient, the form filled in with what is likely.
    pub(super) async fn of<D: Duty<Scope = AtClinic>>(me: &Actor<D>, mut form: CheckInForm) -> Result<Index, Error> {
        let (clinic, today) = (me.clinic().id, me.today());
        let patient: Option<ProfileId> =
            if form.patient.is_empty() { None } else { Some(form.patient.parse().map_err(|_| Error::NotFound)?) };
        let (queues, arrival) = me
            .read(move |db| Ok((Queue::of_clinic(db, clinic, today)?, patient.map(|patient| Arrival::of(db, patient)).transpose()?)))
            .await?;
        if let Some(arrival) = &arrival {
            if form.doctor.is_empty() && form.errors.is_empty() {
                form.doctor = arrival.likely_doctor(&queues).map(|doctor| doctor.to_string()).unwrap_or_default();
            }
            if form.priority.is_empty() {
                form.priority = arrival.likely_priority(today).to_string();
            }
        }
        Ok(Index { layout: me.layout(), today, queues, arrival, form })
    }

    /// Where the patient who is being checked in stands already.
    fn standing(&self) -> Vec<(&Queue, i32)> {
        let Some(arrival) = &self.arrival else { return Vec::new() };
        let patient = arrival.patient.id();
        self.queues.iter().filter_map(|queue| Some((queue, queue.open_visit_of(&patient)?.token))).collect()
    }
}

/// What a step has to say on the board that follows it.
pub(super) fn said(step: StepTaken, done: impl FnOnce(i32) -> Message) -> Notice {
    match step {
        StepTaken::Done { token } => Notice::success(done(token)),
        StepTaken::Already { token } => Notice::warning(message!("queue-already", token)),
        StepTaken::TooLate { token, .. } => Notice::warning(message!("queue-too-late", token)),
    }
}
