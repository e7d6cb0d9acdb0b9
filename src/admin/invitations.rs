//! Another link for somebody whose first one ran out or got lost, and taking back one that went astray.

use super::person::{not_yours, person_of_yours};
use crate::auth::{Actor, People};
use crate::db::ids::ProfileId;
use crate::directory::proofs::{Invitation, Invitee};
use crate::web::screen::*;

/// `POST people/{id}/invitation`: the links before stop working.
pub async fn create(me: Actor<People>, hx: Hx, At(id): At<ProfileId>) -> Response {
    me.fresh_for_form()?;
    let Some(member) = person_of_yours(&me, id).await? else { return not_yours(&me, hx) };
    let user = member.user.filter(|_| member.is_active()).ok_or(Error::NotFound)?;
    let phone = member.phone().map(|it| it.e164().to_owned());
    let invitee = Invitee { user, email: member.email.clone(), phone };
    let notice = send(&me, invitee, member.full_name).await?;
    hx.see_other(me.here(&format!("people/{id}")), notice)
}

/// Sends a link, and says where it went. An address that the organisation did not know of the
/// account is not told.
pub(super) async fn send(me: &Actor<People>, invitee: Invitee, name: String) -> Result<Notice, Error> {
    let (organisation, base) = (me.organisation().organisation, me.config().base_url.clone());
    let to = me.directory().write(move |tx| Invitation::send(tx, &invitee, Some(organisation), &base)).await?.to;
    Ok(Notice::success(match to {
        Some(to) => message!("person-invited", name, to),
        None => message!("person-invited-there", name),
    }))
}

/// `POST people/{id}/invitation/removal`.
pub async fn destroy(me: Actor<People>, hx: Hx, At(id): At<ProfileId>) -> Response {
    me.fresh_for_form()?;
    let Some(member) = person_of_yours(&me, id).await? else { return not_yours(&me, hx) };
    let user = member.user.ok_or(Error::NotFound)?;
    let organisation = me.organisation().organisation;
    let notice = match me.directory().write(move |tx| Invitation::withdraw(tx, user, organisation)).await? {
        0 => Notice::warning(message!("person-not-invited", name = member.full_name)),
        _ => Notice::success(message!("person-invitation-withdrawn", name = member.full_name)),
    };
    hx.see_other(me.here(&format!("people/{id}")), notice)
}
