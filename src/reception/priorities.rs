//! Letting somebody go before others, or in turn again.

use actix_web::web::Path;
use serde::Deserialize;

use super::queue::said;
use crate::auth::{Actor, CheckIns};
use crate::db::ids::AppointmentId;
use crate::message;
use crate::models::visits::{Appointment, Priority};
use crate::web::error::Error;
use crate::web::form::Form;
use crate::web::hx::{Hx, Response};

/// How urgent.
#[derive(Deserialize)]
pub struct PriorityForm {
    #[serde(default)]
    priority: String,
}

/// `POST appointments/{id}/priority`.
pub async fn create(
    me: Actor<CheckIns>,
    hx: Hx,
    path: Path<(String, String, AppointmentId)>,
    Form(PriorityForm { priority }): Form<PriorityForm>,
) -> Response {
    let priority: Priority = priority.parse().map_err(|()| Error::BadRequest("priority".into()))?;
    let (clinic, id) = (me.clinic().id, path.2);
    let step = me.write(move |tx| Appointment::prioritise(tx, clinic, id, priority)).await?;
    hx.see_other(me.here("queue"), said(step, |token| message!("queue-prioritised", token)))
}
