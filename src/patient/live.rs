//! Tells the family's phone when to look again: when something changes at a clinic where one of them has a token today. While
//! nobody has one, a change at any clinic counts, for the first token may be given there.

use crate::auth::{Actor, Patient};
use crate::models::visits::Queue;
use crate::web::events;
use crate::web::screen::*;

/// `GET live`: server-sent events.
pub async fn show(me: Actor<Patient>) -> Response {
    let (ids, now) = (me.family_ids(), me.now());
    let clinics = me.read(move |db| Queue::clinics_to_follow(db, &ids, now)).await?;
    events::stream(me.watch(&clinics)?)
}
