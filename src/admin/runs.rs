//! Carrying an import out. It is due work: it goes on after the request is answered.

use crate::auth::{Actor, Imports};
use crate::db::ids::ImportId;
use crate::models::exchange::{Import, ImportBegun};
use crate::web::screen::*;

/// `POST imports/{id}/run`: begins it, or goes on where it was cut short. The page shows how far it is.
pub async fn create(me: Actor<Imports>, hx: Hx, At(id): At<ImportId>) -> Response {
    let reach = me.reach();
    let begun = me
        .write(move |tx| {
            Import::find(tx.db, &reach, id)?;
            Import::begin(tx, id)
        })
        .await?;
    let notice = match begun {
        ImportBegun::Begun => None,
        ImportBegun::NotAgain => Some(Notice::warning(message!("import-not-again"))),
    };
    hx.see_other(me.here(&format!("imports/{id}")), notice)
}
