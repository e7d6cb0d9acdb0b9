//! Carrying an import out. It is due work: it goes on after the request is answered.

use crate::auth::{Actor, Duty, Fresh, Imports, InOrganisation};
use crate::db::ids::ImportId;
use crate::directory::post::Letter;
use crate::locale::ToValue;
use crate::models::exchange::{Import, ImportBegun};
use crate::web::screen::*;

/// `POST imports/{id}/run`: begins it, or goes on where it was cut short. The page shows how far it is.
pub async fn create(Fresh(me): Fresh<Actor<Imports>>, hx: Hx, At(id): At<ImportId>) -> Response {
    let reach = me.reach();
    let (import, begun) = me
        .write(move |tx| {
            let import = Import::find(tx.db, &reach, id)?;
            Ok((import, Import::begin(tx, id)?))
        })
        .await?;
    let notice = match begun {
        ImportBegun::Begun => {
            tell_others(&me, Letter::ImportBegun, &import).await?;
            None
        }
        ImportBegun::NotAgain => Some(Notice::warning(message!("import-not-again"))),
    };
    hx.see_other(me.here(&format!("imports/{id}")), notice)
}

/// Tells the other admins what became of an old register.
pub(super) async fn tell_others<D: Duty<Scope = InOrganisation>>(me: &Actor<D>, letter: Letter, import: &Import) -> Result<(), Error> {
    me.tell_other_admins(letter, &[("file", import.file_name.to_value()), ("clinic", import.clinic_name.to_value())]).await
}
