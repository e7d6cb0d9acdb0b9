//! The rows of the prescription: added, filled by a tap, taken away, and shown with what is to be said about each.

use super::press::Press;
use super::{ConsultationForm, MOST};
use crate::locale::{Locale, Message};
use crate::message;
use crate::models::clinical::{Caution, Cautions, Dose, Dosed, Item, supply};
use crate::models::values::Amount;

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
    /// What is dosed: it decides how the marks are read, and which a tap offers.
    pub dosed: Dosed,
    /// What the marks and days come to, where they can be counted.
    pub worked_out: String,
    /// The dose in words, or what is wrong with it; nothing where nothing was typed.
    pub said: Option<Result<Message, Message>>,
}

impl ItemLine {
    /// The line that says the same as an item. Its reason is not taken over: it was given for another day.
    pub fn of(item: &Item) -> ItemLine {
        let follows = item.dose.quantity(item.days);
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
        let dosed = caution.dosed(&line.medicine);
        let days = days(&line.days).ok();
        let dose = Dose::parse(&line.dose, &dosed);
        let worked_out = dose.as_ref().ok().and_then(|dose| dose.quantity(days));
        let said = match dose {
            Ok(dose) => {
                supply(dose.words(), dose.unit, days, Amount::parse(&line.quantity).or(worked_out)).filter(|_| !dose.is_empty()).map(Ok)
            }
            Err(refusal) => Some(Err(refusal)).filter(|_| !line.medicine.trim().is_empty()),
        };
        let worked_out = worked_out.map(|it| it.to_string()).unwrap_or_default();
        CautionedItem { place, line, caution, taken_on, dosed, worked_out, said }
    }

    /// What its tap says, if it asks for one.
    pub fn tap(&self) -> Option<String> {
        self.caution.tap(&self.line.medicine)
    }

    /// What is said about the row, in one language: unchanged, there is nothing to show anew.
    pub fn checks(&self) -> String {
        let words = self.said.as_ref().map(|said| match said {
            Ok(words) | Err(words) => words.say(Locale::English),
        });
        format!("{}:{}", words.unwrap_or_default(), self.dosed.quick().first().copied().unwrap_or_default())
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

/// A whole number from one on.
pub(super) fn number(value: &str, most: i32) -> Result<i32, Message> {
    let read = Amount::parse(value).and_then(Amount::as_whole);
    read.filter(|it| (1..=most).contains(it)).ok_or_else(|| message!("error-range", low = 1, high = most))
}

/// For how many days a medicine is taken.
pub(super) fn days(value: &str) -> Result<i32, Message> {
    number(value, 365)
}
