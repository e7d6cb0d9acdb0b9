//! Carrying an import out. It goes on after the request is answered.

use crate::auth::{Actor, Duty, Fresh, Imports, InOrganisation};
use crate::db::ids::ImportId;
use crate::directory::post::Letter;
use crate::jobs::importing;
use crate::locale::ToValue;
use crate::models::exchange::{Import, ImportBegun};
use crate::web::screen::*;

/// `POST imports/{id}/run`: begins it in a thread of its own. The page shows how far it is.
pub async fn create(Fresh(me): Fresh<Actor<Imports>>, hx: Hx, At(id): At<ImportId>) -> Response {
    let reach = me.reach();
    let import = me.read(move |db| Import::find(db, &reach, id)).await?;
    if me.write(move |tx| Import::begin(tx, id)).await? == ImportBegun::Begun {
        let (databases, slug, author) = me.beyond_the_request();
        importing::start(databases, slug, author, me.organisation().organisation, id, me.today());
        tell_others(&me, Letter::ImportBegun, &import).await?;
    }
    hx.see_other(me.here(&format!("imports/{id}")), None)
}

/// Tells the other admins what became of an old register.
pub(super) async fn tell_others<D: Duty<Scope = InOrganisation>>(me: &Actor<D>, letter: Letter, import: &Import) -> Result<(), Error> {
    me.tell_other_admins(letter, &[("file", import.file_name.to_value()), ("clinic", import.clinic_name.to_value())]).await
}
