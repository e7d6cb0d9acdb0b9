//! Checking in whoever walks in.

use super::queue::{CheckInForm, Index};
use crate::auth::{Actor, CheckIns};
use crate::models::people::Patient;
use crate::models::visits::{Appointment, CheckIn, WalkIn};
use crate::web::screen::*;

/// The longest complaint, in characters.
const COMPLAINT: usize = 500;

/// `POST walk-ins`.
pub async fn create(me: Actor<CheckIns>, hx: Hx, Form(mut form): Form<CheckInForm>) -> Response {
    let Some(walk_in) = form.parse(&me) else {
        return hx.invalid(&Index::of(&me, form).await?);
    };
    let (check_in, name) = me
        .write(move |tx| {
            let patient = Patient::find(tx.db, walk_in.patient)?;
            Ok((Appointment::walk_in(tx, &walk_in)?, patient.profile.full_name))
        })
        .await?;
    let slip = |id| me.here(&format!("appointments/{id}/slip"));
    let notice = match check_in {
        CheckIn::Queued { id, token, at } => Notice::success(message!("walk-in-queued", token, name))
            .with_link(slip(id), message!("walk-in-print"))
            .with_undo(me.here(&format!("appointments/{id}/cancellation?at={}", at.and_utc().timestamp_micros()))),
        CheckIn::AlreadyWaiting { id, token } => {
            Notice::warning(message!("walk-in-already", token, name)).with_link(slip(id), message!("walk-in-print"))
        }
    };
    hx.see_other(me.here("queue"), notice)
}

impl CheckInForm {
    fn parse(&mut self, me: &Actor<CheckIns>) -> Option<WalkIn> {
        form::parse!(self => WalkIn {
            patient: form::choice(&self.patient),
            doctor: form::choice(&self.doctor),
            priority: form::choice(&self.priority),
            complaint: form::text(&self.complaint, COMPLAINT),
            ;
            clinic: me.clinic_id(),
            today: me.today(),
        })
    }
}
