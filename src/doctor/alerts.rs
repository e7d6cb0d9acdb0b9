//! Noting an allergy, a condition or a medicine while writing: it counts at once. The draft is kept in the same change.

use actix_web::web::Path;

use super::consultation_form::ConsultationForm;
use crate::auth::{Actor, Doctor};
use crate::db::ids::{AppointmentId, RowId};
use crate::message;
use crate::models::clinical::Draft;
use crate::models::people::Alert;
use crate::models::visits::Appointment;
use crate::web::error::Error;
use crate::web::form::{Form, text};
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;

/// `POST .../appointments/{id}/alerts`: whatever was written in the three fields.
pub async fn create(
    me: Actor<Doctor>,
    hx: Hx,
    path: Path<(String, String, AppointmentId)>,
    Form(mut form): Form<ConsultationForm>,
) -> Response {
    let (id, clinic, doctor) = (path.into_inner().2, me.clinic_id(), me.doctor());
    let here = me.here(&format!("appointments/{id}/consultation"));
    let mut notes: Vec<(Alert, String)> = Vec::new();
    let fields = [&mut form.new_allergy, &mut form.new_condition, &mut form.new_current_medicine];
    for (alert, field) in Alert::ALL.iter().zip(fields) {
        if let Some(words) = text(field, 120).ok().filter(|words| !words.is_empty()) {
            notes.push((*alert, words));
            field.clear();
        }
    }
    let (body, count) = (form.body()?, notes.len());
    me.write(move |tx| {
        Draft::save(tx, clinic, doctor, id, &body)?;
        let patient = Appointment::of_doctor(tx.db, clinic, doctor, id)?.patient_id;
        notes.iter().try_for_each(|(alert, words)| alert.note(tx, patient, words))
    })
    .await?;
    let notice = if count > 0 { Notice::from(message!("alert-noted")) } else { Notice::warning(message!("alert-empty")) };
    hx.see_other(here, notice)
}

/// `POST .../appointments/{id}/alerts/removal`: the one that the pressed button names.
pub async fn destroy(
    me: Actor<Doctor>,
    hx: Hx,
    path: Path<(String, String, AppointmentId)>,
    Form(form): Form<ConsultationForm>,
) -> Response {
    let (id, clinic, doctor) = (path.into_inner().2, me.clinic_id(), me.doctor());
    let named = form.forget.split_once(':').and_then(|(alert, row)| Some((alert.parse::<Alert>().ok()?, row.parse::<RowId>().ok()?)));
    let (alert, row) = named.ok_or_else(|| Error::Malformed("forget".into()))?;
    let body = form.body()?;
    me.write(move |tx| {
        Draft::save(tx, clinic, doctor, id, &body)?;
        let patient = Appointment::of_doctor(tx.db, clinic, doctor, id)?.patient_id;
        alert.forget(tx, patient, row)
    })
    .await?;
    hx.see_other(me.here(&format!("appointments/{id}/consultation")), Notice::from(message!("alert-forgotten")))
}
