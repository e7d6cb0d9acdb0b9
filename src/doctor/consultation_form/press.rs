//! The buttons of the consultation that change its rows.

use super::{ConsultationForm, DiagnosisLine, ItemLine, named_rows};
use crate::db::ids::{ConsultationId, PrescriptionId};
use crate::locale::phrases;
use crate::models::clinical::Earlier;

/// The button that was pressed. A row is taken away as `gone` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Press {
    #[default]
    Nothing,
    AddItem,
    AddDiagnosis,
    /// Sets the dose of the row of that key to these marks.
    Set(String, String),
    /// Sets the days of the row of that key.
    Last(String, String),
    /// Adds a ready phrase to the advice.
    Tell(String),
    /// Adds what was prescribed before, by one prescription or by the last; where no diagnosis is written yet, with that one's.
    Repeat(Option<PrescriptionId>),
    /// Adds what was noted at an earlier visit.
    CopyNotes(ConsultationId),
    /// Adds what was advised then.
    CopyAdvice(ConsultationId),
}

impl Press {
    /// The button of that name and value, if it is one of these.
    pub fn named(name: &str, value: &str) -> Option<Press> {
        match (name, value) {
            ("add", "item") => Some(Press::AddItem),
            ("add", "diagnosis") => Some(Press::AddDiagnosis),
            ("repeat", value) => Some(Press::Repeat(value.parse().ok())),
            ("copy", value) => match value.split_once(':')? {
                ("notes", id) => id.parse().ok().map(Press::CopyNotes),
                ("advice", id) => id.parse().ok().map(Press::CopyAdvice),
                _ => None,
            },
            ("tell", value) if phrases::is_ready(value) => Some(Press::Tell(value.to_owned())),
            ("set", value) => value.split_once(':').map(|(key, marks)| Press::Set(key.to_owned(), marks.to_owned())),
            ("last", value) => value.split_once(':').map(|(key, days)| Press::Last(key.to_owned(), days.to_owned())),
            _ => None,
        }
    }
}

impl ConsultationForm {
    /// Does what the pressed button says to the rows; `before` is what was written before.
    pub fn press(&mut self, pressed: &Press, before: &Earlier) {
        match pressed {
            Press::Nothing => {}
            Press::AddItem => self.items.push(ItemLine { key: self.next_item(), ..ItemLine::default() }),
            Press::AddDiagnosis => {
                let key = named_rows::next(self.diagnoses.iter().map(|it| it.key.as_str()));
                self.diagnoses.push(DiagnosisLine { key, name: String::new() });
            }
            Press::Set(key, marks) => {
                for line in self.items.iter_mut().filter(|it| it.key == *key) {
                    line.dose.clone_from(marks);
                }
            }
            Press::Last(key, days) => {
                for line in self.items.iter_mut().filter(|it| it.key == *key) {
                    line.days.clone_from(days);
                }
            }
            Press::Tell(phrase) => {
                let told: Vec<&str> = self.advice.lines().map(str::trim_end).filter(|it| !it.is_empty() && it != phrase).collect();
                self.advice = told.into_iter().chain([phrase.as_str()]).collect::<Vec<_>>().join("\n");
            }
            Press::Repeat(_) => {
                let next = self.next_item();
                self.items.retain(|line| !line.medicine.trim().is_empty());
                let first: usize = next.parse().unwrap_or_default();
                let items = (first..).zip(&before.items);
                self.items.extend(items.map(|(key, item)| ItemLine { key: key.to_string(), ..ItemLine::of(item) }));
                self.take_diagnoses(&before.diagnoses);
            }
            Press::CopyNotes(_) => append(&mut self.notes, &before.notes),
            Press::CopyAdvice(_) => append(&mut self.advice, &before.advice),
        }
    }

    /// The diagnoses of before, the primary one first, where none is written.
    fn take_diagnoses(&mut self, before: &[String]) {
        if before.is_empty() || self.diagnoses.iter().any(|it| !it.name.trim().is_empty()) {
            return;
        }
        let mut lines = self.diagnosis_lines();
        for (at, name) in before.iter().enumerate() {
            if lines.len() == at {
                let key = named_rows::next(lines.iter().map(|it| it.key.as_str()));
                lines.push(DiagnosisLine { key, name: String::new() });
            }
            lines[at].name.clone_from(name);
        }
        self.primary.clone_from(&lines[0].key);
        self.diagnoses = lines;
    }

    fn next_item(&self) -> String {
        named_rows::next(self.items.iter().map(|it| it.key.as_str()))
    }
}

/// Adds words below what is written, unless they stand there.
fn append(field: &mut String, words: &str) {
    if words.is_empty() || field.contains(words) {
        return;
    }
    if !field.trim().is_empty() {
        field.push('\n');
    }
    field.push_str(words);
}
