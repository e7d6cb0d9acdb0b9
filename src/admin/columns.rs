//! Correcting what the columns of a register mean.

use crate::auth::{Actor, Imports};
use crate::db::ids::ImportId;
use crate::models::exchange::{Import, RegisterColumn};
use crate::web::screen::*;

#[derive(Deserialize)]
pub struct ColumnsForm {
    /// One word a column, in the file's order.
    #[serde(default)]
    columns: Vec<String>,
}

/// `POST imports/{id}/columns`. Of two columns with the same meaning the first keeps it, the other
/// is ignored.
pub async fn update(me: Actor<Imports>, hx: Hx, At(id): At<ImportId>, Form(form): Form<ColumnsForm>) -> Response {
    let reach = me.reach();
    me.read(move |db| Import::find(db, &reach, id)).await?;
    let mut columns: Vec<RegisterColumn> = Vec::new();
    for word in &form.columns {
        let column = word.parse().unwrap_or(RegisterColumn::Ignored);
        columns.push(if !column.may_repeat() && columns.contains(&column) { RegisterColumn::Ignored } else { column });
    }
    me.write(move |tx| Import::correct(tx, id, &columns)).await?;
    hx.see_other(me.here(&format!("imports/{id}")), Notice::from(message!("import-columns-saved")))
}
