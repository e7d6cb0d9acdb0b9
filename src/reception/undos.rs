//! Taking the last step of a visit back.

use actix_web::web::{Path, Query};
use serde::Deserialize;

use super::queue::said;
use crate::auth::{Actor, Reception};
use crate::db::ids::AppointmentId;
use crate::locale::Message;
use crate::message;
use crate::models::appointment::{Appointment, Stand, Step};
use crate::web::error::Error;
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;

/// `?step=called`: what is to be taken back, so that nothing later is.
#[derive(Deserialize)]
pub struct Last {
    #[serde(default)]
    step: String,
}

/// `POST appointments/{id}/undo`.
pub async fn create(me: Actor<Reception>, hx: Hx, path: Path<(String, String, AppointmentId)>, last: Query<Last>) -> Response {
    let step: Stand = last.step.parse().map_err(|()| Error::BadRequest("step".into()))?;
    let (clinic, id) = (me.clinic().id, path.2);
    let step = me.write(move |tx| Appointment::undo(tx, clinic, id, step)).await?;
    hx.see_other(me.here("queue"), said(step, |token| message!("queue-undone", token)))
}

/// What a step has to say, with the way back if it was taken.
pub(super) fn taken(me: &Actor<Reception>, id: AppointmentId, step: Step, to: Stand, done: impl FnOnce(i32) -> Message) -> Notice {
    let notice = said(step, done);
    if matches!(step, Step::Done { .. }) { notice.with_undo(me.here(&format!("appointments/{id}/undo?step={to}"))) } else { notice }
}
