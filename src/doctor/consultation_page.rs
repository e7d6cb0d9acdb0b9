//! The one page of a consultation: who it is, what happened before, what is written now.

use chrono::NaiveDate;

use super::consultation_form::{CautionedItem, ConsultationForm, DAYS, DiagnosisLine, LABELS, MergedDraft, ROW};
use crate::auth::{Actor, Doctor, Layout};
use crate::db::ids::AppointmentId;
use crate::locale::phrases;
use crate::models::clinical::{Cautions, ClinicalHistory, Encounter, Food, Measure, OpenVisit, TakenVitals, Vitals};
use crate::models::journal::Opening;
use crate::models::people::AllergyAnswer;
use crate::models::values::{Age, Amount, TemperatureScale};
use crate::shared::measures::{self, Measured, Measurement};
use crate::web::form::{Basis, Fields};
use crate::web::screen::*;

/// The page. A save is answered by [`super::draft_answer`].
#[derive(Template)]
#[template(path = "doctor/consultations/edit.html")]
pub struct ConsultationPage {
    pub layout: Layout,
    today: NaiveDate,
    /// What the addresses of this visit begin with.
    pub here: String,
    pub visit: OpenVisit,
    pub cautions: Cautions,
    history: ClinicalHistory,
    pub form: ConsultationForm,
    pub was: Basis,
    pub rows: Vec<CautionedItem>,
    pub vitals: Vec<Measurement>,
    pub bmi: Option<String>,
    /// What was measured before or beside the doctor, the latest first.
    pub taken: Vec<TakenVitals>,
    pub age: Option<Age>,
    /// What they weighed at the last signed visit, and when.
    weighed: Option<(Amount, NaiveDate)>,
    pub scale: TemperatureScale,
    /// The ingredients in two lines that are asked about; sent again, they are meant.
    asked_twice: String,
}

page!(ConsultationPage);

/// How many visits of the past are not folded away.
const LATEST: usize = 2;

impl ConsultationPage {
    /// What the page shows: the draft, or what was typed and merged with it. Three queries.
    pub async fn of(me: &Actor<Doctor>, id: AppointmentId, typed: Option<MergedDraft>) -> Result<ConsultationPage, Error> {
        let (clinic, doctor) = (me.clinic_id(), me.doctor());
        let writing = typed.is_some();
        let read = move |opening: &mut Opening| {
            let visit = OpenVisit::of_doctor(opening, clinic, doctor, id)?;
            let draft = typed.clone().unwrap_or_else(|| kept(&visit));
            let cautions = Cautions::of(opening, visit.patient.id(), visit.system, &draft.form.medicines())?;
            let history = ClinicalHistory::of(opening, visit.patient.id())?;
            Ok((visit, cautions, history, draft))
        };
        let (mut visit, cautions, history, draft) = if writing { me.go_on(read).await? } else { me.open(read).await? };
        let (mut form, was) = (draft.form, Basis::of_fields(&draft.fields)?);
        form.errors.extend(clashes(&draft.clashes, &draft.fields));
        let (age, scale) = (visit.patient.profile.age(me.today()), me.clinic().temperature_scale);
        let vitals = Measured { age, scale, history: &history }.fields(|it| form.measured(it));
        let taken = std::mem::take(&mut visit.taken);
        let together = TakenVitals::together(&taken);
        let height_cm = history.last(|it| it.height_cm).map(|it| it.0);
        let weighed_before = together.weight_kg;
        let bmi = measures::bmi(|it| form.measured(it), &together.filled_from(&Vitals { height_cm, ..Vitals::default() }));
        let is_child = age.is_some_and(|age| !matches!(age, Age::Years(18..)));
        let mut weighed = Vitals::default();
        let _ = weighed.take(Measure::Weight, form.measured(Measure::Weight), None);
        let weight = weighed.weight_kg.or(weighed_before).or_else(|| history.last(|it| it.weight_kg).map(|it| it.0));
        let weighed = history.last(|it| it.weight_kg).map(|(kilograms, at)| (kilograms, me.day_of(at)));
        let rows = form.rows(&cautions, weight.filter(|_| is_child));
        let here = me.here(&format!("appointments/{id}"));
        let (layout, today) = (me.layout(), me.today());
        let asked_twice = String::new();
        Ok(ConsultationPage {
            layout,
            today,
            here,
            visit,
            cautions,
            history,
            form,
            was,
            rows,
            vitals,
            bmi,
            taken,
            age,
            weighed,
            scale,
            asked_twice,
        })
    }

    /// Where it is.
    pub fn address(me: &Actor<Doctor>, id: AppointmentId) -> String {
        me.here(&format!("appointments/{id}/consultation"))
    }

