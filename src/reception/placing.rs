//! Where somebody stands in the queue: how urgent they are, and whose queue it is.

use super::calling::notice;
use crate::auth::{Actor, CheckIns};
use crate::db::Tx;
use crate::db::ids::{AppointmentId, ProfileId};
use crate::models::visits::{Appointment, MoveMade, Priority, VisitNames};
use crate::web::screen::*;

// Both hold what was sent as it is: it is read only once it is known that the reader may do this.

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PriorityForm {
    priority: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct MoveForm {
    doctor: String,
}

/// `POST appointments/{id}/priority`: before others, or in turn again.
pub async fn prioritise(me: Actor<CheckIns>, hx: Hx, At(id): At<AppointmentId>, Form(form): Form<PriorityForm>) -> Response {
    let priority: Priority = form.priority.parse().map_err(|()| Error::Malformed("priority".into()))?;
    let clinic = me.clinic_id();
    let prioritise = move |tx: &mut Tx| Ok((Appointment::prioritise(tx, clinic, id, priority)?, VisitNames::of(tx.db, clinic, id)?));
    let (step, names) = me.write(prioritise).await?;
    hx.see_other(me.here("queue"), notice(step, |token| message!("queue-prioritised", token, name = &names.patient)))
}

/// `POST appointments/{id}/move`: to another doctor.
pub async fn move_over(me: Actor<CheckIns>, hx: Hx, At(id): At<AppointmentId>, Form(form): Form<MoveForm>) -> Response {
    let doctor: ProfileId = form.doctor.parse().map_err(|_| Error::Malformed("doctor".into()))?;
    let clinic = me.clinic_id();
    let move_over = move |tx: &mut Tx| Ok((VisitNames::of(tx.db, clinic, id)?, Appointment::move_to(tx, clinic, id, doctor)?));
    let (VisitNames { patient: name, .. }, made) = me.write(move_over).await?;
    let notice = match made {
        MoveMade::Moved { id, token } => Notice::success(message!("queue-moved", token, name))
            .with_link(me.here(&format!("appointments/{id}/slip")), message!("walk-in-print")),
        MoveMade::AlreadyThere { token } => Notice::warning(message!("queue-moved-already", token, name)),
        MoveMade::TooLate { token } => Notice::warning(message!("queue-too-late", token)),
    };
    hx.see_other(me.here("queue"), notice)
}
