//! Closing a visit of an earlier day for which the patient was never seen.

use crate::auth::{Actor, Doctor};
use crate::db::ids::AppointmentId;
use crate::models::visits::{Appointment, StepTaken, VisitNames};
use crate::web::screen::*;

/// `POST appointments/{id}/closure`.
pub async fn create(me: Actor<Doctor>, hx: Hx, At(id): At<AppointmentId>) -> Response {
    let (clinic, doctor, today) = (me.clinic_id(), me.doctor(), me.today());
    let (step, VisitNames { patient: name, .. }) = me
        .write(move |tx| {
            let visit = Appointment::of_doctor(tx.db, clinic, doctor, id)?;
            let names = VisitNames::of(tx.db, clinic, visit.id)?;
            Ok((Appointment::was_never_seen(tx, clinic, visit.id, today)?, names))
        })
        .await?;
    let notice = match step {
        StepTaken::Done { token, .. } => Notice::success(message!("queue-no-show", token, name)),
        StepTaken::Already { token } | StepTaken::TooLate { token, .. } => Notice::warning(message!("doctor-too-late", token)),
    };
    hx.see_other(me.here("unfinished"), notice)
}
