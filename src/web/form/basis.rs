//! Two people edit one thing: what only one of them changed is taken, what both changed is shown to choose from.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{Errors, decode, encode};
use crate::message;
use crate::web::error::Error;

/// What an editing form was filled from, url-encoded: it goes along in the form, and comes back. Of a form that carries none nobody
/// can tell what it changed: all of it is taken.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Basis(String);

/// How often what moved on while it was read is read again.
pub const ROUNDS: usize = 3;

/// The values of each field, in their order.
type Fields = BTreeMap<String, Vec<String>>;

impl Basis {
    /// What stands now, as a form.
    pub fn of(form: &impl Serialize) -> Result<Basis, Error> {
        encode(form).map(Basis)
    }

    /// As it stands in the form's hidden field.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The typed form brought up to what stands now: a field that was left as it was takes what others made of it. One that was
    /// changed here and there keeps what was typed, and `errors` says beside it what stands there now.
    pub fn reconcile<F: Serialize + DeserializeOwned>(&self, typed: &F, now: &F) -> Result<(F, Errors), Error> {
        let (mut merged, theirs) = (fields(&encode(typed)?)?, fields(&encode(now)?)?);
        let was = if self.0.is_empty() { theirs.clone() } else { fields(&self.0)? };
        let mut errors = Errors::default();
        // A list without entries sends nothing: what one side lacks is empty there.
        let names: BTreeSet<String> = [&was, &merged, &theirs].into_iter().flat_map(|it| it.keys().cloned()).collect();
        let values = |of: &Fields, name: &str| of.get(name).cloned().unwrap_or_default();
        for name in names {
            let (was, mine, theirs) = (values(&was, &name), values(&merged, &name), values(&theirs, &name));
            if mine == was {
                merged.insert(name, theirs);
            } else if theirs != was && theirs != mine {
                errors.add(&name, message!("error-changed-meanwhile", now = theirs.join(", ")));
            }
        }
        let merged: Vec<(&String, &String)> = merged.iter().flat_map(|(name, values)| values.iter().map(move |it| (name, it))).collect();
        Ok((decode(encode(&merged)?.as_bytes())?, errors))
    }
}

fn fields(body: &str) -> Result<Fields, Error> {
    let pairs: Vec<(String, String)> = decode(body.as_bytes())?;
    let mut fields = Fields::new();
    for (name, value) in pairs {
        fields.entry(name).or_default().push(value);
    }
    Ok(fields)
}

#[cfg(test)]
mod tests {
    use super::Basis;
    use proptest::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(default)]
    struct Card {
        name: String,
        city: String,
        allergies: Vec<String>,
    }

    fn card(name: &str, city: &str, allergies: &[&str]) -> Card {
        Card { name: name.to_owned(), city: city.to_owned(), allergies: allergies.iter().map(|it| (*it).to_owned()).collect() }
    }

    #[test]
    fn what_only_one_changed_is_taken_and_what_both_changed_is_said() {
        let was = card("Asha", "Mumbai", &[]);
        let (mine, theirs) = (card("Asha Rao", "Pune", &[]), card("Asha", "Thane", &["Penicillin"]));
        let (merged, errors) = Basis::of(&was).expect("a basis").reconcile(&mine, &theirs).expect("merged");
        assert_eq!(merged, card("Asha Rao", "Pune", &["Penicillin"]));
        assert_eq!(errors.all().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["city"]);
        let (merged, errors) = Basis::of(&theirs).expect("a basis").reconcile(&mine, &theirs).expect("merged");
        assert!(errors.is_empty() && merged == mine, "seen and sent again, it counts");
    }

    #[test]
    fn a_form_without_its_basis_is_taken_as_it_is() {
        let (mine, theirs) = (card("Asha", "Pune", &[]), card("A", "Thane", &["x"]));
        let (merged, errors) = Basis::default().reconcile(&mine, &theirs).expect("merged");
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
            let (merged, errors) = Basis::of(&was).expect("a basis").reconcile(&mine, &theirs).expect("merged");
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
