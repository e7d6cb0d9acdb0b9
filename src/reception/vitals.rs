//! Measuring somebody who waits: from the board or a tablet, before or beside the doctor.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::auth::{Actor, Layout, Measurements, Once, form_once};
use crate::db::ids::{AppointmentId, RowId};
use crate::models::clinical::{ClinicalHistory, Measure, MeasuredVisit, Measuring, TakenVitals, Vitals};
use crate::models::journal::{Attempt, Attempted, Deed, Opening};
use crate::models::people::{Alerts, Patient};
use crate::models::values::{Age, Amount, TemperatureScale};
use crate::shared::measures::{self, Measured, Measurement, SetQuery};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "reception/vitals/new.html")]
struct New {
    layout: Layout,
    /// What the addresses of this visit begin with.
    here: String,
    today: NaiveDate,
    visit: MeasuredVisit,
    form: VitalsForm,
    vitals: Vec<Measurement>,
    bmi: Option<String>,
    age: Option<Age>,
    scale: TemperatureScale,
    alerts: Alerts,
}

page!(New);

/// What is typed, by the names of the measures.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct VitalsForm {
    #[serde(flatten)]
    typed: BTreeMap<String, String>,
    /// The weight that was asked about: sent again, it is right.
    weight_asked: String,
    #[serde(skip)]
    attempt: Attempt,
    #[serde(skip)]
    errors: Errors,
}

form_once!(VitalsForm);

/// Which set was a mistake.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct WithdrawalForm {
    withdraw: String,
}

/// `GET appointments/{id}/vitals?pulse=…`: the form. What is typed is sent as the query while it is typed, to be told what it means.
pub async fn new(me: Actor<Measurements>, hx: Hx, At(id): At<AppointmentId>, Query(form): Query<VitalsForm>) -> Response {
    hx.page(&New::of(&me, id, form).await?)
}

/// `POST appointments/{id}/vitals`.
pub async fn create(me: Actor<Measurements>, hx: Hx, At(id): At<AppointmentId>, Once(mut form): Once<VitalsForm>) -> Response {
    let clinic = me.clinic_id();
    let visit = me.go_on(move |opening| MeasuredVisit::at_clinic(opening, clinic, id)).await?;
    let Some(measured) = form.parse(visit.patient.profile.age(me.today()), visit.before.weight(me.zone()), me.today()) else {
        return hx.invalid(&New::of(&me, id, form).await?);
    };
    let name = visit.patient.profile.full_name;
    let attempted = me
        .make(&mut form, move |tx| {
            Ok(match TakenVitals::take(tx, clinic, id, &measured)? {
                Measuring::Noted(row) => Ok(Deed::new(row, message!("vitals-noted", name = &name))),
                Measuring::Over | Measuring::Already => Err(message!("vitals-over")),
            })
        })
        .await?;
    match attempted {
        Attempted::Made(made) => hx.see_other(me.here("queue"), Notice::success(made.said())),
        Attempted::Refused(why) => {
            form.errors.add("", why);
            hx.invalid(&New::of(&me, id, form).await?)
        }
        Attempted::NotThis(_) => hx.invalid(&New::of(&me, id, form).await?),
    }
}

/// `POST appointments/{id}/vitals/removal`: a mistake.
pub async fn destroy(me: Actor<Measurements>, hx: Hx, At(id): At<AppointmentId>, Form(form): Form<WithdrawalForm>) -> Response {
    let (clinic, row): (_, RowId) = (me.clinic_id(), form.withdraw.parse().map_err(|_| Error::NotFound)?);
    let outcome = me.write(move |tx| TakenVitals::withdraw(tx, clinic, id, row)).await?;
    let back = me.here(&format!("appointments/{id}/vitals"));
    let notice = match outcome {
        Measuring::Noted(row) => Notice::from(message!("vitals-withdrawn")).with_undo(format!("{back}/restoration?row={row}")),
        Measuring::Over | Measuring::Already => Notice::warning(message!("vitals-over")),
    };
    hx.see_other(back, notice)
}

/// `POST appointments/{id}/vitals/restoration?row=`: it was no mistake.
pub async fn restore(me: Actor<Measurements>, hx: Hx, At(id): At<AppointmentId>, Query(asked): Query<SetQuery>) -> Response {
    let (clinic, row): (_, RowId) = (me.clinic_id(), asked.row.parse().map_err(|_| Error::NotFound)?);
    let outcome = me.write(move |tx| TakenVitals::restore(tx, clinic, id, row)).await?;
    let notice = match outcome {
        Measuring::Noted(_) => Notice::from(message!("vitals-restored")),
        Measuring::Over | Measuring::Already => Notice::warning(message!("vitals-over")),
    };
    hx.see_other(me.here(&format!("appointments/{id}/vitals")), notice)
}

impl New {
    async fn of(me: &Actor<Measurements>, id: AppointmentId, form: VitalsForm) -> Result<New, Error> {
        let (clinic, writing) = (me.clinic_id(), Measure::ALL.iter().any(|it| !form.measured(*it).is_empty()));
        let read = move |opening: &mut Opening| {
            let visit = MeasuredVisit::at_clinic(opening, clinic, id)?;
            let alerts = Patient::alerts(opening, visit.patient.id())?;
            Ok((visit, alerts))
        };
        let (visit, alerts) = if writing { me.go_on(read).await? } else { me.open(read).await? };
        let (age, scale) = (visit.patient.profile.age(me.today()), me.clinic().temperature_scale);
        let mut vitals = Measured { age, scale, history: &ClinicalHistory::default() }.fields(|it| form.measured(it));
        for it in &mut vitals {
            it.last = visit.before.last(it.measure, scale);
        }
        let bmi = measures::bmi(|it| form.measured(it), &TakenVitals::together(&visit.taken));
        let (layout, here, today) = (me.layout(), me.here(&format!("appointments/{id}")), me.today());
        Ok(New { layout, here, today, visit, form, vitals, bmi, age, scale, alerts })
    }
}

impl VitalsForm {
    fn measured(&self, measure: Measure) -> &str {
        self.typed.get(measure.as_str()).map(String::as_str).unwrap_or_default()
    }

    /// What was measured, or every mistake beside its field.
    fn parse(&mut self, age: Option<Age>, before: Option<(Amount, NaiveDate)>, today: NaiveDate) -> Option<Vitals> {
        let mut errors = Errors::default();
        let vitals = measures::read(&mut errors, age, |it| self.measured(it));
        if errors.is_empty() && vitals.is_empty() {
            errors.add("", message!("vitals-empty"));
        }
        let weight = self.measured(Measure::Weight).to_owned();
        let doubt = vitals.weight_doubt(before, age, today).filter(|_| weight != self.weight_asked && errors.is_empty());
        if let Some(doubt) = doubt {
            errors.add("weight", doubt);
            self.weight_asked = weight;
        }
        self.errors = errors;
        self.errors.is_empty().then_some(vitals)
    }
}
