//! Workbooks as spreadsheets save them today.

use std::io::{Cursor, Read};

use calamine::{Reader, Xlsx};
use quick_xml::events::Event;

use super::sheets::{Merged, Sheet};
use super::{MOST_CELLS, MOST_TEXT, hidden, kept, text};
use crate::locale::Message;
use crate::message;

/// No register has more columns.
const MOST_COLUMNS: u32 = 200;

/// Whether a part of the file is a sheet.
pub(super) fn is_sheet(part: &str) -> bool {
    part.starts_with("xl/worksheets/") && part.to_ascii_lowercase().ends_with(".xml")
}

/// How many rows of a sheet have something in them and are not seen.
pub(super) fn hidden_rows(sheet: &mut impl Read) -> u64 {
    let mut reader = quick_xml::Reader::from_reader(std::io::BufReader::new(sheet));
    let (mut count, mut is_hidden, mut buffer) = (0, false, Vec::new());
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(it)) if it.local_name().as_ref() == "row" => {
                let mut told = it.attributes().flatten();
                is_hidden = told.any(|it| it.key.as_ref() == "hidden" && matches!(it.value.as_ref(), "1" | "true"));
            }
            Ok(Event::Start(it)) if is_hidden && it.local_name().as_ref() == "c" => {
                (count, is_hidden) = (count + 1, false);
            }
            Ok(Event::Eof) | Err(_) => return count,
            _ => {}
        }
        buffer.clear();
    }
}

pub(super) fn sheets(bytes: &[u8]) -> Result<(Vec<Sheet>, Vec<String>), Message> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| message!("import-bad-workbook"))?;
    let hidden = hidden(book.sheets_metadata());
    let mut left = MOST_TEXT;
    let (mut read, mut cells) = (Vec::new(), 0);
    for name in book.sheet_names() {
        // A sheet that is a plot has no cells.
        let Ok(mut reader) = book.worksheet_cells_reader(&name) else { continue };
        let mut rows: Vec<Vec<String>> = Vec::new();
        while let Some(cell) = reader.next_cell().map_err(|_| message!("import-bad-workbook"))? {
            let (row, column) = cell.get_position();
            let text = kept(text(cell.get_value()), &mut left)?;
            if text.is_empty() || column >= MOST_COLUMNS {
                continue;
            }
            let (row, column) = (usize::try_from(row).unwrap_or(0), usize::try_from(column).unwrap_or(0));
            cells += row.saturating_sub(rows.len()) + 1;
            if u64::try_from(cells).unwrap_or(u64::MAX) > MOST_CELLS {
                return Err(message!("import-workbook-large"));
            }
            rows.resize_with(rows.len().max(row + 1), Vec::new);
            let width = rows[row].len().max(column + 1);
            rows[row].resize(width, String::new());
            rows[row][column] = text;
        }
        drop(reader);
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default().into_iter().filter_map(|it| Merged::of(it.start, it.end));
        read.push(Sheet { name, rows, merged: merged.collect() });
    }
    Ok((read, hidden))
}
