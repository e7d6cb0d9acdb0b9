//! Taking somebody out of the queue who will not be seen.

use actix_web::web::{Path, Query};
use serde::Deserialize;

use super::appointments::Show;
use super::queue::said;
use super::undos::Last;
use crate::auth::{Actor, CheckIns};
use crate::db::ids::AppointmentId;
use crate::message;
use crate::models::visits::{Appointment, Departure, Stand, StepTaken};
use crate::web::form::{self, Errors, Form};
use crate::web::hx::{Hx, Response};

/// The longest reason, in characters.
const REASON: usize = 255;

/// Why, if anybody says; and whether they never came.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct CancellationForm {
    #[serde(default)]
    pub(super) reason: String,
    #[serde(default)]
    pub(super) no_show: String,
    #[serde(skip)]
    pub(super) errors: Errors,
}

/// `POST appointments/{id}/cancellation`.
pub async fn create(
    me: Actor<CheckIns>,
    hx: Hx,
    path: Path<(String, String, AppointmentId)>,
    Form(mut form): Form<CancellationForm>,
) -> Response {
    let (clinic, id) = (me.clinic().id, path.2);
    let Some(departure) = form.parse() else {
        return hx.in_zone(me.zone()).invalid(&Show::of(&me, id, form).await?);
    };
    let stand = if departure == Departure::NoShow { Stand::NoShow } else { Stand::Cancelled };
    let step = me.write(move |tx| Appointment::cancel(tx, clinic, id, &departure)).await?;
    let notice = said(step, |token| match stand {
        Stand::NoShow => message!("queue-no-show", token),
        _ => message!("queue-cancelled", token),
    });
    let back = me.here(&format!("appointments/{id}/cancellation/removal?step={stand}"));
    hx.see_other(me.here("queue"), if matches!(step, StepTaken::Done { .. }) { notice.with_undo(back) } else { notice })
}

/// `POST appointments/{id}/cancellation/removal?step=cancelled`: back into the queue.
pub async fn destroy(me: Actor<CheckIns>, hx: Hx, path: Path<(String, String, AppointmentId)>, last: Query<Last>) -> Response {
    let step = last.of(&[Stand::Cancelled, Stand::NoShow])?;
    let (clinic, id) = (me.clinic().id, path.2);
    let step = me.write(move |tx| Appointment::undo(tx, clinic, id, step)).await?;
    hx.see_other(me.here("queue"), said(step, |token| message!("queue-undone", token)))
}

impl CancellationForm {
    fn parse(&mut self) -> Option<Departure> {
        let reason = self.errors.check("reason", form::text(&self.reason, REASON))?;
        Some(if self.no_show.is_empty() { Departure::Cancelled { reason } } else { Departure::NoShow })
    }
}
