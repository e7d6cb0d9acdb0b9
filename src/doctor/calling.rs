//! Calling people in: whoever is next; and skipping whoever was called and is not there.

use super::consultation_page::ConsultationPage;
use crate::auth::{Actor, Doctor, Once, form_once};
use crate::db::ids::AppointmentId;
use crate::models::journal::{Attempt, Attempted, Deed};
use crate::models::visits::{Appointment, NextCalled, StepTaken};
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

/// `POST calls`: the next one is called, and their record opens; the consultation begins once they are in, or something is written.
/// Completes nothing: whoever is with the doctor stays there. Pressed twice, here or on another device, one is called.
pub async fn call_next(me: Actor<Doctor>, hx: Hx, Once(mut form): Once<CallForm>) -> Response {
    let (clinic, doctor, today) = (me.clinic_id(), me.doctor(), me.today());
    let attempted = me
        .make(&mut form, move |tx| {
            Ok(match Appointment::call_next(tx, clinic, doctor, today)? {
                NextCalled::Now(visit) => Ok(Deed::new(visit.id, message!("doctor-called", token = visit.token))),
                NextCalled::Before(visit) => Ok(Deed::new(visit.id, message!("doctor-called-before", token = visit.token))),
                NextCalled::Nobody => Err(()),
            })
        })
        .await?;
    match attempted {
        Attempted::Made(made) => hx.see_other(ConsultationPage::address(&me, AppointmentId(made.id)), Notice::success(made.said())),
        Attempted::Refused(()) => hx.see_other(me.here("queue"), Notice::warning(message!("doctor-nobody-waits"))),
        Attempted::NotThis(why) => hx.see_other(me.here("queue"), Notice::warning(why)),
    }
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
