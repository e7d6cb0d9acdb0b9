//! The old registers that clinics bring along: the file, its preview, and what became of it.

mod upload;

use actix_multipart::Multipart;
use actix_web::web::{Path, Query};
use askama::Template;
use serde::Deserialize;

use self::upload::Upload;
use crate::auth::{Actor, Imports, Layout};
use crate::db::ids::ImportId;
use crate::models::exchange::{
    Alike, Import, ImportPreview, ImportStatus, RegisterColumn, RegisterEntry, RegisterRow, RegisterTable, decode,
};
use crate::models::practice::Clinic;
use crate::web::error::Error;
use crate::web::filters;
use crate::web::form::Errors;
use crate::web::hx::{Hx, Response};
use crate::{message, page};

#[derive(Template)]
#[template(path = "admin/imports/index.html")]
struct Index {
    layout: Layout,
    imports: Vec<Import>,
    clinics: Vec<Clinic>,
    chosen: String,
    errors: Errors,
}

page!(Index);

#[derive(Template)]
#[template(path = "admin/imports/show.html", blocks = ["progress"])]
struct Show {
    layout: Layout,
    import: Import,
    preview: ImportPreview,
    show: String,
    number: usize,
    today: chrono::NaiveDate,
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

/// A row of the preview, and its place in the register.
type Place<'a> = (usize, &'a RegisterRow);

impl Show {
    fn is_wanted(&self, at: usize, row: &RegisterRow) -> bool {
        match self.show.as_str() {
            "valid" => row.outcome.is_ok(),
            "refused" => row.outcome.is_err(),
            "duplicates" => self.preview.alike.contains_key(&at),
            _ => true,
        }
    }

    fn wanted(&self) -> Vec<Place<'_>> {
        self.preview.register.rows.iter().enumerate().filter(|(at, row)| self.is_wanted(*at, row)).collect()
    }

    fn rows(&self) -> Vec<Place<'_>> {
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
        self.valid() - self.preview.there.len()
    }

    fn age(&self, entry: &RegisterEntry) -> Option<crate::locale::Message> {
        entry.birth.map(|birth| birth.age(self.today).message())
    }

    fn is_there(&self, at: &usize) -> bool {
        self.preview.there.contains(at)
    }

    fn alike(&self, at: &usize) -> &[Alike] {
        self.preview.alike.get(at).map_or(&[], Vec::as_slice)
    }

    fn may_run(&self) -> bool {
        matches!(self.import.status, ImportStatus::Preview | ImportStatus::Failed) && self.fresh() > 0
    }

    fn may_correct(&self) -> bool {
        matches!(self.import.status, ImportStatus::Preview | ImportStatus::Failed)
    }

    fn is_running(&self) -> bool {
        self.import.status == ImportStatus::Running
    }

    fn filters(&self) -> [(&'static str, &'static str, usize); 4] {
        [
            ("all", "import-show-all", self.preview.register.rows.len()),
            ("valid", "import-show-valid", self.valid()),
            ("refused", "import-show-refused", self.refused()),
            ("duplicates", "import-show-duplicates", self.preview.alike.len()),
        ]
    }

    fn heads(&self) -> Vec<(usize, &str, RegisterColumn)> {
        let head = |at: usize| self.preview.register.header.get(at).map_or("", String::as_str);
        self.import.columns().into_iter().enumerate().map(|(at, column)| (at, head(at), column)).collect()
    }

    fn meanings(&self) -> &'static [RegisterColumn] {
        RegisterColumn::ALL
    }
}

/// The imports, and the clinics that may bring one.
async fn both(me: &Actor<Imports>) -> Result<(Vec<Import>, Vec<Clinic>), Error> {
    let reach = me.reach();
    me.read(move |db| Ok((Import::all(db, &reach)?, Clinic::within(db, &reach)?))).await
}

/// `GET imports`.
pub async fn index(me: Actor<Imports>, hx: Hx) -> Response {
    let (imports, clinics) = both(&me).await?;
    hx.page(&Index { layout: me.layout(), imports, clinics, chosen: String::new(), errors: Errors::default() })
}

/// `POST imports`: a file, and the clinic that it is of.
pub async fn create(me: Actor<Imports>, hx: Hx, body: Multipart) -> Response {
    let (imports, clinics) = both(&me).await?;
    let mut errors = Errors::default();
    let upload = Upload::receive(body).await?;
    let clinic = clinics.iter().find(|it| it.id.to_string() == upload.clinic).map(|it| it.id);
    if clinic.is_none() {
        errors.add("clinic", message!("error-choice"));
    }
    let content = decode(&upload.bytes);
    if upload.too_large {
        errors.add("file", message!("import-too-large"));
    } else if upload.bytes.is_empty() {
        errors.add("file", message!("import-no-file"));
    } else if RegisterTable::read(&content).rows.is_empty() {
        errors.add("file", message!("import-no-rows"));
    }
    match clinic.filter(|_| errors.is_empty()) {
        Some(clinic) => {
            let name = upload.name;
            let id = me.write(move |tx| Import::bring(tx, clinic, &name, &content)).await?;
            hx.see_other(me.here(&format!("imports/{id}")), None)
        }
        None => hx.invalid(&Index { layout: me.layout(), imports, clinics, chosen: upload.clinic, errors }),
    }
}

/// `GET imports/{id}?show=refused&page=2`.
pub async fn show(me: Actor<Imports>, hx: Hx, path: Path<(String, String)>, part: Query<ImportQuery>) -> Response {
    let id: ImportId = path.1.parse().map_err(|_| Error::NotFound)?;
    let today = me.today();
    let reach = me.reach();
    let preview = me.read(move |db| ImportPreview::of(db, &reach, id, today)).await?;
    let part = part.into_inner();
    let mut page = Show { layout: me.layout(), import: preview.import.clone(), preview, show: part.show, number: 1, today };
    page.number = part.page.parse().unwrap_or(1).clamp(1, page.pages());
    hx.page(&page)
}
