//! Workbooks (`.xlsx`, `.ods`), as text: every sheet with the heads of the fullest one, one after another. How much a file may unpack
//! to is counted before anything of it is kept.

use std::io::{Cursor, Read};

use calamine::{Data, DataRef, Ods, Reader, SheetVisible, Xlsx};
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::heads;
use super::table::RegisterTable;
use crate::locale::Message;
use crate::message;

/// The most bytes of everything in the file, unpacked.
const MOST_UNPACKED: u64 = 200 * 1024 * 1024;
/// The most cells of a sheet, empty ones between others included.
const MOST_CELLS: u64 = 2_000_000;
/// The most text of all cells, in bytes.
const MOST_TEXT: usize = 20 * 1024 * 1024;
/// No register has more columns.
const MOST_COLUMNS: u32 = 200;

/// What was in a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unpacked {
    pub content: String,
    /// What the clinic is told of it.
    pub notes: Vec<Message>,
}

/// A sheet: its name, and its rows.
type Sheet = (String, Vec<Vec<String>>);

/// Reads a workbook's bytes.
pub fn read(bytes: &[u8]) -> Result<Unpacked, Message> {
    read_within(bytes, MOST_UNPACKED)
}

fn read_within(bytes: &[u8], most_unpacked: u64) -> Result<Unpacked, Message> {
    let bad = || message!("import-bad-workbook");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| bad())?;
    let mut unpacked = 0;
    let mut is_ods = false;
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(|_| bad())?;
        let is_content = entry.name().is_ok_and(|name| name == "content.xml");
        is_ods |= is_content;
        let mut counted = Counted { inner: entry, left: most_unpacked - unpacked, over: false };
        let cells = if is_content { cells_of_ods(&mut counted) } else { Some(0) };
        if cells.is_some_and(|cells| cells > MOST_CELLS) {
            return Err(message!("import-workbook-large"));
        }
        std::io::copy(&mut counted, &mut std::io::sink()).map_err(|_| bad())?;
        if counted.over {
            return Err(message!("import-workbook-large"));
        }
        unpacked = most_unpacked - counted.left;
    }
    let (sheets, hidden) = if is_ods { of_ods(bytes) } else { of_xlsx(bytes) }?;
    let mut unpacked = together(sheets)?;
    if !hidden.is_empty() {
        unpacked.notes.push(message!("import-note-hidden", sheets = hidden.join(", ")));
    }
    Ok(unpacked)
}

/// A reader that gives no more than is left.
struct Counted<R> {
    inner: R,
    left: u64,
    over: bool,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let size = u64::try_from(read).unwrap_or(u64::MAX);
        self.over |= size > self.left;
        self.left = self.left.saturating_sub(size);
        Ok(if self.over { 0 } else { read })
    }
}

/// How many cells the sheets of an OpenDocument have once their repetitions are written out: a few bytes may stand for millions.
fn cells_of_ods(content: &mut impl Read) -> Option<u64> {
    let mut reader = quick_xml::Reader::from_reader(std::io::BufReader::new(content));
    let repeated = |cell: &BytesStart, name: &str| {
        let value = cell.attributes().flatten().find(|it| it.key.as_ref() == name).map(|it| it.value.into_owned());
        value.and_then(|it| it.parse::<u64>().ok()).unwrap_or(1)
    };
    let (mut rows, mut width, mut cells, mut total) = (1, 0_u64, 0_u64, 0_u64);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).ok()? {
            Event::Start(it) if it.name().as_ref() == "table:table-row" => {
                rows = repeated(&it, "table:number-rows-repeated");
                (width, cells) = (0, 0);
            }
            Event::Start(it) | Event::Empty(it) if it.name().as_ref() == "table:table-cell" => {
                width = width.saturating_add(repeated(&it, "table:number-columns-repeated"));
                if it.attributes().flatten().any(|it| it.key.as_ref() == "office:value-type") {
                    cells = width;
                }
            }
            Event::End(it) if it.name().as_ref() == "table:table-row" => total = cells.saturating_mul(rows).saturating_add(total),
            Event::Eof => return Some(total),
            _ => {}
        }
        if total > MOST_CELLS {
            return Some(total);
        }
        buffer.clear();
    }
}

