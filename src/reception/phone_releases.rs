//! Taking a number that belongs to somebody else now off everybody who was on it.

use actix_web::web::Path;

use crate::auth::{Actor, Registrations};
use crate::db::ids::ProfileId;
use crate::message;
use crate::models::patient::{Patient, Released};
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;

/// `POST patients/{id}/phone-release`.
pub async fn create(me: Actor<Registrations>, hx: Hx, path: Path<(String, String, ProfileId)>) -> Response {
    let (id, clinic) = (path.into_inner().2, me.clinic().id);
    let notice = match me.write(move |tx| Patient::release_number(tx, id, clinic)).await? {
        Released::Done { people, user } => {
            if let Some(user) = user {
                me.release_holder(user).await?;
            }
            Notice::success(message!("number-released", count = people))
        }
        Released::NoNumber => Notice::warning(message!("number-none")),
        Released::WorksHere => Notice::warning(message!("number-of-staff")),
    };
    hx.see_other(me.here(&format!("patients/{id}")), notice)
}
