//! What was typed about a visit that was cancelled, or to which nobody came: read, used in another visit, or thrown away.

use super::consultation_form::{ConsultationForm, LABELS};
use super::consultation_page::ConsultationPage;
use crate::auth::{Actor, Doctor, Layout};
use crate::db::ids::AppointmentId;
use crate::models::clinical::{AsideMoved, DraftAside, FreeVisit};
use crate::web::form::Fields;
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "doctor/asides/show.html")]
struct Show {
    layout: Layout,
    /// What the addresses of it begin with.
    here: String,
    aside: DraftAside,
    fields: Fields,
    form: ConsultationForm,
    /// The patient's open visit in which nothing is written yet.
    free: Option<FreeVisit>,
}

page!(Show);

/// `GET appointments/{id}/aside`.
pub async fn show(me: Actor<Doctor>, hx: Hx, At(id): At<AppointmentId>) -> Response {
    let (clinic, doctor) = (me.clinic_id(), me.doctor());
    let (aside, free) = me
        .open(move |opening| {
            let aside = DraftAside::of_doctor(opening, clinic, doctor, id)?;
            let free = FreeVisit::of_patient(opening.db, clinic, doctor, aside.patient_id)?;
            Ok((aside, free))
        })
        .await?;
    let fields = ConsultationForm::fields_of(&aside.body);
    let form = ConsultationForm::of(&fields)?.without_blank_rows();
    hx.page(&Show { layout: me.layout(), here: me.here(&format!("appointments/{id}/aside")), aside, fields, form, free })
}

/// `POST appointments/{id}/aside/transfer`: it becomes the draft of the patient's open visit. What the desk wrote there stays.
pub async fn transfer(me: Actor<Doctor>, hx: Hx, At(id): At<AppointmentId>) -> Response {
    let (clinic, doctor) = (me.clinic_id(), me.doctor());
    let moved = me
        .write(move |tx| {
            DraftAside::transfer(tx, clinic, doctor, id, |body, complaint| {
                form::body_of(&ConsultationForm::with_complaint(ConsultationForm::fields_of(body), complaint)).map_err(Error::undo)
            })
        })
        .await?;
    match moved {
        AsideMoved::To(free) if free.begun => hx.see_other(ConsultationPage::address(&me, free.id), Notice::from(message!("aside-used"))),
        AsideMoved::To(free) => hx.see_other(me.here("queue"), Notice::from(message!("aside-waits", token = free.token))),
        AsideMoved::Nowhere => hx.see_other(me.here(&format!("appointments/{id}/aside")), Notice::warning(message!("aside-use-later"))),
        AsideMoved::Gone => hx.see_other(me.here("unfinished"), Notice::warning(message!("aside-gone"))),
    }
}

/// `POST appointments/{id}/aside/removal`.
pub async fn destroy(me: Actor<Doctor>, hx: Hx, At(id): At<AppointmentId>) -> Response {
    let (clinic, doctor) = (me.clinic_id(), me.doctor());
    let thrown = me.write(move |tx| DraftAside::throw_away(tx, clinic, doctor, id)).await?;
    let notice = if thrown { Notice::from(message!("aside-thrown-away")) } else { Notice::warning(message!("aside-gone")) };
    hx.see_other(me.here("unfinished"), notice)
}

impl Show {
    /// What was prescribed so far, a line each: the medicine, its dose, and what else is written in the row.
    fn prescribed(&self) -> impl Iterator<Item = (&str, &str, String)> {
        self.form.items.iter().map(|it| {
            let rest = [&it.days, &it.instructions].map(|it| it.trim()).into_iter().filter(|it| !it.is_empty());
            (it.medicine.trim(), it.dose.trim(), rest.map(|it| format!(" · {it}")).collect())
        })
    }

    /// What is written in the fields that stand by themselves: what each is called, and its words.
    fn texts(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let written = |name: &str| self.fields.get(name).and_then(|it| it.last()).map(String::as_str).filter(|it| !it.trim().is_empty());
        LABELS.into_iter().filter_map(move |(name, label)| written(name).map(|words| (label, words)))
    }
}
