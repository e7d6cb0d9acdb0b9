//! Checking in whoever walks in.

use super::queue::{CheckInForm, Index};
use crate::auth::{Actor, CheckIns};
use crate::message;
use crate::models::people::Patient;
use crate::models::visits::{Appointment, CheckIn, WalkIn};
use crate::web::form::{self, Form};
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;

/// The longest complaint, in characters.
const COMPLAINT: usize = 500;

/// `POST walk-ins`.
pub async fn create(me: Actor<CheckIns>, hx: Hx, Form(mut form): Form<CheckInForm>) -> Response {
    let Some(walk_in) = form.parse(&me) else {
        return hx.in_zone(me.zone()).invalid(&Index::of(&me, form).await?);
    };
    let (check_in, name) = me
        .write(move |tx| {
            let patient = Patient::find(tx.db, walk_in.patient)?;
            Ok((Appointment::walk_in(tx, &walk_in)?, patient.profile.full_name))
        })
        .await?;
    let slip = |id| me.here(&format!("appointments/{id}/slip"));
    let notice = match check_in {
        CheckIn::Queued { id, token } => Notice::success(message!("walk-in-queued", token, name))
            .with_link(slip(id), message!("walk-in-print"))
            .with_undo(me.here(&format!("appointments/{id}/cancellation"))),
        CheckIn::AlreadyWaiting { id, token } => {
            Notice::warning(message!("walk-in-already", token, name)).with_link(slip(id), message!("walk-in-print"))
        }
    };
    hx.see_other(me.here("queue"), notice)
}

impl CheckInForm {
    /// The check-in this describes, or nothing, with everything to correct in `errors`.
    fn parse(&mut self, me: &Actor<CheckIns>) -> Option<WalkIn> {
        let chosen = || message!("error-choice");
        let patient = self.patient.parse().map_err(|_| chosen());
        let patient = self.errors.check("patient", patient);
        let doctor = self.doctor.parse().map_err(|_| chosen());
        let doctor = self.errors.check("doctor", doctor);
        let priority = self.priority.parse().map_err(|()| chosen());
        let priority = self.errors.check("priority", priority);
        let complaint = self.errors.check("complaint", form::text(&self.complaint, COMPLAINT));
        Some(WalkIn {
            clinic: me.clinic().id,
            doctor: doctor?,
            patient: patient?,
            today: me.today(),
            priority: priority?,
            complaint: complaint?,
        })
    }
}
