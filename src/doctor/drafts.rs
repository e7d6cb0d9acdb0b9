//! Writing a consultation: the screen, and keeping what is typed.

use actix_web::HttpResponse;
use actix_web::web::Path;

use super::consultation_form::ConsultationForm;
use super::screen::Screen;
use crate::auth::{Actor, Doctor};
use crate::db::ids::AppointmentId;
use crate::message;
use crate::models::clinical::{Draft, OpenVisit, Prescription};
use crate::web::form::Form;
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;

/// `GET .../appointments/{id}/consultation`.
pub async fn edit(me: Actor<Doctor>, hx: Hx, path: Path<(String, String, AppointmentId)>) -> Response {
    let screen = Screen::of(&me, path.into_inner().2, None).await?;
    if screen.visit.draft.is_none() {
        return hx.see_other(me.here("queue"), Notice::warning(message!("consultation-not-open")));
    }
    hx.page(&screen)
}

/// `POST .../appointments/{id}/draft`: keeps the form, and does what a row's button asks for. A save by htmx that changes
/// nothing on the page answers nothing.
pub async fn update(
    me: Actor<Doctor>,
    hx: Hx,
    path: Path<(String, String, AppointmentId)>,
    Form(mut form): Form<ConsultationForm>,
) -> Response {
    let (id, clinic, doctor) = (path.into_inner().2, me.clinic_id(), me.doctor());
    if !form.repeat.is_empty() {
        let items = me
            .read(move |db| {
                let visit = OpenVisit::of_doctor(db, clinic, doctor, id)?;
                Prescription::last_items(db, visit.patient.id(), visit.system)
            })
            .await?;
        form.append(&items);
    }
    let pressed = form.press();
    let (body, shown) = (form.body()?, std::mem::take(&mut form.checks));
    me.write(move |tx| Draft::save(tx, clinic, doctor, id, &body)).await?;
    if !hx.wants("items") {
        return hx.see_other(me.here(&format!("appointments/{id}/consultation#items")), Notice::from(message!("draft-saved")));
    }
    let screen = Screen::of(&me, id, Some(form)).await?;
    if !pressed && screen.checks() == shown {
        return Ok(HttpResponse::NoContent().finish());
    }
    hx.page(&screen)
}
