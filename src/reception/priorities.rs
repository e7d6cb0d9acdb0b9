//! Letting somebody go before others, or in turn again.

use super::calling::notice;
use crate::auth::{Actor, CheckIns};
use crate::db::ids::AppointmentId;
use crate::models::visits::{Appointment, Priority};
use crate::web::screen::*;

/// How urgent.
#[derive(Deserialize)]
pub struct PriorityForm {
    #[serde(default)]
    priority: String,
}

/// `POST appointments/{id}/priority`.
pub async fn create(me: Actor<CheckIns>, hx: Hx, At(id): At<AppointmentId>, Form(form): Form<PriorityForm>) -> Response {
    let priority: Priority = form.priority.parse().map_err(|()| Error::Malformed("priority".into()))?;
    let clinic = me.clinic_id();
    let step = me.write(move |tx| Appointment::prioritise(tx, clinic, id, priority)).await?;
    hx.see_other(me.here("queue"), notice(step, |token| message!("queue-prioritised", token)))
}
