//! What an import would do: made once, beside the request, and kept in pages of rows for each choice that its page offers.

mod pages;

use std::collections::{BTreeSet, HashMap, HashSet};

use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use self::pages::Pages;
pub use self::pages::{Alike, PreviewEntry, PreviewPage, PreviewRow, RefusedRow, RowsShown};
use super::adding::additions;
use super::as_of::PeopleAsOf;
use super::asking::Asking;
use super::reading::{ImportReading, Other};
use super::{Import, ImportStatus};
use crate::db::Tx;
use crate::db::ids::{ImportId, ProfileId};
use crate::db::statement::Among;
use crate::locale::Message;
use crate::models::exchange::register::Register;
use crate::models::exchange::register::column::RegisterColumn;
use crate::models::exchange::register::columns::not_read;
use crate::models::exchange::register::rows::RegisterRow;
use crate::models::journal::{DueKind, DueWork};
use crate::models::practice::Reach;
use crate::schema::organisation::{import_preview_pages, import_previews, profiles};

/// A register before it is imported, counted: what is there already, and who may be somebody known.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct ImportPreview {
    pub above: Vec<String>,
    pub header: Vec<String>,
    pub columns: Vec<RegisterColumn>,
    /// What of the file is not read.
    pub not_read: Vec<Message>,
    /// How many rows each reason is against, most first.
    pub reasons: Vec<(String, usize)>,
    /// How many rows there are of each choice.
    counts: HashMap<RowsShown, usize>,
    pub fresh: usize,
    pub there: usize,
    pub visits: usize,
    /// How many allergies and conditions come to how many people who are there.
    pub facts: usize,
    pub facts_of: usize,
    /// How many people were not compared with all with whom they share something.
    pub left_out: usize,
    /// How many cells the longest row has.
    pub width: usize,
    /// Of which people it speaks. Previews of earlier versions do not say.
    #[serde(default)]
    as_of: Option<PeopleAsOf>,
    /// Whether others were registered, or an import taken back, since it was made: then it may be wrong about who is there.
    #[serde(skip)]
    pub is_outdated: bool,
}

impl ImportPreview {
    /// Holds a register against who is there, and makes the pages. Nothing of it is kept yet.
    pub fn of<A: Asking>(asking: &mut A, import: &Import, register: &Register) -> Result<(ImportPreview, Vec<PreviewPage>), A::Error> {
        let rows = &register.rows;
        // Asked first: who comes while it is made is not in it for certain.
        let as_of = Some(asking.ask(|db| PeopleAsOf::now(db, import.id))?);
        let reading = ImportReading::of(asking, import, false, rows)?;
        let is_undone = import.undone_at.is_some();
        let mut added = if is_undone { HashMap::new() } else { additions(asking, rows, &reading.found)? };
        let near = reading.found.near.iter().filter(|_| !is_undone);
        let names = names_of(asking, near.map(|it| it.1).collect())?;
        let mut alike = alike(rows, &reading, &names);
        let mut told = reading.patients();
        let found = &reading.found;
        let facts = || found.people.iter().filter_map(|(at, id)| Some((added.get(at)?.facts(), id))).filter(|it| it.0 > 0);
        let (facts, facts_of) = (facts().map(|it| it.0).sum(), facts().map(|it| it.1).collect::<BTreeSet<_>>().len());
        let fresh = reading.fresh(rows, &(0..rows.len())).count();
        let mut pages = Pages::default();
        for (at, row) in rows.iter().enumerate() {
            if at.is_multiple_of(WATCHED) {
                asking.got_to(rows.len())?;
            }
            pages.add(&PreviewRow {
                number: row.number,
                outcome: match &row.outcome {
                    Ok(entry) => Ok(PreviewEntry {
                        is_there: found.people.contains_key(&at),
                        visit_of: found.visits.get(&at).map(|first| rows[*first].number),
                        added: added.remove(&at),
                        alike: alike.remove(&at).unwrap_or_default(),
                        of: told.remove(&at).unwrap_or_default(),
                        ..PreviewEntry::of(entry)
                    }),
                    Err(reasons) => Err(RefusedRow::of(row, reasons)),
                },
            });
        }
        let (counts, pages) = pages.finish();
        let cells: Vec<&[String]> = rows.iter().map(|it| it.cells.as_slice()).collect();
        let preview = ImportPreview {
            above: register.above.clone(),
            header: register.header.clone(),
            columns: register.columns.clone(),
            not_read: not_read(&register.header, &register.columns, &cells),
            reasons: register.reasons(),
            counts,
            fresh,
            there: found.people.len(),
            visits: found.visits.len(),
            facts,
            facts_of,
            left_out: reading.left_out,
            width: register.width(),
            as_of,
            is_outdated: false,
        };
        Ok((preview, pages))
    }

    pub fn count(&self, shown: RowsShown) -> usize {
        self.counts.get(&shown).copied().unwrap_or(0)
    }

