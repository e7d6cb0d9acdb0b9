//! A file of rows that spreadsheets open.

use super::register::lines::harmless;

/// The rows as CSV; no cell of it can run as a formula. It begins with a byte order mark, by which spreadsheets know UTF-8.
pub fn csv_of(rows: impl IntoIterator<Item = Vec<String>>) -> csv::Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer("\u{FEFF}".as_bytes().to_vec());
    for row in rows {
        writer.write_record(row.iter().map(|it| harmless(it)))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}
