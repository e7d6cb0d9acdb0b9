//! Calling people in: whoever is next; and skipping whoever was called and is not there.

use crate::auth::{Actor, Doctor, Once, form_once};
use crate::db::ids::AppointmentId;
use crate::models::journal::{Attempt, Attempted, Deed};
use crate::models::visits::{Appointment, StepTaken};
use crate::web::screen::*;

/// The button that calls the next one in.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct CallForm {
    #[serde(skip)]
    attempt: Attempt,
    #[serde(skip)]
    errors: Errors,
}

form_once!(CallForm);

/// `POST calls`. Completes nothing: whoever is with the doctor stays there. Pressed twice, one is called.
pub async fn call_next(me: Actor<Doctor>, hx: Hx, Once(mut form): Once<CallForm>) -> Response {
    let (clinic, doctor, today) = (me.clinic_id(), me.doctor(), me.today());
    let attempted = me
        .make(&mut form, move |tx| {
            let next = Appointment::call_next(tx, clinic, doctor, today)?;
            Ok(next.map(|visit| Deed::new(visit.id, message!("doctor-called", token = visit.token))).ok_or(()))
        })
        .await?;
    let notice = match attempted {
        Attempted::Made(made) => Notice::success(made.said()),
        Attempted::Refused(()) => Notice::warning(message!("doctor-nobody-waits")),
        Attempted::NotThis(why) => Notice::warning(why),
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
