//! The consultation as it is typed: raw strings, kept in the draft exactly so, and understood only when it is signed.

mod columns;
mod item_rows;
mod parsing;
mod press;

use serde::Serialize;

pub use self::item_rows::{CautionedItem, ItemLine};
pub use self::press::Press;
use crate::models::clinical::Encounter;
use crate::models::people::Alert;
use crate::models::values::Amount;
use crate::web::screen::*;

/// Every field of the page.
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
    #[serde(flatten, with = "columns")]
    pub items: Vec<ItemLine>,
    /// Why what was signed is corrected.
    pub correction: String,
    pub new_allergy: String,
    pub new_condition: String,
    pub new_current_medicine: String,
    /// What the page said about the items when it was shown.
    #[serde(skip_serializing)]
    pub checks: String,
    #[serde(flatten, skip_serializing)]
    pub pressed: Press,
    /// What is noted about the patient no longer, where that button was pressed: `allergy:ID`.
    #[serde(skip_serializing)]
    pub forget: String,
    /// What an allergy is taken for, where that button was pressed: `ID:penicillin`.
    #[serde(skip_serializing)]
    pub taken_as: String,
    /// That the patient was asked and named no allergy, where that button was pressed.
    #[serde(skip_serializing)]
    pub asked: String,
    /// The unknown medicines that are taken on, each against the allergies of that moment, as [`crate::models::clinical::Caution::tap`] says it.
    pub taken_on: Vec<String>,
    #[serde(skip)]
    pub errors: Errors,
}

/// One line of the diagnoses.
pub struct DiagnosisLine {
    place: usize,
    pub name: String,
    pub is_primary: bool,
}

/// The most rows, of items and of diagnoses.
const MOST: usize = 40;

/// The longest words that are noted about a patient, in characters.
const NOTE: usize = 120;

impl ConsultationForm {
    /// From a draft's body; what cannot be read is an empty form.
    pub fn of_body(body: &str) -> ConsultationForm {
        form::decode(body.as_bytes()).unwrap_or_default()
    }

    /// The body that a draft keeps.
    pub fn body(&self) -> Result<String, Error> {
        form::encode(self)
    }

    /// The form of what was signed, for a correction.
    pub fn of_signed(encounter: &Encounter) -> ConsultationForm {
        let count = |it: Option<i32>| it.map(|it| it.to_string()).unwrap_or_default();
        let amount = |it: Option<Amount>| it.map(Amount::plain).unwrap_or_default();
        let vitals = &encounter.vitals;
        let primary = encounter.diagnoses.iter().position(|it| it.is_primary);
        let items = encounter.items.iter().map(|item| ItemLine { reason: item.reason_in_words().to_owned(), ..ItemLine::of(item) });
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
            diagnosis: encounter.diagnoses.iter().map(|it| it.name.clone()).collect(),
            primary: primary.map(|it| it.to_string()).unwrap_or_default(),
            advice: encounter.advice.clone(),
            follow_up: encounter.follow_up_on.map(|it| it.to_string()).unwrap_or_default(),
            items: items.collect(),
            ..ConsultationForm::default()
        }
    }

    /// The diagnoses as the page shows them: at least one line, of which one is the primary one.
    pub fn diagnosis_lines(&self) -> Vec<DiagnosisLine> {
        let mut names = self.diagnosis.clone();
        if names.is_empty() {
            names.push(String::new());
        }
        let primary = self.primary.parse().ok().filter(|place| *place < names.len()).unwrap_or(0);
        names.into_iter().enumerate().map(|(place, name)| DiagnosisLine { place, name, is_primary: place == primary }).collect()
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

    /// Takes what was typed into those fields out of the form. What is too long stays.
    pub fn take_new_alerts(&mut self) -> Vec<(Alert, String)> {
        let fields = [
            (Alert::Allergy, &mut self.new_allergy),
            (Alert::Condition, &mut self.new_condition),
            (Alert::CurrentMedicine, &mut self.new_current_medicine),
        ];
        let taken = fields.into_iter().filter_map(|(alert, field)| {
            let words = form::required(field, NOTE).ok()?;
            field.clear();
            Some((alert, words))
        });
        taken.collect()
    }
}

impl DiagnosisLine {
    /// The id of its field, as errors and labels know it.
    pub fn field(&self) -> String {
        format!("diagnosis-{}", self.place)
    }
}

#[cfg(test)]
mod tests {
    use super::{ConsultationForm, Press};

    fn form(pressed: &str) -> ConsultationForm {
        ConsultationForm::of_body(&format!(
            "complaint=%E0%A4%AC%E0%A5%81%E0%A4%96%E0%A4%BE%E0%A4%B0&medicine=A&medicine=B&medicine=C&dose=1-0-1&sos=1&sos=2{pressed}"
        ))
    }

    fn column(form: &ConsultationForm, of: fn(&super::ItemLine) -> &str) -> Vec<&str> {
        form.items.iter().map(of).collect()
    }

    #[test]
    fn what_is_typed_comes_back_from_the_draft_as_it_was() {
        let form = form("");
        assert_eq!(form.items.iter().map(|it| it.sos).collect::<Vec<_>>(), [false, true, true]);
        let again = ConsultationForm::of_body(&form.body().expect("a body"));
        assert_eq!((again.complaint.as_str(), again.items), ("बुखार", form.items));
        let one = ConsultationForm::of_body("medicine=A&dose=1-0-1&sos=0");
        assert_eq!(ConsultationForm::of_body(&one.body().expect("a body")).items, one.items);
        assert_eq!((one.items.len(), one.items[0].dose.as_str(), one.items[0].sos), (1, "1-0-1", true));
    }

    #[test]
    fn removing_a_row_keeps_the_others_together() {
        let mut form = form("&remove=1");
        assert!(form.press(&[]));
        assert_eq!(column(&form, |it| &it.medicine), ["A", "C"]);
        assert_eq!(column(&form, |it| &it.dose), ["1-0-1", ""]);
        assert_eq!(form.items.iter().map(|it| it.sos).collect::<Vec<_>>(), [false, true]);
    }

    #[test]
    fn a_tap_sets_the_marks_of_its_row() {
        let mut form = form("&set=2:0-0-1");
        assert!(form.press(&[]));
        assert_eq!(column(&form, |it| &it.dose), ["1-0-1", "", "0-0-1"]);
    }

    #[test]
    fn a_button_is_pressed_once_and_is_not_kept_in_the_draft() {
        let mut form = form("&add=item");
        assert_eq!(form.pressed, Press::AddItem);
        assert!(!form.body().expect("a body").contains("add="));
        assert!(form.press(&[]) && !form.press(&[]));
        assert_eq!(form.items.len(), 4);
    }
}
