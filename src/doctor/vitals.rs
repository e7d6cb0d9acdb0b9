//! What was measured before or beside the doctor, as their page shows it while they write.

use std::sync::Arc;

use super::consultation_form::TypedDraft;
use super::consultation_page::ConsultationPage;
use super::drafts::{closed, keep};
use crate::auth::{Actor, Doctor};
use crate::db::ids::{AppointmentId, RowId};
use crate::models::clinical::{Measuring, OpenVisit, TakenVitals};
use crate::models::values::{Age, TemperatureScale};
use crate::models::visits::Appointment;
use crate::shared::measures::SetQuery;
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "doctor/consultations/_taken.html")]
struct Index {
    here: String,
    taken: Vec<TakenVitals>,
    age: Option<Age>,
    scale: TemperatureScale,
}

page!(Index);

/// `GET appointments/{id}/vitals`: that piece of the page, whenever something happened at the clinic.
pub async fn index(me: Actor<Doctor>, hx: Hx, At(id): At<AppointmentId>) -> Response {
    let (clinic, doctor) = (me.clinic_id(), me.doctor());
    let visit = me.go_on(move |opening| OpenVisit::of_doctor(opening, clinic, doctor, id)).await?;
    let (here, age) = (me.here(&format!("appointments/{id}")), visit.patient.profile.age(me.today()));
    hx.page(&Index { here, taken: visit.taken, age, scale: me.clinic().temperature_scale })
}

/// `POST appointments/{id}/vitals/removal`: a mistake, which the pressed button names. What is typed is kept.
pub async fn destroy(me: Actor<Doctor>, hx: Hx, At(id): At<AppointmentId>, Form(typed): Form<TypedDraft>) -> Response {
    let row: RowId = typed.withdraw.parse().map_err(|_| Error::NotFound)?;
    let typed = Arc::new(typed);
    let withdrawing = keep(&me, id, &typed, move |tx, visit, _| TakenVitals::withdraw(tx, visit.clinic_id, visit.id, row));
    let Some((merged, outcome)) = withdrawing.await? else { return closed(&me, hx) };
    if !merged.clashes.is_empty() {
        return hx.invalid(&ConsultationPage::of(&me, id, Some(merged)).await?);
    }
    let notice = match outcome {
        Measuring::Noted(row) => {
            Notice::from(message!("vitals-withdrawn")).with_undo(me.here(&format!("appointments/{id}/vitals/restoration?row={row}")))
        }
        Measuring::Over | Measuring::Already => Notice::warning(message!("vitals-over")),
    };
    hx.see_other(ConsultationPage::address(&me, id), notice)
}

/// `POST appointments/{id}/vitals/restoration?row=`: it was no mistake.
pub async fn restore(me: Actor<Doctor>, hx: Hx, At(id): At<AppointmentId>, Query(asked): Query<SetQuery>) -> Response {
    let (clinic, doctor) = (me.clinic_id(), me.doctor());
    let row: RowId = asked.row.parse().map_err(|_| Error::NotFound)?;
    let outcome = me
        .write(move |tx| {
            let visit = Appointment::of_doctor(tx.db, clinic, doctor, id)?;
            TakenVitals::restore(tx, clinic, visit.id, row)
        })
        .await?;
    let notice = match outcome {
        Measuring::Noted(_) => Notice::from(message!("vitals-restored")),
        Measuring::Over | Measuring::Already => Notice::warning(message!("vitals-over")),
    };
    hx.see_other(ConsultationPage::address(&me, id), notice)
}
