//! Tells the family's phone when to look again: whenever something changes at a clinic where one of them has a token today.

use std::collections::BTreeSet;

use crate::auth::{Actor, Patient};
use crate::models::queue::Queue;
use crate::web::error::Error;
use crate::web::events;
use crate::web::hx::Response;

/// `GET live`: server-sent events. Without a token there is nothing to follow.
pub async fn show(me: Actor<Patient>) -> Response {
    let (ids, day) = (me.family_ids(), me.today());
    let places = me.read(move |db| Queue::place_of_family(db, &ids, day)).await?;
    let clinics: BTreeSet<_> = places.iter().map(|place| place.clinic).collect();
    events::stream(me.watch(&clinics).ok_or(Error::NotFound)?)
}
