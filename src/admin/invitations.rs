//! Another link for somebody whose first one ran out or got lost, and taking back one that went astray.

use actix_web::web::Path;

use super::people::{not_yours, person};
use crate::auth::{Actor, People};
use crate::directory::invitation::Invitation;
use crate::message;
use crate::web::error::Error;
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;

/// `POST people/{id}/invitation`: the links before stop working.
pub async fn create(me: Actor<People>, hx: Hx, path: Path<(String, String)>) -> Response {
    me.fresh_for_form()?;
    let member = person(&me, &path.1).await?;
    if !me.giving().may_change(&member) {
        return not_yours(&me, hx);
    }
    let user = member.user.filter(|_| member.is_active()).ok_or(Error::NotFound)?;
    let (organisation, base, name) = (me.organisation().organisation, me.config().base_url.clone(), member.full_name);
    let to = me.write_directory(move |tx| Invitation::send(tx, user, organisation, &base)).await?;
    hx.see_other(me.here(&format!("people/{}", member.id)), Notice::from(message!("person-invited", name, to)))
}

/// `POST people/{id}/invitation/removal`.
pub async fn destroy(me: Actor<People>, hx: Hx, path: Path<(String, String)>) -> Response {
    me.fresh_for_form()?;
    let member = person(&me, &path.1).await?;
    if !me.giving().may_change(&member) {
        return not_yours(&me, hx);
    }
    let user = member.user.ok_or(Error::NotFound)?;
    let organisation = me.organisation().organisation;
    let notice = match me.write_directory(move |tx| Invitation::withdraw(tx, user, organisation)).await? {
        0 => Notice::warning(message!("person-not-invited", name = member.full_name)),
        _ => Notice::success(message!("person-invitation-withdrawn", name = member.full_name)),
    };
    hx.see_other(me.here(&format!("people/{}", member.id)), notice)
}
