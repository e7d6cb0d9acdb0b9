//! Reading an old register for its page: having it done anew, and having it stopped.

use crate::auth::{Actor, Imports};
use crate::db::ids::ImportId;
use crate::models::exchange::{Import, ImportPreview, ReadingBegun};
use crate::web::screen::*;

/// `POST imports/{id}/reading`: has the rows read, after it was stopped or given up, or because others were registered since.
pub async fn create(me: Actor<Imports>, hx: Hx, At(id): At<ImportId>) -> Response {
    let reach = me.reach();
    let begun = me.write(move |tx| ImportPreview::again(tx, &reach, id)).await?;
    let notice = (begun == ReadingBegun::NotNow).then(|| Notice::warning(message!("import-not-again")));
    hx.see_other(me.here(&format!("imports/{id}")), notice)
}

/// `POST imports/{id}/reading/removal`: stops it.
pub async fn destroy(me: Actor<Imports>, hx: Hx, At(id): At<ImportId>) -> Response {
    let reach = me.reach();
    let was_read = me
        .write(move |tx| {
            Import::find(tx.db, &reach, id)?;
            ImportPreview::cancel(tx, id)
        })
        .await?;
    let notice = if was_read { message!("import-reading-stopped") } else { message!("import-reading-over") };
    hx.see_other(me.here(&format!("imports/{id}")), Notice::from(notice))
}
