//! The life of an import: the file is brought, its columns are put right, and its people are registered, some at a time.

mod adding;
mod as_of;
mod asking;
mod carrying_out;
mod facts;
mod likely;
mod preview;
mod reading;
mod there;
mod undoing;
mod visits;

use chrono::{Duration, NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::json;

pub use self::adding::Addition;
use self::as_of::PeopleAsOf;
pub use self::asking::Asking;
pub use self::carrying_out::{Batch, BatchBrought, ImportCounts, phones_of};
pub use self::facts::{FactsUndone, ImportedFact};
pub use self::preview::{Alike, ImportPreview, PAGES_AT_ONCE, PreviewEntry, PreviewPage, PreviewRow, ReadingBegun, RefusedRow, RowsShown};
pub use self::reading::ImportReading;
use self::there::end_turn;
pub use self::undoing::{ImportUndone, KeptPeople};
use super::Register;
use super::column::RegisterColumn;
use super::file::RegisterFile;
use super::stream::RegisterStream;
use super::table::RegisterTable;
use crate::db::ids::{ClinicId, ImportId};
use crate::db::statement::Among;
use crate::db::{Db, Tx, clock};
use crate::locale::{Message, typed};
use crate::models::journal::{DueKind, DueWork};
use crate::models::practice::Reach;
use crate::schema::organisation::{clinics, import_previews, imports};
use crate::text_enum;

text_enum! {
    keys "import-status";
    /// Where an import stands.
    ImportStatus { Preview = "preview", Running = "running", Done = "done", Failed = "failed" }
}

/// An import, without its file.
#[derive(Clone, Debug, HasQuery)]
#[diesel(table_name = imports, base_query = imports::table.inner_join(clinics::table))]
pub struct Import {
    pub id: ImportId,
    pub clinic_id: ClinicId,
    #[diesel(select_expression = clinics::name)]
    pub clinic_name: String,
    /// The clinic's zone.
    #[diesel(select_expression = clinics::zone)]
    zone: String,
    pub file_name: String,
    mapping: String,
    pub status: ImportStatus,
    pub rows_total: i32,
    pub rows_done: i32,
    pub imported: i32,
    pub already_there: i32,
    pub marked: i32,
    pub refused: i32,
    pub created_at: NaiveDateTime,
    /// When it ended; while it runs, when it last got on.
    finished_at: Option<NaiveDateTime>,
    /// Of a file that was read on the command line: it is not kept.
    file_digest: Option<Vec<u8>>,
    /// When it was taken back, why, and how many people were kept all the same.
    pub undone_at: Option<NaiveDateTime>,
    pub undone_because: String,
    pub kept: i32,
    /// Rows that were a further visit of somebody whom the import itself brought.
    pub visits: i32,
    /// How many allergies and conditions it noted of how many people who were there; how many stayed when it was taken back.
    pub facts: i32,
    pub facts_of: i32,
    pub facts_kept: i32,
}

/// What is kept of how a file was understood.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Understood {
    columns: Vec<RegisterColumn>,
    notes: Vec<Message>,
    /// Whether a column beyond the heads that is nothing was said to be. Imports of earlier versions say it of every one.
    #[serde(default)]
    tells_nothing: bool,
}

impl Understood {
    fn of(columns: Vec<RegisterColumn>, notes: Vec<Message>) -> Understood {
        Understood { columns, notes, tells_nothing: true }
    }

    /// What each column means, of so many with heads.
    fn columns(self, heads: usize) -> Vec<RegisterColumn> {
        let is_old = |at: usize| !self.tells_nothing && heads > 0 && at >= heads;
        let meaning = |(at, it)| if is_old(at) && it == RegisterColumn::Ignored { RegisterColumn::Untold } else { it };
        self.columns.iter().copied().enumerate().map(meaning).collect()
    }

    /// Imports of earlier versions kept the columns alone.
    fn parse(kept: &str) -> Understood {
        let alone = || serde_json::from_str(kept).map(|columns| Understood { columns, ..Understood::default() });
        serde_json::from_str(kept).or_else(|_| alone()).unwrap_or_default()
    }
}

#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportBegun {
    Begun,
    /// It is running already, or done; or its rows are not read yet.
    NotAgain,
    /// Its clinic was closed meanwhile.
    ClinicClosed,
}

