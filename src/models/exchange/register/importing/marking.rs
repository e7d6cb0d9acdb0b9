//! Marking who may be one, for somebody to look at.

use std::collections::HashMap;

use diesel::prelude::*;

use super::likely::{Before, known};
use super::there::There;
use crate::db::Tx;
use crate::db::ids::ProfileId;
use crate::models::exchange::register::duplicates;
use crate::models::exchange::register::entry::RegisterEntry;
use crate::models::exchange::register::rows::RegisterRow;
use crate::models::people::KnownPerson;
use crate::schema::organisation::possible_duplicates;

/// Marks who may be one.
pub(super) fn mark(tx: &mut Tx, fresh: &[(&RegisterRow, &RegisterEntry)], ids: &[ProfileId], before: Vec<Before>) -> QueryResult<()> {
    let from = before.len();
    let (mut all_ids, mut people): (Vec<ProfileId>, Vec<KnownPerson>) = before.into_iter().unzip();
    all_ids.extend(ids);
    people.extend(fresh.iter().map(|(_, entry)| known(entry)));
    let pairs = duplicates::pairs(&people, from);
    let marked: Vec<_> = pairs.iter().map(|pair| ((all_ids[pair.one], all_ids[pair.other]), pair.score, pair.reasons)).collect();
    write_marks(tx, &marked)
}

/// How sure it is of two of one name that they are one, where something speaks against it.
const NAMESAKES: i32 = 50;

/// Marks who was not taken for somebody of the same name.
pub(super) fn mark_near(tx: &mut Tx, found: &There, id_at: &HashMap<usize, ProfileId>) -> QueryResult<()> {
    let near = found.near.iter().filter_map(|(at, id)| Some(((*id, *id_at.get(at)?), NAMESAKES, "name")));
    write_marks(tx, &near.collect::<Vec<_>>())
}

fn write_marks(tx: &mut Tx, marks: &[((ProfileId, ProfileId), i32, &'static str)]) -> QueryResult<()> {
    let rows: Vec<_> = marks
        .iter()
        .map(|((one, other), score, reasons)| {
            (
                possible_duplicates::patient_id.eq(*one.min(other)),
                possible_duplicates::other_id.eq(*one.max(other)),
                possible_duplicates::score.eq(*score),
                possible_duplicates::reasons.eq(*reasons),
            )
        })
        .collect();
    for chunk in rows.chunks(1_000) {
        diesel::insert_or_ignore_into(possible_duplicates::table).values(chunk).execute(tx.db)?;
    }
    Ok(())
}
