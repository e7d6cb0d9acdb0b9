//! A consultation begins, and is read once it is signed.

use chrono::NaiveDate;

use super::consultation_page::ConsultationPage;
use crate::auth::{Actor, Doctor, Layout};
use crate::db::ids::{AppointmentId, ConsultationId};
use crate::models::clinical::{Consultation, Draft, DraftStarted, SignedConsultation};
use crate::models::journal::Attempt;
use crate::models::values::TemperatureScale;
use crate::models::visits::StepTaken;
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "doctor/consultations/show.html")]
struct Show {
    layout: Layout,
    today: NaiveDate,
    signed: SignedConsultation,
    may_correct: bool,
    scale: TemperatureScale,
    /// Of the button that calls the next one in.
    attempt: Attempt,
}

page!(Show);

/// `POST appointments/{id}/consultation`: the doctor begins. Twice is once. Who was begun by mistake is told at once how to take it back.
pub async fn create(me: Actor<Doctor>, hx: Hx, At(id): At<AppointmentId>) -> Response {
    let (clinic, doctor) = (me.clinic_id(), me.doctor());
    match me.write(move |tx| Draft::start(tx, clinic, doctor, id)).await? {
        DraftStarted::Begun { token } => {
            let undo = me.here(&format!("appointments/{id}/consultation/removal"));
            hx.see_other(ConsultationPage::address(&me, id), Notice::success(message!("consultation-begun", token)).with_undo(undo))
        }
        DraftStarted::Open => hx.see_other(ConsultationPage::address(&me, id), None),
        DraftStarted::TooLate => hx.see_other(me.here("queue"), Notice::warning(message!("consultation-not-open"))),
    }
}

/// `POST appointments/{id}/consultation/removal`: it was the wrong patient, who waits again.
pub async fn destroy(me: Actor<Doctor>, hx: Hx, At(id): At<AppointmentId>) -> Response {
    let (clinic, doctor) = (me.clinic_id(), me.doctor());
    let notice = match me.write(move |tx| Draft::take_back(tx, clinic, doctor, id)).await? {
        StepTaken::Done { token, .. } => Notice::success(message!("consultation-taken-back", token)),
        StepTaken::Already { token } => Notice::warning(message!("queue-already", token)),
        StepTaken::TooLate { token, .. } => Notice::warning(message!("doctor-too-late", token)),
    };
    hx.see_other(me.here("queue"), notice)
}

/// `GET consultations/{id}`: as it was signed.
pub async fn show(me: Actor<Doctor>, hx: Hx, At(id): At<ConsultationId>) -> Response {
    let (clinic, doctor) = (me.clinic_id(), me.doctor());
    let signed = me.open(move |opening| Consultation::of_doctor(opening, clinic, doctor, id)).await?;
    let may_correct = signed.may_be_corrected(clinic, doctor) && !me.clinic().closed;
    let (layout, today, attempt) = (me.layout(), me.today(), Attempt::default());
    let scale = me.clinic().temperature_scale;
    hx.page(&Show { layout, today, signed, may_correct, scale, attempt })
}
