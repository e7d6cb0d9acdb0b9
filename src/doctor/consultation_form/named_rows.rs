//! The rows of the consultation's form: every field of a row carries the row's key, `dose.2`, so that a row is the same one
//! wherever it stands, in whichever tab.

use super::{DiagnosisLine, ItemLine};
use crate::web::form::Fields;

/// The fields of a row of the prescription.
const ITEM: [&str; 9] = ["medicine", "dose", "food", "days", "quantity", "instructions", "reason", "sos", "taken_on"];

/// The field of a row of diagnoses.
const DIAGNOSIS: &str = "diagnosis";

/// The longest key: the page's script makes them of the time.
const LONGEST: usize = 16;

/// The column and the key of a row's field.
pub fn split(name: &str) -> Option<(&str, &str)> {
    let (column, key) = name.split_once('.')?;
    let is_key = (1..=LONGEST).contains(&key.len()) && key.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit());
    (is_key && (ITEM.contains(&column) || column == DIAGNOSIS)).then_some((column, key))
}

/// The row that a field belongs to: `item.2`, `diagnosis.1`.
pub fn row(name: &str) -> Option<String> {
    split(name).map(|(column, key)| format!("{}.{key}", if column == DIAGNOSIS { DIAGNOSIS } else { "item" }))
}

/// The keys of the rows that have a field of one of these columns, in the order in which they were made: the server counts, and what
/// the page's script makes of the time is longer.
fn keys<'a>(fields: &'a Fields, columns: &[&str]) -> Vec<&'a str> {
    let of_columns = |name: &'a String| split(name).filter(|(column, _)| columns.contains(column)).map(|(_, key)| key);
    let mut keys: Vec<&str> = fields.keys().filter_map(of_columns).collect();
    keys.sort_by_key(|key| (key.len(), *key));
    keys.dedup();
    keys
}

/// The value of one field of a row.
fn cell(fields: &Fields, column: &str, key: &str) -> String {
    fields.get(&format!("{column}.{key}")).and_then(|it| it.last()).cloned().unwrap_or_default()
}

/// The next key that the server gives: a number that no row had.
pub fn next<'a>(keys: impl Iterator<Item = &'a str>) -> String {
    (keys.filter(|it| it.len() < 6).filter_map(|it| it.parse::<u32>().ok()).max().unwrap_or_default() + 1).to_string()
}

impl ItemLine {
    pub(super) fn all_of(fields: &Fields) -> Vec<ItemLine> {
        let line = |key: &str| {
            let cell = |column| cell(fields, column, key);
            ItemLine {
                key: key.to_owned(),
                medicine: cell("medicine"),
                dose: cell("dose"),
                food: cell("food"),
                days: cell("days"),
                quantity: cell("quantity"),
                instructions: cell("instructions"),
                reason: cell("reason"),
                sos: !cell("sos").is_empty(),
                taken_on: cell("taken_on"),
            }
        };
        keys(fields, &ITEM).into_iter().map(line).collect()
    }

    pub(super) fn write(&self, fields: &mut Fields) {
        let sos = if self.sos { "1" } else { "" };
        let cells =
            [&self.medicine, &self.dose, &self.food, &self.days, &self.quantity, &self.instructions, &self.reason, sos, &self.taken_on];
        for (column, cell) in ITEM.into_iter().zip(cells) {
            fields.insert(format!("{column}.{}", self.key), vec![cell.to_owned()]);
        }
    }
}

impl DiagnosisLine {
    pub(super) fn all_of(fields: &Fields) -> Vec<DiagnosisLine> {
        let line = |key: &str| DiagnosisLine { key: key.to_owned(), name: cell(fields, DIAGNOSIS, key) };
        keys(fields, &[DIAGNOSIS]).into_iter().map(line).collect()
    }

    pub(super) fn write(&self, fields: &mut Fields) {
        fields.insert(format!("{DIAGNOSIS}.{}", self.key), vec![self.name.clone()]);
    }
}

/// Drafts of earlier versions kept every column as a list by itself, and what was ticked by its place.
pub fn of_lists(mut fields: Fields) -> Fields {
    let lists = |fields: &mut Fields, column: &str| fields.remove(column).filter(|it| !it.is_empty());
    if let Some(names) = lists(&mut fields, DIAGNOSIS) {
        for (place, name) in (1..).zip(names) {
            fields.insert(format!("{DIAGNOSIS}.{place}"), vec![name]);
        }
        if let Some(place) = fields.get("primary").and_then(|it| it.last()).and_then(|it| it.parse::<usize>().ok()) {
            fields.insert("primary".to_owned(), vec![(place + 1).to_string()]);
        }
    }
    for place in lists(&mut fields, "sos").unwrap_or_default().iter().filter_map(|it| it.parse::<usize>().ok()) {
        fields.insert(format!("sos.{}", place + 1), vec!["1".to_owned()]);
    }
    lists(&mut fields, "taken_on");
    for column in ITEM {
        for (place, value) in (1..).zip(lists(&mut fields, column).unwrap_or_default()) {
            fields.insert(format!("{column}.{place}"), vec![value]);
        }
    }
    fields
}
