//! Writes the search's terms anew of those whose names can be written joined or apart, once: they were registered before such names were
//! found in every way.

use super::{InHand, Worked};
use crate::models::people::SearchEntry;

pub(super) fn renew(hand: &mut InHand) -> anyhow::Result<Worked> {
    let mut after = None;
    loop {
        let last = hand.write_if_held(0, |tx| SearchEntry::renew_parted(tx, after))?;
        if last.is_none() {
            return Ok(Worked::Done);
        }
        after = last;
    }
}
