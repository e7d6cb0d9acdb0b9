//! Signing a consultation.

use actix_web::web::Path;

use super::consultation_form::ConsultationForm;
use super::screen::Screen;
use crate::auth::{Actor, Doctor};
use crate::db::ids::AppointmentId;
use crate::message;
use crate::models::clinical::{Consultation, Draft, Encounter, Signing};
use crate::web::form::Form;
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;

/// `POST .../appointments/{id}/signature`: signs and goes to the print page; with a mistake nothing is signed and nothing lost.
pub async fn create(
    me: Actor<Doctor>,
    hx: Hx,
    path: Path<(String, String, AppointmentId)>,
    Form(form): Form<ConsultationForm>,
) -> Response {
    let (id, clinic, doctor) = (path.into_inner().2, me.clinic_id(), me.doctor());
    let body = form.body()?;
    let mut screen = Screen::of(&me, id, Some(form)).await?;
    let correcting = screen.correcting();
    // Without a draft it was signed before: the model says so, whatever was sent.
    let encounter = match &screen.visit.draft {
        None => Some(Encounter::default()),
        Some(_) => screen.form.parse(me.today(), &screen.cautions, correcting),
    };
    let Some(encounter) = encounter else {
        me.write(move |tx| Draft::save(tx, clinic, doctor, id, &body)).await?;
        return hx.invalid(&screen);
    };
    let reason = screen.form.correction.trim().to_owned();
    match me.write(move |tx| Consultation::sign(tx, clinic, doctor, id, &encounter, &reason)).await? {
        Signing::Signed { prescription } => {
            hx.see_other(me.here(&format!("prescriptions/{prescription}")), Notice::from(message!("consultation-signed")))
        }
        Signing::AlreadySigned { prescription } => {
            hx.see_other(me.here(&format!("prescriptions/{prescription}")), Notice::warning(message!("consultation-signed-before")))
        }
        // An allergy was noted at the desk since the page was shown.
        Signing::Unexplained => {
            me.write(move |tx| Draft::save(tx, clinic, doctor, id, &body)).await?;
            let form = screen.form;
            let mut screen = Screen::of(&me, id, Some(form)).await?;
            let _ = screen.form.parse(me.today(), &screen.cautions, correcting);
            hx.invalid(&screen)
        }
    }
}
