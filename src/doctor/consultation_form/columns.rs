//! The lines of the prescription as a browser sends them, and as the draft keeps them: every column of the form is a list by itself.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{ItemLine, MOST};

/// What is sent. A column may be shorter than that of the medicines, which says how many lines there are.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Columns {
    #[serde(deserialize_with = "column")]
    medicine: Vec<String>,
    #[serde(deserialize_with = "column")]
    dose: Vec<String>,
    #[serde(deserialize_with = "column")]
    food: Vec<String>,
    #[serde(deserialize_with = "column")]
    days: Vec<String>,
    #[serde(deserialize_with = "column")]
    quantity: Vec<String>,
    #[serde(deserialize_with = "column")]
    instructions: Vec<String>,
    #[serde(deserialize_with = "column")]
    reason: Vec<String>,
    /// The places of the items that are taken only when needed: a checkbox that is not ticked sends nothing.
    #[serde(deserialize_with = "column")]
    sos: Vec<String>,
}

pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<ItemLine>, D::Error> {
    let sent = Columns::deserialize(deserializer)?;
    let line = |place: usize| {
        let cell = |column: &[String]| column.get(place).cloned().unwrap_or_default();
        ItemLine {
            medicine: cell(&sent.medicine),
            dose: cell(&sent.dose),
            food: cell(&sent.food),
            days: cell(&sent.days),
            quantity: cell(&sent.quantity),
            instructions: cell(&sent.instructions),
            reason: cell(&sent.reason),
            sos: sent.sos.contains(&place.to_string()),
        }
    };
    Ok((0..sent.medicine.len().min(MOST)).map(line).collect())
}

pub fn serialize<S: Serializer>(lines: &[ItemLine], serializer: S) -> Result<S::Ok, S::Error> {
    let column = |cell: fn(&ItemLine) -> &String| lines.iter().map(|line| cell(line).clone()).collect();
    let columns = Columns {
        medicine: column(|it| &it.medicine),
        dose: column(|it| &it.dose),
        food: column(|it| &it.food),
        days: column(|it| &it.days),
        quantity: column(|it| &it.quantity),
        instructions: column(|it| &it.instructions),
        reason: column(|it| &it.reason),
        sos: lines.iter().enumerate().filter(|(_, line)| line.sos).map(|(place, _)| place.to_string()).collect(),
    };
    columns.serialize(serializer)
}

/// A column of one line comes as a single value, not as a list.
fn column<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Column {
        One(String),
        Several(Vec<String>),
    }
    Ok(match Column::deserialize(deserializer)? {
        Column::One(cell) => vec![cell],
        Column::Several(cells) => cells,
    })
}
