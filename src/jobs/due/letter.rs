//! Bringing a letter to the outbox. The directory is another database: whoever stops between the two changes leaves the letter in both,
//! and it is brought again, which adds nothing.

use anyhow::anyhow;

use super::{InHand, Worked};
use crate::db::ids::LetterId;
use crate::directory::post::Letter;
use crate::models::journal::DueLetter;

pub(super) fn send(hand: &mut InHand) -> anyhow::Result<Worked> {
    let id = LetterId(hand.work.subject);
    let Some(due) = hand.read(|db| DueLetter::find(db, id))? else { return Ok(Worked::Done) };
    let letter: Letter = due.letter.parse().map_err(|()| anyhow!("there is no letter {:?}", due.letter))?;
    hand.databases.write_directory_now(&hand.author, |tx| letter.send_once(tx, id, &due.to, &due.values))?;
    hand.write_if_held(due.to.len(), |tx| DueLetter::forget(tx, id))?;
    Ok(Worked::Done)
}