    /// What is signed, or nothing and every mistake beside its field.
    pub fn parse(&mut self) -> Option<Encounter> {
        let correcting = self.correcting();
        let age = self.visit.patient.profile.age(self.today);
        let clashes = std::mem::take(&mut self.form.errors);
        let encounter = self.form.parse(self.today, age, &self.cautions, correcting);
        self.form.errors.extend(clashes);
        let encounter = encounter.filter(|it| correcting || self.weight_is_meant(&it.vitals));
        // What a correction starts from holds what was measured; what is taken out of it is meant to be out.
        let taken = if correcting { Vitals::default() } else { TakenVitals::together(&self.taken) };
        encounter.map(|it| Encounter { vitals: it.vitals.filled_from(&taken), ..it })
    }

    /// Whether the weight is near the last one, or was asked about before.
    fn weight_is_meant(&mut self, vitals: &Vitals) -> bool {
        let doubt = vitals.weight_doubt(self.weighed, self.age, self.today).filter(|_| self.form.weight != self.form.weight_asked);
        let Some(doubt) = doubt else { return true };
        self.form.errors.add("weight", doubt);
        self.form.weight_asked.clone_from(&self.form.weight);
        false
    }

    /// Whether something is to be noted about the patient, and is not yet.
    fn is_noting(&self) -> bool {
        self.form.new_alerts().iter().any(|(name, _, words)| !words.trim().is_empty() || self.form.errors.on(name).is_some())
    }

    /// What is wrong, in the order of the page: the id of the field, what it is called, the number of its row, and why.
    fn mistakes(&self) -> Vec<(&String, &'static str, Option<String>, &Message)> {
        let place = |id: &str| LABELS.iter().position(|(field, _)| id == *field).map(|at| (at, 0, 0));
        let in_row = |id: &str| {
            let of = |row: &CautionedItem| ROW.iter().position(|(column, _)| row.field(column) == id);
            self.rows.iter().find_map(|row| of(row).map(|column| (usize::MAX, row.place, column)))
        };
        let mut found: Vec<_> = self.form.errors.all().map(|(id, why)| (place(id).or_else(|| in_row(id)), id, why)).collect();
        found.sort_by_key(|it| it.0);
        let label = |(at, _, column): (usize, usize, usize)| LABELS.get(at).or(ROW.get(column)).map(|it| it.1);
        let named = |it: Option<(usize, usize, usize)>| it.and_then(label).unwrap_or("consultation-mistake");
        found
            .into_iter()
            .map(|(place, id, why)| {
                let number = place.filter(|it| it.0 == usize::MAX).map(|it| (it.1 + 1).to_string());
                (id, named(place), number, why)
            })
            .collect()
    }

    /// Says that something was measured, or withdrawn, since the page was shown that is signed: nobody signs what they did not see.
    pub fn demand_seen(&mut self, seen: &str) -> bool {
        let unseen = !self.correcting() && TakenVitals::mark(&self.taken) != seen;
        if unseen {
            self.form.errors.add("said-taken", message!("vitals-since"));
        }
        !unseen
    }

    /// Asks once whether an ingredient is meant that stands in two lines.
    pub fn demand_meant_twice(&mut self, meant: &str) -> bool {
        let twice = |row: &CautionedItem| {
            let (field, second) = (row.field("medicine"), row.number());
            row.caution.twice.clone().into_iter().map(move |(name, first)| (field.clone(), name, first, second.clone()))
        };
        let twice: Vec<_> = self.rows.iter().flat_map(twice).collect();
        self.asked_twice = twice.iter().map(|(_, name, first, second)| format!("{name} {first} {second}")).collect::<Vec<_>>().join("; ");
        let is_meant = self.asked_twice == meant || twice.is_empty();
        for (field, name, first, second) in twice.into_iter().filter(|_| !is_meant) {
            self.form.errors.add(&field, message!("error-ingredient-twice", name, first, second));
        }
        is_meant
    }

    /// Whether it corrects what was signed.
    fn correcting(&self) -> bool {
        self.visit.draft.as_ref().is_some_and(|draft| draft.correcting_id.is_some())
    }
}

/// What the draft holds.
fn kept(visit: &OpenVisit) -> MergedDraft {
    let body = visit.draft.as_ref().map(|draft| draft.body.as_str()).unwrap_or_default();
    let fields = ConsultationForm::standing(body, &visit.appointment.complaint);
    MergedDraft { form: ConsultationForm::of(&fields).unwrap_or_default(), fields, clashes: Vec::new() }
}

/// What is said beside the fields that were changed here and there.
fn clashes(names: &[String], now: &Fields) -> Errors {
    let mut errors = Errors::default();
    for name in names {
        let now = now.get(name).and_then(|it| it.last()).cloned().unwrap_or_default();
        errors.add(&name.replace('.', "-"), message!("error-changed-meanwhile", now));
    }
    errors
}
