//! Another link for somebody whose first one ran out or got lost. The links before stop working.

use actix_web::web::Path;

use crate::auth::{Actor, Admin};
use crate::db::ids::ProfileId;
use crate::directory::invitation::Invitation;
use crate::message;
use crate::models::member::Member;
use crate::web::error::Error;
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;

/// `POST people/{id}/invitation`.
pub async fn create(me: Actor<Admin>, hx: Hx, path: Path<(String, String)>) -> Response {
    me.fresh_for_form()?;
    let id: ProfileId = path.1.parse().map_err(|_| Error::NotFound)?;
    let member = me.read(move |db| Member::find(db, id)).await?;
    let user = member.user.filter(|_| member.is_active()).ok_or(Error::NotFound)?;
    let (organisation, base, name) = (me.organisation().organisation, me.config().base_url.clone(), member.full_name);
    let link = me.write_directory(move |tx| Invitation::send(tx, user, organisation, &base)).await?;
    hx.see_other(me.here(&format!("people/{id}")), Notice::from(message!("person-invited", name, link)))
}
