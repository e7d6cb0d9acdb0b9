//! Taking a number that belongs to somebody else now off everybody who was on it.

use actix_web::web::Path;

use crate::auth::{Actor, Reception};
use crate::db::ids::ProfileId;
use crate::message;
use crate::models::patient::Patient;
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;

/// `POST patients/{id}/phone-release`.
pub async fn create(me: Actor<Reception>, hx: Hx, path: Path<(String, String, ProfileId)>) -> Response {
    let (id, clinic) = (path.into_inner().2, me.clinic().id);
    let notice = match me.write(move |tx| Patient::release_number(tx, id, clinic)).await? {
        0 => Notice::warning(message!("number-none")),
        count => Notice::success(message!("number-released", count)),
    };
    hx.see_other(me.here(&format!("patients/{id}")), notice)
}
