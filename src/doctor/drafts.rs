//! Writing a consultation: the screen, and keeping what is typed.

use actix_web::HttpResponse;

use super::consultation_form::{ConsultationForm, Press};
use super::consultation_page::ConsultationPage;
use crate::auth::{Actor, Doctor};
use crate::db::ids::AppointmentId;
use crate::models::clinical::{Draft, OpenVisit, Prescription};
use crate::web::screen::*;

/// `GET appointments/{id}/consultation`.
pub async fn edit(me: Actor<Doctor>, hx: Hx, At(id): At<AppointmentId>) -> Response {
    let page = ConsultationPage::of(&me, id, None).await?;
    if page.visit.draft.is_none() {
        return hx.see_other(me.here("queue"), Notice::warning(message!("consultation-not-open")));
    }
    hx.page(&page)
}

/// `POST appointments/{id}/draft`: keeps the form, and does what a row's button asks for. A save by htmx that changes nothing on
/// the page answers nothing.
pub async fn update(me: Actor<Doctor>, hx: Hx, At(id): At<AppointmentId>, Form(mut form): Form<ConsultationForm>) -> Response {
    let (clinic, doctor) = (me.clinic_id(), me.doctor());
    let mut last = Vec::new();
    if form.pressed == Press::Repeat {
        let items = me.read(move |db| {
            let visit = OpenVisit::of_doctor(db, clinic, doctor, id)?;
            Prescription::last_items(db, visit.patient.id(), visit.system)
        });
        last = items.await?;
    }
    let pressed = form.press(&last);
    let (body, shown) = (form.body()?, std::mem::take(&mut form.checks));
    me.write(move |tx| Draft::save(tx, clinic, doctor, id, &body)).await?;
    if !hx.wants("items") {
        return hx.see_other(format!("{}#items", ConsultationPage::address(&me, id)), Notice::from(message!("draft-saved")));
    }
    let page = ConsultationPage::of(&me, id, Some(form)).await?;
    if !pressed && page.checks() == shown {
        return Ok(HttpResponse::NoContent().finish());
    }
    hx.page(&page)
}
