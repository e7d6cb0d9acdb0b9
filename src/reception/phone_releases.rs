//! Taking a number that belongs to somebody else now off everybody who was on it.

use actix_web::web::Path;

use crate::auth::{Actor, Registrations};
use crate::db::ids::ProfileId;
use crate::message;
use crate::models::people::{Patient, PhoneReleased};
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;

/// `POST patients/{id}/phone-release`.
pub async fn create(me: Actor<Registrations>, hx: Hx, path: Path<(String, String, ProfileId)>) -> Response {
    let (id, clinic) = (path.into_inner().2, me.clinic_id());
    let profile = me.read(move |db| Patient::find(db, id)).await?.profile;
    let account = profile.user_id.zip(profile.phone());
    let theirs = match &account {
        Some((user, phone)) => me.has_number(*user, phone).await?,
        None => false,
    };
    let notice = match me.write(move |tx| Patient::release_number(tx, id, clinic, theirs)).await? {
        PhoneReleased::Done { people } => {
            if let Some((user, phone)) = account.filter(|_| theirs) {
                me.release_holder(user, &phone).await?;
            }
            Notice::success(message!("number-released", count = people))
        }
        PhoneReleased::NoNumber => Notice::warning(message!("number-none")),
        PhoneReleased::WorksHere => Notice::warning(message!("number-of-staff")),
    };
    hx.see_other(me.here(&format!("patients/{id}")), notice)
}
