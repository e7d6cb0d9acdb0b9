//! Signing a consultation.

use super::consultation_form::ConsultationForm;
use super::consultation_page::ConsultationPage;
use crate::auth::{Actor, Doctor};
use crate::db::ids::{AppointmentId, PrescriptionId};
use crate::models::clinical::{Consultation, Draft, Encounter, Signing};
use crate::web::screen::*;

/// `POST appointments/{id}/signature`: signs and goes to the print page; with a mistake nothing is signed and nothing lost.
pub async fn create(me: Actor<Doctor>, hx: Hx, At(id): At<AppointmentId>, Form(form): Form<ConsultationForm>) -> Response {
    let (clinic, doctor) = (me.clinic_id(), me.doctor());
    let body = form.body()?;
    let mut page = ConsultationPage::of(&me, id, Some(form)).await?;
    // Without a draft it was signed before: the model says so, whatever was sent.
    let encounter = match &page.visit.draft {
        None => Some(Encounter::default()),
        Some(_) => page.parse(),
    };
    let Some(encounter) = encounter else {
        me.write(move |tx| Draft::save(tx, clinic, doctor, id, &body)).await?;
        return hx.invalid(&page);
    };
    let printed = |prescription: PrescriptionId| me.here(&format!("prescriptions/{prescription}"));
    let reason = page.form.correction.trim().to_owned();
    match me.write(move |tx| Consultation::sign(tx, clinic, doctor, id, &encounter, &reason)).await? {
        Signing::Signed { prescription } => hx.see_other(printed(prescription), Notice::from(message!("consultation-signed"))),
        Signing::AlreadySigned { prescription } => {
            hx.see_other(printed(prescription), Notice::warning(message!("consultation-signed-before")))
        }
        // An allergy was noted at the desk since the page was shown.
        Signing::Unexplained => {
            me.write(move |tx| Draft::save(tx, clinic, doctor, id, &body)).await?;
            let mut page = ConsultationPage::of(&me, id, Some(page.form)).await?;
            let _ = page.parse();
            hx.invalid(&page)
        }
    }
}
