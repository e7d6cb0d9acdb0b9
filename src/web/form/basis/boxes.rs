//! Boxes to tick: each is a field of its own, though the form sends them under one name.

use super::{EditedForm, Fields};

/// What stands between the name of a field and the value of a box.
const BOX: char = '=';

/// The fields of a form, each box that is ticked as one.
pub(super) fn boxed<F: EditedForm>(fields: Fields) -> Fields {
    let mut boxed = Fields::new();
    for (name, values) in fields {
        if F::TICKS.contains(&name.as_str()) {
            boxed.extend(values.into_iter().map(|value| (of_box(&name, &value), vec![value])));
        } else {
            boxed.insert(name, values);
        }
    }
    boxed
}

/// The fields as the form sends them.
pub(super) fn unboxed(fields: Fields) -> Fields {
    let mut unboxed = Fields::new();
    for (name, values) in fields {
        let name = name.split_once(BOX).map_or(name.as_str(), |(name, _)| name).to_owned();
        unboxed.entry(name).or_default().extend(values);
    }
    unboxed
}

pub(super) fn of_box(name: &str, value: &str) -> String {
    format!("{name}{BOX}{value}")
}

#[cfg(test)]
mod tests {
    use super::EditedForm;
    use crate::web::form::{Basis, Chosen, Reconciled};
    use serde::{Deserialize, Serialize};

    #[derive(Default, Serialize, Deserialize)]
    #[serde(default)]
    struct Rights {
        given: Vec<String>,
    }

    impl EditedForm for Rights {
        const TICKS: &'static [&'static str] = &["given"];
    }

    #[test]
    fn each_box_is_as_whoever_changed_it_left_it() {
        let ticks = |ticked: &str| Rights { given: ticked.chars().map(String::from).collect() };
        let was = Basis::of(&ticks("abc")).expect("a basis");
        let Reconciled { form: merged, clashes, .. } = was.reconcile(&Chosen::default(), &ticks("bcx"), &ticks("aby")).expect("merged");
        assert!(clashes.is_empty());
        assert_eq!(merged.given.concat(), "bxy");
        assert_eq!((was.had_ticked("given", "a"), was.had_ticked("given", "x")), (Some(true), Some(false)));
        assert_eq!(Basis::default().had_ticked("given", "a"), None);
    }
}
