//! Checking in whoever walks in.

use super::queue::{CheckInForm, Index};
use crate::auth::{Actor, CheckIns, Once};
use crate::db::ids::AppointmentId;
use crate::models::journal::{Attempted, Deed};
use crate::models::people::Patient;
use crate::models::visits::{Appointment, CheckIn, WalkIn};
use crate::web::screen::*;

/// The longest complaint, in characters.
const COMPLAINT: usize = 500;

/// `POST walk-ins`.
pub async fn create(me: Actor<CheckIns>, hx: Hx, Once(mut form): Once<CheckInForm>) -> Response {
    let Some(walk_in) = form.parse(&me) else {
        return hx.invalid(&Index::of(&me, form).await?);
    };
    let attempted = me
        .make(&mut form, move |tx| {
            let name = Patient::find(tx.db, walk_in.patient)?.profile.full_name;
            Ok(match Appointment::walk_in(tx, &walk_in)? {
                CheckIn::Queued { id, token, .. } => Ok(Deed::new(id, message!("walk-in-queued", token, name))),
                CheckIn::AlreadyWaiting { id, token } => Err((id, message!("walk-in-already", token, name))),
            })
        })
        .await?;
    let slip = |id: AppointmentId| me.here(&format!("appointments/{id}/slip"));
    let notice = match attempted {
        Attempted::Made(made) => {
            let (id, at) = (AppointmentId(made.id), made.at.and_utc().timestamp_micros());
            let notice = Notice::success(made.said()).with_link(slip(id), message!("walk-in-print"));
            // What was done long ago is not undone in passing.
            if made.before { notice } else { notice.with_undo(me.here(&format!("appointments/{id}/cancellation?at={at}"))) }
        }
        Attempted::Refused((id, already)) => Notice::warning(already).with_link(slip(id), message!("walk-in-print")),
        Attempted::NotThis(_) => return hx.invalid(&Index::of(&me, form).await?),
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
