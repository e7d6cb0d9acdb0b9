//! Closing a visit of an earlier day for which the patient was never seen.

use super::calling::{at, undoable};
use crate::auth::{Actor, CheckIns};
use crate::db::Tx;
use crate::db::ids::AppointmentId;
use crate::models::visits::{Appointment, Stand, VisitNames};
use crate::web::screen::*;

/// `POST appointments/{id}/closure`.
pub async fn create(me: Actor<CheckIns>, hx: Hx, At(id): At<AppointmentId>) -> Response {
    let (clinic, today) = (me.clinic_id(), me.today());
    let close = move |tx: &mut Tx| Ok((Appointment::was_never_seen(tx, clinic, id, today)?, VisitNames::of(tx.db, clinic, id)?));
    let (step, VisitNames { patient: name, .. }) = me.write(close).await?;
    let undo = me.here(&format!("appointments/{id}/cancellation/removal?step={}{}", Stand::NoShow, at(step)));
    hx.see_other(me.here("unfinished"), undoable(step, undo, |token| message!("queue-no-show", token, name)))
}
