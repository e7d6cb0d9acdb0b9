//! The person whom an address names, and what is said where they are not one's own to change.

use crate::auth::{Actor, People, WithDirectory};
use crate::db::ids::ProfileId;
use crate::models::practice::Member;
use crate::web::screen::*;

/// The person of an address, as far as one's duty reaches.
pub(super) async fn person<D: WithDirectory>(me: &Actor<D>, id: ProfileId) -> Result<Member, Error> {
    let reach = me.reach();
    me.read(move |db| Member::within(db, &reach, id)).await
}

/// Back to the list, with the reason: the person holds a permission that the reader could not give.
pub(super) fn not_yours(me: &Actor<People>, hx: Hx) -> Response {
    hx.see_other(me.here("people"), Notice::danger(message!("person-not-yours")))
}

/// The same, if they are the reader's to change.
pub(super) async fn person_of_yours(me: &Actor<People>, id: ProfileId) -> Result<Option<Member>, Error> {
    Ok(Some(person(me, id).await?).filter(|it| me.giving().may_change(it)))
}
