//! A row of a register, and what becomes of it.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::column::RegisterColumn;
use super::dates::{self, DateOrder};
use super::entry::RegisterEntry;
use super::habits::Habits;
use super::heads;
use super::lines::{self, TableLine, Torn};
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
    /// The cells of a refused row with its dates as year, month and day, where the file has the month first: alone, nothing would tell.
    again: Option<Vec<String>>,
}

impl RegisterRow {
    /// The cells as they are given back, to be put right and brought again.
    pub fn given_back(&self) -> &[String] {
        self.again.as_deref().unwrap_or(&self.cells)
    }
}

/// Reads one row after another, and knows which stood there before.
pub struct RowReader {
    header: Vec<String>,
    columns: Vec<RegisterColumn>,
    heads: HeadsBeside,
    habits: Habits,
    clinic: ClinicId,
    today: NaiveDate,
    /// The beginning of every row's key, and the line: 16 bytes a row, however long the rows are.
    seen: HashMap<[u8; 12], u32>,
    /// The line of other heads that stand below the first: the rows below them are read by none.
    other_heads: Option<u64>,
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
        let heads = HeadsBeside::of(&header, &columns);
        RowReader { header, columns, heads, habits, clinic, today, seen: HashMap::with_capacity(count), other_heads: None }
    }

    pub fn read(&mut self, TableLine { number, cells, torn }: TableLine) -> RegisterRow {
        let own = if self.header.last().is_some_and(|it| heads::is_of_reasons(it)) {
            cells.len().min(self.header.len() - 1)
        } else {
            cells.len()
        };
        let key = key_of(self.clinic, &cells[..own]);
        let start: [u8; 12] = key.first_chunk().copied().unwrap_or_default();
        let is_head = cells == self.header;
        let is_other_head = !is_head && heads::are_plain(&cells);
        if is_head || is_other_head {
            self.other_heads = (is_other_head && !self.says_the_same(&cells)).then_some(number);
        }
        let outcome = if is_head || is_other_head {
            // Printed registers have the heads on every page.
            Err(vec![message!("import-refused-heads")])
        } else if let Some(line) = self.other_heads {
            Err(vec![message!("import-refused-other-heads", line = line)])
        } else if let Some(first) = self.seen.get(&start) {
            Err(vec![message!("import-refused-repeated", line = first)])
        } else {
            self.seen.insert(start, u32::try_from(number).unwrap_or(u32::MAX));
            match (torn, self.surplus(&cells)) {
                (Some(Torn::Apart(lines)), _) => Err(vec![message!("import-refused-torn", lines = lines)]),
                (_, Some(surplus)) => Err(vec![message!("import-refused-surplus", cells = surplus)]),
                (torn, None) => {
                    let mut read = RegisterEntry::read(&self.heads.said(&cells), &self.columns, self.habits, self.today);
                    if let (Ok(entry), Some(Torn::Perhaps(lines))) = (&mut read, torn) {
                        entry.doubts.push(message!("import-doubt-torn", lines = lines));
                    }
                    read
                }
            }
        };
        let again = outcome.is_err().then(|| self.with_plain_dates(&cells)).flatten();
        RegisterRow { number, cells, key, outcome, again }
    }
}

impl RowReader {
    /// Whether heads say of every column what it is read as.
    fn says_the_same(&self, heads: &[String]) -> bool {
        let said = |at: usize, cell: &String| heads::said_alone(cell).is_none_or(|it| self.columns.get(at) == Some(&it));
        heads.iter().enumerate().all(|(at, cell)| said(at, cell))
    }

    fn with_plain_dates(&self, cells: &[String]) -> Option<Vec<String>> {
        let order = |column: RegisterColumn| match column {
            RegisterColumn::Birth => Some(self.habits.births),
            RegisterColumn::FirstVisit => Some(self.habits.visits),
            _ => None,
        };
        let plain = |(at, cell): (usize, &String)| {
            let order = self.columns.get(at).copied().and_then(order)?;
            let on = if order == DateOrder::MonthFirst { dates::read_visit(cell, order, self.today) } else { None };
            on.map(|on| on.format("%Y-%m-%d").to_string())
        };
        let again: Vec<Option<String>> = cells.iter().enumerate().map(plain).collect();
        let is_any = again.iter().any(Option::is_some);
        is_any.then(|| again.into_iter().zip(cells).map(|(plain, cell)| plain.unwrap_or_else(|| cell.clone())).collect())
    }

    /// What stands in a row beyond the heads, where most rows have nothing: its cells are shifted by a comma that nobody quoted. Where
    /// the clinic says that such a column is nothing, it is.
    fn surplus(&self, cells: &[String]) -> Option<String> {
        let is_beyond = |at: usize| self.columns.get(at).map_or(at >= self.header.len(), |it| *it == RegisterColumn::Untold);
        let left: Vec<&str> =
            cells.iter().enumerate().filter(|(at, it)| !it.is_empty() && is_beyond(*at)).map(|it| it.1.as_str()).collect();
        (!self.header.is_empty() && !left.is_empty()).then(|| left.join(" | "))
    }
}

