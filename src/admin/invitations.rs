//! Another link for somebody whose first one ran out or got lost, and taking back one that went astray.

use std::convert::Infallible;

use super::person::{not_yours, person_of_yours};
use crate::auth::{Actor, Fresh, Once, People, form_once};
use crate::db::Tx;
use crate::db::ids::{AttemptId, InvitationId, ProfileId};
use crate::directory::proofs::{Invitation, Invitee};
use crate::models::journal::{Attempt, Attempted, Deed};
use crate::web::screen::*;

/// The button that sends a link.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct LinkButton {
    #[serde(skip)]
    attempt: Attempt,
    #[serde(skip)]
    errors: Errors,
}

form_once!(LinkButton);

/// `POST people/{id}/invitation`: the links before stop working.
pub async fn create(Fresh(me): Fresh<Actor<People>>, hx: Hx, At(id): At<ProfileId>, Once(mut form): Once<LinkButton>) -> Response {
    let Some(member) = person_of_yours(&me, id).await? else { return not_yours(&me, hx) };
    let user = member.user.filter(|_| member.is_active()).ok_or(Error::NotFound)?;
    let phone = member.phone().map(|it| it.e164().to_owned());
    let invitee = Invitee { user, email: member.email.clone(), phone };
    let (attempt, name) = (form.attempt.id, member.full_name.clone());
    let invited = move |_: &mut Tx| Ok(Ok::<_, Infallible>(Deed::new(id, message!("person-invited-there", name = &name))));
    let notice = match me.make(&mut form, invited).await? {
        Attempted::Made(_) => send(&me, attempt, invitee, member.full_name).await?,
        Attempted::NotThis(why) => Notice::warning(why),
    };
    hx.see_other(me.here(&format!("people/{id}")), notice)
}

/// Sends a link, once an attempt, and says where it went. An address that the organisation did not know of the
/// account is not told.
pub(super) async fn send(me: &Actor<People>, attempt: AttemptId, invitee: Invitee, name: String) -> Result<Notice, Error> {
    let (organisation, base) = (me.organisation().organisation, me.config().base_url.clone());
    let id = InvitationId(attempt.0);
    let to = me.directory().write(move |tx| Invitation::send_once(tx, id, &invitee, organisation, &base)).await?;
    Ok(Notice::success(match to {
        Some(to) => message!("person-invited", name, to),
        None => message!("person-invited-there", name),
    }))
}

/// `POST people/{id}/invitation/removal`.
pub async fn destroy(Fresh(me): Fresh<Actor<People>>, hx: Hx, At(id): At<ProfileId>) -> Response {
    let Some(member) = person_of_yours(&me, id).await? else { return not_yours(&me, hx) };
    let user = member.user.ok_or(Error::NotFound)?;
    let organisation = me.organisation().organisation;
    let notice = match me.directory().write(move |tx| Invitation::withdraw(tx, user, organisation)).await? {
        0 => Notice::warning(message!("person-not-invited", name = member.full_name)),
        _ => Notice::success(message!("person-invitation-withdrawn", name = member.full_name)),
    };
    hx.see_other(me.here(&format!("people/{id}")), notice)
}
