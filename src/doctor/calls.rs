//! Calling in whoever is next.

use crate::auth::{Actor, Doctor};
use crate::message;
use crate::models::visits::Appointment;
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;

/// `POST calls`. Completes nothing: whoever is with the doctor stays there.
pub async fn create(me: Actor<Doctor>, hx: Hx) -> Response {
    let (clinic, doctor, today) = (me.clinic_id(), me.doctor(), me.today());
    let notice = match me.write(move |tx| Appointment::call_next(tx, clinic, doctor, today)).await? {
        Some(visit) => Notice::success(message!("doctor-called", token = visit.token)),
        None => Notice::warning(message!("doctor-nobody-waits")),
    };
    hx.see_other(me.here("queue"), notice)
}
