//! Noting an allergy, a condition or a medicine while writing: it counts at once. The draft is kept in the same change.

use super::consultation_form::ConsultationForm;
use super::consultation_page::ConsultationPage;
use crate::auth::{Actor, Doctor};
use crate::db::ids::AppointmentId;
use crate::models::clinical::Draft;
use crate::models::people::{Alert, AlertNoted, AllergyAnswer};
use crate::models::visits::Appointment;
use crate::shared::alerts::{AlertRow, AllergyTaken, noted};
use crate::web::screen::*;

/// `POST appointments/{id}/alerts`: whatever was written in the three fields, or that there is no allergy.
pub async fn create(me: Actor<Doctor>, hx: Hx, At(id): At<AppointmentId>, Form(mut form): Form<ConsultationForm>) -> Response {
    let (clinic, doctor) = (me.clinic_id(), me.doctor());
    let answer: Option<AllergyAnswer> = form.asked.parse().ok();
    let notes = form.take_new_alerts();
    let (body, empty) = (form.body()?, notes.is_empty() && answer.is_none());
    let outcomes = me
        .write(move |tx| {
            Draft::save(tx, clinic, doctor, id, &body)?;
            let patient = Appointment::of_doctor(tx.db, clinic, doctor, id)?.patient_id;
            let mut outcomes: Vec<AlertNoted> =
                notes.iter().map(|(alert, words)| alert.note(tx, patient, words)).collect::<Result<_, _>>()?;
            if let Some(answer) = answer {
                outcomes.push(Alert::answer_none(tx, patient, answer)?);
            }
            Ok(outcomes)
        })
        .await?;
    let notice = if empty { Notice::warning(message!("alert-empty")) } else { noted(outcomes) };
    hx.see_other(ConsultationPage::address(&me, id), notice)
}

/// `POST appointments/{id}/alerts/removal`: the one that the pressed button names.
pub async fn destroy(me: Actor<Doctor>, hx: Hx, At(id): At<AppointmentId>, Form(form): Form<ConsultationForm>) -> Response {
    let (clinic, doctor) = (me.clinic_id(), me.doctor());
    let (row, body) = (AlertRow::named(&form.forget)?, form.body()?);
    let words = me
        .write(move |tx| {
            Draft::save(tx, clinic, doctor, id, &body)?;
            let patient = Appointment::of_doctor(tx.db, clinic, doctor, id)?.patient_id;
            row.kind.forget(tx, patient, row.id)
        })
        .await?;
    let undo = me.here(&format!("appointments/{id}/alerts/restoration?row={row}"));
    hx.see_other(ConsultationPage::address(&me, id), Notice::from(message!("alert-forgotten", words)).with_undo(undo))
}

/// `POST appointments/{id}/alerts/restoration?row=`: brings back what was taken away.
pub async fn restore(me: Actor<Doctor>, hx: Hx, At(id): At<AppointmentId>, Query(asked): Query<AlertRow>) -> Response {
    let (clinic, doctor, row) = (me.clinic_id(), me.doctor(), asked.read()?);
    let words = me
        .write(move |tx| {
            let patient = Appointment::of_doctor(tx.db, clinic, doctor, id)?.patient_id;
            row.kind.restore(tx, patient, row.id)
        })
        .await?;
    hx.see_other(ConsultationPage::address(&me, id), Notice::from(message!("alert-restored", words)))
}

/// `POST appointments/{id}/alerts/answer`: what a word is taken for that was only alike to something.
pub async fn answer(me: Actor<Doctor>, hx: Hx, At(id): At<AppointmentId>, Form(form): Form<ConsultationForm>) -> Response {
    let (clinic, doctor) = (me.clinic_id(), me.doctor());
    let (taken, body) = (AllergyTaken::named(&form.taken_as)?, form.body()?);
    me.write(move |tx| {
        Draft::save(tx, clinic, doctor, id, &body)?;
        let patient = Appointment::of_doctor(tx.db, clinic, doctor, id)?.patient_id;
        Alert::take_as(tx, patient, taken.id, taken.name)
    })
    .await?;
    hx.see_other(ConsultationPage::address(&me, id), Notice::from(message!("alert-noted")))
}
