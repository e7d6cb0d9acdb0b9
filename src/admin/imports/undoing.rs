//! Taking an import back.

use super::{ImportQuery, Show};
use crate::admin::runs::tell_of;
use crate::auth::{Actor, Admin, Fresh};
use crate::db::ids::ImportId;
use crate::directory::post::Letter;
use crate::models::exchange::{FactsUndone, Import, ImportUndone};
use crate::models::practice::Reach;
use crate::web::screen::*;

/// Why an import is taken back, as it is typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct UndoingForm {
    pub(super) reason: String,
}

/// The longest reason, in characters.
const REASON: usize = 255;

/// `POST imports/{id}/undoing`: takes it back. Admins alone do.
pub async fn undo(Fresh(me): Fresh<Actor<Admin>>, hx: Hx, At(id): At<ImportId>, Form(form): Form<UndoingForm>) -> Response {
    let mut errors = Errors::default();
    let Some(reason) = errors.check("reason", form::required(&form.reason, REASON)) else {
        return hx.invalid(&Show { errors, reason: form.reason, ..Show::of(&me, Reach::Everywhere, id, ImportQuery::default()).await? });
    };
    let letter = me.letter(Letter::ImportUndone);
    let undone = me.write(move |tx| {
        let undone = Import::undo(tx, &Reach::Everywhere, id, &reason)?;
        if matches!(undone, ImportUndone::Undone { .. }) {
            let import = Import::find(tx.db, &Reach::Everywhere, id)?;
            tell_of(tx, &letter, &import)?;
        }
        Ok(undone)
    });
    let undone = undone.await?;
    me.let_go()?;
    let notice = match undone {
        ImportUndone::Undone { gone, kept: 0, facts: FactsUndone { gone: 0, kept: 0 } } => Notice::success(message!("import-undone", gone)),
        ImportUndone::Undone { gone, kept, facts: FactsUndone { gone: 0, kept: 0 } } => {
            Notice::warning(message!("import-undone-but", gone, kept))
        }
        ImportUndone::Undone { gone, kept, facts } => {
            let (facts_gone, facts_kept) = (facts.gone, facts.kept);
            let said = message!("import-undone-facts", gone, kept, facts_gone, facts_kept);
            if kept + facts_kept == 0 { Notice::success(said) } else { Notice::warning(said) }
        }
        ImportUndone::Already => Notice::warning(message!("import-undone-before")),
        ImportUndone::Nobody => Notice::warning(message!("import-undo-nobody")),
        ImportUndone::Running => Notice::warning(message!("import-undo-running")),
    };
    hx.see_other(me.here(&format!("imports/{id}")), notice)
}
