//! The old registers that clinics bring along: the file, its preview, and what became of it.

mod undoing;
mod upload;

pub use undoing::{UndoingForm, undo};

use std::convert::Infallible;

use chrono::NaiveDate;

use self::upload::{UnreadUpload, Upload};
use crate::auth::{Actor, Duty, Imports, InOrganisation, Layout};
use crate::db::ids::ImportId;
use crate::models::exchange::{
    Alike, Import, ImportPreview, ImportStatus, ImportedFact, KeptPeople, PreviewEntry, PreviewPage, PreviewRow, RegisterColumn, RowsShown,
};
use crate::models::journal::{Attempt, Attempted, Deed, DueKind, DueStanding, DueWork};
use crate::models::practice::{Clinic, Reach};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "admin/imports/index.html")]
struct Index {
    layout: Layout,
    imports: Vec<Import>,
    /// Whether there are more than are listed.
    is_cut: bool,
    /// Those that may bring one.
    clinics: Vec<Clinic>,
    /// The clinic that was chosen, where something else was wrong.
    chosen: String,
    attempt: Attempt,
    errors: Errors,
}

page!(Index);

#[derive(Template)]
#[template(path = "admin/imports/show.html", blocks = ["preview"])]
struct Show {
    layout: Layout,
    import: Import,
    /// Once it is made, and while it does not change.
    preview: Option<ImportPreview>,
    /// What is done about the import, or was given up.
    works: Vec<DueStanding>,
    show: RowsShown,
    /// The number of this page of the preview, and its rows.
    number: usize,
    rows: Vec<PreviewRow>,
    today: NaiveDate,
    /// Whom taking it back left.
    kept: Vec<KeptPeople>,
    /// What it noted of others, and stays.
    facts_kept: Vec<ImportedFact>,
    /// Why it is to be taken back, as it was typed.
    reason: String,
    errors: Errors,
}

page!(Show, "preview" => as_preview);

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ImportQuery {
    show: String,
    page: String,
}

/// A column of the file.
struct FileColumn<'a> {
    head: &'a str,
    /// What it is taken for.
    meaning: RegisterColumn,
}

/// Where the making of the preview stands.
enum ReadingStands {
    /// So many rows are read.
    GoesOn(i32),
    /// It was given up, and why.
    GivenUp(Option<Message>),
    /// Nobody makes it.
    Stopped,
}

impl Show {
    async fn of<D: Duty<Scope = InOrganisation>>(me: &Actor<D>, reach: Reach, id: ImportId, query: ImportQuery) -> Result<Show, Error> {
        let (layout, today) = (me.layout(), me.today());
        let typed: UndoingForm = me.held_form(&me.here(&format!("imports/{id}/undoing"))).unwrap_or_default();
        me.open(move |opening| {
            let (import, preview) = Import::with_preview(opening.db, &reach, id)?;
            opening.at(import.clinic_id);
            let preview = preview.filter(|_| import.status != ImportStatus::Running);
            let is_told = preview.is_none() || import.status == ImportStatus::Failed;
            let works = if is_told { DueWork::of(opening.db, id)? } else { Vec::new() };
            let show = query.show.parse().unwrap_or(RowsShown::All);
            let number = form::number(&query.page, 1..=usize::MAX).unwrap_or(1).min(pages_of(preview.as_ref(), show));
            let rows = if preview.is_some() { PreviewRow::page(opening, id, show, number)? } else { Vec::new() };
            let (kept, facts_kept) = (KeptPeople::shown(opening, &import)?, ImportedFact::shown(opening, &import)?);
            let (layout, reason, errors) = (layout.clone(), typed.reason.clone(), Errors::default());
            Ok(Show { layout, import, preview, works, show, number, rows, today, kept, facts_kept, reason, errors })
        })
        .await
    }

    fn standing(&self, kind: DueKind) -> Option<&DueStanding> {
        self.works.iter().find(|it| it.kind == kind)
    }

    fn reading(&self) -> ReadingStands {
        match self.standing(DueKind::ImportPreview) {
            Some(work) if work.is_given_up() => ReadingStands::GivenUp(work.why()),
            Some(work) => ReadingStands::GoesOn(work.done),
            None => ReadingStands::Stopped,
        }
    }

