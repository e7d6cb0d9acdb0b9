//! Carrying an import out. It is due work: it goes on after the request is answered.

use crate::auth::{Actor, Fresh, Imports, LetterToAdmins};
use crate::db::ids::ImportId;
use crate::db::{QueryResult, Tx};
use crate::directory::post::Letter;
use crate::locale::ToValue;
use crate::models::exchange::{Import, ImportBegun};
use crate::web::screen::*;

/// `POST imports/{id}/run`: begins it, or goes on where it was cut short. The page shows how far it is.
pub async fn create(Fresh(me): Fresh<Actor<Imports>>, hx: Hx, At(id): At<ImportId>) -> Response {
    let (reach, letter) = (me.reach(), me.letter(Letter::ImportBegun));
    let begun = me
        .write(move |tx| {
            let import = Import::find(tx.db, &reach, id)?;
            let begun = Import::begin(tx, id)?;
            if begun == ImportBegun::Begun {
                tell_of(tx, &letter, &import)?;
            }
            Ok(begun)
        })
        .await?;
    let notice = match begun {
        ImportBegun::Begun => None,
        ImportBegun::NotAgain => Some(Notice::warning(message!("import-not-again"))),
        ImportBegun::ClinicClosed => Some(Notice::warning(message!("import-clinic-closed"))),
    };
    hx.see_other(me.here(&format!("imports/{id}")), notice)
}

/// Tells the other admins what becomes of an old register.
pub(super) fn tell_of(tx: &mut Tx, letter: &LetterToAdmins, import: &Import) -> QueryResult<()> {
    letter.write(tx, &[("file", import.file_name.to_value()), ("clinic", import.clinic_name.to_value())])
}