/// An import that has not got on for so long was cut short, and may be begun again.
const DEAD_AFTER: Duration = Duration::seconds(60);

impl Import {
    /// How many are listed.
    pub const MOST: usize = 50;

    /// The newest first, [`Import::MOST`] of them and one more where there are more.
    pub fn all(db: &mut Db, reach: &Reach) -> QueryResult<Vec<Import>> {
        let most = i64::try_from(Import::MOST + 1).unwrap_or(i64::MAX);
        let mut query = Import::query().order(imports::id.desc()).limit(most).into_boxed();
        if let Some(clinics) = reach.clinics() {
            query = query.filter(imports::clinic_id.among(clinics));
        }
        query.load(db)
    }

    pub fn find(db: &mut Db, reach: &Reach, id: ImportId) -> QueryResult<Import> {
        Import::query().filter(imports::id.eq(id)).first(db).and_then(|import| import.within(reach))
    }

    /// The import and its preview, once that is made.
    pub fn with_preview(db: &mut Db, reach: &Reach, id: ImportId) -> QueryResult<(Import, Option<ImportPreview>)> {
        let (import, summary, now): (Import, Option<String>, PeopleAsOf) = imports::table
            .inner_join(clinics::table)
            .left_join(import_previews::table)
            .filter(imports::id.eq(id))
            .select((Import::as_select(), import_previews::summary.nullable(), PeopleAsOf::columns()))
            .first(db)?;
        Ok((import.within(reach)?, summary.map(|it| ImportPreview::stored(&it, now)).transpose()?))
    }

    fn within(self, reach: &Reach) -> QueryResult<Import> {
        if reach.covers(self.clinic_id) { Ok(self) } else { Err(diesel::result::Error::NotFound) }
    }

    /// The import, and the text of its file.
    pub fn with_file(db: &mut Db, id: ImportId) -> QueryResult<(Import, String)> {
        let all = (Import::as_select(), imports::content);
        imports::table.inner_join(clinics::table).filter(imports::id.eq(id)).select(all).first(db)
    }

    /// Reads the file, as its columns are understood. `today` is the clinic's day. It asks nothing: only says how far it is.
    pub fn read<A: Asking>(&self, asking: &mut A, file: &str, today: NaiveDate) -> Result<Register, A::Error> {
        let table = RegisterTable::read(file);
        let columns = Understood::parse(&self.mapping).columns(table.header.len());
        Register::read_watched(table, &columns, self.clinic_id, today, |rows| asking.got_to(rows))
    }

    /// The zone of its clinic.
    pub fn zone(&self) -> Tz {
        clock::zone(&self.zone)
    }

    /// Keeps a file that a clinic brings, and has its preview made.
    pub fn bring(tx: &mut Tx, clinic: ClinicId, file_name: &str, file: &RegisterFile) -> QueryResult<ImportId> {
        let understood = Understood::of(file.columns.clone(), file.notes.clone());
        let id = ImportId::new();
        diesel::insert_into(imports::table)
            .values((
                imports::id.eq(id),
                imports::clinic_id.eq(clinic),
                imports::file_name.eq(plain_name(file_name)),
                imports::content.eq(&file.content),
                imports::mapping.eq(json!(understood).to_string()),
                imports::rows_total.eq(as_count(file.count)),
                imports::started_by.eq(tx.by.user),
                imports::created_at.eq(tx.now),
            ))
            .execute(tx.db)?;
        ImportPreview::make_anew(tx, id)?;
        Ok(id)
    }

