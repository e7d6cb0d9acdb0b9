//! What somebody came for, corrected.

use super::appointments::{CancellationForm, ComplaintForm, Show};
use super::calling::notice;
use super::walk_ins::COMPLAINT;
use crate::auth::{Actor, CheckIns};
use crate::db::ids::AppointmentId;
use crate::models::visits::Appointment;
use crate::web::screen::*;

/// `POST appointments/{id}/complaint`.
pub async fn update(me: Actor<CheckIns>, hx: Hx, At(id): At<AppointmentId>, Form(mut form): Form<ComplaintForm>) -> Response {
    // Left empty by somebody who did not see what stood there, it is no correction.
    let read = if me.layout().may_see_health() { form::text } else { form::required };
    let Some(complaint) = form.errors.check("complaint", read(&form.complaint, COMPLAINT)) else {
        return hx.invalid(&Show::of(&me, id, CancellationForm::default()).await?.with(form));
    };
    let clinic = me.clinic_id();
    let step = me.write(move |tx| Appointment::correct_complaint(tx, clinic, id, &complaint)).await?;
    hx.see_other(me.here(&format!("appointments/{id}")), notice(step, |token| message!("queue-complaint-corrected", token)))
}
