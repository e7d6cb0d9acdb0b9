//! Taking somebody out of the queue who will not be seen.

use actix_web::web::Path;
use serde::Deserialize;

use super::appointments::Show;
use super::undos::taken;
use crate::auth::{Actor, Reception};
use crate::db::ids::AppointmentId;
use crate::message;
use crate::models::appointment::{Appointment, Departure, Stand};
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
    me: Actor<Reception>,
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
    let notice = taken(&me, id, step, stand, |token| match stand {
        Stand::NoShow => message!("queue-no-show", token),
        _ => message!("queue-cancelled", token),
    });
    hx.see_other(me.here("queue"), notice)
}

impl CancellationForm {
    fn parse(&mut self) -> Option<Departure> {
        let reason = self.errors.check("reason", form::text(&self.reason, REASON))?;
        Some(if self.no_show.is_empty() { Departure::Cancelled { reason } } else { Departure::NoShow })
    }
}
