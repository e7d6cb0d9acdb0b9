//! Moving a patient to another doctor's queue.

use actix_web::web::Path;
use serde::Deserialize;

use crate::auth::{Actor, CheckIns};
use crate::db::ids::{AppointmentId, ProfileId};
use crate::message;
use crate::models::visits::{Appointment, MoveMade};
use crate::web::error::Error;
use crate::web::form::Form;
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;

/// To whom.
#[derive(Deserialize)]
pub struct MoveForm {
    #[serde(default)]
    doctor: String,
}

/// `POST appointments/{id}/move`.
pub async fn create(
    me: Actor<CheckIns>,
    hx: Hx,
    path: Path<(String, String, AppointmentId)>,
    Form(MoveForm { doctor }): Form<MoveForm>,
) -> Response {
    let doctor: ProfileId = doctor.parse().map_err(|_| Error::BadRequest("doctor".into()))?;
    let (clinic, id) = (me.clinic().id, path.2);
    let notice = match me.write(move |tx| Appointment::move_to(tx, clinic, id, doctor)).await? {
        MoveMade::Moved { id, token } => Notice::success(message!("queue-moved", token))
            .with_link(me.here(&format!("appointments/{id}/slip")), message!("walk-in-print")),
        MoveMade::AlreadyThere { token } => Notice::warning(message!("queue-moved-already", token)),
        MoveMade::TooLate { token } => Notice::warning(message!("queue-too-late", token)),
    };
    hx.see_other(me.here("queue"), notice)
}
