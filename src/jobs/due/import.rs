//! Registering the people of an old register, some at a time: nobody at a desk waits for it.

use super::{InHand, Worked};
use crate::db::clock;
use crate::db::ids::ImportId;
use crate::directory::people::User;
use crate::models::exchange::{Asking, Batch, BatchBrought, Import, ImportReading, ImportStatus, phones_of};

/// How many rows are registered in one change.
const ROWS: usize = 250;

/// How long it is waited for another import of the clinic.
const WAIT: chrono::Duration = chrono::Duration::seconds(2);

pub(super) fn run(hand: &mut InHand) -> anyhow::Result<Worked> {
    let id = ImportId(hand.work.subject);
    let carried_out = carry_out(hand, id);
    if carried_out.is_err() && hand.work.is_last_try() {
        hand.write_if_held(0, |tx| Import::stop(tx, id))?;
    }
    carried_out
}

fn carry_out(hand: &mut InHand, id: ImportId) -> anyhow::Result<Worked> {
    let (import, file) = hand.read(|db| Import::with_file(db, id))?;
    if import.status != ImportStatus::Running {
        return Ok(Worked::Done);
    }
    if !hand.write(|tx| import.take_turn(tx))? {
        return Ok(Worked::Later(WAIT));
    }
    let register = import.read(hand, &file, clock::today_in(import.zone()))?;
    let mut behind = usize::try_from(import.rows_done).unwrap_or(0).min(register.rows.len());
    let reading = ImportReading::of(hand, &import, behind > 0, &register.rows)?;
    while behind < register.rows.len() {
        let part = behind..(behind + ROWS).min(register.rows.len());
        let phones = phones_of(&register.rows[part.clone()]);
        let accounts = hand.databases.write_directory_now(&hand.author, |tx| User::of_phones(tx, &phones, hand.organisation))?;
        let batch = Batch { import: &import, rows: &register.rows, part: part.clone(), behind, accounts: &accounts };
        match hand.write(|tx| Import::carry_on(tx, &batch, Some(&reading)))? {
            BatchBrought::Brought => behind = part.end,
            BatchBrought::InOtherHands => return Ok(Worked::Done),
            BatchBrought::NotNow => return Ok(Worked::Later(WAIT)),
        }
        hand.got_to(behind)?;
    }
    hand.write_if_held(behind, |tx| {
        Import::finish(tx, id)?;
        hand.work.finish(tx)
    })?;
    Ok(Worked::Done)
}