    pub fn rows(&self) -> usize {
        self.count(RowsShown::All)
    }

    pub fn valid(&self) -> usize {
        self.count(RowsShown::Valid)
    }

    pub fn refused(&self) -> usize {
        self.count(RowsShown::Refused)
    }

    /// Rows of people who may be somebody else.
    pub fn alike(&self) -> usize {
        self.count(RowsShown::Duplicates)
    }
}

/// After so many rows it is asked whether anybody still waits.
const WATCHED: usize = 1_000;

/// Of so many people one question asks for the names.
const AT_ONCE: usize = 8_000;

fn names_of<A: Asking>(asking: &mut A, ids: BTreeSet<ProfileId>) -> Result<HashMap<ProfileId, String>, A::Error> {
    let mut names = HashMap::new();
    for chunk in ids.into_iter().collect::<Vec<_>>().chunks(AT_ONCE) {
        let found: Vec<(ProfileId, String)> =
            asking.ask(|db| profiles::table.filter(profiles::id.among(chunk)).select((profiles::id, profiles::full_name)).load(db))?;
        names.extend(found);
    }
    Ok(names)
}

/// Whom each row may be, by its place.
fn alike(rows: &[RegisterRow], reading: &ImportReading, names: &HashMap<ProfileId, String>) -> HashMap<usize, Vec<Alike>> {
    let mut alike: HashMap<usize, Vec<Alike>> = HashMap::new();
    for it in &reading.likely {
        let who = match &it.other {
            Other::Patient(_, name) => Alike::Patient(name.clone()),
            Other::Row(other) => {
                alike.entry(*other).or_default().push(Alike::Line(rows[it.at].number));
                Alike::Line(rows[*other].number)
            }
        };
        alike.entry(it.at).or_default().push(who);
    }
    let marked: HashSet<usize> =
        alike.iter().filter(|(_, all)| all.iter().any(|it| matches!(it, Alike::Patient(_)))).map(|it| *it.0).collect();
    let near = reading.found.near.iter().filter(|(at, _)| !marked.contains(at));
    for (at, name) in near.filter_map(|(at, id)| Some((at, names.get(id)?))) {
        alike.entry(*at).or_default().push(Alike::Patient(name.clone()));
    }
    alike
}

/// What became of the wish to have the rows read.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadingBegun {
    Begun,
    /// The import runs, or its rows are not kept.
    NotNow,
}

/// So many pages are kept by one statement.
pub const PAGES_AT_ONCE: usize = 100;

impl ImportPreview {
    /// Has it made: whatever was kept is not shown any more.
    pub fn make_anew(tx: &mut Tx, id: ImportId) -> QueryResult<()> {
        diesel::delete(import_previews::table.find(id)).execute(tx.db)?;
        DueWork::at(tx, DueKind::ImportPreview, id, tx.now)
    }

    /// Has it made anew for somebody who asks, unless the import runs, or its rows are nowhere.
    pub fn again(tx: &mut Tx, reach: &Reach, id: ImportId) -> QueryResult<ReadingBegun> {
        let import = Import::find(tx.db, reach, id)?;
        if !import.is_kept() || import.status == ImportStatus::Running {
            return Ok(ReadingBegun::NotNow);
        }
        ImportPreview::make_anew(tx, id).map(|()| ReadingBegun::Begun)
    }

    /// Stops it, if it is being made. Whether it was.
    pub fn cancel(tx: &mut Tx, id: ImportId) -> QueryResult<bool> {
        DueWork::cancel(tx, DueKind::ImportPreview, id)
    }

    /// Forgets the pages that were kept.
    pub fn forget(tx: &mut Tx, id: ImportId) -> QueryResult<()> {
        diesel::delete(import_previews::table.find(id)).execute(tx.db)?;
        diesel::delete(import_preview_pages::table.filter(import_preview_pages::import_id.eq(id))).execute(tx.db).map(drop)
    }

    /// Keeps it; its pages are kept already.
    pub fn keep(&self, tx: &mut Tx, id: ImportId) -> QueryResult<()> {
        let summary = serde_json::to_string(self).map_err(|error| diesel::result::Error::SerializationError(error.into()))?;
        diesel::insert_into(import_previews::table)
            .values((import_previews::import_id.eq(id), import_previews::summary.eq(summary), import_previews::created_at.eq(tx.now)))
            .execute(tx.db)
            .map(drop)
    }

    /// As it was kept; `now` says who is there by now.
    pub(super) fn stored(summary: &str, now: PeopleAsOf) -> QueryResult<ImportPreview> {
        let kept: ImportPreview =
            serde_json::from_str(summary).map_err(|error| diesel::result::Error::DeserializationError(error.into()))?;
        Ok(ImportPreview { is_outdated: kept.as_of != Some(now), ..kept })
    }
}
