//! Signing somebody out everywhere: a phone was lost, or stayed behind in a taxi.

use actix_web::web::Path;

use super::person::person;
use crate::auth::{Actor, Admin};
use crate::directory::people::Membership;
use crate::directory::sessions::LiveSession;
use crate::message;
use crate::web::error::Error;
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;

/// `POST people/{id}/devices/removal`. Whoever belongs to another organisation too is let go here instead: their sessions are
/// not this organisation's to end.
pub async fn destroy(me: Actor<Admin>, hx: Hx, path: Path<(String, String)>) -> Response {
    me.fresh_for_form()?;
    let member = person(&me, &path.1).await?;
    let user = member.user.ok_or(Error::NotFound)?;
    let organisation = me.organisation().organisation;
    let ended = me
        .directory()
        .write(move |tx| {
            let ours = Membership::is_only_of(tx.db, user, organisation)?;
            if ours { LiveSession::end_all(tx, user, None).map(Some) } else { Ok(None) }
        })
        .await?;
    let name = member.full_name;
    let notice = match ended {
        Some(count) => Notice::success(message!("person-signed-out", name, count)),
        None => Notice::warning(message!("person-elsewhere", name)),
    };
    hx.see_other(me.here(&format!("people/{}", member.id)), notice)
}
