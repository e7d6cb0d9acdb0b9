//! Correcting what was signed: a new draft from its content, that supersedes it when it is signed.

use super::consultation_form::ConsultationForm;
use super::consultation_page::ConsultationPage;
use crate::auth::{Actor, Doctor};
use crate::db::ids::{AppointmentId, ConsultationId};
use crate::models::clinical::{Consultation, Draft};
use crate::web::screen::*;

/// `POST consultations/{id}/correction`. One that was begun goes on as it is.
pub async fn create(me: Actor<Doctor>, hx: Hx, At(id): At<ConsultationId>) -> Response {
    let (clinic, doctor) = (me.clinic_id(), me.doctor());
    let signed = me.open(move |opening| Consultation::of_doctor(opening, clinic, doctor, id)).await?;
    let body = form::body_of(&ConsultationForm::of_signed(&signed.encounter).fields()?)?;
    let appointment = me.write(move |tx| Draft::correct(tx, clinic, doctor, id, &body)).await?;
    hx.see_other(ConsultationPage::address(&me, appointment), None)
}

/// `POST appointments/{id}/correction/removal`: given up; what was signed stays.
pub async fn destroy(me: Actor<Doctor>, hx: Hx, At(id): At<AppointmentId>) -> Response {
    let (clinic, doctor) = (me.clinic_id(), me.doctor());
    me.write(move |tx| Draft::discard_correction(tx, clinic, doctor, id)).await?;
    hx.see_other(me.here("queue"), Notice::from(message!("correction-discarded")))
}
