//! A consultation begins, and is read once it is signed.

use actix_web::web::Path;
use askama::Template;

use crate::auth::{Actor, Doctor, Layout};
use crate::db::ids::{AppointmentId, ConsultationId};
use crate::models::clinical::{Consultation, Draft, DraftStarted, SignedConsultation};
use crate::web::filters;
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;
use crate::{message, page};

#[derive(Template)]
#[template(path = "doctor/consultations/show.html")]
struct Show {
    layout: Layout,
    signed: SignedConsultation,
}

page!(Show);

/// `POST .../appointments/{id}/consultation`: the doctor begins. Twice is once.
pub async fn create(me: Actor<Doctor>, hx: Hx, path: Path<(String, String, AppointmentId)>) -> Response {
    let (id, clinic, doctor) = (path.into_inner().2, me.clinic_id(), me.doctor());
    match me.write(move |tx| Draft::start(tx, clinic, doctor, id)).await? {
        DraftStarted::Open => hx.see_other(me.here(&format!("appointments/{id}/consultation")), None),
        DraftStarted::TooLate => hx.see_other(me.here("queue"), Notice::warning(message!("consultation-not-open"))),
    }
}

/// `GET .../consultations/{id}`: as it was signed.
pub async fn show(me: Actor<Doctor>, hx: Hx, path: Path<(String, String, ConsultationId)>) -> Response {
    let (id, clinic, doctor) = (path.into_inner().2, me.clinic_id(), me.doctor());
    let signed = me.read(move |db| Consultation::of_doctor(db, clinic, doctor, id)).await?;
    hx.page(&Show { layout: me.layout(), signed })
}
