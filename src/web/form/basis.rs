//! Two people edit one thing: what only one of them changed is taken, what both changed is shown to choose from.

mod boxes;
mod chosen;

use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use self::boxes::{boxed, of_box};
pub use self::chosen::{Chosen, Reconciled};
use super::{decode, encode};
use crate::keys::{digest, hex};
use crate::locale::Value;
use crate::web::error::Error;

/// What an editing form was filled from: a short digest of each field that was filled in, url-encoded. It goes along in the form,
/// and comes back. Of a form that carries none nobody can tell what it changed: all of it is taken.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Basis(String);

/// A form in which several people may edit one thing.
pub trait EditedForm: Serialize + DeserializeOwned {
    /// Its fields of boxes to tick: each box is a field of its own.
    const TICKS: &'static [&'static str] = &[];

    /// The word that a field shows for its value; nothing where it shows the value itself.
    fn word(_field: &str, _value: &str) -> Option<Value> {
        None
    }
}

/// How often what moved on while it was read is read again.
pub const ROUNDS: usize = 3;

/// What marks the trace of a field that whoever edits has still to choose from.
const OPEN: char = '!';

/// The values of each field, in their order.
pub type Fields = BTreeMap<String, Vec<String>>;

/// What is written in a field: a browser breaks lines in two ways, and sends an empty field or leaves it out.
fn written(fields: &Fields, name: &str) -> Vec<String> {
    let values = fields.get(name).map(Vec::as_slice).unwrap_or_default();
    if values.iter().all(String::is_empty) { Vec::new() } else { values.iter().map(|it| it.replace("\r\n", "\n")).collect() }
}

/// What tells one content of a field from another.
fn trace(values: &[String]) -> String {
    if values.is_empty() { String::new() } else { hex(&digest(values.join("\u{1f}"))[..6]) }
}

impl Basis {
    /// What stands now, as a form.
    pub fn of<F: EditedForm>(form: &F) -> Result<Basis, Error> {
        Basis::of_fields(&boxed::<F>(fields(&encode(form)?)?))
    }

    /// What stands now, field by field. That nothing does is said too.
    pub fn of_fields(fields: &Fields) -> Result<Basis, Error> {
        Basis::of_traces(fields.keys().map(|name| (name.as_str(), trace(&written(fields, name)))).filter(|(_, trace)| !trace.is_empty()))
    }

    fn of_traces<'a>(traces: impl Iterator<Item = (&'a str, String)>) -> Result<Basis, Error> {
        encode(&std::iter::once(("", String::new())).chain(traces).collect::<Vec<_>>()).map(Basis)
    }

    /// Whether the form was filled with this value there.
    pub fn has(&self, field: &str, value: &str) -> bool {
        self.traces().is_some_and(|it| it.get(field).is_some_and(|was| *was == trace(&[value.to_owned()])))
    }

    /// Whether this box was ticked when the form was made; nothing where nobody knows.
    pub fn had_ticked(&self, field: &str, value: &str) -> Option<bool> {
        self.traces().map(|it| it.contains_key(&of_box(field, value)))
    }

    /// As it stands in the form's hidden field.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As [`Basis::reconcile`], field by field: what is merged, and the names of what was changed here and there.
    pub fn merge(&self, typed: Fields, now: &Fields) -> (Fields, Vec<String>) {
        let traces = self.traces();
        let (mut merged, mut clashes) = (typed, Vec::new());
        // A list without entries sends nothing: what one side lacks is empty there.
        let names: BTreeSet<String> = traces.iter().flat_map(BTreeMap::keys).chain(merged.keys()).chain(now.keys()).cloned().collect();
        for name in names {
            let (mine, theirs) = (written(&merged, &name), written(now, &name));
            let was = traces.as_ref().map_or_else(|| trace(&theirs), |it| it.get(&name).cloned().unwrap_or_default());
            if trace(&mine) == was {
                merged.insert(name.clone(), now.get(&name).cloned().unwrap_or_default());
            } else if trace(&theirs) != was && theirs != mine {
                clashes.push(name);
            }
        }
        (merged, clashes)
    }

    /// The basis as a page sends it.
    pub fn sent(text: String) -> Basis {
        Basis(text)
    }

    /// Whether one of these fields was filled in when the form was made.
    pub fn knows(&self, belongs: impl Fn(&str) -> bool) -> bool {
        self.traces().is_some_and(|it| it.keys().any(|name| belongs(name)))
    }

    /// Whether one of these fields stands otherwise than when the form was made.
    pub fn moved(&self, fields: &Fields, belongs: impl Fn(&str) -> bool) -> bool {
        let Some(traces) = self.traces() else { return false };
        let was = |name: &String| traces.get(name).map(String::as_str).unwrap_or_default();
        let names = fields.keys().chain(traces.keys()).filter(|it| belongs(it));
        names.into_iter().any(|name| trace(&written(fields, name)) != was(name))
    }

    /// The basis without some fields, as if they had been empty.
    pub fn without(self, belongs: impl Fn(&str) -> bool) -> Result<Basis, Error> {
        let Some(traces) = self.traces() else { return Ok(self) };
        Basis::of_traces(traces.iter().filter(|(name, _)| !belongs(name)).map(|(name, trace)| (name.as_str(), trace.clone())))
    }

    /// Nothing where the form carries none, or something else: who sends that changes all of it.
    fn traces(&self) -> Option<BTreeMap<String, String>> {
        let traces = self.marked()?.into_iter().map(|(name, trace)| (name, trace.trim_end_matches(OPEN).to_owned()));
        Some(traces.filter(|(name, trace)| !name.is_empty() && !trace.is_empty()).collect())
    }

    /// As [`Basis::traces`], with the marks of what is still to be chosen from.
    fn marked(&self) -> Option<Vec<(String, String)>> {
        decode(self.0.as_bytes()).ok().filter(|_| !self.0.is_empty())
    }
}

