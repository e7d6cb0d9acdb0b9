//! Taking somebody out of the queue who will not be seen.

use super::appointments::{CancellationForm, Show};
use super::calling::{UndoQuery, at, notice, undoable};
use crate::auth::{Actor, CheckIns};
use crate::db::ids::AppointmentId;
use crate::models::visits::{Appointment, Departure, Stand};
use crate::web::screen::*;

/// The longest reason, in characters.
const REASON: usize = 255;

/// `POST appointments/{id}/cancellation`. With `?at=` it takes that check-in back, and nothing that came after it.
pub async fn create(
    me: Actor<CheckIns>,
    hx: Hx,
    At(id): At<AppointmentId>,
    Query(query): Query<UndoQuery>,
    Form(mut form): Form<CancellationForm>,
) -> Response {
    let (clinic, checked_in_at) = (me.clinic_id(), query.at()?);
    let Some(departure) = form.parse() else {
        return hx.invalid(&Show::of(&me, id, form).await?);
    };
    let stand = if departure == Departure::NoShow { Stand::NoShow } else { Stand::Cancelled };
    let step = me
        .write(move |tx| match checked_in_at {
            Some(at) => Appointment::take_back_check_in(tx, clinic, id, at),
            None => Appointment::cancel(tx, clinic, id, &departure),
        })
        .await?;
    let undo = me.here(&format!("appointments/{id}/cancellation/removal?step={stand}{}", at(step)));
    let notice = undoable(step, undo, |token| match stand {
        Stand::NoShow => message!("queue-no-show", token),
        _ => message!("queue-cancelled", token),
    });
    hx.see_other(me.here("queue"), notice)
}

/// `POST appointments/{id}/cancellation/removal?step=cancelled`: back into the queue.
pub async fn destroy(me: Actor<CheckIns>, hx: Hx, At(id): At<AppointmentId>, Query(query): Query<UndoQuery>) -> Response {
    let (clinic, at, step) = (me.clinic_id(), query.at()?, query.step(&[Stand::Cancelled, Stand::NoShow])?);
    let step = me.write(move |tx| Appointment::undo(tx, clinic, id, step, at)).await?;
    hx.see_other(me.here("queue"), notice(step, |token| message!("queue-undone", token)))
}

impl CancellationForm {
    fn parse(&mut self) -> Option<Departure> {
        let reason = self.errors.check("reason", form::text(&self.reason, REASON))?;
        Some(if self.no_show.is_empty() { Departure::Cancelled { reason } } else { Departure::NoShow })
    }
}
