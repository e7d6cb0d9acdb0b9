//! Bringing a notification to the outbox, for whoever is not looking. The directory is another database: brought twice, it is one message.

use crate::db::ids::{MessageId, NotificationId};
use crate::directory::people::Way;
use crate::directory::post::{News, NewsBrought};
use crate::directory::proofs::Allowance;
use crate::models::journal::{Sending, SendingOutcome};

use super::{InHand, Worked};

/// How many messages an organisation sends in 24 hours at most: a ceiling on what they cost.
const MOST: u32 = 5000;

pub(super) fn send(hand: &mut InHand) -> anyhow::Result<Worked> {
    let id = NotificationId(hand.work.subject);
    let Some(sending) = hand.read(|db| Sending::find(db, id))? else { return Ok(Worked::Done) };
    let (outcome, recipient) = bring(hand, &sending)?;
    hand.write_if_held(1, |tx| Sending::settle(tx, id, outcome, &recipient))?;
    Ok(Worked::Done)
}

fn bring(hand: &InHand, sending: &Sending) -> anyhow::Result<(SendingOutcome, String)> {
    let Some(until) = sending.useful_until() else { return Ok((SendingOutcome::Late, String::new())) };
    if sending.was_read {
        return Ok((SendingOutcome::Read, String::new()));
    }
    let (template, clinic) = (sending.kind.as_str(), sending.clinic.as_str());
    let news = News { id: MessageId(sending.id.0), template, words: &sending.message, clinic, until };
    let brought = hand
        .databases
        .write_directory_now(&hand.author, |tx| news.bring(tx, sending.to, |tx| Allowance::MessagesOf.take(tx, hand.slug, MOST)))?;
    Ok(match brought {
        NewsBrought::To(address) => {
            let way = if address.contains('@') { Way::Email } else { Way::Phone };
            (SendingOutcome::Handed, way.hint(&address))
        }
        NewsBrought::Nowhere => (SendingOutcome::Nowhere, String::new()),
        NewsBrought::Spent => (SendingOutcome::Spent, String::new()),
    })
}
