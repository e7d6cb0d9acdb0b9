//! The rows of a preview, fifty to a page, as they are kept: JSON, compressed.

use std::collections::HashMap;
use std::io::{Read, Write};

use chrono::NaiveDate;
use diesel::prelude::*;
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use serde::{Deserialize, Serialize};

use crate::db::ids::{ImportId, ProfileId};
use crate::db::{Db, Tx};
use crate::locale::Message;
use crate::models::exchange::register::entry::RegisterEntry;
use crate::models::exchange::register::importing::adding::Addition;
use crate::models::exchange::register::rows::RegisterRow;
use crate::models::journal::Opening;
use crate::models::values::{Birth, Phone, Sex};
use crate::schema::organisation::import_preview_pages;
use crate::text_enum;

text_enum! {
    keys "import-show";
    /// Which rows the preview shows.
    RowsShown { All = "all", Valid = "valid", Unsure = "unsure", Refused = "refused", Duplicates = "duplicates" }
}

/// A row of the register, and what becomes of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PreviewRow {
    /// The line of the file.
    pub number: u64,
    pub outcome: Result<PreviewEntry, RefusedRow>,
}

/// What was understood of a row, and what it becomes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PreviewEntry {
    pub name: String,
    pub old_number: String,
    pub sex: Sex,
    pub(super) born_on: Option<NaiveDate>,
    pub(super) born_on_estimated: bool,
    pub(super) phone: Option<String>,
    pub first_visit_on: Option<NaiveDate>,
    pub allergies: Vec<String>,
    pub conditions: Vec<String>,
    pub remarks: String,
    pub doubts: Vec<Message>,
    /// An import brought the person; once it is done, its own.
    pub is_there: bool,
    /// The line of the person's first row, where this is a further visit of somebody new.
    pub visit_of: Option<u64>,
    /// What it says of somebody who is there, and was not said before.
    pub added: Option<Addition>,
    pub alike: Vec<Alike>,
    /// The patients of whom the row tells: who is there, and whom it may be. Previews of earlier versions name none.
    #[serde(default)]
    pub(super) of: Vec<ProfileId>,
}

/// A row that cannot be imported.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RefusedRow {
    pub cells: Vec<String>,
    /// The cells as they are given back, where that differs.
    again: Option<Vec<String>>,
    pub reasons: Vec<Message>,
}

/// Somebody who may be the same person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Alike {
    /// Another line of the file.
    Line(u64),
    /// A patient known before.
    Patient(String),
}

impl PreviewEntry {
    pub(super) fn of(entry: &RegisterEntry) -> PreviewEntry {
        PreviewEntry {
            name: entry.name.to_string(),
            old_number: entry.old_number.clone(),
            sex: entry.sex,
            born_on: entry.birth.map(|it| it.on),
            born_on_estimated: entry.birth.is_some_and(|it| it.estimated),
            phone: entry.phone.as_ref().map(|it| it.e164().to_owned()),
            first_visit_on: entry.first_visit_on,
            allergies: entry.allergies.clone(),
            conditions: entry.conditions.clone(),
            remarks: entry.remarks.clone(),
            doubts: entry.doubts.clone(),
            is_there: false,
            visit_of: None,
            added: None,
            alike: Vec::new(),
            of: Vec::new(),
        }
    }

    pub fn birth(&self) -> Option<Birth> {
        self.born_on.map(|on| Birth { on, estimated: self.born_on_estimated })
    }

    pub fn phone(&self) -> Option<Phone> {
        self.phone.as_deref().map(Phone::stored)
    }
}

impl RefusedRow {
    pub(super) fn of(row: &RegisterRow, reasons: &[Message]) -> RefusedRow {
        let again = Some(row.given_back()).filter(|it| *it != row.cells).map(<[String]>::to_vec);
        RefusedRow { cells: row.cells.clone(), again, reasons: reasons.to_vec() }
    }

    /// The cells as they are given back, to be put right and brought again.
    pub fn given_back(&self) -> &[String] {
        self.again.as_deref().unwrap_or(&self.cells)
    }
}

/// Some rows of one choice, packed.
#[derive(Clone, Debug)]
pub struct PreviewPage {
    shown: RowsShown,
    number: i32,
    content: Vec<u8>,
}

impl PreviewPage {
    /// How many rows stand on one.
    pub const ROWS: usize = 50;

    pub fn keep(tx: &mut Tx, import: ImportId, pages: &[PreviewPage]) -> QueryResult<()> {
        let rows: Vec<_> = pages
            .iter()
            .map(|it| {
                (
                    import_preview_pages::import_id.eq(import),
                    import_preview_pages::shown.eq(it.shown),
                    import_preview_pages::number.eq(it.number),
                    import_preview_pages::content.eq(&it.content),
                )
            })
            .collect();
        diesel::insert_into(import_preview_pages::table).values(rows).execute(tx.db).map(drop)
    }
}

