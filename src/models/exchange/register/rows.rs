//! A row of a register, and what becomes of it.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::column::RegisterColumn;
use super::entry::RegisterEntry;
use super::habits::Habits;
use super::lines::{self, TableLine};
use crate::db::ids::ClinicId;
use crate::keys::digest;
use crate::locale::Message;
use crate::message;

/// A row of the register, and what becomes of it.
#[derive(Clone, Debug)]
pub struct RegisterRow {
    /// The line of the file.
    pub number: u64,
    pub cells: Vec<String>,
    /// What makes the row the same row when the file is brought again: SHA-256 of the clinic and the row's text.
    pub key: [u8; 32],
    /// The person, or every reason against.
    pub outcome: Result<RegisterEntry, Vec<Message>>,
}

/// Reads one row after another, and knows which stood there before.
pub struct RowReader {
    header: Vec<String>,
    columns: Vec<RegisterColumn>,
    habits: Habits,
    clinic: ClinicId,
    today: NaiveDate,
    /// The beginning of every row's key, and the line: 16 bytes a row, however long the rows are.
    seen: HashMap<[u8; 12], u32>,
}

impl RowReader {
    /// `count` is how many rows are to come.
    pub fn of(
        header: Vec<String>,
        columns: Vec<RegisterColumn>,
        habits: Habits,
        clinic: ClinicId,
        today: NaiveDate,
        count: usize,
    ) -> RowReader {
        RowReader { header, columns, habits, clinic, today, seen: HashMap::with_capacity(count) }
    }

    pub fn read(&mut self, TableLine { number, cells }: TableLine) -> RegisterRow {
        let key = key_of(self.clinic, &cells);
        let start: [u8; 12] = key.first_chunk().copied().unwrap_or_default();
        let outcome = if cells == self.header {
            // Printed registers have the heads on every page.
            Err(vec![message!("import-refused-heads")])
        } else if let Some(first) = self.seen.get(&start) {
            Err(vec![message!("import-refused-repeated", line = first)])
        } else {
            self.seen.insert(start, u32::try_from(number).unwrap_or(u32::MAX));
            RegisterEntry::read(&cells, &self.columns, self.habits, self.today)
        };
        RegisterRow { number, cells, key, outcome }
    }
}

fn key_of(clinic: ClinicId, cells: &[String]) -> [u8; 32] {
    let mut content = clinic.0.as_bytes().to_vec();
    for cell in cells {
        let folded = cell.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        content.extend_from_slice(folded.as_bytes());
        content.push(0);
    }
    digest(content)
}

/// How many rows each reason is against. A row with two reasons counts under both.
#[derive(Clone, Debug, Default)]
pub struct ReasonCounts(HashMap<String, usize>);

impl ReasonCounts {
    pub fn see(&mut self, reasons: &[Message]) {
        for message in reasons {
            match self.0.get_mut(&message.key) {
                Some(count) => *count += 1,
                None => drop(self.0.insert(message.key.clone(), 1)),
            }
        }
    }

    /// Most first, by the Fluent key of its few words.
    pub fn most_first(&self) -> Vec<(String, usize)> {
        let few = |key: &str| key.replace("-refused-", "-reason-").replace("-doubt-", "-doubted-");
        let mut counts: Vec<(String, usize)> = self.0.iter().map(|(key, count)| (few(key), *count)).collect();
        counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        counts
    }
}

/// The refused rows as a file, each with its reasons in the last column. No cell of it can run as a formula.
pub struct RefusedRows<W: std::io::Write> {
    writer: csv::Writer<W>,
    width: usize,
}

impl<W: std::io::Write> RefusedRows<W> {
    /// `width` is how many cells the longest row has.
    pub fn begin(to: W, header: &[String], width: usize, reason_head: &str) -> csv::Result<RefusedRows<W>> {
        let mut rows = RefusedRows { writer: csv::Writer::from_writer(to), width };
        rows.write(header, reason_head)?;
        Ok(rows)
    }

    pub fn add(&mut self, cells: &[String], reasons: &[Message], say: impl Fn(&Message) -> String) -> csv::Result<()> {
        self.write(cells, &reasons.iter().map(say).collect::<Vec<_>>().join(" "))
    }

    fn write(&mut self, cells: &[String], last: &str) -> csv::Result<()> {
        let padding = std::iter::repeat_n("", self.width.saturating_sub(cells.len()));
        let cells = cells.iter().map(String::as_str).chain(padding).chain([last]).map(lines::harmless);
        self.writer.write_record(cells.collect::<Vec<_>>())
    }

    pub fn finish(self) -> std::io::Result<W> {
        self.writer.into_inner().map_err(csv::IntoInnerError::into_error)
    }
}
