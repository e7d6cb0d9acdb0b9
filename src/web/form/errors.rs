//! What is wrong with a form, said beside its fields.

use std::collections::{BTreeMap, BTreeSet};

use crate::locale::Message;

/// What is wrong with a form, by field. The empty name stands for the form as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Errors {
    said: BTreeMap<String, Message>,
    /// The fields that others changed meanwhile: whoever edits them chooses what stays.
    clashes: BTreeSet<String>,
}

impl Errors {
    /// Keeps the value, or notes what is wrong with the field.
    pub fn check<T>(&mut self, field: &str, parsed: Result<T, Message>) -> Option<T> {
        parsed.map_err(|message| self.add(field, message)).ok()
    }

    pub fn add(&mut self, field: &str, message: Message) {
        self.said.entry(field.to_owned()).or_insert(message);
    }

    /// Notes what others made of a field meanwhile. What else is wrong with it is said once that is chosen from.
    pub fn add_clash(&mut self, field: &str, message: Message) {
        self.said.insert(field.to_owned(), message);
        self.clashes.insert(field.to_owned());
    }

    /// Adds another form's mistakes to these; of one field the first stays.
    pub fn extend(&mut self, others: Errors) {
        for (field, message) in others.said {
            if others.clashes.contains(&field) {
                self.add_clash(&field, message);
            } else {
                self.add(&field, message);
            }
        }
    }

    pub fn on(&self, field: impl AsRef<str>) -> Option<&Message> {
        self.said.get(field.as_ref())
    }

    /// Whether there is what others made of the field, to choose.
    pub fn is_clash(&self, field: impl AsRef<str>) -> bool {
        self.clashes.contains(field.as_ref())
    }

    /// How many fields are wrong.
    pub fn count(&self) -> usize {
        self.said.len()
    }

    pub fn is_empty(&self) -> bool {
        self.said.is_empty()
    }

    /// Every mistake, with its field's name.
    pub fn all(&self) -> impl Iterator<Item = (&String, &Message)> {
        self.said.iter()
    }
}
