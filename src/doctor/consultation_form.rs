//! The consultation as it is typed: raw strings, kept in the draft exactly so, and understood only when it is signed.

mod rows;
mod understood;

use serde::{Deserialize, Serialize};

pub use self::rows::Row;
use crate::models::clinical::Encounter;
use crate::web::error::Error;
use crate::web::form::Errors;

/// Every field of the screen. The lists of an item's fields are as long as there are rows.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ConsultationForm {
    pub complaint: String,
    pub symptoms: String,
    pub height: String,
    pub weight: String,
    pub temperature: String,
    pub pulse: String,
    pub pressure: String,
    pub spo2: String,
    pub respiratory: String,
    pub glucose: String,
    pub notes: String,
    pub diagnosis: Vec<String>,
    /// The place of the primary diagnosis.
    pub primary: String,
    pub advice: String,
    pub follow_up: String,
    pub medicine: Vec<String>,
    pub dose: Vec<String>,
    pub food: Vec<String>,
    pub days: Vec<String>,
    pub quantity: Vec<String>,
    pub instructions: Vec<String>,
    pub reason: Vec<String>,
    /// The places of the items that are taken only when needed.
    pub sos: Vec<String>,
    /// Why what was signed is corrected.
    pub correction: String,
    pub new_allergy: String,
    pub new_condition: String,
    pub new_current_medicine: String,
    /// What the page said about the items when it was shown.
    #[serde(skip_serializing)]
    pub checks: String,
    /// The button that was pressed: one of these.
    #[serde(skip_serializing)]
    pub add: String,
    #[serde(skip_serializing)]
    pub remove: String,
    #[serde(skip_serializing)]
    pub set: String,
    #[serde(skip_serializing)]
    pub repeat: String,
    #[serde(skip_serializing)]
    pub note: String,
    #[serde(skip_serializing)]
    pub forget: String,
    #[serde(skip)]
    pub errors: Errors,
}

/// The most rows, of items and of diagnoses.
const MOST: usize = 40;

impl ConsultationForm {
    /// From a draft's body; what cannot be read is an empty form.
    pub fn of_body(body: &str) -> ConsultationForm {
        crate::web::form::decode(body.as_bytes()).unwrap_or_default()
    }

    /// The body that a draft keeps.
    pub fn body(&self) -> Result<String, Error> {
        crate::web::form::encode(self)
    }

    /// The form of what was signed, for a correction.
    pub fn of_signed(encounter: &Encounter) -> ConsultationForm {
        let text = |it: Option<i32>| it.map(|it| it.to_string()).unwrap_or_default();
        let vitals = &encounter.vitals;
        let mut form = ConsultationForm {
            complaint: encounter.complaint.clone(),
            symptoms: encounter.symptoms.join("\n"),
            height: vitals.height_cm.map(|it| it.plain()).unwrap_or_default(),
            weight: vitals.weight_kg.map(|it| it.plain()).unwrap_or_default(),
            temperature: vitals.temperature_c.map(|it| it.plain()).unwrap_or_default(),
            pulse: text(vitals.pulse),
            pressure: vitals.blood_pressure().unwrap_or_default(),
            spo2: text(vitals.spo2),
            respiratory: text(vitals.respiratory_rate),
            glucose: text(vitals.glucose),
            notes: encounter.notes.clone(),
            diagnosis: encounter.diagnoses.iter().map(|it| it.name.clone()).collect(),
            primary: encounter.diagnoses.iter().position(|it| it.is_primary).map(|it| it.to_string()).unwrap_or_default(),
            advice: encounter.advice.clone(),
            follow_up: encounter.follow_up_on.map(|it| it.to_string()).unwrap_or_default(),
            ..ConsultationForm::default()
        };
        form.append(&encounter.items);
        let reasons = encounter.items.iter().map(|item| item.allergy_reason.clone());
        form.reason = reasons.collect();
        form
    }

    /// The diagnoses as the page shows them, each with whether it is the primary one: at least one line.
    pub fn diagnosis_rows(&self) -> Vec<(usize, String, bool)> {
        let mut names = self.diagnosis.clone();
        if names.is_empty() {
            names.push(String::new());
        }
        let primary = self.primary.parse().ok().filter(|place| *place < names.len()).unwrap_or(0);
        names.into_iter().enumerate().map(|(place, name)| (place, name, place == primary)).collect()
    }

    /// What the medicines are called, to be looked up.
    pub fn medicines(&self) -> Vec<String> {
        self.medicine.iter().take(MOST).filter(|it| !it.trim().is_empty()).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::ConsultationForm;

    fn form() -> ConsultationForm {
        ConsultationForm::of_body(
            "complaint=%E0%A4%AC%E0%A5%81%E0%A4%96%E0%A4%BE%E0%A4%B0&medicine=A&medicine=B&medicine=C&dose=1-0-1&sos=1&sos=2",
        )
    }

    #[test]
    fn what_is_typed_comes_back_from_the_draft_as_it_was() {
        let form = form();
        let again = ConsultationForm::of_body(&form.body().expect("a body"));
        assert_eq!((again.complaint.as_str(), again.medicine, again.sos), ("बुखार", form.medicine, form.sos));
    }

    #[test]
    fn removing_a_row_keeps_the_others_together() {
        let mut form = form();
        form.remove = "1".into();
        assert!(form.press());
        assert_eq!(form.medicine, ["A", "C"]);
        assert_eq!(form.dose, ["1-0-1", ""]);
        assert_eq!(form.sos, ["1"]);
    }

    #[test]
    fn a_tap_sets_the_marks_of_its_row() {
        let mut form = form();
        form.set = "2:0-0-1".into();
        assert!(form.press());
        assert_eq!(form.dose, ["1-0-1", "", "0-0-1"]);
    }
}
