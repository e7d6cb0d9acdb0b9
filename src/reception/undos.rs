//! Taking a step of calling back.

use actix_web::web::{Path, Query};
use serde::Deserialize;

use super::queue::said;
use crate::auth::{Actor, Calls};
use crate::db::ids::AppointmentId;
use crate::locale::Message;
use crate::message;
use crate::models::visits::{Appointment, Stand, StepTaken};
use crate::web::error::Error;
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;

/// `?step=called`: what is to be taken back, so that nothing later is.
#[derive(Deserialize)]
pub struct Last {
    #[serde(default)]
    step: String,
}

impl Last {
    /// The step, if it is one of these.
    pub(super) fn of(&self, steps: &[Stand]) -> Result<Stand, Error> {
        self.step.parse().ok().filter(|it| steps.contains(it)).ok_or_else(|| Error::BadRequest("step".into()))
    }
}

/// `POST appointments/{id}/undo`. A cancellation is taken back by whoever may cancel.
pub async fn create(me: Actor<Calls>, hx: Hx, path: Path<(String, String, AppointmentId)>, last: Query<Last>) -> Response {
    let step = last.of(&[Stand::Called, Stand::Skipped, Stand::Recalled])?;
    let (clinic, id) = (me.clinic().id, path.2);
    let step = me.write(move |tx| Appointment::undo(tx, clinic, id, step)).await?;
    hx.see_other(me.here("queue"), said(step, |token| message!("queue-undone", token)))
}

/// What a step of calling has to say, with the way back if it was taken.
pub(super) fn taken(me: &Actor<Calls>, id: AppointmentId, step: StepTaken, to: Stand, done: impl FnOnce(i32) -> Message) -> Notice {
    let notice = said(step, done);
    if matches!(step, StepTaken::Done { .. }) { notice.with_undo(me.here(&format!("appointments/{id}/undo?step={to}"))) } else { notice }
}
