//! The person whom an address names, and what is said where they are not one's own to change.

use crate::auth::{Actor, People, WithDirectory};
use crate::db::ids::ProfileId;
use crate::message;
use crate::models::practice::Member;
use crate::web::error::Error;
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;

/// Back to the list, with why: the person holds what whoever asks could not give.
pub(super) fn not_yours(me: &Actor<People>, hx: Hx) -> Response {
    hx.see_other(me.here("people"), Notice::danger(message!("person-not-yours")))
}

/// The person of an address, as far as one's duty reaches.
pub(super) async fn person<D: WithDirectory>(me: &Actor<D>, id: &str) -> Result<Member, Error> {
    let (id, reach): (ProfileId, _) = (id.parse().map_err(|_| Error::NotFound)?, me.reach());
    me.read(move |db| Member::within(db, &reach, id)).await
}
