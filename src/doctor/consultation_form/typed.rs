//! What a page sends of a consultation, and how it is brought together with what other pages sent meanwhile.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{ConsultationForm, Press, named_rows};
use crate::models::clinical::Earlier;
use crate::web::error::Error;
use crate::web::form::{Basis, Fields};

/// The fields as they stand on the page, what they were filled from, and the button that was pressed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "Vec<(String, String)>")]
pub struct TypedDraft {
    pub fields: Fields,
    was: Basis,
    /// The keys of the rows that were taken away.
    gone: Vec<String>,
    pub pressed: Press,
    /// What is noted about the patient no longer, where that button was pressed: `allergy:ID`.
    pub forget: String,
    /// What an allergy is taken for, where that button was pressed: `ID:penicillin`.
    pub taken_as: String,
    /// That the patient was asked and named no allergy, where that button was pressed.
    pub asked: String,
    /// What was measured that is to be withdrawn, where that button was pressed.
    pub withdraw: String,
    /// Which sets of what was measured the page shows.
    pub seen: String,
    /// The ingredients in two lines that the doctor was asked about.
    pub meant_twice: String,
    /// That whatever was typed into the fields for it is to be noted.
    pub notes: bool,
    /// What comes after signing, where that button was pressed: `next`, the next patient.
    pub then: String,
}

/// What is to be kept.
#[derive(Clone, Debug, Default)]
pub struct MergedDraft {
    /// As the doctor's page shows it.
    pub form: ConsultationForm,
    /// What stands from now on. Of what was changed here and there, what was there.
    pub fields: Fields,
    /// The names of the fields that were changed here and there.
    pub clashes: Vec<String>,
}

impl From<Vec<(String, String)>> for TypedDraft {
    fn from(sent: Vec<(String, String)>) -> TypedDraft {
        let mut typed = TypedDraft::default();
        let mut fields = Fields::new();
        for (name, value) in sent {
            match name.as_str() {
                "was" => typed.was = Basis::sent(value),
                "gone" => typed.gone.push(value),
                "forget" => typed.forget = value,
                "taken_as" => typed.taken_as = value,
                "asked" => typed.asked = value,
                "withdraw" => typed.withdraw = value,
                "seen" => typed.seen = value,
                "meant_twice" => typed.meant_twice = value,
                "note" => typed.notes = true,
                "then" => typed.then = value,
                "add" | "repeat" | "copy" | "set" | "last" | "again" | "tell" => {
                    typed.pressed = Press::named(&name, &value).unwrap_or_default();
                }
                _ => fields.entry(name).or_default().push(value),
            }
        }
        typed.fields = ConsultationForm::known(named_rows::of_lists(fields));
        typed
    }
}

impl TypedDraft {
    /// The draft from what stands and what was typed. What the page did not send stays as it is: a row is gone only if it was taken
    /// away.
    pub fn onto(&self, standing: &Fields, before: &Earlier) -> Result<MergedDraft, Error> {
        let (mut typed, mut now) = (self.fields.clone(), standing.clone());
        let was = self.take_rows_away(&mut typed, &mut now)?;
        for (name, values) in &now {
            typed.entry(name.clone()).or_insert_with(|| values.clone());
        }
        let (mut fields, clashes) = was.merge(typed, &now);
        let mut form = ConsultationForm::of(&fields)?;
        if self.pressed != Press::Nothing {
            form.press(&self.pressed, before);
            fields = form.fields()?;
        }
        for name in &clashes {
            fields.insert(name.clone(), now.get(name).cloned().unwrap_or_default());
        }
        Ok(MergedDraft { form, fields, clashes })
    }

    /// What was typed by itself, where nothing stands any more.
    pub fn alone(&self) -> Result<MergedDraft, Error> {
        Ok(MergedDraft { form: ConsultationForm::of(&self.fields)?, fields: self.fields.clone(), clashes: Vec::new() })
    }

    /// Rows that were taken away here or elsewhere: those in which the other side typed meanwhile stay. What is left to merge rests
    /// on.
    fn take_rows_away(&self, typed: &mut Fields, now: &mut Fields) -> Result<Basis, Error> {
        let of = |key: &str, name: &str| named_rows::split(name).is_some_and(|(column, it)| it == key && column != "diagnosis");
        for key in &self.gone {
            typed.retain(|name, _| !of(key, name));
            if !self.was.moved(now, |name| of(key, name)) {
                now.retain(|name, _| !of(key, name));
            }
        }
        let mut was = self.was.clone();
        let keys: BTreeSet<String> = typed.keys().filter_map(|it| named_rows::split(it)).map(|(_, key)| key.to_owned()).collect();
        for key in keys {
            if now.keys().any(|name| of(&key, name)) || !was.knows(|name| of(&key, name)) {
                continue;
            }
            if was.moved(typed, |name| of(&key, name)) {
                was = was.without(|name| of(&key, name))?;
            } else {
                typed.retain(|name, _| !of(&key, name));
            }
        }
        Ok(was)
    }
}

#[cfg(test)]
mod tests {
    use super::{Earlier, Fields, TypedDraft};
    use crate::web::form::Basis;
    use proptest::prelude::*;

    const NAMES: [&str; 5] = ["notes", "advice", "medicine.1", "dose.1", "diagnosis.1"];

    fn fields(values: &[String; 5]) -> Fields {
        NAMES.into_iter().zip(values).map(|(name, value)| (name.to_owned(), vec![value.clone()])).collect()
    }

    fn sent(values: &[String; 5], was: &Fields) -> TypedDraft {
        let was = ("was".to_owned(), Basis::of_fields(was).expect("a basis").as_str().to_owned());
        TypedDraft::from(NAMES.into_iter().map(str::to_owned).zip(values.iter().cloned()).chain([was]).collect::<Vec<_>>())
    }

    fn value(fields: &Fields, name: &str) -> String {
        fields.get(name).and_then(|it| it.last()).cloned().unwrap_or_default()
    }

    proptest! {
        #[test]
        fn whoever_saves_last_keeps_what_they_alone_changed_and_takes_away_nothing(
            was in prop::array::uniform5("[ab]?"), first in prop::array::uniform5("[abc]?"), second in prop::array::uniform5("[abd]?"),
        ) {
            let base = fields(&was);
            let stands = sent(&first, &base).onto(&base, &Earlier::default()).expect("merged").fields;
            let merged = sent(&second, &base).onto(&stands, &Earlier::default()).expect("merged");
            for (place, name) in NAMES.into_iter().enumerate() {
                let (was, first, second) = (&was[place], &first[place], &second[place]);
                let clashes = merged.clashes.iter().any(|it| it == name);
                // A row that the first emptied is taken away where nobody else wrote in it: empty is empty.
                let expected = if second == was || clashes { first } else { second };
                prop_assert_eq!(&value(&merged.fields, name), expected, "{}", name);
                prop_assert_eq!(clashes, second != was && first != was && first != second, "{}", name);
            }
        }
    }
}
