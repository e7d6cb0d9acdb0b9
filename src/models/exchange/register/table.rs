//! A file as clinics send it, as rows of cells: UTF-8 or Windows-1252, with or without a mark at the start, or UTF-16 with
//! one; parted by commas, semicolons or tabs.

use csv::ReaderBuilder;
use encoding_rs::{UTF_8, WINDOWS_1252};

/// The first row and all others. Rows in which nothing stands are left out; their line numbers are not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegisterTable {
    pub header: Vec<String>,
    pub rows: Vec<TableLine>,
}

/// A row, and the line of the file on which it begins (the header is on line 1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableLine {
    pub number: u64,
    pub cells: Vec<String>,
}

/// The text of a file: what the mark at its start says; without one UTF-8 if it is that, else Windows-1252, in which older
/// spreadsheets save.
pub fn decode(bytes: &[u8]) -> String {
    let unmarked = if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1252 };
    let (text, _, _) = unmarked.decode(bytes);
    text.replace('\0', "")
}

impl RegisterTable {
    /// The largest file that is taken, in bytes.
    pub const LARGEST: usize = 5 * 1024 * 1024;

    /// Reads the text of a file. A row may have more or fewer cells than the header.
    pub fn read(text: &str) -> RegisterTable {
        let first = text.lines().next().unwrap_or_default();
        let count = |delimiter: char| first.matches(delimiter).count();
        let delimiter = [',', ';', '\t'].into_iter().max_by_key(|it| (count(*it), u8::from(*it == ','))).unwrap_or(',');
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(u8::try_from(delimiter).unwrap_or(b','))
            .from_reader(text.as_bytes());
        let mut table = RegisterTable::default();
        for record in reader.records().filter_map(Result::ok) {
            let number = record.position().map_or(0, |at| line_of(text, at));
            let cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
            if cells.iter().all(String::is_empty) {
                continue;
            }
            if table.header.is_empty() {
                table.header = cells;
            } else {
                table.rows.push(TableLine { number, cells });
            }
        }
        table
    }
}

/// The line on which a row begins: the reader stands before the blank lines that it passes over.
fn line_of(text: &str, at: &csv::Position) -> u64 {
    let byte = usize::try_from(at.byte()).unwrap_or(usize::MAX);
    let blank = text.as_bytes().get(byte..).unwrap_or_default().iter().take_while(|it| it.is_ascii_whitespace());
    let blank = blank.filter(|it| **it == b'\n').count();
    at.line() + u64::try_from(blank).unwrap_or(0)
}

/// A cell that a spreadsheet will show as text, not run as a formula.
pub fn harmless(cell: &str) -> String {
    match cell.trim_start().chars().next() {
        Some('=' | '+' | '-' | '@') => format!("'{cell}"),
        _ if cell.starts_with(['\t', '\r']) => format!("'{cell}"),
        _ => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{RegisterTable, decode, harmless};

    #[test]
    fn a_mark_at_the_start_and_blank_rows_are_passed_over() {
        let table = RegisterTable::read(&decode(b"\xEF\xBB\xBFNo,Name\n\n1,\"Rao, Asha\"\n,\n2,Mohan\n"));
        assert_eq!(table.header, ["No", "Name"]);
        assert_eq!(table.rows.iter().map(|it| it.cells[1].as_str()).collect::<Vec<_>>(), ["Rao, Asha", "Mohan"]);
        assert_eq!(table.rows.iter().map(|it| it.number).collect::<Vec<_>>(), [3, 5]);
    }

    #[test]
    fn an_old_spreadsheets_letters_are_read() {
        assert_eq!(decode(b"Ren\xE9 \x80 5 \x96 6"), "René € 5 – 6");
        assert_eq!(decode("सुनीता".as_bytes()), "सुनीता");
    }

    #[test]
    fn a_spreadsheets_unicode_text_is_read() {
        let text = "No\tName\n1\tसुनीता\n";
        let little: Vec<u8> = "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        assert_eq!([decode(&little), decode(&big)], [text, text]);
        assert_eq!(RegisterTable::read(&decode(&little)).rows[0].cells, ["1", "सुनीता"]);
    }

    #[test]
    fn semicolons_and_tabs_part_cells_too() {
        assert_eq!(RegisterTable::read("No;Name\n1;Asha, R\n").rows[0].cells, ["1", "Asha, R"]);
        assert_eq!(RegisterTable::read("No\tName\n1\tAsha\n").rows[0].cells, ["1", "Asha"]);
    }

    #[test]
    fn a_formula_is_made_harmless() {
        for (cell, shown) in [("=1+1", "'=1+1"), ("+919845012345", "'+919845012345"), ("-1", "'-1"), (" @x", "' @x"), ("Asha", "Asha")] {
            assert_eq!(harmless(cell), shown);
        }
    }
}
