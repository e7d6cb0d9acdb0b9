//! Ending somebody's two-step sign-in: the phone is lost, and so are the recovery codes. They set it up anew.

use actix_web::web::Path;

use crate::auth::{Actor, Admin};
use crate::db::ids::ProfileId;
use crate::directory::{membership, mfa, session};
use crate::message;
use crate::models::member::Member;
use crate::web::error::Error;
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;

/// `POST people/{id}/second-factor/removal`. Whoever has their sessions may be somebody else: they end too. Not of somebody who
/// belongs to other organisations as well: one admin would weaken the other's door.
pub async fn destroy(me: Actor<Admin>, hx: Hx, path: Path<(String, String)>) -> Response {
    me.fresh_for_form()?;
    let id: ProfileId = path.1.parse().map_err(|_| Error::NotFound)?;
    let member = me.read(move |db| Member::find(db, id)).await?;
    let user = member.user.ok_or(Error::NotFound)?;
    let there = me.here(&format!("people/{id}"));
    if user == me.user() {
        return hx.see_other("/account/two-step", None);
    }
    if me.read_directory(move |db| membership::of_user(db, user)).await?.len() > 1 {
        return hx.see_other(there, Notice::warning(message!("person-factor-elsewhere", name = member.full_name)));
    }
    me.write_directory(move |tx| {
        mfa::remove(tx, user)?;
        session::end_all(tx, user, None)
    })
    .await?;
    hx.see_other(there, Notice::success(message!("person-factor-ended", name = member.full_name)))
}
