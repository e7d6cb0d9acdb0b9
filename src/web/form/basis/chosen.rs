//! What both changed, in a form: it is said beside the field, and whoever edits chooses which stays.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::boxes::{boxed, unboxed};
use super::{Basis, EditedForm, Fields, OPEN, body_of, fields, trace, written};
use crate::locale::Value;
use crate::message;
use crate::web::error::Error;
use crate::web::form::{Errors, decode, encode};

/// The button that was pressed beside a field that both changed: `mine city` or `theirs city`. The form is shown again; nothing is saved.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Chosen(String);

/// A form brought up to what stands now.
#[derive(Debug)]
pub struct Reconciled<F> {
    pub form: F,
    /// What it rests on from now on.
    pub was: Basis,
    /// What is still to be chosen from, beside each field.
    pub clashes: Errors,
}

impl Chosen {
    /// Whether such a button was pressed.
    pub fn is_made(&self) -> bool {
        !self.0.is_empty()
    }

    fn field(&self) -> &str {
        self.0.split_once(' ').map_or("", |(_, field)| field)
    }

    /// The field that is to take what others made of it.
    fn theirs(&self) -> Option<&str> {
        self.0.strip_prefix("theirs ")
    }
}

impl Basis {
    /// The typed form brought up to what stands now: a field that was left as it was takes what others made of it. One that was
    /// changed here and there keeps what was typed, and beside it stands what is there now, until one of them is chosen or the form
    /// is saved again.
    pub fn reconcile<F: EditedForm>(&self, chosen: &Chosen, typed: &F, now: &F) -> Result<Reconciled<F>, Error> {
        let (mut typed, now) = (boxed::<F>(fields(&encode(typed)?)?), boxed::<F>(fields(&encode(now)?)?));
        if let Some(field) = chosen.theirs() {
            typed.insert(field.to_owned(), now.get(field).cloned().unwrap_or_default());
        }
        let (merged, clashes) = self.merge(typed, &now);
        let mut open: BTreeSet<String> = clashes.into_iter().collect();
        if chosen.is_made() {
            let differs = |name: &String| written(&merged, name) != written(&now, name);
            open.extend(self.open().filter(|it| it != chosen.field() && differs(it)));
        }
        let was = Basis::still_open(&now, &open)?;
        let mut clashes = Errors::default();
        for name in open {
            clashes.add_clash(&name, message!("error-changed-meanwhile", now = shown::<F>(&name, &written(&now, &name))));
        }
        Ok(Reconciled { form: decode(body_of(&unboxed(merged))?.as_bytes())?, was, clashes })
    }

    /// What stands now, with the fields marked of which it is still to be chosen what stays.
    fn still_open(now: &Fields, open: &BTreeSet<String>) -> Result<Basis, Error> {
        let names: BTreeSet<&String> = now.keys().chain(open).collect();
        let traced = names.into_iter().map(|name| {
            let mark = if open.contains(name) { OPEN.to_string() } else { String::new() };
            (name.as_str(), trace(&written(now, name)) + &mark)
        });
        Basis::of_traces(traced.filter(|(_, trace)| !trace.is_empty()))
    }

    /// The fields that are marked so.
    fn open(&self) -> impl Iterator<Item = String> {
        self.marked().unwrap_or_default().into_iter().filter(|(_, trace)| trace.ends_with(OPEN)).map(|(name, _)| name)
    }
}

/// Values as the field shows them.
fn shown<F: EditedForm>(field: &str, values: &[String]) -> Value {
    match values {
        [] => Value::Said(Box::new(message!("error-now-empty"))),
        [value] => F::word(field, value).unwrap_or_else(|| Value::Text(value.clone())),
        values => Value::Text(values.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{Basis, Chosen, EditedForm, Reconciled};
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(default)]
    struct Place {
        street: String,
        city: String,
        note: String,
    }

    impl EditedForm for Place {}

    fn place(street: &str, city: &str, note: &str) -> Place {
        Place { street: street.to_owned(), city: city.to_owned(), note: note.to_owned() }
    }

    fn names(it: &Reconciled<Place>) -> Vec<&str> {
        it.clashes.all().map(|(name, _)| name.as_str()).collect()
    }

    #[test]
    fn choosing_one_field_leaves_the_others_to_be_chosen_and_what_was_typed_as_it_is() {
        let (was, theirs) = (place("A", "Mumbai", ""), place("B", "Thane", ""));
        let mine = place("C", "Pune", "Ring twice");
        let asked = Basis::of(&was).expect("a basis").reconcile(&Chosen::default(), &mine, &theirs).expect("merged");
        assert_eq!(names(&asked), ["city", "street"]);
        let took = asked.was.reconcile(&Chosen("theirs city".to_owned()), &asked.form, &theirs).expect("merged");
        assert_eq!((names(&took), &took.form), (vec!["street"], &place("C", "Thane", "Ring twice")));
        let kept = took.was.reconcile(&Chosen("mine street".to_owned()), &took.form, &theirs).expect("merged");
        assert_eq!((names(&kept), &kept.form), (vec![], &took.form));
        // Saved without choosing, what stands in the fields counts.
        let saved = asked.was.reconcile(&Chosen::default(), &asked.form, &theirs).expect("merged");
        assert!(saved.clashes.is_empty() && saved.form == mine);
        // What others changed once more is asked about once more.
        let moved = asked.was.reconcile(&Chosen("mine city".to_owned()), &asked.form, &place("B", "Nashik", "")).expect("merged");
        assert_eq!(names(&moved), ["city", "street"]);
    }

    #[test]
    fn what_others_emptied_can_be_taken_too() {
        let (was, theirs, mine) = (place("A", "Mumbai", ""), place("A", "", ""), place("A", "Pune", ""));
        let asked = Basis::of(&was).expect("a basis").reconcile(&Chosen::default(), &mine, &theirs).expect("merged");
        assert!(asked.clashes.is_clash("city"));
        let other = asked.was.reconcile(&Chosen("theirs street".to_owned()), &asked.form, &theirs).expect("merged");
        assert_eq!(names(&other), ["city"]);
        let took = asked.was.reconcile(&Chosen("theirs city".to_owned()), &asked.form, &theirs).expect("merged");
        assert_eq!((names(&took), &took.form), (vec![], &theirs));
    }
}
