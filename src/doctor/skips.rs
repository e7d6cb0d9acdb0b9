//! Skipping whoever was called and is not there.

use actix_web::web::Path;

use crate::auth::{Actor, Doctor};
use crate::db::ids::AppointmentId;
use crate::message;
use crate::models::visits::{Appointment, StepTaken};
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;

/// `POST appointments/{id}/skip`.
pub async fn create(me: Actor<Doctor>, hx: Hx, path: Path<(String, String, AppointmentId)>) -> Response {
    let (clinic, doctor, id) = (me.clinic_id(), me.doctor(), path.2);
    let step = me
        .write(move |tx| {
            let visit = Appointment::of_doctor(tx.db, clinic, doctor, id)?;
            Appointment::skip(tx, clinic, visit.id)
        })
        .await?;
    let notice = match step {
        StepTaken::Done { token } => Notice::success(message!("doctor-skipped", token)),
        StepTaken::Already { token } | StepTaken::TooLate { token, .. } => Notice::warning(message!("doctor-too-late", token)),
    };
    hx.see_other(me.here("queue"), notice)
}
