//! Making the preview of an old register. While it is worked out no connection is held.

use super::{InHand, Worked};
use crate::db::clock;
use crate::db::ids::ImportId;
use crate::models::exchange::{Import, ImportPreview, PAGES_AT_ONCE, PreviewPage};

pub(super) fn make(hand: &mut InHand) -> anyhow::Result<Worked> {
    let id = ImportId(hand.work.subject);
    hand.write_if_held(0, |tx| ImportPreview::forget(tx, id))?;
    let (import, file) = hand.read(|db| Import::with_file(db, id))?;
    let register = import.read(hand, &file, clock::today_in(import.zone()))?;
    let (preview, pages) = ImportPreview::of(hand, &import, &register)?;
    for some in pages.chunks(PAGES_AT_ONCE) {
        hand.write_if_held(register.rows.len(), |tx| PreviewPage::keep(tx, id, some))?;
    }
    hand.write_if_held(register.rows.len(), |tx| {
        preview.keep(tx, id)?;
        hand.work.finish(tx)
    })?;
    Ok(Worked::Done)
}
