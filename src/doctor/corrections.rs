//! Correcting what was signed: a new draft from its content, that supersedes it when it is signed.

use actix_web::web::Path;

use super::consultation_form::ConsultationForm;
use crate::auth::{Actor, Doctor};
use crate::db::ids::{AppointmentId, ConsultationId};
use crate::message;
use crate::models::clinical::{Consultation, Draft};
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;

/// `POST .../consultations/{id}/correction`. One that was begun goes on as it is.
pub async fn create(me: Actor<Doctor>, hx: Hx, path: Path<(String, String, ConsultationId)>) -> Response {
    let (id, clinic, doctor) = (path.into_inner().2, me.clinic_id(), me.doctor());
    let signed = me.read(move |db| Consultation::of_doctor(db, clinic, doctor, id)).await?;
    let body = ConsultationForm::of_signed(&signed.encounter).body()?;
    let appointment = me.write(move |tx| Draft::correct(tx, clinic, doctor, id, &body)).await?;
    hx.see_other(me.here(&format!("appointments/{appointment}/consultation")), None)
}

/// `POST .../appointments/{id}/correction/removal`: given up; what was signed stays.
pub async fn destroy(me: Actor<Doctor>, hx: Hx, path: Path<(String, String, AppointmentId)>) -> Response {
    let (id, clinic, doctor) = (path.into_inner().2, me.clinic_id(), me.doctor());
    me.write(move |tx| Draft::discard_correction(tx, clinic, doctor, id)).await?;
    hx.see_other(me.here("queue"), Notice::from(message!("correction-discarded")))
}
