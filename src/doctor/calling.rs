//! Calling people in: whoever is next; and skipping whoever was called and is not there.

use crate::auth::{Actor, Doctor};
use crate::db::ids::AppointmentId;
use crate::models::visits::{Appointment, StepTaken};
use crate::web::screen::*;

/// `POST calls`. Completes nothing: whoever is with the doctor stays there.
pub async fn call_next(me: Actor<Doctor>, hx: Hx) -> Response {
    let (clinic, doctor, today) = (me.clinic_id(), me.doctor(), me.today());
    let notice = match me.write(move |tx| Appointment::call_next(tx, clinic, doctor, today)).await? {
        Some(visit) => Notice::success(message!("doctor-called", token = visit.token)),
        None => Notice::warning(message!("doctor-nobody-waits")),
    };
    hx.see_other(me.here("queue"), notice)
}

/// `POST appointments/{id}/skip`.
pub async fn skip(me: Actor<Doctor>, hx: Hx, At(id): At<AppointmentId>) -> Response {
    let (clinic, doctor) = (me.clinic_id(), me.doctor());
    let step = me
        .write(move |tx| {
            let visit = Appointment::of_doctor(tx.db, clinic, doctor, id)?;
            Appointment::skip(tx, clinic, visit.id)
        })
        .await?;
    let notice = match step {
        StepTaken::Done { token, .. } => Notice::success(message!("doctor-skipped", token)),
        StepTaken::Already { token } | StepTaken::TooLate { token, .. } => Notice::warning(message!("doctor-too-late", token)),
    };
    hx.see_other(me.here("queue"), notice)
}
