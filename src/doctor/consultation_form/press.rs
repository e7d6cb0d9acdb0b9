//! The buttons of the consultation that change its rows.

use std::collections::BTreeSet;

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
    /// Sets in how many days the patient comes again.
    Again(String),
    /// Adds a ready phrase to the advice.
    Tell(String),
    /// Adds what was prescribed before, by one prescription or by the last, as far as it is not there.
    Repeat(Option<PrescriptionId>),
    /// Adds what was noted at an earlier visit.
    CopyNotes(ConsultationId),
    /// Adds what was advised then.
    CopyAdvice(ConsultationId),
    /// Adds what was found then.
    CopyDiagnoses(ConsultationId),
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
                ("diagnoses", id) => id.parse().ok().map(Press::CopyDiagnoses),
                _ => None,
            },
            ("again", value) => Some(Press::Again(value.to_owned())),
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
            Press::Again(days) => self.follow_up.clone_from(days),
            Press::Tell(phrase) => {
                let told: Vec<&str> = self.advice.lines().map(str::trim_end).filter(|it| !it.is_empty() && it != phrase).collect();
                self.advice = told.into_iter().chain([phrase.as_str()]).collect::<Vec<_>>().join("\n");
            }
            Press::Repeat(_) => {
                let next = self.next_item();
                self.items.retain(|line| !line.medicine.trim().is_empty());
                let first: usize = next.parse().unwrap_or_default();
                let named = |words: &str| words.trim().to_lowercase();
                let there: BTreeSet<String> = self.items.iter().map(|it| named(&it.medicine)).collect();
                let items = (first..).zip(before.items.iter().filter(|it| !there.contains(&named(&it.label()))));
                self.items.extend(items.map(|(key, item)| ItemLine { key: key.to_string(), ..ItemLine::of(item) }));
            }
            Press::CopyNotes(_) => append(&mut self.notes, &before.notes),
            Press::CopyAdvice(_) => append(&mut self.advice, &before.advice),
            Press::CopyDiagnoses(_) => self.take_diagnoses(&before.diagnoses),
        }
    }

    /// The diagnoses of before that are not written, the primary one first: it is that of today only where none was.
    fn take_diagnoses(&mut self, before: &[String]) {
        let mut lines = self.diagnosis_lines();
        let mut primary = lines.iter().any(|it| !it.name.trim().is_empty()).then(|| self.primary.clone());
        let missing = |lines: &[DiagnosisLine], name: &str| lines.iter().all(|it| it.name.trim().to_lowercase() != name.to_lowercase());
        for name in before {
            if !missing(&lines, name) {
                continue;
            }
            if lines.iter().all(|it| !it.name.trim().is_empty()) {
                let key = named_rows::next(lines.iter().map(|it| it.key.as_str()));
                lines.push(DiagnosisLine { key, name: String::new() });
            }
            if let Some(line) = lines.iter_mut().find(|it| it.name.trim().is_empty()) {
                line.name.clone_from(name);
                primary.get_or_insert_with(|| line.key.clone());
            }
        }
        (self.primary, self.diagnoses) = (primary.unwrap_or_default(), lines);
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
