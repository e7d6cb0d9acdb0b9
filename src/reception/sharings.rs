//! Noting that somebody who has come of age goes on sharing the family's phone.

use actix_web::web::Path;

use crate::auth::{Actor, Registrations};
use crate::db::ids::ProfileId;
use crate::message;
use crate::models::people::Patient;
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;

/// `POST patients/{id}/sharing`.
pub async fn create(me: Actor<Registrations>, hx: Hx, path: Path<(String, String, ProfileId)>) -> Response {
    let (id, clinic, today) = (path.into_inner().2, me.clinic_id(), me.today());
    me.write(move |tx| Patient::agree_to_sharing(tx, id, clinic, today)).await?;
    hx.see_other(me.here(&format!("patients/{id}")), Notice::success(message!("sharing-agreed")))
}
