//! The consultation as it is typed: raw strings, kept in the draft exactly so, and understood only when it is signed.

mod item_rows;
mod labels;
mod named_rows;
mod parsing;
mod press;
mod typed;

use serde::Serialize;

use self::item_rows::NEW_KEY;
pub use self::item_rows::{CautionedItem, ItemLine};
pub use self::labels::{LABELS, ROW};
pub use self::named_rows::row as named_row;
pub use self::press::Press;
pub use self::typed::{MergedDraft, TypedDraft};
use crate::models::clinical::Encounter;
use crate::models::people::Alert;
use crate::models::values::Amount;
use crate::web::form::Fields;
use crate::web::screen::*;

/// Every field of the page.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ConsultationForm {
    pub complaint: String,
    pub symptoms: String,
    pub height: String,
    pub weight: String,
    /// The weight that was asked about: sent again, it is right.
    pub weight_asked: String,
    pub temperature: String,
    pub pulse: String,
    pub pressure: String,
    pub spo2: String,
    pub respiratory: String,
    pub glucose: String,
    pub notes: String,
    /// The key of the primary diagnosis.
    pub primary: String,
    pub advice: String,
    pub follow_up: String,
    /// Why what was signed is corrected.
    pub correction: String,
    pub new_allergy: String,
    pub new_condition: String,
    pub new_current_medicine: String,
    #[serde(skip)]
    pub diagnoses: Vec<DiagnosisLine>,
    #[serde(skip)]
    pub items: Vec<ItemLine>,
    #[serde(skip)]
    pub errors: Errors,
}

/// One line of the diagnoses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DiagnosisLine {
    pub key: String,
    pub name: String,
}

/// For how many days a tap lets a medicine be taken.
pub const DAYS: [i32; 6] = [3, 5, 7, 10, 15, 30];

/// The most rows, of items and of diagnoses.
const MOST: usize = 40;

/// The longest words that are noted about a patient, in characters.
const NOTE: usize = 120;

impl ConsultationForm {
    /// The fields of a draft's body; what cannot be read is empty.
    pub fn fields_of(body: &str) -> Fields {
        form::fields(body).map(named_rows::of_lists).unwrap_or_default()
    }

    /// Those fields of a page that a draft has, each with the value that was sent last: before a checkbox stands what it says
    /// unticked.
    fn known(sent: Fields) -> Fields {
        let own = form::encode(&ConsultationForm::default()).and_then(|it| form::fields(&it)).unwrap_or_default();
        let is_known = |name: &String| own.contains_key(name) || named_rows::split(name).is_some();
        sent.into_iter()
            .filter(|(name, _)| is_known(name))
            .map(|(name, values)| (name, values.into_iter().next_back().into_iter().collect()))
            .collect()
    }

    pub fn of(fields: &Fields) -> Result<ConsultationForm, Error> {
        let mut form: ConsultationForm = form::decode(form::body_of(fields)?.as_bytes())?;
        form.items = ItemLine::all_of(fields);
        form.diagnoses = DiagnosisLine::all_of(fields);
        Ok(form)
    }

    /// What a draft keeps.
    pub fn fields(&self) -> Result<Fields, Error> {
        let mut fields = form::fields(&form::encode(self)?)?;
        for line in &self.items {
            line.write(&mut fields);
        }
        for line in &self.diagnoses {
            line.write(&mut fields);
        }
        Ok(fields)
    }

