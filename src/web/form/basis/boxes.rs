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
