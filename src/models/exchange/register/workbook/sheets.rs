//! Several sheets as one table, and cells that go over several rows.

use super::Unpacked;
use crate::locale::Message;
use crate::message;
use crate::models::exchange::register::column::RegisterColumn;
use crate::models::exchange::register::heads;
use crate::models::exchange::register::lines::clean;
use crate::models::exchange::register::table::RegisterTable;

/// A sheet, as it stands.
pub(super) struct Sheet {
    pub name: String,
    pub rows: Vec<Vec<String>>,
    pub merged: Vec<Merged>,
}

/// A cell that goes over several rows of a column. A spreadsheet keeps what stands in it in the first.
pub(super) struct Merged {
    column: usize,
    first: usize,
    last: usize,
}

impl Merged {
    /// From one row and column to another; nothing, where it is all in one row.
    pub fn of(start: (u32, u32), end: (u32, u32)) -> Option<Merged> {
        let place = |it: u32| usize::try_from(it).ok();
        (end.0 > start.0).then_some(Merged { column: place(start.1)?, first: place(start.0)?, last: place(end.0)? })
    }
}

impl Sheet {
    fn header(&self) -> Vec<String> {
        RegisterTable::read(&as_csv(&self.rows[..self.rows.len().min(50)])).header
    }

    fn is_empty(&self) -> bool {
        self.rows.iter().flatten().all(String::is_empty)
    }

    /// Where the heads stand.
    fn head_row(&self, header: &[String]) -> Option<usize> {
        let is_head = |row: &Vec<String>| seen(row) == seen(header);
        (!header.is_empty()).then(|| self.rows.iter().position(is_head))?
    }

    /// Writes what stands in a merged cell into every row that it spans: one phone of a family, one day. A name that goes over several
    /// rows is of one person, and stays in the first.
    fn spread(&mut self, header: &[String]) {
        let head_row = self.head_row(header);
        let filled: Vec<bool> = self.rows.iter().map(|row| row.iter().any(|it| !it.is_empty())).collect();
        for Merged { column, first, last } in self.merged.drain(..) {
            let Some(value) = self.rows.get(first).and_then(|row| row.get(column)).cloned().filter(|it| !it.is_empty()) else { continue };
            let head = header.get(column).map_or("", String::as_str);
            let is_name = RegisterColumn::Name.said(head).is_some() || head.is_empty() && !value.contains(|c: char| c.is_numeric());
            if is_name || head_row.is_some_and(|at| first <= at) {
                continue;
            }
            for at in (first + 1..self.rows.len().min(last + 1)).filter(|at| filled[*at]) {
                let row = &mut self.rows[at];
                row.resize(row.len().max(column + 1), String::new());
                if row[column].is_empty() {
                    row[column].clone_from(&value);
                }
            }
        }
    }

    /// The rows below the heads, each cell below the head that it has in another sheet.
    fn below(&self, own: &[String], header: &[String]) -> Vec<Vec<String>> {
        let place = |head: &String| own.iter().position(|it| folded(it) == folded(head) && !it.is_empty());
        let places: Vec<Option<usize>> = header.iter().map(place).collect();
        let from = self.head_row(own).map_or(0, |at| at + 1);
        let is_same = own.iter().zip(header).all(|(one, other)| folded(one) == folded(other));
        let put = |row: &Vec<String>| places.iter().map(|at| at.and_then(|at| row.get(at)).cloned().unwrap_or_default()).collect();
        self.rows[from..].iter().map(|row| if is_same { row.clone() } else { put(row) }).collect()
    }

    /// Whether something stands where no head is.
    fn has_more_than(&self, own: &[String]) -> bool {
        let is_nameless = |at: usize| own.get(at).is_none_or(String::is_empty);
        let from = self.head_row(own).map_or(0, |at| at + 1);
        self.rows[from..].iter().any(|row| row.iter().enumerate().any(|(at, it)| !it.is_empty() && is_nameless(at)))
    }
}

/// The fullest sheet and all that have its heads, in whatever order, as one text.
pub(super) fn together(mut sheets: Vec<Sheet>) -> Result<Unpacked, Message> {
    let weight = |sheet: &Sheet| (heads::meanings_in(&sheet.header()).min(3), sheet.rows.len());
    let Some(fullest) = (0..sheets.len()).max_by_key(|at| weight(&sheets[*at])) else { return Err(message!("import-no-rows")) };
    let mut fullest = sheets.remove(fullest);
    let header = fullest.header();
    fullest.spread(&header);
    let (mut content, mut left_out) = (as_csv(&fullest.rows), Vec::new());
    for mut sheet in sheets.into_iter().filter(|it| !it.is_empty()) {
        let own = sheet.header();
        let in_order = seen(&own) == seen(&header) && places(&own) == places(&header);
        let as_many = sorted(&own) == sorted(&header) && !sheet.has_more_than(&own);
        if !header.is_empty() && (in_order || as_many) {
            sheet.spread(&own);
            content.push_str(&as_csv(&sheet.below(&own, &header)));
        } else {
            left_out.push(sheet.name);
        }
    }
    let note = (!left_out.is_empty()).then(|| message!("import-note-sheets", sheets = left_out.join(", ")));
    Ok(Unpacked { content, notes: note.into_iter().collect() })
}

fn folded(cell: &str) -> String {
    clean(cell).to_lowercase()
}

/// The cells in which something stands.
fn seen(cells: &[String]) -> Vec<String> {
    cells.iter().map(|it| folded(it)).filter(|it| !it.is_empty()).collect()
}

fn places(cells: &[String]) -> Vec<usize> {
    cells.iter().enumerate().filter(|(_, it)| !folded(it).is_empty()).map(|it| it.0).collect()
}

/// The heads in one order; none where two are alike.
fn sorted(header: &[String]) -> Option<Vec<String>> {
    let mut all = seen(header);
    all.sort();
    let count = all.len();
    all.dedup();
    (all.len() == count).then_some(all)
}

/// A line break within a cell is written as the sign by which [`super::lines::clean`] knows one: no row goes over lines.
fn as_csv(rows: &[Vec<String>]) -> String {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0).max(2);
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for row in rows {
        let cells = row
            .iter()
            .map(String::as_str)
            .chain(std::iter::repeat(""))
            .take(width)
            .map(|it| it.replace("\r\n", "\u{B}").replace(['\n', '\r'], "\u{B}"));
        let _ = writer.write_record(cells.collect::<Vec<_>>());
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}
