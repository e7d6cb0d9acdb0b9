//! Workbooks (`.xlsx`, `.ods`), as text: every sheet with the heads of the fullest one, one after another. How much a file may unpack
//! to is counted before anything of it is kept.

mod ods;
mod sheets;
mod xlsx;

use std::io::{Cursor, Read};

use calamine::{DataRef, SheetVisible};
use zip::ZipArchive;

use self::ods::OdsCount;
use crate::locale::Message;
use crate::message;

/// The most bytes of everything in the file, unpacked.
const MOST_UNPACKED: u64 = 200 * 1024 * 1024;
/// The most cells of a sheet, empty ones between others included.
const MOST_CELLS: u64 = 2_000_000;
/// The most text of all cells, in bytes.
const MOST_TEXT: usize = 20 * 1024 * 1024;

/// What was in a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unpacked {
    pub content: String,
    /// What the clinic is told of it.
    pub notes: Vec<Message>,
}

/// Reads a workbook's bytes.
pub fn read(bytes: &[u8]) -> Result<Unpacked, Message> {
    read_within(bytes, MOST_UNPACKED)
}

fn read_within(bytes: &[u8], most_unpacked: u64) -> Result<Unpacked, Message> {
    let bad = || message!("import-bad-workbook");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| bad())?;
    let (mut unpacked, mut hidden_rows) = (0, 0);
    let mut of_ods: Option<OdsCount> = None;
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(|_| bad())?;
        let name = entry.name().map(|it| it.to_string()).unwrap_or_default();
        let mut counted = Counted { inner: entry, left: most_unpacked - unpacked, over: false };
        if name == "content.xml" {
            of_ods = Some(ods::count(&mut counted).unwrap_or_default());
        } else if xlsx::is_sheet(&name) {
            hidden_rows += xlsx::hidden_rows(&mut counted);
        }
        if of_ods.is_some_and(|it| it.cells > MOST_CELLS) {
            return Err(message!("import-workbook-large"));
        }
        std::io::copy(&mut counted, &mut std::io::sink()).map_err(|_| bad())?;
        if counted.over {
            return Err(message!("import-workbook-large"));
        }
        unpacked = most_unpacked - counted.left;
    }
    let (all, hidden) = if of_ods.is_some() { ods::sheets(bytes) } else { xlsx::sheets(bytes) }?;
    let mut unpacked = sheets::together(all)?;
    if !hidden.is_empty() {
        unpacked.notes.push(message!("import-note-hidden", sheets = hidden.join(", ")));
    }
    let OdsCount { hidden_rows: more, merged, .. } = of_ods.unwrap_or_default();
    if hidden_rows + more > 0 {
        unpacked.notes.push(message!("import-note-hidden-rows", count = hidden_rows + more));
    }
    if merged > 0 {
        unpacked.notes.push(message!("import-note-merged", count = merged));
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
                let (rows, merged) =
                    rows.split_once("<mergeCells>").map_or((*rows, String::new()), |it| (it.0, format!("<mergeCells>{}", it.1)));
                (
                    format!("xl/worksheets/s{}.xml", at + 1),
                    format!(r#"<worksheet xmlns="{main}"><sheetData>{rows}</sheetData>{merged}</worksheet>"#),
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
    fn a_sheet_with_its_columns_in_another_order_is_read_by_its_own_heads() {
        let first =
            [row(1, &["Patient Name", "Age/Sex", "Mobile"]), row(2, &["Asha Rao", "34/F", "9820011111"]), row(3, &["Mina", "20/F", "9"])];
        let second = [row(1, &["MOBILE", "Patient Name", "Age/Sex"]), row(2, &["9820011112", "Ravi Rao", "8/M"])];
        let file = read(&xlsx(&[&first.concat(), &second.concat()])).expect("a workbook");
        let table = RegisterTable::read(&file.content);
        assert_eq!((table.rows[2].cells.join(","), file.notes.len()), ("Ravi Rao,8/M,9820011112".to_owned(), 0));
    }

    #[test]
    fn what_stands_in_a_merged_cell_counts_for_every_row_that_it_spans() {
        let rows = [
            row(1, &["Register 2024"]),
            row(3, &["Patient Name", "Age/Sex", "Mobile"]),
            row(4, &["Asha Rao", "34/F", "9820011111"]),
            row(5, &["Ravi Rao", "8/M"]),
            row(6, &["", "9/M"]),
            row(8, &["Mina Das", "20/F"]),
        ];
        let merged = r#"<mergeCells><mergeCell ref="A1:C2"/><mergeCell ref="C4:C7"/><mergeCell ref="A5:A6"/></mergeCells>"#;
        let file = read(&xlsx(&[&format!("{}{merged}", rows.concat())])).expect("a workbook");
        let rows: Vec<String> = RegisterTable::read(&file.content).rows.iter().map(|it| it.cells.join(",")).collect();
        assert_eq!(rows, ["Asha Rao,34/F,9820011111", "Ravi Rao,8/M,9820011111", ",9/M,9820011111", "Mina Das,20/F,"]);
    }

    #[test]
    fn hidden_rows_are_read_and_said_to_be() {
        let hidden = row(2, &["Asha Rao", "34/F"]).replace("<row ", r#"<row hidden="1" "#);
        let file = read(&xlsx(&[&[row(1, &["Patient Name", "Age/Sex"]), hidden].concat()])).expect("a workbook");
        assert_eq!((RegisterTable::read(&file.content).rows.len(), file.notes[0].key.as_str()), (1, "import-note-hidden-rows"));
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
