//! Signing somebody out everywhere: a phone was lost, or stayed behind in a taxi.

use actix_web::web::Path;

use crate::auth::{Actor, Admin};
use crate::db::ids::ProfileId;
use crate::directory::session;
use crate::message;
use crate::models::member::Member;
use crate::web::error::Error;
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;

/// `POST people/{id}/devices/removal`.
pub async fn destroy(me: Actor<Admin>, hx: Hx, path: Path<(String, String)>) -> Response {
    me.fresh_for_form()?;
    let id: ProfileId = path.1.parse().map_err(|_| Error::NotFound)?;
    let member = me.read(move |db| Member::find(db, id)).await?;
    let user = member.user.ok_or(Error::NotFound)?;
    let ended = me.write_directory(move |tx| session::end_all(tx, user, None)).await?;
    hx.see_other(me.here(&format!("people/{id}")), Notice::success(message!("person-signed-out", name = member.full_name, count = ended)))
}
