//! What is due of bookings: reminders, and requests that nobody answered.

use super::{InHand, Worked};
use crate::db::ids::AppointmentId;
use crate::models::journal::NotificationKind;
use crate::models::visits::Booking;

pub(super) fn remind(hand: &mut InHand, kind: NotificationKind) -> anyhow::Result<Worked> {
    let id = AppointmentId(hand.work.subject);
    hand.write_if_held(1, |tx| Booking::remind(tx, id, kind))?;
    Ok(Worked::Done)
}

/// Declines what nobody answered in time.
pub(super) fn expire(hand: &mut InHand) -> anyhow::Result<Worked> {
    let id = AppointmentId(hand.work.subject);
    hand.write_if_held(1, |tx| Booking::expire(tx, id))?;
    Ok(Worked::Done)
}
