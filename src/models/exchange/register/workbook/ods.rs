//! OpenDocument spreadsheets: what they hold is counted before it is read.

use std::io::{Cursor, Read};

use calamine::{Data, DataRef, Ods, Reader};
use quick_xml::events::{BytesStart, Event};

use super::sheets::Sheet;
use super::{MOST_CELLS, MOST_TEXT, hidden, kept, text};
use crate::locale::Message;
use crate::message;

/// What is counted in a document.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct OdsCount {
    pub cells: u64,
    /// Rows with something in them that nobody sees.
    pub hidden_rows: u64,
    /// Cells that go over several rows.
    pub merged: u64,
}

/// How many cells the sheets have once their repetitions are written out: a few bytes may stand for millions.
pub(super) fn count(content: &mut impl Read) -> Option<OdsCount> {
    let mut reader = quick_xml::Reader::from_reader(std::io::BufReader::new(content));
    let told = |it: &BytesStart, name: &str| it.attributes().flatten().find(|it| it.key.as_ref() == name).map(|it| it.value.into_owned());
    let number = |it: &BytesStart, name: &str| told(it, name).and_then(|it| it.parse::<u64>().ok()).unwrap_or(1);
    let (mut rows, mut width, mut cells, mut is_hidden) = (1, 0_u64, 0_u64, false);
    let mut count = OdsCount::default();
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).ok()? {
            Event::Start(it) if it.name().as_ref() == "table:table-row" => {
                rows = number(&it, "table:number-rows-repeated");
                is_hidden = told(&it, "table:visibility").is_some_and(|it| it != "visible");
                (width, cells) = (0, 0);
            }
            Event::Start(it) | Event::Empty(it) if it.name().as_ref() == "table:table-cell" => {
                width = width.saturating_add(number(&it, "table:number-columns-repeated"));
                if told(&it, "office:value-type").is_some() {
                    cells = width;
                    count.merged += u64::from(number(&it, "table:number-rows-spanned") > 1);
                }
            }
            Event::End(it) if it.name().as_ref() == "table:table-row" => {
                count.cells = cells.saturating_mul(rows).saturating_add(count.cells);
                count.hidden_rows = count.hidden_rows.saturating_add(if is_hidden && cells > 0 { rows } else { 0 });
            }
            Event::Eof => return Some(count),
            _ => {}
        }
        if count.cells > MOST_CELLS {
            return Some(count);
        }
        buffer.clear();
    }
}

pub(super) fn sheets(bytes: &[u8]) -> Result<(Vec<Sheet>, Vec<String>), Message> {
    let bad = |_| message!("import-bad-workbook");
    let mut book: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(bad)?;
    let hidden = hidden(book.sheets_metadata());
    let all = book.worksheets();
    let mut left = MOST_TEXT;
    let mut read = Vec::new();
    for (name, range) in all {
        let mut rows = vec![Vec::new(); range.start().map_or(0, |(row, _)| usize::try_from(row).unwrap_or(0))];
        for row in range.rows() {
            rows.push(row.iter().map(|cell| kept(text(&DataRef::from_data(cell)), &mut left)).collect::<Result<_, _>>()?);
        }
        read.push(Sheet { name, rows, merged: Vec::new() });
    }
    Ok((read, hidden))
}

trait FromData<'a> {
    fn from_data(data: &'a Data) -> Self;
}

impl<'a> FromData<'a> for DataRef<'a> {
    fn from_data(data: &'a Data) -> DataRef<'a> {
        match data {
            Data::Int(it) => DataRef::Int(*it),
            Data::Float(it) => DataRef::Float(*it),
            Data::String(it) => DataRef::SharedString(it),
            Data::DateTime(it) => DataRef::DateTime(*it),
            Data::DateTimeIso(it) => DataRef::SharedString(it.get(..10).unwrap_or(it)),
            Data::DurationIso(it) => DataRef::SharedString(it),
            _ => DataRef::Empty,
        }
    }
}
