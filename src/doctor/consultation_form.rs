//! The consultation as it is typed: raw strings, kept in the draft exactly so, and understood only when it is signed.

mod understood;

use serde::{Deserialize, Serialize};

use crate::models::caution::{Caution, Cautions};
use crate::models::consultation::Encounter;
use crate::models::prescription::{Dose, Item};
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

/// One row of the prescription, with what is to be said about it.
pub struct Row {
    pub place: usize,
    pub medicine: String,
    pub dose: String,
    pub food: String,
    pub days: String,
    pub quantity: String,
    pub instructions: String,
    pub reason: String,
    pub sos: bool,
    pub caution: Caution,
    /// What the marks and days come to.
    pub worked_out: String,
    pub unit: String,
}

impl Row {
    /// The unit's word, a Fluent key.
    pub fn unit_key(&self) -> String {
        format!("unit-{}", self.unit)
    }

    /// The name of one of its fields, as errors and labels know it.
    pub fn field(&self, name: &str) -> String {
        format!("{name}-{}", self.place)
    }
}

/// The most rows, of items and of diagnoses.
const MOST: usize = 40;

impl ConsultationForm {
    /// From a draft's body; what cannot be read is an empty form.
    pub fn of_body(body: &str) -> ConsultationForm {
        crate::web::form::parse(body.as_bytes()).unwrap_or_default()
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

    /// Adds rows for these items, after those that are filled. Reasons are not taken over: they were given for another day.
    pub fn append(&mut self, items: &[Item]) {
        self.drop_empty_rows();
        for item in items {
            let place = self.medicine.len();
            self.medicine.push(item.label());
            self.dose.push(item.marks());
            self.food.push(item.food.as_str().to_owned());
            self.days.push(item.days.map(|it| it.to_string()).unwrap_or_default());
            self.quantity.push(
                item.quantity.filter(|it| Some(*it) != item.dose.quantity(&item.unit, item.days)).map(|it| it.plain()).unwrap_or_default(),
            );
            self.instructions.push(item.instructions.clone());
            self.reason.push(String::new());
            if item.sos {
                self.sos.push(place.to_string());
            }
        }
    }

    /// Does what the pressed button says to the rows. Whether one was pressed.
    pub fn press(&mut self) -> bool {
        self.level();
        if self.add == "item" && self.medicine.len() < MOST {
            self.medicine.push(String::new());
        } else if self.add == "diagnosis" && self.diagnosis.len() < MOST {
            self.diagnosis.push(String::new());
        } else if let Ok(place) = self.remove.parse() {
            self.remove_row(place);
        } else if let Some((place, marks)) = self.set.split_once(':') {
            let marks = marks.to_owned();
            if let Some(dose) = place.parse::<usize>().ok().and_then(|place| self.dose.get_mut(place)) {
                *dose = marks;
            }
        }
        self.level();
        !(self.add.is_empty() && self.remove.is_empty() && self.set.is_empty() && self.repeat.is_empty())
    }

    /// The rows as the page shows them: at least one.
    pub fn rows(&self, cautions: &Cautions) -> Vec<Row> {
        let mut form = self.clone();
        form.level();
        if form.medicine.is_empty() {
            form.medicine.push(String::new());
            form.level();
        }
        (0..form.medicine.len()).map(|place| form.row(place, cautions)).collect()
    }

    fn row(&self, place: usize, cautions: &Cautions) -> Row {
        let text = |list: &[String]| list.get(place).cloned().unwrap_or_default();
        let medicine = text(&self.medicine);
        let caution = if medicine.trim().is_empty() { Caution::default() } else { cautions.about(&medicine) };
        let unit = caution.unit(&medicine).to_owned();
        let dose = Dose::parse(&text(&self.dose)).unwrap_or_default();
        let worked_out = dose.quantity(&unit, text(&self.days).trim().parse().ok().filter(|days| (1..=365).contains(days)));
        Row {
            place,
            medicine,
            dose: text(&self.dose),
            food: text(&self.food),
            days: text(&self.days),
            quantity: text(&self.quantity),
            instructions: text(&self.instructions),
            reason: text(&self.reason),
            sos: self.sos.contains(&place.to_string()),
            caution,
            worked_out: worked_out.map(|it| it.to_string()).unwrap_or_default(),
            unit,
        }
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

    /// Makes every list of an item's fields as long as there are rows.
    fn level(&mut self) {
        self.medicine.truncate(MOST);
        self.diagnosis.truncate(MOST);
        let rows = self.medicine.len();
        for list in [&mut self.dose, &mut self.food, &mut self.days, &mut self.quantity, &mut self.instructions, &mut self.reason] {
            list.resize(rows, String::new());
        }
    }

    fn remove_row(&mut self, place: usize) {
        if place >= self.medicine.len() {
            return;
        }
        for list in [
            &mut self.medicine,
            &mut self.dose,
            &mut self.food,
            &mut self.days,
            &mut self.quantity,
            &mut self.instructions,
            &mut self.reason,
        ] {
            list.remove(place);
        }
        let places: Vec<usize> = self.sos.iter().filter_map(|it| it.parse().ok()).filter(|it| *it != place).collect();
        self.sos = places.into_iter().map(|it| if it > place { it - 1 } else { it }.to_string()).collect();
    }

    fn drop_empty_rows(&mut self) {
        self.level();
        let empty = |form: &ConsultationForm| (0..form.medicine.len()).find(|place| form.medicine[*place].trim().is_empty());
        while let Some(place) = empty(self) {
            self.remove_row(place);
        }
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
