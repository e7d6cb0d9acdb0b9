//! Signing a consultation.

use std::sync::Arc;

use super::consultation_form::TypedDraft;
use super::consultation_page::ConsultationPage;
use super::drafts::{closed, keep, note_all};
use crate::auth::{Actor, Doctor};
use crate::db::ids::{AppointmentId, PrescriptionId};
use crate::models::clinical::{Consultation, Signing};
use crate::models::visits::{Appointment, NextCalled};
use crate::web::form::ROUNDS;
use crate::web::screen::*;

/// `POST appointments/{id}/signature`: signs, and prints or goes on to the next patient; with a mistake nothing is signed and nothing
/// lost. Signed once more with the same words, it is the answer to a first time that never arrived.
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
        let encounter = page.parse();
        let (seen, meant) = (page.demand_seen(&typed.seen), page.demand_meant_twice(&typed.meant_twice));
        let encounter = match encounter {
            Some(encounter) if !clashes && (seen && meant || !open) => encounter,
            _ if open => return hx.invalid(&page),
            encounter => encounter.unwrap_or_default(),
        };
        let reason = page.form.correction.trim().to_owned();
        let signing = me.write(move |tx| Consultation::sign(tx, clinic, doctor, id, &body, &encounter, &reason)).await?;
        match signing {
            Signing::Signed { prescription } | Signing::AlreadySigned { prescription, same: true } => {
                let sheet = printed(prescription);
                if typed.then == "next" {
                    return go_on(&me, hx, sheet, signing).await;
                }
                return hx.see_other(sheet, Notice::from(message!("consultation-signed")).with_print());
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

/// Calls whoever is next, and opens their record. What was signed before has called somebody then: they stand in the queue.
async fn go_on(me: &Actor<Doctor>, hx: Hx, sheet: String, signing: Signing) -> Response {
    let (clinic, doctor, today) = (me.clinic_id(), me.doctor(), me.today());
    let next = match signing {
        Signing::Signed { .. } => me.write(move |tx| Appointment::call_next(tx, clinic, doctor, today)).await?,
        _ => NextCalled::Nobody,
    };
    let (address, said) = match (&next, &signing) {
        (NextCalled::Now(next) | NextCalled::Before(next), _) => {
            (ConsultationPage::address(me, next.id), message!("consultation-signed-next", token = next.token))
        }
        (NextCalled::Nobody, Signing::Signed { .. }) => (me.here("queue"), message!("consultation-signed-last")),
        (NextCalled::Nobody, _) => (me.here("queue"), message!("consultation-signed")),
    };
    hx.see_other(address, Notice::from(said).with_link(sheet, message!("print")))
}
