//! Counting an organisation's use now; by itself it is counted once a day.

use actix_web::web::Path;

use super::organisations::organisation;
use crate::auth::Operator;
use crate::message;
use crate::web::error::Error;
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;

/// `POST /platform/organisations/{id}/count`.
pub async fn create(me: Operator, hx: Hx, id: Path<String>) -> Response {
    let organisation = organisation(&me, &id).await?;
    let there = me.here(&format!("organisations/{}", organisation.id));
    if organisation.is_half_made() {
        return hx.see_other(there, None);
    }
    match me.count(&organisation).await {
        Ok(()) => hx.see_other(there, Notice::success(message!("platform-counted", name = organisation.name))),
        Err(Error::Busy(why)) => {
            tracing::error!(organisation = %organisation.slug, %why, "cannot count its use");
            hx.see_other(there, Notice::danger(message!("doors-away", name = organisation.name)))
        }
        Err(error) => Err(error),
    }
}
