//! Correcting what the columns of a register mean.

use actix_web::web::Path;
use serde::Deserialize;

use crate::auth::{Actor, Imports};
use crate::db::ids::ImportId;
use crate::message;
use crate::models::exchange::{Import, RegisterColumn};
use crate::web::error::Error;
use crate::web::form::Form;
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;

#[derive(Deserialize)]
pub struct ColumnsForm {
    /// One word a column, in the file's order.
    #[serde(default)]
    columns: Vec<String>,
}

/// `POST imports/{id}/columns`. A meaning that was given twice stays with the first column.
pub async fn update(me: Actor<Imports>, hx: Hx, path: Path<(String, String)>, Form(form): Form<ColumnsForm>) -> Response {
    let id: ImportId = path.1.parse().map_err(|_| Error::NotFound)?;
    let reach = me.reach();
    me.read(move |db| Import::find(db, &reach, id)).await?;
    let mut columns: Vec<RegisterColumn> = Vec::new();
    for word in &form.columns {
        let column = word.parse().unwrap_or(RegisterColumn::Ignored);
        columns.push(if columns.contains(&column) { RegisterColumn::Ignored } else { column });
    }
    me.write(move |tx| Import::correct(tx, id, &columns)).await?;
    hx.see_other(me.here(&format!("imports/{id}")), Notice::from(message!("import-columns-saved")))
}
