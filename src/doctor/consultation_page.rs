//! The one page of a consultation: who it is, what happened before, what is written now.

use chrono::{NaiveDate, NaiveDateTime};

use super::consultation_form::{CautionedItem, ConsultationForm};
use crate::auth::{Actor, Doctor, Layout};
use crate::db::ids::AppointmentId;
use crate::models::clinical::{Cautions, ClinicalHistory, Encounter, Food, Noted, OpenVisit, Vitals};
use crate::models::people::{Alert, AllergyAnswer};
use crate::models::values::Amount;
use crate::web::screen::*;

/// The page. Its `items` block answers every save that changes what is to be said about a medicine.
#[derive(Template)]
#[template(path = "doctor/consultations/edit.html", blocks = ["items"])]
pub struct ConsultationPage {
    layout: Layout,
    today: NaiveDate,
    /// What the addresses of this visit begin with.
    here: String,
    pub visit: OpenVisit,
    cautions: Cautions,
    history: ClinicalHistory,
    pub form: ConsultationForm,
    rows: Vec<CautionedItem>,
    vitals: Vec<Measurement>,
    bmi: Option<String>,
}

page!(ConsultationPage, "items" => as_items);

/// A field for one vital sign.
struct Measurement {
    name: &'static str,
    /// Its label, a Fluent key.
    label: &'static str,
    unit: &'static str,
    /// The keyboard that it needs.
    mode: &'static str,
    value: String,
    last: Option<(String, NaiveDateTime)>,
}

impl ConsultationPage {
    /// What the page shows: the given form, else the draft's. Four queries.
    pub async fn of(me: &Actor<Doctor>, id: AppointmentId, form: Option<ConsultationForm>) -> Result<ConsultationPage, Error> {
        let (clinic, doctor) = (me.clinic_id(), me.doctor());
        let (visit, cautions, history, form) = me
            .read(move |db| {
                let visit = OpenVisit::of_doctor(db, clinic, doctor, id)?;
                let form = form.clone().unwrap_or_else(|| begun(&visit));
                let cautions = Cautions::of(db, visit.patient.id(), visit.system, &form.medicines())?;
                let history = ClinicalHistory::of(db, visit.patient.id())?;
                Ok((visit, cautions, history, form))
            })
            .await?;
        let rows = form.rows(&cautions);
        let vitals = measurements(&form, &history);
        let measured = Vitals {
            height_cm: Amount::parse(&form.height).or_else(|| history.last(|it| it.height_cm).map(|it| it.0)),
            weight_kg: Amount::parse(&form.weight),
            ..Vitals::default()
        };
        let bmi = measured.bmi().map(Amount::plain);
        let here = me.here(&format!("appointments/{id}"));
        Ok(ConsultationPage { layout: me.layout(), today: me.today(), here, visit, cautions, history, form, rows, vitals, bmi })
    }

    /// Where it is.
    pub fn address(me: &Actor<Doctor>, id: AppointmentId) -> String {
        me.here(&format!("appointments/{id}/consultation"))
    }

    /// What is signed, or nothing and every mistake beside its field.
    pub fn parse(&mut self) -> Option<Encounter> {
        let correcting = self.correcting();
        self.form.parse(self.today, &self.cautions, correcting)
    }

    /// What is said about the items now, in short: unchanged, a save has nothing to answer.
    pub fn checks(&self) -> String {
        let said = self.rows.iter().map(|row| format!("{}:{}", row.caution.in_short(), row.worked_out));
        said.collect::<Vec<_>>().join("|")
    }

    /// What is noted about the patient, and of which kind it is.
    fn noted(&self) -> impl Iterator<Item = (Alert, &Noted)> {
        let it = &self.cautions;
        let kinds = [(Alert::Allergy, &it.allergies), (Alert::Condition, &it.conditions), (Alert::CurrentMedicine, &it.current_medicines)];
        kinds.into_iter().flat_map(|(kind, notes)| notes.iter().map(move |note| (kind, note)))
    }

    /// Whether it corrects what was signed.
    fn correcting(&self) -> bool {
        self.visit.draft.as_ref().is_some_and(|draft| draft.correcting_id.is_some())
    }
}

/// The draft's form; one in which nothing was typed yet begins with what the desk wrote at check-in.
fn begun(visit: &OpenVisit) -> ConsultationForm {
    match visit.draft.as_ref().map(|draft| draft.body.as_str()).filter(|body| !body.is_empty()) {
        Some(body) => ConsultationForm::of_body(body),
        None => ConsultationForm { complaint: visit.appointment.complaint.clone(), ..ConsultationForm::default() },
    }
}

fn measurements(form: &ConsultationForm, history: &ClinicalHistory) -> Vec<Measurement> {
    let last = |measured: fn(&Vitals) -> Option<String>| history.last(measured);
    let field = |name, label, unit, value: &str, last| {
        let mode = if name == "pressure" { "text" } else { "decimal" };
        Measurement { name, label, unit, mode, value: value.to_owned(), last }
    };
    vec![
        field("pressure", "vital-pressure", "mmHg", &form.pressure, last(Vitals::blood_pressure)),
        field("pulse", "vital-pulse", "/min", &form.pulse, last(|it| it.pulse.map(|it| it.to_string()))),
        field("temperature", "vital-temperature", "°C/°F", &form.temperature, last(|it| it.temperature_c.map(|it| it.plain()))),
        field("spo2", "vital-spo2", "%", &form.spo2, last(|it| it.spo2.map(|it| it.to_string()))),
        field("weight", "vital-weight", "kg", &form.weight, last(|it| it.weight_kg.map(|it| it.plain()))),
        field("height", "vital-height", "cm", &form.height, last(|it| it.height_cm.map(|it| it.plain()))),
        field("respiratory", "vital-respiratory", "/min", &form.respiratory, last(|it| it.respiratory_rate.map(|it| it.to_string()))),
        field("glucose", "vital-glucose", "mg/dl", &form.glucose, last(|it| it.glucose.map(|it| it.to_string()))),
    ]
}