impl PreviewRow {
    /// A page of rows; the first is 1. They tell who is a patient: whoever reads them was shown those.
    pub fn page(opening: &mut Opening, import: ImportId, shown: RowsShown, number: usize) -> QueryResult<Vec<PreviewRow>> {
        let number = i32::try_from(number).unwrap_or(i32::MAX);
        let page = import_preview_pages::table.find((import, shown, number));
        let content: Option<Vec<u8>> = page.select(import_preview_pages::content).first(opening.db).optional()?;
        let rows = content.map_or_else(|| Ok(Vec::new()), |it| PreviewRow::unpacked(&it))?;
        opening.found(rows.iter().filter_map(|it| it.outcome.as_ref().ok()).flat_map(|it| it.of.iter().copied()));
        Ok(rows)
    }

    /// All that are refused, in one query, still packed: to be unpacked when the connection is given back.
    pub fn refused(db: &mut Db, import: ImportId) -> QueryResult<Vec<Vec<u8>>> {
        import_preview_pages::table
            .filter(import_preview_pages::import_id.eq(import))
            .filter(import_preview_pages::shown.eq(RowsShown::Refused))
            .order(import_preview_pages::number)
            .select(import_preview_pages::content)
            .load(db)
    }

    /// The rows of a packed page.
    pub fn unpacked(page: &[u8]) -> QueryResult<Vec<PreviewRow>> {
        let mut json = String::new();
        let read = ZlibDecoder::new(page).read_to_string(&mut json).map_err(Into::into);
        let rows = read.and_then(|_| serde_json::from_str(&json).map_err(Into::into));
        rows.map_err(diesel::result::Error::DeserializationError)
    }

    fn is_of(&self, shown: RowsShown) -> bool {
        match shown {
            RowsShown::All => true,
            RowsShown::Valid => self.outcome.is_ok(),
            RowsShown::Unsure => self.outcome.as_ref().is_ok_and(|it| !it.doubts.is_empty()),
            RowsShown::Refused => self.outcome.is_err(),
            RowsShown::Duplicates => self.outcome.as_ref().is_ok_and(|it| !it.alike.is_empty()),
        }
    }
}

/// The pages while rows are added to them.
#[derive(Default)]
pub(super) struct Pages {
    counts: HashMap<RowsShown, usize>,
    /// The rows of the last page of each choice, as JSON.
    open: HashMap<RowsShown, Vec<String>>,
    full: Vec<PreviewPage>,
}

impl Pages {
    pub(super) fn add(&mut self, row: &PreviewRow) {
        let json = serde_json::to_string(row).unwrap_or_default();
        for shown in RowsShown::ALL.iter().copied().filter(|it| row.is_of(*it)) {
            *self.counts.entry(shown).or_default() += 1;
            let open = self.open.entry(shown).or_default();
            open.push(json.clone());
            if open.len() == PreviewPage::ROWS {
                self.close(shown);
            }
        }
    }

    fn close(&mut self, shown: RowsShown) {
        let rows = self.open.remove(&shown).unwrap_or_default();
        let count = self.counts.get(&shown).copied().unwrap_or(0);
        let number = i32::try_from(count.div_ceil(PreviewPage::ROWS)).unwrap_or(i32::MAX);
        self.full.push(PreviewPage { shown, number, content: packed(&rows) });
    }

    /// How many rows there are of each choice, and all pages.
    pub(super) fn finish(mut self) -> (HashMap<RowsShown, usize>, Vec<PreviewPage>) {
        for shown in self.open.keys().copied().collect::<Vec<_>>() {
            self.close(shown);
        }
        (self.counts, self.full)
    }
}

fn packed(rows: &[String]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    // Into memory nothing fails.
    let _ = encoder.write_all(format!("[{}]", rows.join(",")).as_bytes());
    encoder.finish().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{PreviewPage, PreviewRow, RefusedRow, RowsShown};
    use crate::locale::Message;

    #[test]
    fn each_choice_has_its_own_pages_of_fifty() {
        let mut pages = super::Pages::default();
        for number in 1..=120 {
            let refused = RefusedRow { cells: vec!["x".into()], again: None, reasons: vec![Message::new("import-reason")] };
            pages.add(&PreviewRow { number, outcome: Err(refused) });
        }
        let (counts, pages) = pages.finish();
        let numbers = |shown| {
            let of = pages.iter().filter(|it: &&PreviewPage| it.shown == shown);
            let read = |it: &PreviewPage| PreviewRow::unpacked(&it.content).expect("rows").iter().map(|row| row.number).collect::<Vec<_>>();
            of.map(|it| (it.number, read(it))).collect::<Vec<_>>()
        };
        assert_eq!((counts[&RowsShown::All], counts[&RowsShown::Refused], counts.get(&RowsShown::Valid)), (120, 120, None));
        for shown in [RowsShown::All, RowsShown::Refused] {
            let all = [(1, (1..=50).collect()), (2, (51..=100).collect()), (3, (101..=120).collect::<Vec<u64>>())];
            assert_eq!(numbers(shown), all);
        }
    }
}
