//! Signing a consultation.

use std::sync::Arc;

use super::alerts::note_all;
use super::consultation_form::TypedDraft;
use super::consultation_page::ConsultationPage;
use super::drafts::{closed, keep};
use crate::auth::{Actor, Doctor};
use crate::db::ids::{AppointmentId, PrescriptionId};
use crate::models::clinical::{Consultation, Signing};
use crate::web::form::ROUNDS;
use crate::web::screen::*;

/// `POST appointments/{id}/signature`: signs and goes to the print page; with a mistake nothing is signed and nothing lost. Signed
/// once more with the same words, it is the answer to a first time that never arrived.
pub async fn create(me: Actor<Doctor>, hx: Hx, At(id): At<AppointmentId>, Form(typed): Form<TypedDraft>) -> Response {
    let (clinic, doctor, typed) = (me.clinic_id(), me.doctor(), Arc::new(typed));
    let printed = |prescription: PrescriptionId| me.here(&format!("prescriptions/{prescription}"));
    for _ in 0..ROUNDS {
        // What was typed of allergies, conditions and medicines and not noted yet counts from now on: the medicines are held against it.
        let (merged, body) = match keep(&me, id, &typed, note_all).await? {
            Some((merged, _)) => (merged.clone(), form::body_of(&merged.fields)?),
            // It was signed before: the model compares what is sent with that.
            None => {
                let mut alone = typed.alone()?;
                drop(alone.take_new_alerts());
                (alone, String::new())
            }
        };
        let clashes = !merged.clashes.is_empty();
        let mut page = ConsultationPage::of(&me, id, Some(merged)).await?;
        let open = page.visit.draft.is_some();
        let encounter = match page.parse() {
            Some(encounter) if !clashes => encounter,
            _ if open => return hx.invalid(&page),
            encounter => encounter.unwrap_or_default(),
        };
        let reason = page.form.correction.trim().to_owned();
        match me.write(move |tx| Consultation::sign(tx, clinic, doctor, id, &body, &encounter, &reason)).await? {
            Signing::Signed { prescription } | Signing::AlreadySigned { prescription, same: true } => {
                return hx.see_other(printed(prescription), Notice::from(message!("consultation-signed")));
            }
            Signing::AlreadySigned { prescription, same: false } => {
                return hx.see_other(printed(prescription), Notice::warning(message!("consultation-signed-before")));
            }
            // Another page wrote in it, or an allergy was noted at the desk, since this one was read: it is read again.
            Signing::MovedOn | Signing::Unexplained => {}
            // The start was taken back since the page was shown: what is written is kept aside with the rest.
            Signing::NotBegun => return hx.see_other(me.here("queue"), Notice::warning(message!("consultation-not-begun"))),
        }
    }
    closed(&me, hx)
}
