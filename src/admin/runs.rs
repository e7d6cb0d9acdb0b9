//! Carrying an import out. It goes on after the request is answered.

use crate::auth::{Actor, Imports};
use crate::db::ids::ImportId;
use crate::jobs::importing;
use crate::models::exchange::{Import, ImportBegun};
use crate::web::screen::*;

/// `POST imports/{id}/run`: begins it in a thread of its own. The page shows how far it is.
pub async fn create(me: Actor<Imports>, hx: Hx, At(id): At<ImportId>) -> Response {
    let reach = me.reach();
    me.read(move |db| Import::find(db, &reach, id)).await?;
    if me.write(move |tx| Import::begin(tx, id)).await? == ImportBegun::Begun {
        let (databases, slug, author) = me.beyond_the_request();
        importing::start(databases, slug, author, me.organisation().organisation, id, me.today());
    }
    hx.see_other(me.here(&format!("imports/{id}")), None)
}
