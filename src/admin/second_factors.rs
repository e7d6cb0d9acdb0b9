//! Ending somebody's two-step sign-in: the phone is lost, and so are the recovery codes. They set it up anew.

use actix_web::web::Path;

use super::person::person;
use crate::auth::{Actor, Admin};
use crate::directory::people::Membership;
use crate::directory::proofs::Factors;
use crate::directory::sessions::LiveSession;
use crate::message;
use crate::web::error::Error;
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;

/// `POST people/{id}/second-factor/removal`. Whoever has their sessions may be somebody else: they end too. Not of somebody who
/// belongs to other organisations as well: one admin would weaken the other's door.
pub async fn destroy(me: Actor<Admin>, hx: Hx, path: Path<(String, String)>) -> Response {
    me.fresh_for_form()?;
    let member = person(&me, &path.1).await?;
    let user = member.user.ok_or(Error::NotFound)?;
    let there = me.here(&format!("people/{}", member.id));
    if user == me.user() {
        return hx.see_other("/account/two-step", None);
    }
    let organisation = me.organisation().organisation;
    let ended = me
        .directory()
        .write(move |tx| {
            let ours = Membership::is_only_of(tx.db, user, organisation)?;
            if ours {
                Factors::remove(tx, user)?;
                LiveSession::end_all(tx, user, None)?;
            }
            Ok(ours)
        })
        .await?;
    let name = member.full_name;
    let notice =
        if ended { Notice::success(message!("person-factor-ended", name)) } else { Notice::warning(message!("person-elsewhere", name)) };
    hx.see_other(there, notice)
}
