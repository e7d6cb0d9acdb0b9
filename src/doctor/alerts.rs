//! Noting an allergy, a condition or a medicine while writing: it counts at once. The draft is kept in the same change.

use std::sync::Arc;

use super::consultation_form::{MergedDraft, TypedDraft};
use super::consultation_page::ConsultationPage;
use super::drafts::{closed, keep, note_all};
use crate::auth::{Actor, Doctor};
use crate::db::ids::AppointmentId;
use crate::models::people::{Alert, AllergyAnswer};
use crate::models::visits::Appointment;
use crate::shared::alerts::{AlertRow, AllergyTaken, forgotten, noted, restored};
use crate::web::screen::*;

/// `POST appointments/{id}/alerts`: whatever was written in the three fields, or that there is no allergy.
pub async fn create(me: Actor<Doctor>, hx: Hx, At(id): At<AppointmentId>, Form(typed): Form<TypedDraft>) -> Response {
    let (answer, typed): (Option<AllergyAnswer>, _) = (typed.asked.parse().ok(), Arc::new(typed));
    let noting = keep(&me, id, &typed, move |tx, visit, merged| {
        let mut outcomes = note_all(tx, visit, merged)?;
        if let Some(answer) = answer {
            outcomes.push(Alert::answer_none(tx, visit.patient_id, answer)?);
        }
        Ok(outcomes)
    });
    let Some((merged, outcomes)) = noting.await? else { return closed(&me, hx) };
    let notice = if outcomes.is_empty() { Notice::warning(message!("alert-empty")) } else { noted(outcomes) };
    back(&me, hx, id, merged, notice).await
}

/// `POST appointments/{id}/alerts/removal`: the one that the pressed button names.
pub async fn destroy(me: Actor<Doctor>, hx: Hx, At(id): At<AppointmentId>, Form(typed): Form<TypedDraft>) -> Response {
    let (row, typed) = (AlertRow::named(&typed.forget)?, Arc::new(typed));
    let forgetting = keep(&me, id, &typed, move |tx, visit, _| row.kind.forget(tx, visit.patient_id, row.id));
    let Some((merged, outcome)) = forgetting.await? else { return closed(&me, hx) };
    let undo = me.here(&format!("appointments/{id}/alerts/restoration"));
    back(&me, hx, id, merged, forgotten(outcome, &undo, row)).await
}

/// Back to the page; where something was changed here and there, with both.
async fn back(me: &Actor<Doctor>, hx: Hx, id: AppointmentId, merged: MergedDraft, notice: Notice) -> Response {
    if merged.clashes.is_empty() {
        return hx.see_other(ConsultationPage::address(me, id), notice);
    }
    hx.invalid(&ConsultationPage::of(me, id, Some(merged)).await?)
}

/// `POST appointments/{id}/alerts/restoration?row=&at=`: brings back what was taken away.
pub async fn restore(me: Actor<Doctor>, hx: Hx, At(id): At<AppointmentId>, Query(asked): Query<AlertRow>) -> Response {
    let (clinic, doctor, (row, at)) = (me.clinic_id(), me.doctor(), asked.read()?);
    let outcome = me
        .write(move |tx| {
            let patient = Appointment::of_doctor(tx.db, clinic, doctor, id)?.patient_id;
            row.kind.restore(tx, patient, row.id, at)
        })
        .await?;
    hx.see_other(ConsultationPage::address(&me, id), restored(outcome))
}

/// `POST appointments/{id}/alerts/answer`: what a word is taken for that was only alike to something.
pub async fn answer(me: Actor<Doctor>, hx: Hx, At(id): At<AppointmentId>, Form(typed): Form<TypedDraft>) -> Response {
    let (taken, typed) = (AllergyTaken::named(&typed.taken_as)?, Arc::new(typed));
    let taking = keep(&me, id, &typed, move |tx, visit, _| Alert::take_as(tx, visit.patient_id, taken.id, taken.name));
    let Some((merged, ())) = taking.await? else { return closed(&me, hx) };
    back(&me, hx, id, merged, Notice::from(message!("alert-noted"))).await
}
