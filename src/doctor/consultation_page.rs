//! The one page of a consultation: who it is, what happened before, what is written now.

use chrono::{NaiveDate, NaiveDateTime};

use super::consultation_form::{CautionedItem, ConsultationForm};
use crate::auth::{Actor, Doctor, Layout};
use crate::db::ids::AppointmentId;
use crate::models::clinical::{Cautions, ClinicalHistory, Encounter, Food, Measure, Noted, OpenVisit, Vitals};
use crate::models::people::{Alert, AllergyAnswer};
use crate::models::values::{Age, Amount};
use crate::web::page::Page;
use crate::web::screen::*;
use crate::web::view::View;

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

/// What is said about the measures, which stand outside the block of the items.
#[derive(Template)]
#[template(path = "doctor/consultations/_measures_said.html")]
struct MeasuresSaid<'a> {
    vitals: &'a [Measurement],
}

impl Page for ConsultationPage {
    fn block(&self, name: &str, view: &View) -> Option<askama::Result<String>> {
        let items = (name == "items").then(|| self.as_items().render_with_values(view))?;
        let measures = || MeasuresSaid { vitals: &self.vitals }.render_with_values(view);
        Some(items.and_then(|items| Ok(items + &measures()?)))
    }
}

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
    /// What is wrong with what is typed.
    said: Option<Message>,
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
        let vitals = measurements(&form, &history, visit.patient.profile.age(me.today()));
        let mut measured = Vitals { height_cm: history.last(|it| it.height_cm).map(|it| it.0), ..Vitals::default() };
        for measure in [Measure::Height, Measure::Weight] {
            let _ = measured.take(measure, form.measured(measure), None);
        }
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
        let age = self.visit.patient.profile.age(self.today);
        self.form.parse(self.today, age, &self.cautions, correcting)
    }

    /// What is said about the items now, in short: unchanged, a save has nothing to answer.
    pub fn checks(&self) -> String {
        let said = self.rows.iter().map(|row| format!("{}:{}", row.caution.in_short(), row.checks()));
        let measures = self.vitals.iter().filter_map(|it| Some(format!("{}:{}", it.name, it.said.as_ref()?.key)));
        said.chain(measures).collect::<Vec<_>>().join("|")
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

fn measurements(form: &ConsultationForm, history: &ClinicalHistory, age: Option<Age>) -> Vec<Measurement> {
    let last = |measured: fn(&Vitals) -> Option<String>| history.last(measured);
    let field = |measure: Measure, label, unit, last| {
        let mode = if measure == Measure::Pressure { "text" } else { "decimal" };
        let value = form.measured(measure).to_owned();
        let said = Vitals::default().take(measure, &value, age).err();
        Measurement { name: measure.as_str(), label, unit, mode, value, last, said }
    };
    vec![
        field(Measure::Pressure, "vital-pressure", "mmHg", last(Vitals::blood_pressure)),
        field(Measure::Pulse, "vital-pulse", "/min", last(|it| it.pulse.map(|it| it.to_string()))),
        field(Measure::Temperature, "vital-temperature", "°C/°F", last(Vitals::temperature)),
        field(Measure::Spo2, "vital-spo2", "%", last(|it| it.spo2.map(|it| it.to_string()))),
        field(Measure::Weight, "vital-weight", "kg", last(|it| it.weight_kg.map(|it| it.plain()))),
        field(Measure::Height, "vital-height", "cm", last(|it| it.height_cm.map(|it| it.plain()))),
        field(Measure::Respiratory, "vital-respiratory", "/min", last(|it| it.respiratory_rate.map(|it| it.to_string()))),
        field(Measure::Glucose, "vital-glucose", "mg/dl", last(|it| it.glucose.map(|it| it.to_string()))),
    ]
}
