//! The buttons of the consultation that change its rows.

use serde::Deserialize;

/// The button that was pressed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "Buttons")]
pub enum Press {
    #[default]
    Nothing,
    AddItem,
    AddDiagnosis,
    /// Removes the item of that place.
    Remove(usize),
    /// Sets the dose of the item of that place to these marks.
    Set(usize, String),
    /// Adds what was prescribed last.
    Repeat,
}

/// How it is sent: the pressed button's name and value.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Buttons {
    add: String,
    remove: String,
    set: String,
    repeat: String,
}

impl From<Buttons> for Press {
    fn from(sent: Buttons) -> Press {
        let remove = || sent.remove.parse().ok().map(Press::Remove);
        let set = || sent.set.split_once(':').and_then(|(place, marks)| Some(Press::Set(place.parse().ok()?, marks.to_owned())));
        match sent.add.as_str() {
            "item" => Press::AddItem,
            "diagnosis" => Press::AddDiagnosis,
            _ if !sent.repeat.is_empty() => Press::Repeat,
            _ => remove().or_else(set).unwrap_or_default(),
        }
    }
}
