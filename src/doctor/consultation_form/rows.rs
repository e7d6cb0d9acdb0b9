//! The rows of the prescription: shown, added, filled by a tap, taken away.

use super::{ConsultationForm, MOST};
use crate::models::clinical::{Caution, Cautions, Dose, Item};

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

impl ConsultationForm {
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
