//! Noting an allergy, a condition or a medicine while writing: it counts at once. The draft is kept in the same change.

use super::consultation_form::ConsultationForm;
use super::consultation_page::ConsultationPage;
use crate::auth::{Actor, Doctor};
use crate::db::ids::{AppointmentId, RowId};
use crate::models::clinical::Draft;
use crate::models::people::Alert;
use crate::models::visits::Appointment;
use crate::web::screen::*;

/// `POST appointments/{id}/alerts`: whatever was written in the three fields.
pub async fn create(me: Actor<Doctor>, hx: Hx, At(id): At<AppointmentId>, Form(mut form): Form<ConsultationForm>) -> Response {
    let (clinic, doctor) = (me.clinic_id(), me.doctor());
    let notes = form.take_new_alerts();
    let (body, empty) = (form.body()?, notes.is_empty());
    me.write(move |tx| {
        Draft::save(tx, clinic, doctor, id, &body)?;
        let patient = Appointment::of_doctor(tx.db, clinic, doctor, id)?.patient_id;
        notes.iter().try_for_each(|(alert, words)| alert.note(tx, patient, words))
    })
    .await?;
    let notice = if empty { Notice::warning(message!("alert-empty")) } else { Notice::from(message!("alert-noted")) };
    hx.see_other(ConsultationPage::address(&me, id), notice)
}

/// `POST appointments/{id}/alerts/removal`: the one that the pressed button names.
pub async fn destroy(me: Actor<Doctor>, hx: Hx, At(id): At<AppointmentId>, Form(form): Form<ConsultationForm>) -> Response {
    let (clinic, doctor) = (me.clinic_id(), me.doctor());
    let named = form.forget.split_once(':').and_then(|(alert, row)| Some((alert.parse::<Alert>().ok()?, row.parse::<RowId>().ok()?)));
    let (alert, row) = named.ok_or_else(|| Error::Malformed("forget".into()))?;
    let body = form.body()?;
    me.write(move |tx| {
        Draft::save(tx, clinic, doctor, id, &body)?;
        let patient = Appointment::of_doctor(tx.db, clinic, doctor, id)?.patient_id;
        alert.forget(tx, patient, row)
    })
    .await?;
    hx.see_other(ConsultationPage::address(&me, id), Notice::from(message!("alert-forgotten")))
}
