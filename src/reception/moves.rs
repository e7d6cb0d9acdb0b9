//! Moving a patient to another doctor's queue.

use crate::auth::{Actor, CheckIns};
use crate::db::ids::{AppointmentId, ProfileId};
use crate::models::visits::{Appointment, MoveMade};
use crate::web::screen::*;

/// To whom.
#[derive(Deserialize)]
pub struct MoveForm {
    #[serde(default)]
    doctor: String,
}

/// `POST appointments/{id}/move`.
pub async fn create(me: Actor<CheckIns>, hx: Hx, At(id): At<AppointmentId>, Form(form): Form<MoveForm>) -> Response {
    let doctor: ProfileId = form.doctor.parse().map_err(|_| Error::Malformed("doctor".into()))?;
    let clinic = me.clinic_id();
    let notice = match me.write(move |tx| Appointment::move_to(tx, clinic, id, doctor)).await? {
        MoveMade::Moved { id, token } => Notice::success(message!("queue-moved", token))
            .with_link(me.here(&format!("appointments/{id}/slip")), message!("walk-in-print")),
        MoveMade::AlreadyThere { token } => Notice::warning(message!("queue-moved-already", token)),
        MoveMade::TooLate { token } => Notice::warning(message!("queue-too-late", token)),
    };
    hx.see_other(me.here("queue"), notice)
}