fn of_ods(bytes: &[u8]) -> Result<(Vec<Sheet>, Vec<String>), Message> {
    let bad = |_| message!("import-bad-workbook");
    let mut book: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(bad)?;
    let hidden = hidden(book.sheets_metadata());
    let sheets = book.worksheets();
    let mut left = MOST_TEXT;
    let mut read = Vec::new();
    for (name, range) in sheets {
        let mut rows = vec![Vec::new(); range.start().map_or(0, |(row, _)| usize::try_from(row).unwrap_or(0))];
        for row in range.rows() {
            rows.push(row.iter().map(|cell| kept(text(&DataRef::from_data(cell)), &mut left)).collect::<Result<_, _>>()?);
        }
        read.push((name, rows));
    }
    Ok((read, hidden))
}

fn of_xlsx(bytes: &[u8]) -> Result<(Vec<Sheet>, Vec<String>), Message> {
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
        read.push((name, rows));
    }
    Ok((read, hidden))
}

/// The sheets that whoever opens the workbook does not see.
fn hidden(sheets: &[calamine::Sheet]) -> Vec<String> {
    sheets.iter().filter(|it| it.visible != SheetVisible::Visible).map(|it| it.name.clone()).collect()
}

/// A cell's text, as long as there is room for it.
fn kept(text: String, left: &mut usize) -> Result<String, Message> {
    *left = left.checked_sub(text.len()).ok_or_else(|| message!("import-workbook-large"))?;
    Ok(text)
}