/// What the heads say of their cells beyond what the column means.
#[derive(Clone, Debug, Default)]
struct HeadsBeside {
    /// Remarks about a family.
    family: Vec<usize>,
    /// Ages in months.
    months: Vec<usize>,
    /// Months beside a column of years.
    beside: Option<(usize, usize)>,
    /// What the ages are counted in, in a column beside them.
    unit: Option<(usize, usize)>,
}

impl HeadsBeside {
    fn of(header: &[String], columns: &[RegisterColumn]) -> HeadsBeside {
        let places = |column: RegisterColumn| (0..header.len()).filter(move |at| columns.get(*at) == Some(&column));
        let is_age = |at: &usize| heads::words(&header[*at]).iter().any(|it| it == "age" || it == "वय" || it == "उम्र");
        let counts_months =
            |at: &usize| heads::counts_months(&header[*at]) || heads::words(&header[*at]).last().is_some_and(|it| it == "m");
        let years = places(RegisterColumn::Age).find(|at| !heads::counts_months(&header[*at]));
        let unit = places(RegisterColumn::Ignored).find(|at| heads::says_unit(&header[*at]));
        let more = places(RegisterColumn::Ignored).find(|at| is_age(at) && counts_months(at));
        HeadsBeside {
            family: places(RegisterColumn::Remarks).filter(|at| heads::speaks_of_family(&header[*at])).collect(),
            months: places(RegisterColumn::Age).filter(|at| heads::counts_months(&header[*at])).collect(),
            beside: years.zip(more),
            unit: years.zip(unit),
        }
    }

    /// The cells, with what their heads say.
    fn said<'a>(&self, cells: &'a [String]) -> std::borrow::Cow<'a, [String]> {
        if self.family.is_empty() && self.months.is_empty() && self.beside.is_none() && self.unit.is_none() {
            return cells.into();
        }
        let mut said = cells.to_vec();
        for at in &self.family {
            if let Some(cell) = said.get_mut(*at).filter(|it| !it.is_empty()) {
                *cell = format!("Family: {cell}");
            }
        }
        let is_count = |cell: &String| !cell.is_empty() && cell.chars().all(|c| c.is_numeric() || c == '.');
        for at in &self.months {
            if let Some(cell) = said.get_mut(*at).filter(|it| is_count(it)) {
                *cell = format!("{cell} months");
            }
        }
        if let Some((age, unit)) = self.unit
            && let Some(unit) = cells.get(unit).and_then(|it| unit_said(it))
            && let Some(cell) = said.get_mut(age).filter(|it| is_count(it))
        {
            *cell = format!("{cell} {unit}");
        }
        if let Some((years, months)) = self.beside
            && let Some(count) = cells.get(months).filter(|it| is_count(it) && it.as_str() != "0")
            && let Some(cell) = said.get_mut(years)
        {
            *cell = match cell.trim() {
                "" | "0" => format!("{count} months"),
                whole if is_count(&whole.to_owned()) => format!("{whole} years {count} months"),
                other => other.to_owned(),
            };
        }
        said.into()
    }
}

/// The unit of an age in a cell of its own; what cannot be read as one makes the age unreadable too.
fn unit_said(cell: &str) -> Option<&str> {
    match cell.trim().to_lowercase().trim_end_matches('.') {
        "" => None,
        "y" | "yr" | "yrs" | "year" | "years" => Some("years"),
        "m" | "mth" | "mths" | "mon" | "month" | "months" => Some("months"),
        "d" | "day" | "days" => Some("days"),
        "w" | "wk" | "wks" | "week" | "weeks" => Some("weeks"),
        _ => Some(cell.trim()),
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

    /// A row that stands above it, or the heads once more, are nothing to put right: put right, they would come twice.
    pub fn add(&mut self, cells: &[String], reasons: &[Message], say: impl Fn(&Message) -> String) -> csv::Result<()> {
        if reasons.iter().any(|it| matches!(it.key.as_str(), "import-refused-repeated" | "import-refused-heads")) {
            return Ok(());
        }
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

/// The refused rows as one text.
pub fn refused_csv<'a>(
    header: &[String],
    width: usize,
    refused: impl Iterator<Item = (&'a [String], &'a [Message])>,
    reason_head: &str,
    say: impl Fn(&Message) -> String,
) -> String {
    let write = || -> csv::Result<Vec<u8>> {
        let mut rows = RefusedRows::begin(Vec::new(), header, width, reason_head)?;
        for (cells, reasons) in refused {
            rows.add(cells, reasons, &say)?;
        }
        Ok(rows.finish()?)
    };
    let written = write().unwrap_or_else(|error| {
        tracing::error!(%error, "cannot write the refused rows");
        Vec::new()
    });
    String::from_utf8(written).unwrap_or_default()
}