    /// The form of what was signed, for a correction.
    pub fn of_signed(encounter: &Encounter) -> ConsultationForm {
        let count = |it: Option<i32>| it.map(|it| it.to_string()).unwrap_or_default();
        let amount = |it: Option<Amount>| it.map(Amount::plain).unwrap_or_default();
        let vitals = &encounter.vitals;
        let primary = encounter.diagnoses.iter().position(|it| it.is_primary);
        let items = (1..).zip(&encounter.items).map(|(key, item): (usize, _)| ItemLine {
            key: key.to_string(),
            reason: item.reason_in_words().to_owned(),
            ..ItemLine::of(item)
        });
        let diagnoses = (1..).zip(&encounter.diagnoses);
        let diagnoses = diagnoses.map(|(key, it): (usize, _)| DiagnosisLine { key: key.to_string(), name: it.name.clone() });
        ConsultationForm {
            complaint: encounter.complaint.clone(),
            symptoms: encounter.symptoms.join("\n"),
            height: amount(vitals.height_cm),
            weight: amount(vitals.weight_kg),
            temperature: amount(vitals.temperature_f.or(vitals.temperature_c)),
            pulse: count(vitals.pulse),
            pressure: vitals.blood_pressure().unwrap_or_default(),
            spo2: count(vitals.spo2),
            respiratory: count(vitals.respiratory_rate),
            glucose: count(vitals.glucose),
            notes: encounter.notes.clone(),
            diagnoses: diagnoses.collect(),
            primary: primary.map(|it| (it + 1).to_string()).unwrap_or_default(),
            advice: encounter.advice.clone(),
            follow_up: encounter.follow_up_on.map(|it| it.format("%d/%m/%Y").to_string()).unwrap_or_default(),
            items: items.collect(),
            ..ConsultationForm::default()
        }
    }

    /// The diagnoses as the page shows them: at least one line.
    pub fn diagnosis_lines(&self) -> Vec<DiagnosisLine> {
        if self.diagnoses.is_empty() {
            vec![DiagnosisLine { key: "1".to_owned(), ..DiagnosisLine::default() }]
        } else {
            self.diagnoses.clone()
        }
    }

    /// Whether a diagnosis is the primary one: where none is said to be, the first is.
    pub fn is_primary(&self, line: &DiagnosisLine) -> bool {
        let lines = self.diagnosis_lines();
        let said = lines.iter().find(|it| it.key == self.primary).or(lines.first());
        said.is_some_and(|it| it.key == line.key)
    }

    /// What the medicines are called, to be looked up.
    pub fn medicines(&self) -> Vec<String> {
        self.items.iter().map(|line| &line.medicine).filter(|it| !it.trim().is_empty()).cloned().collect()
    }

    /// The fields in which something more is noted about the patient: name, kind and what is typed.
    pub fn new_alerts(&self) -> [(&'static str, Alert, &str); 3] {
        [
            ("new_allergy", Alert::Allergy, &self.new_allergy),
            ("new_condition", Alert::Condition, &self.new_condition),
            ("new_current_medicine", Alert::CurrentMedicine, &self.new_current_medicine),
        ]
    }

    /// What stands in a draft's body; one in which nothing was typed yet begins with what the desk wrote at check-in.
    pub fn standing(body: &str, complaint: &str) -> Fields {
        if body.is_empty() {
            Fields::from([("complaint".to_owned(), vec![complaint.to_owned()])])
        } else {
            ConsultationForm::fields_of(body)
        }
    }
}

impl MergedDraft {
    /// Puts back what was not noted.
    pub fn leave_alert(&mut self, kind: Alert, words: String) {
        let (name, field) = match kind {
            Alert::Allergy => ("new_allergy", &mut self.form.new_allergy),
            Alert::Condition => ("new_condition", &mut self.form.new_condition),
            Alert::CurrentMedicine => ("new_current_medicine", &mut self.form.new_current_medicine),
        };
        field.clone_from(&words);
        self.fields.insert(name.to_owned(), vec![words]);
    }

    /// Takes out what was typed into the fields for noting more about the patient. What is too long stays.
    pub fn take_new_alerts(&mut self) -> Vec<(Alert, String)> {
        let form = self.form.clone();
        let typed = form.new_alerts().into_iter().filter_map(|(_, alert, typed)| Some((alert, form::required(typed, NOTE).ok()?)));
        typed.inspect(|(alert, _)| self.leave_alert(*alert, String::new())).collect()
    }
}

impl DiagnosisLine {
    /// The line that the page's script fills in to add one.
    pub fn blank() -> DiagnosisLine {
        DiagnosisLine { key: NEW_KEY.to_owned(), name: String::new() }
    }

    /// The id of its field, as errors and labels know it.
    pub fn field(&self) -> String {
        format!("diagnosis-{}", self.key)
    }
}
