//! Confirming, in person, that a number is still the family's: then its codes open their records again.

use actix_web::web::Path;

use crate::auth::{Actor, Registrations};
use crate::db::ids::ProfileId;
use crate::message;
use crate::models::people::Patient;
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;

/// `POST patients/{id}/phone-confirmation`.
pub async fn create(me: Actor<Registrations>, hx: Hx, path: Path<(String, String, ProfileId)>) -> Response {
    let (id, clinic) = (path.into_inner().2, me.clinic_id());
    let notice = match me.write(move |tx| Patient::confirm_number(tx, id, clinic)).await? {
        Some(user) => {
            me.confirm_holder(user).await?;
            Notice::success(message!("number-confirmed"))
        }
        None => Notice::warning(message!("number-none")),
    };
    hx.see_other(me.here(&format!("patients/{id}")), notice)
}