    /// What is done with the rows: when all are read, they are compared.
    fn step(&self) -> &'static str {
        let is_reading = matches!(self.reading(), ReadingStands::GoesOn(done) if done < self.import.rows_total);
        if is_reading { "import-reading" } else { "import-comparing" }
    }

    fn is_running(&self) -> bool {
        self.import.status == ImportStatus::Running && !self.standing(DueKind::ImportRun).is_some_and(DueStanding::is_given_up)
    }

    /// Whether the page asks by itself how far it is.
    fn is_awaited(&self) -> bool {
        let is_read = || self.import.is_kept() && self.preview.is_none() && matches!(self.reading(), ReadingStands::GoesOn(_));
        self.is_running() || is_read()
    }

    /// When it asks: soon at first, because a small file is read at once.
    fn awaited(&self) -> &'static str {
        let begins = matches!(self.reading(), ReadingStands::GoesOn(0)) && !self.is_running();
        if begins { "load delay:300ms, every 1s" } else { "every 1s" }
    }

    /// Why carrying it out came to nothing, as far as it is known.
    fn failure(&self) -> Option<Message> {
        self.standing(DueKind::ImportRun).and_then(DueStanding::why)
    }

    /// Whether it can be gone on with where it was cut short.
    fn is_cut_short(&self) -> bool {
        self.import.is_kept() && self.import.rows_done > 0 && !self.is_running() && self.import.status != ImportStatus::Done
    }

    /// Whether whoever looks may take it back.
    fn may_undo(&self) -> bool {
        self.layout.is_admin && self.import.may_be_undone() && !self.is_running()
    }

    fn may_correct(&self) -> bool {
        self.import.rows_done == 0 && matches!(self.import.status, ImportStatus::Preview | ImportStatus::Failed)
    }

    fn is_kept_list_cut(&self) -> bool {
        usize::try_from(self.import.kept).is_ok_and(|kept| kept > self.kept.len())
    }

    fn pages(&self) -> usize {
        pages_of(self.preview.as_ref(), self.show)
    }

    /// The choices of rows, and how many there are of each.
    fn tabs(&self) -> impl Iterator<Item = (RowsShown, usize)> {
        RowsShown::ALL.iter().map(|it| (*it, self.preview.as_ref().map_or(0, |preview| preview.count(*it))))
    }

    /// The columns of the file, each with its head.
    fn columns(&self) -> impl Iterator<Item = FileColumn<'_>> {
        self.preview.iter().flat_map(|preview| {
            let heads = preview.header.iter().map(String::as_str).chain(std::iter::repeat(""));
            preview.columns.iter().copied().zip(heads).map(|(meaning, head)| FileColumn { head, meaning })
        })
    }

    fn age(&self, entry: &PreviewEntry) -> Option<Message> {
        entry.birth().map(|birth| birth.age(self.today).message())
    }
}

/// On how many pages the rows of a choice stand.
fn pages_of(preview: Option<&ImportPreview>, show: RowsShown) -> usize {
    preview.map_or(0, |it| it.count(show)).div_ceil(PreviewPage::ROWS).max(1)
}

impl Index {
    async fn of(me: &Actor<Imports>) -> Result<Index, Error> {
        let reach = me.reach();
        let (mut imports, clinics) = me.read(move |db| Ok((Import::all(db, &reach)?, Clinic::open_within(db, &reach)?))).await?;
        let is_cut = imports.len() > Import::MOST;
        imports.truncate(Import::MOST);
        let (attempt, errors) = (Attempt::default(), Errors::default());
        Ok(Index { layout: me.layout(), imports, is_cut, clinics, chosen: String::new(), attempt, errors })
    }

    /// The same page, with what was chosen and what is wrong with it.
    fn with(self, upload: Upload) -> Index {
        Index { chosen: upload.clinic, attempt: upload.attempt, errors: upload.errors, ..self }
    }
}

/// `GET imports`.
pub async fn index(me: Actor<Imports>, hx: Hx) -> Response {
    hx.page(&Index::of(&me).await?)
}

/// `POST imports`: a file, and the clinic that it is of.
pub async fn create(me: Actor<Imports>, hx: Hx, unread: UnreadUpload) -> Response {
    let page = Index::of(&me).await?;
    let mut upload = unread.receive().await?;
    let chosen = page.clinics.iter().find(|it| it.id.to_string() == upload.clinic).map(|it| it.id);
    let (file, clinic) = (upload.file().await?, chosen.ok_or_else(|| message!("error-choice")));
    let (clinic, file) = (upload.errors.check("clinic", clinic), upload.errors.check("file", file));
    let (Some(clinic), Some(file)) = (clinic, file) else {
        return hx.invalid(&page.with(upload));
    };
    let name = upload.name.clone();
    let attempted = me
        .make(&mut upload, move |tx| {
            let id = Import::bring(tx, clinic, &name, &file)?;
            Ok(Ok::<_, Infallible>(Deed::new(id, message!("import-was-brought", file = &name))))
        })
        .await?;
    match attempted {
        Attempted::Made(made) => {
            let notice = made.before.then(|| Notice::from(made.said()));
            hx.see_other(me.here(&format!("imports/{}", made.id)), notice)
        }
        Attempted::NotThis(_) => hx.invalid(&page.with(upload)),
    }
}

/// `GET imports/{id}?show=refused&page=2`.
pub async fn show(me: Actor<Imports>, hx: Hx, At(id): At<ImportId>, Query(query): Query<ImportQuery>) -> Response {
    hx.page(&Show::of(&me, me.reach(), id, query).await?)
}
