//! Calling a patient in.

use actix_web::web::Path;

use super::undos::taken;
use crate::auth::{Actor, Calls};
use crate::db::ids::AppointmentId;
use crate::message;
use crate::models::visits::{Appointment, Stand};
use crate::web::hx::{Hx, Response};

/// `POST appointments/{id}/call`.
pub async fn create(me: Actor<Calls>, hx: Hx, path: Path<(String, String, AppointmentId)>) -> Response {
    let (clinic, id) = (me.clinic().id, path.2);
    let step = me.write(move |tx| Appointment::call(tx, clinic, id)).await?;
    let notice = taken(&me, id, step, Stand::Called, |token| message!("queue-called", token));
    hx.see_other(me.here("queue"), notice)
}