    /// Takes in hand what the command line reads from a large file: the import of the same file that was cut short goes on where it
    /// stopped, else it is a new one. The file is not kept.
    pub fn bring_streamed(tx: &mut Tx, clinic: ClinicId, file_name: &str, file: &RegisterStream) -> QueryResult<Import> {
        let unfinished: Option<ImportId> = imports::table
            .filter(imports::clinic_id.eq(clinic))
            .filter(imports::file_digest.eq(file.digest.as_slice()))
            .filter(imports::status.among([ImportStatus::Running, ImportStatus::Failed]))
            .filter(imports::undone_at.is_null())
            .select(imports::id)
            .order(imports::id.desc())
            .for_update()
            .first(tx.db)
            .optional()?;
        let id = unfinished.unwrap_or_else(ImportId::new);
        if unfinished.is_none() {
            let understood = Understood::of(file.columns.clone(), file.notes.clone());
            diesel::insert_into(imports::table)
                .values((
                    imports::id.eq(id),
                    imports::clinic_id.eq(clinic),
                    imports::file_name.eq(plain_name(file_name)),
                    imports::content.eq(""),
                    imports::file_digest.eq(file.digest.to_vec()),
                    imports::mapping.eq(json!(understood).to_string()),
                    imports::rows_total.eq(as_count(file.count)),
                    imports::started_by.eq(tx.by.user),
                    imports::created_at.eq(tx.now),
                ))
                .execute(tx.db)?;
        }
        diesel::update(imports::table.find(id)).set(imports::status.eq(ImportStatus::Running)).execute(tx.db)?;
        Import::query().filter(imports::id.eq(id)).first(tx.db)
    }

    /// Says that it was cut short. What was brought stays, and it goes on from there when it is begun again.
    pub fn stop(tx: &mut Tx, id: ImportId) -> QueryResult<()> {
        let import = Import::query().filter(imports::id.eq(id)).for_update().first(tx.db)?;
        if import.status != ImportStatus::Running {
            return Ok(());
        }
        diesel::update(imports::table.find(id))
            .set((imports::status.eq(ImportStatus::Failed), imports::finished_at.eq(tx.now)))
            .execute(tx.db)?;
        end_turn(tx, import.clinic_id, id)?;
        if import.is_kept() { ImportPreview::make_anew(tx, id) } else { Ok(()) }
    }

    /// Whether its rows can be shown.
    pub fn is_kept(&self) -> bool {
        self.file_digest.is_none()
    }

    /// What the clinic is told of how its file was read.
    pub fn notes(&self) -> Vec<Message> {
        Understood::parse(&self.mapping).notes
    }

    /// Corrects what the columns mean, while nothing has been imported.
    pub fn correct(tx: &mut Tx, id: ImportId, columns: &[RegisterColumn]) -> QueryResult<()> {
        let mapping: String = imports::table.find(id).select(imports::mapping).for_update().first(tx.db)?;
        let understood = Understood::of(columns.to_vec(), Understood::parse(&mapping).notes);
        let corrected = diesel::update(imports::table.find(id))
            .filter(imports::status.among([ImportStatus::Preview, ImportStatus::Failed]))
            .filter(imports::rows_done.eq(0))
            .set(imports::mapping.eq(json!(understood).to_string()))
            .execute(tx.db)?;
        if corrected == 1 { ImportPreview::make_anew(tx, id) } else { Ok(()) }
    }

    /// Whether it was cut short, if it says that it is running.
    fn is_dead(&self, now: NaiveDateTime) -> bool {
        self.finished_at.is_none_or(|at| at + DEAD_AFTER < now)
    }

    /// Has the import carried out, or gone on with where it was cut short: of two who want to, one does. Nobody imports what nobody could
    /// look at.
    pub fn begin(tx: &mut Tx, id: ImportId) -> QueryResult<ImportBegun> {
        let import = Import::query().filter(imports::id.eq(id)).for_update().first(tx.db)?;
        let may = match import.status {
            _ if !import.is_kept() => false,
            ImportStatus::Preview | ImportStatus::Failed => true,
            ImportStatus::Running => import.is_dead(tx.now),
            ImportStatus::Done => false,
        };
        let is_read = diesel::select(diesel::dsl::exists(import_previews::table.find(id))).get_result::<bool>(tx.db)?;
        if !may || !is_read {
            return Ok(ImportBegun::NotAgain);
        }
        if !clinics::table.find(import.clinic_id).select(clinics::active).first::<bool>(tx.db)? {
            return Ok(ImportBegun::ClinicClosed);
        }
        diesel::update(imports::table.find(id))
            .set((imports::status.eq(ImportStatus::Running), imports::finished_at.eq(tx.now)))
            .execute(tx.db)?;
        DueWork::at(tx, DueKind::ImportRun, id, tx.now)?;
        Ok(ImportBegun::Begun)
    }
}

/// A file's name as it is kept.
fn plain_name(file_name: &str) -> String {
    typed::clean(file_name).chars().filter(|c| !c.is_control()).take(120).collect()
}

fn as_count(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