/// What a person sees in a cell; a date as the year, the month and the day.
fn text(value: &DataRef) -> String {
    match value {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::DateTime(at) => at.as_datetime().map(|at| at.format("%Y-%m-%d").to_string()).unwrap_or_default(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Int(number) => number.to_string(),
        _ => String::new(),
    }
}

/// The fullest sheet and all that have its heads, as one text.
fn together(sheets: Vec<Sheet>) -> Result<Unpacked, Message> {
    let heads_of = |sheet: &Sheet| RegisterTable::read(&as_csv(&sheet.1[..sheet.1.len().min(50)])).header;
    let weight = |sheet: &Sheet| (heads::meanings_in(&heads_of(sheet)).min(3), sheet.1.len());
    let Some(fullest) = sheets.iter().max_by_key(|sheet| weight(sheet)) else { return Err(message!("import-no-rows")) };
    let header = heads_of(fullest);
    let (mut content, mut left_out) = (as_csv(&fullest.1), Vec::new());
    for sheet in sheets.iter().filter(|it| it.0 != fullest.0 && it.1.iter().any(|row| row.iter().any(|cell| !cell.is_empty()))) {
        if !header.is_empty() && heads_of(sheet) == header {
            let below: Vec<_> = sheet.1.iter().skip_while(|row| !same(row, &header)).skip(1).cloned().collect();
            content.push_str(&as_csv(&below));
        } else {
            left_out.push(sheet.0.clone());
        }
    }
    let note = (!left_out.is_empty()).then(|| message!("import-note-sheets", sheets = left_out.join(", ")));
    Ok(Unpacked { content, notes: note.into_iter().collect() })
}

fn same(row: &[String], header: &[String]) -> bool {
    let seen = |cells: &[String]| cells.iter().map(|it| super::lines::clean(it)).filter(|it| !it.is_empty()).collect::<Vec<_>>();
    seen(row) == seen(header)
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

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::{read, read_within};
    use crate::models::exchange::register::table::RegisterTable;

    fn packed(files: &[(&str, &str)]) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in files {
            archive.start_file(*name, SimpleFileOptions::default()).expect("a file");
            archive.write_all(content.as_bytes()).expect("written");
        }
        archive.finish().expect("an archive").into_inner()
    }

    fn xlsx(sheets: &[&str]) -> Vec<u8> {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let package = "http://schemas.openxmlformats.org/package/2006/relationships";
        let all = |each: &dyn Fn(usize) -> String| (1..=sheets.len()).map(each).collect::<String>();
        let names = all(&|it| format!(r#"<sheet name="S{it}" sheetId="{it}" r:id="r{it}"/>"#));
        let links = all(&|it| format!(r#"<Relationship Id="r{it}" Type="{office}/worksheet" Target="worksheets/s{it}.xml"/>"#));
        let book = format!(r#"<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{names}</sheets></workbook>"#);
        let book_links = format!(r#"<Relationships xmlns="{package}">{links}</Relationships>"#);
        let root = format!(
            r#"<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
        );
        let styles = format!(r#"<styleSheet xmlns="{main}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#);
        let sheets: Vec<(String, String)> = sheets
            .iter()
            .enumerate()
            .map(|(at, rows)| {
                (
                    format!("xl/worksheets/s{}.xml", at + 1),
                    format!(r#"<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>"#),
                )
            })
            .collect();
        let mut files: Vec<(&str, &str)> = vec![
            ("[Content_Types].xml", "<Types/>"),
            ("_rels/.rels", &root),
            ("xl/workbook.xml", &book),
            ("xl/_rels/workbook.xml.rels", &book_links),
            ("xl/styles.xml", &styles),
        ];
        files.extend(sheets.iter().map(|(name, content)| (name.as_str(), content.as_str())));
        packed(&files)
    }

    /// A row of texts from the column A on.
    fn row(number: usize, cells: &[&str]) -> String {
        let cell = |(at, text): (usize, &&str)| {
            let column = char::from(b'A' + u8::try_from(at).expect("a column"));
            format!(r#"<c r="{column}{number}" t="inlineStr"><is><t>{text}</t></is></c>"#)
        };
        format!(r#"<row r="{number}">{}</row>"#, cells.iter().enumerate().map(cell).collect::<String>())
    }

    fn ods(rows: &str) -> Vec<u8> {
        let content = format!(
            r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="S1">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
        );
        packed(&[
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", &content),
            ("META-INF/manifest.xml", "<m/>"),
        ])
    }

    #[test]
    fn every_sheet_with_the_same_heads_is_read_and_others_are_named() {
        let head = ["Patient Name", "Age/Sex", "Mobile", "Date"];
        let dated = r#"<row r="3"><c r="A3" t="inlineStr"><is><t>आशा राव</t></is></c><c r="B3" t="inlineStr"><is><t>34/F</t></is></c><c r="C3"><v>9820011111</v></c><c r="D3" s="1"><v>45808</v></c></row>"#;
        let first = [row(1, &["Dr Sen's clinic"]), row(2, &head), dated.to_owned()].concat();
        let second = [row(1, &head), row(2, &["Ravi Rao", "8/M", "9820011111", "01/06/2025"])].concat();
        let file = read(&xlsx(&[&first, &second, &row(1, &["Rent", "2000"])])).expect("a workbook");
        let table = RegisterTable::read(&file.content);
        assert_eq!(table.header, head);
        assert_eq!(table.rows[0].cells, ["आशा राव", "34/F", "9820011111", "2025-05-31"]);
        assert_eq!(table.rows[1].cells[0], "Ravi Rao");
        assert_eq!((table.rows.len(), file.notes[0].key.as_str()), (2, "import-note-sheets"));
    }

    #[test]
    fn an_opendocument_is_read() {
        let cell = |text: &str| format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#);
        let row = |cells: &[&str]| format!("<table:table-row>{}</table:table-row>", cells.iter().map(|it| cell(it)).collect::<String>());
        let rest = r#"<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#;
        let file = read(&ods(&[&row(&["Patient Name", "Age/Sex"]), &row(&["Asha Rao", "34/F"]), rest].concat())).expect("a workbook");
        assert_eq!(RegisterTable::read(&file.content).rows[0].cells, ["Asha Rao", "34/F"]);
    }

    #[test]
    fn a_file_that_unpacks_to_a_flood_is_refused_in_words() {
        let repeated = r#"<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="string" table:number-columns-repeated="16000"><text:p>x</text:p></table:table-cell></table:table-row>"#;
        assert_eq!(read(&ods(repeated)).expect_err("refused").key, "import-workbook-large");
        let far = r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
        assert!(read(&xlsx(&[far])).is_ok(), "one far cell costs nothing");
        let zeros = "0".repeat(3 * 1024 * 1024);
        let bomb = packed(&[("xl/media/x.bin", &zeros)]);
        assert!(bomb.len() < 20 * 1024);
        assert_eq!(read_within(&bomb, 2 * 1024 * 1024).expect_err("refused").key, "import-workbook-large");
        assert_eq!(read(&packed(&[("word/document.xml", "<w/>")])).expect_err("refused").key, "import-bad-workbook");
    }
}
