//! Writing a consultation: the screen, and keeping what is typed.

use std::sync::Arc;

use super::consultation_form::{ConsultationForm, MergedDraft, Press, TypedDraft};
use super::consultation_page::ConsultationPage;
use super::draft_answer::{ClosedAnswer, KeptAnswer};
use crate::auth::{Actor, Doctor};
use crate::db::ids::AppointmentId;
use crate::db::{QueryResult, Tx};
use crate::models::clinical::{Consultation, Draft, Earlier};
use crate::models::people::AlertNoted;
use crate::models::visits::Appointment;
use crate::shared::alerts::noted;
use crate::web::screen::*;

/// `GET appointments/{id}/consultation`, of somebody who is with the doctor or called in. What was signed meanwhile is shown as it was
/// signed.
pub async fn edit(me: Actor<Doctor>, hx: Hx, At(id): At<AppointmentId>) -> Response {
    let page = ConsultationPage::of(&me, id, None).await?;
    if page.visit.is_open() {
        return hx.page(&page);
    }
    let (clinic, doctor) = (me.clinic_id(), me.doctor());
    match me.read(move |db| Consultation::standing_of(db, clinic, doctor, id)).await? {
        Some(signed) => hx.see_other(me.here(&format!("consultations/{signed}")), Notice::warning(message!("consultation-signed-before"))),
        None => hx.see_other(me.here("queue"), Notice::warning(message!("consultation-not-open"))),
    }
}

/// `POST appointments/{id}/draft`: brings what is typed together with what stands, and does what a row's button asks for. Our script
/// is answered with what is to be said, and never with a field that somebody may be writing in.
pub async fn update(me: Actor<Doctor>, hx: Hx, At(id): At<AppointmentId>, Form(typed): Form<TypedDraft>) -> Response {
    let typed = Arc::new(typed);
    let notes = typed.notes;
    let noting = keep(&me, id, &typed, move |tx, visit, merged| if notes { note_all(tx, visit, merged) } else { Ok(Vec::new()) });
    let Some((merged, outcomes)) = noting.await? else {
        return if hx.by_script() { hx.conflict(&ClosedAnswer::of(&me, id)) } else { closed(&me, hx) };
    };
    let clashes = !merged.clashes.is_empty();
    if hx.by_script() {
        let (kept, clashes) = (merged.fields.clone(), merged.clashes.clone());
        let page = ConsultationPage::of(&me, id, Some(merged)).await?;
        let noted = (!outcomes.is_empty()).then(|| noted(outcomes));
        return hx.page(&KeptAnswer::of(&page, &typed.fields, &kept, &clashes, noted));
    }
    if clashes {
        return hx.invalid(&ConsultationPage::of(&me, id, Some(merged)).await?);
    }
    hx.see_other(format!("{}#items", ConsultationPage::address(&me, id)), Notice::from(message!("draft-saved")))
}

/// Notes whatever stands in the three fields for it; what is refused stays there.
pub fn note_all(tx: &mut Tx, visit: &Appointment, merged: &mut MergedDraft) -> QueryResult<Vec<AlertNoted>> {
    let mut outcomes = Vec::new();
    for (alert, words) in merged.take_new_alerts() {
        let outcome = alert.note(tx, visit.patient_id, &words)?;
        if let Some(left) = outcome.left(&words) {
            merged.leave_alert(alert, left);
        }
        outcomes.push(outcome);
    }
    Ok(outcomes)
}

/// To the queue: there is nothing to write in any more.
pub fn closed(me: &Actor<Doctor>, hx: Hx) -> Response {
    hx.see_other(me.here("queue"), Notice::warning(message!("consultation-not-open")))
}

/// Keeps what was typed, and does `more` in the same change. Nothing, where there is no draft any more.
pub async fn keep<T: Send + 'static>(
    me: &Actor<Doctor>,
    id: AppointmentId,
    typed: &Arc<TypedDraft>,
    more: impl Fn(&mut Tx, &Appointment, &mut MergedDraft) -> QueryResult<T> + Send + 'static,
) -> Result<Option<(MergedDraft, T)>, Error> {
    let (clinic, doctor, typed) = (me.clinic_id(), me.doctor(), Arc::clone(typed));
    me.write(move |tx| {
        let before = match typed.pressed {
            Press::Repeat(which) => Earlier::prescribed(tx.db, clinic, doctor, id, which)?,
            Press::CopyNotes(which) | Press::CopyAdvice(which) | Press::CopyDiagnoses(which) => {
                Earlier::written(tx.db, clinic, doctor, id, which)?
            }
            _ => Earlier::default(),
        };
        Draft::rewrite(tx, clinic, doctor, id, |tx, visit, standing| {
            let standing = ConsultationForm::standing(standing, &visit.complaint);
            let mut merged = typed.onto(&standing, &before).map_err(Error::undo)?;
            let outcome = more(tx, visit, &mut merged)?;
            let body = form::body_of(&merged.fields).map_err(Error::undo)?;
            Ok((body, (merged, outcome)))
        })
    })
    .await
}