/// The url-encoded form of fields.
pub fn body_of(fields: &Fields) -> Result<String, Error> {
    encode(&fields.iter().flat_map(|(name, values)| values.iter().map(move |it| (name, it))).collect::<Vec<(&String, &String)>>())
}

/// The fields of a url-encoded form.
pub fn fields(body: &str) -> Result<Fields, Error> {
    let pairs: Vec<(String, String)> = decode(body.as_bytes())?;
    let mut fields = Fields::new();
    for (name, value) in pairs {
        fields.entry(name).or_default().push(value);
    }
    Ok(fields)
}

#[cfg(test)]
mod tests {
    use super::{Basis, Chosen, EditedForm, Reconciled};
    use proptest::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(default)]
    struct Card {
        name: String,
        city: String,
        allergies: Vec<String>,
        kind: String,
    }

    impl EditedForm for Card {
        fn word(field: &str, value: &str) -> Option<crate::locale::Value> {
            (field == "kind").then(|| crate::locale::Value::Text(format!("the kind {value}")))
        }
    }

    fn card(name: &str, city: &str, allergies: &[&str]) -> Card {
        let allergies = allergies.iter().map(|it| (*it).to_owned()).collect();
        Card { name: name.to_owned(), city: city.to_owned(), allergies, ..Card::default() }
    }

    #[test]
    fn what_only_one_changed_is_taken_and_what_both_changed_is_said() {
        let was = card("Asha", "Mumbai", &[]);
        let (mine, theirs) = (card("Asha Rao", "Pune", &[]), card("Asha", "Thane", &["Penicillin"]));
        let Reconciled { form: merged, clashes: errors, .. } =
            Basis::of(&was).expect("a basis").reconcile(&Chosen::default(), &mine, &theirs).expect("merged");
        assert_eq!(merged, card("Asha Rao", "Pune", &["Penicillin"]));
        assert_eq!(errors.all().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["city"]);
        let Reconciled { form: merged, clashes: errors, .. } =
            Basis::of(&theirs).expect("a basis").reconcile(&Chosen::default(), &mine, &theirs).expect("merged");
        assert!(errors.is_empty() && merged == mine, "seen and sent again, it counts");
    }

    #[test]
    fn what_stands_there_is_said_in_the_words_of_the_field() {
        let of_kind = |kind: &str| Card { kind: kind.to_owned(), ..Card::default() };
        let Reconciled { clashes: errors, .. } =
            Basis::of(&of_kind("a")).expect("a basis").reconcile(&Chosen::default(), &of_kind("b"), &of_kind("c")).expect("merged");
        assert!(errors.on("kind").expect("a conflict").say(crate::locale::Locale::English).contains("the kind c"));
        let Reconciled { clashes: errors, .. } =
            Basis::of(&of_kind("a")).expect("a basis").reconcile(&Chosen::default(), &of_kind("b"), &of_kind("")).expect("merged");
        assert!(errors.on("kind").expect("a conflict").say(crate::locale::Locale::English).contains("empty"));
    }

    #[test]
    fn a_form_without_its_basis_is_taken_as_it_is() {
        let (mine, theirs) = (card("Asha", "Pune", &[]), card("A", "Thane", &["x"]));
        let Reconciled { form: merged, clashes: errors, .. } =
            Basis::default().reconcile(&Chosen::default(), &mine, &theirs).expect("merged");
        assert!(errors.is_empty() && merged == mine);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_whoever_saves_first(
            was in "[ab]", mine in "[ab]", theirs in "[abc]", old in "[xy]{0,2}", typed in "[xy]{0,2}", stands in "[xy]{0,2}",
        ) {
            let form = |name: &str, list: &str| {
                Card { name: name.to_owned(), allergies: list.chars().map(String::from).collect(), ..Card::default() }
            };
            let (was, mine, theirs) = (form(&was, &old), form(&mine, &typed), form(&theirs, &stands));
            let Reconciled { form: merged, clashes: errors, .. } = Basis::of(&was).expect("a basis").reconcile(&Chosen::default(), &mine, &theirs).expect("merged");
            if errors.on("name").is_none() {
                let saved = if mine.name == was.name { &theirs.name } else { &mine.name };
                prop_assert_eq!(&merged.name, saved);
            }
            if mine == was {
                prop_assert!(errors.is_empty());
                prop_assert_eq!(&merged, &theirs);
            }
            if theirs == was {
                prop_assert!(errors.is_empty());
                prop_assert_eq!(&merged, &mine);
            }
        }
    }
}
