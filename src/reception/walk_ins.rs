//! Checking in whoever walks in.

use super::queue::{CheckInForm, Index};
use crate::auth::{Actor, CheckIns, Once};
use crate::db::ids::AppointmentId;
use crate::models::journal::{Attempted, Deed};
use crate::models::people::Patient;
use crate::models::visits::{Appointment, CheckIn, WalkIn};
use crate::web::screen::*;

/// The longest complaint, in characters.
pub(super) const COMPLAINT: usize = 500;

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
                CheckIn::AlreadyWaiting { id, token } => Err(Some((id, message!("walk-in-already", token, name)))),
                CheckIn::ClinicClosed => Err(None),
            })
        })
        .await?;
    // The board shows the token that was given, with what is to be done next: only what else there is to say is a notice.
    let (id, notice) = match attempted {
        Attempted::Made(made) => (AppointmentId(made.id), made.before.then(|| Notice::success(made.said()))),
        Attempted::Refused(Some((id, already))) => (id, Some(Notice::warning(already))),
        Attempted::Refused(None) => return Err(Error::ClinicClosed(me.clinic().name.clone())),
        Attempted::NotThis(_) => return hx.invalid(&Index::of(&me, form).await?),
    };
    hx.see_other(me.here(&format!("queue?given={id}")), notice)
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
