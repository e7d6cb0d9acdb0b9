//! The rows of the prescription: added, filled by a tap, taken away, and shown with what is to be said about each.

use super::press::Press;
use super::{ConsultationForm, MOST};
use crate::models::clinical::{Caution, Cautions, Dose, Item};

/// One line of the prescription, as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemLine {
    pub medicine: String,
    pub dose: String,
    pub food: String,
    pub days: String,
    pub quantity: String,
    pub instructions: String,
    /// Why it is given in spite of an allergy.
    pub reason: String,
    /// Taken only when needed.
    pub sos: bool,
}

/// A line in its place, with what is to be said about it.
pub struct CautionedItem {
    pub place: usize,
    pub line: ItemLine,
    pub caution: Caution,
    /// Whether it is not known and was taken on all the same, against the allergies of now.
    pub taken_on: bool,
    /// What the marks and days come to.
    pub worked_out: String,
    pub unit: String,
}

impl ItemLine {
    /// The line that says the same as an item. Its reason is not taken over: it was given for another day.
    pub fn of(item: &Item) -> ItemLine {
        let follows = item.dose.quantity(&item.unit, item.days);
        ItemLine {
            medicine: item.label(),
            dose: item.marks(),
            food: item.food.to_string(),
            days: item.days.map(|it| it.to_string()).unwrap_or_default(),
            quantity: item.quantity.filter(|it| Some(*it) != follows).map(|it| it.plain()).unwrap_or_default(),
            instructions: item.instructions.clone(),
            reason: String::new(),
            sos: item.sos,
        }
    }
}

impl CautionedItem {
    fn of(place: usize, line: ItemLine, caution: Caution, form: &ConsultationForm) -> CautionedItem {
        let taken_on = caution.tap(&line.medicine).is_some_and(|it| form.taken_on.contains(&it));
        let unit = caution.unit(&line.medicine).to_owned();
        let days = line.days.trim().parse().ok().filter(|days| (1..=365).contains(days));
        let worked_out = Dose::parse(&line.dose).unwrap_or_default().quantity(&unit, days);
        CautionedItem { place, line, caution, taken_on, worked_out: worked_out.map(|it| it.to_string()).unwrap_or_default(), unit }
    }

    /// What its tap says, if it asks for one.
    pub fn tap(&self) -> Option<String> {
        self.caution.tap(&self.line.medicine)
    }

    /// The unit's word, a Fluent key.
    pub fn unit_key(&self) -> String {
        format!("unit-{}", self.unit)
    }

    /// The id of one of its fields, as errors and labels know it.
    pub fn field(&self, name: &str) -> String {
        format!("{name}-{}", self.place)
    }
}

impl ConsultationForm {
    /// Does what the pressed button says to the rows. Whether one was pressed.
    pub fn press(&mut self, last: &[Item]) -> bool {
        match std::mem::take(&mut self.pressed) {
            Press::Nothing => return false,
            Press::AddItem => self.items.push(ItemLine::default()),
            Press::AddDiagnosis => self.diagnosis.push(String::new()),
            Press::Remove(place) if place < self.items.len() => drop(self.items.remove(place)),
            Press::Remove(_) => {}
            Press::Set(place, marks) => self.items.get_mut(place).into_iter().for_each(|line| line.dose.clone_from(&marks)),
            Press::Repeat => {
                self.items.retain(|line| !line.medicine.trim().is_empty());
                self.items.extend(last.iter().map(ItemLine::of));
            }
        }
        self.items.truncate(MOST);
        self.diagnosis.truncate(MOST);
        true
    }

    /// The rows as the page shows them: at least one.
    pub fn rows(&self, cautions: &Cautions) -> Vec<CautionedItem> {
        let lines = if self.items.is_empty() { vec![ItemLine::default()] } else { self.items.clone() };
        let about = cautions.about_all(&lines.iter().map(|it| it.medicine.as_str()).collect::<Vec<_>>());
        let rows = lines.into_iter().zip(about).enumerate();
        rows.map(|(place, (line, caution))| CautionedItem::of(place, line, caution, self)).collect()
    }
}
