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
    Addition, Alike, Import, ImportPreview, ImportStatus, ImportedFact, KeptPeople, RegisterColumn, RegisterEntry, RegisterRow, not_read,
};
use crate::models::journal::{Attempt, Attempted, Deed};
use crate::models::practice::{Clinic, Reach};
use crate::text_enum;
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
#[template(path = "admin/imports/show.html", blocks = ["progress"])]
struct Show {
    layout: Layout,
    import: Import,
    preview: ImportPreview,
    show: RowsShown,
    /// The number of this page of the preview.
    number: usize,
    today: NaiveDate,
    /// Whom taking it back left.
    kept: Vec<KeptPeople>,
    /// What it noted of others, and stays.
    facts_kept: Vec<ImportedFact>,
    /// Why it is to be taken back, as it was typed.
    reason: String,
    errors: Errors,
}

page!(Show, "progress" => as_progress);

/// How many rows stand on a page of the preview.
const PAGE: usize = 50;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ImportQuery {
    show: String,
    page: String,
}

text_enum! {
    keys "import-show";
    /// Which rows the preview shows.
    RowsShown { All = "all", Valid = "valid", Unsure = "unsure", Refused = "refused", Duplicates = "duplicates" }
}

/// A row of the preview, and its place in the register.
type PlacedRow<'a> = (usize, &'a RegisterRow);

/// A column of the file.
struct FileColumn<'a> {
    head: &'a str,
    /// What it is taken for.
    meaning: RegisterColumn,
}

impl Show {
    async fn of<D: Duty<Scope = InOrganisation>>(me: &Actor<D>, reach: Reach, id: ImportId) -> Result<Show, Error> {
        let today = me.today();
        let (preview, kept, facts_kept) = me
            .read(move |db| {
                let preview = ImportPreview::of(db, &reach, id, today)?;
                let kept = KeptPeople::of(db, &preview.import)?;
                let facts = ImportedFact::kept(db, &preview.import)?;
                Ok((preview, kept, facts))
            })
            .await?;
        let typed: UndoingForm = me.held_form(&me.here(&format!("imports/{id}/undoing"))).unwrap_or_default();
        let (import, reason, errors) = (preview.import.clone(), typed.reason, Errors::default());
        Ok(Show { layout: me.layout(), import, preview, show: RowsShown::All, number: 1, today, kept, facts_kept, reason, errors })
    }

    /// Whether whoever looks may take it back.
    fn may_undo(&self) -> bool {
        self.layout.is_admin && self.import.may_be_undone() && !self.is_running()
    }

    fn is_kept_list_cut(&self) -> bool {
        usize::try_from(self.import.kept).is_ok_and(|kept| kept > self.kept.len())
    }

    fn is_wanted(&self, at: usize, row: &RegisterRow) -> bool {
        match self.show {
            RowsShown::All => true,
            RowsShown::Valid => row.outcome.is_ok(),
            RowsShown::Unsure => row.outcome.as_ref().is_ok_and(|it| !it.doubts.is_empty()),
            RowsShown::Refused => row.outcome.is_err(),
            RowsShown::Duplicates => self.preview.alike.contains_key(&at),
        }
    }

    fn wanted(&self) -> Vec<PlacedRow<'_>> {
        self.preview.register.rows.iter().enumerate().filter(|(at, row)| self.is_wanted(*at, row)).collect()
    }

    fn rows(&self) -> Vec<PlacedRow<'_>> {
        self.wanted().into_iter().skip((self.number - 1) * PAGE).take(PAGE).collect()
    }

    fn pages(&self) -> usize {
        self.wanted().len().div_ceil(PAGE).max(1)
    }

    fn valid(&self) -> usize {
        self.preview.register.valid().count()
    }

    fn refused(&self) -> usize {
        self.preview.register.refused().count()
    }

    fn fresh(&self) -> usize {
        self.valid() - self.preview.there.len() - self.preview.visits.len()
    }

    fn age(&self, entry: &RegisterEntry) -> Option<Message> {
        entry.birth.map(|birth| birth.age(self.today).message())
    }

    fn is_there(&self, at: &usize) -> bool {
        self.preview.there.contains_key(at)
    }

    /// The line of the first visit, where the row is a further one.
    fn first_visit(&self, at: &usize) -> Option<u64> {
        self.preview.visits.get(at).copied()
    }

    /// What the row of somebody who is there says more.
    fn added(&self, at: &usize) -> Option<&Addition> {
        self.preview.added.get(at)
    }

    fn alike(&self, at: &usize) -> &[Alike] {
        self.preview.alike.get(at).map_or(&[], Vec::as_slice)
    }

    fn may_correct(&self) -> bool {
        self.import.is_kept() && matches!(self.import.status, ImportStatus::Preview | ImportStatus::Failed)
    }

    fn is_running(&self) -> bool {
        self.import.status == ImportStatus::Running
    }

    /// Which rows may be shown, and how many there are of each kind.
    fn tabs(&self) -> [(RowsShown, usize); 5] {
        [
            (RowsShown::All, self.preview.register.rows.len()),
            (RowsShown::Valid, self.valid()),
            (RowsShown::Unsure, self.preview.register.unsure()),
            (RowsShown::Refused, self.refused()),
            (RowsShown::Duplicates, self.preview.alike.len()),
        ]
    }

    /// What of the file is not read: a line for each column.
    fn not_read(&self) -> Vec<Message> {
        let register = &self.preview.register;
        let cells: Vec<&[String]> = register.rows.iter().map(|it| it.cells.as_slice()).collect();
        not_read(&register.header, &register.columns, &cells)
    }

    fn columns(&self) -> impl Iterator<Item = FileColumn<'_>> {
        let register = &self.preview.register;
        let heads = register.header.iter().map(String::as_str).chain(std::iter::repeat(""));
        register.columns.iter().copied().zip(heads).map(|(meaning, head)| FileColumn { head, meaning })
    }
}

impl Index {
    async fn of(me: &Actor<Imports>) -> Result<Index, Error> {
        let reach = me.reach();
        let (mut imports, clinics) = me.read(move |db| Ok((Import::all(db, &reach)?, Clinic::within(db, &reach)?))).await?;
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
    let (file, clinic) = (upload.file(), chosen.ok_or_else(|| message!("error-choice")));
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
    let mut page = Show::of(&me, me.reach(), id).await?;
    page.show = query.show.parse().unwrap_or(RowsShown::All);
    page.number = form::number(&query.page, 1..=usize::MAX).unwrap_or(1).min(page.pages());
    hx.page(&page)
}
