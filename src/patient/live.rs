//! Tells the family's phone when to look again: whenever something changes at a clinic where one of them has a token today,
//! or, while none has, at any clinic, where the first may be given.

use std::collections::BTreeSet;

use crate::auth::{Actor, Patient};
use crate::models::clinic::Clinic;
use crate::models::queue::Queue;
use crate::web::error::Error;
use crate::web::events;
use crate::web::hx::Response;

/// `GET live`: server-sent events.
pub async fn show(me: Actor<Patient>) -> Response {
    let (ids, day) = (me.family_ids(), me.today());
    let clinics = me
        .read(move |db| {
            let clinics: BTreeSet<_> = Queue::place_of_family(db, &ids, day)?.iter().map(|place| place.clinic).collect();
            Ok(if clinics.is_empty() { Clinic::all(db)?.into_iter().map(|clinic| clinic.id).collect() } else { clinics })
        })
        .await?;
    events::stream(me.watch(&clinics).ok_or(Error::NotFound)?)
}
