//! Counting how much an organisation is used, now and not only once a day.

use super::organisations::organisation;
use crate::auth::Operator;
use crate::db::ids::OrganisationId;
use crate::web::screen::*;

/// `POST /platform/organisations/{id}/count`.
pub async fn create(me: Operator, hx: Hx, At(id): At<OrganisationId>) -> Response {
    let organisation = organisation(&me, id).await?;
    let there = me.here(&format!("organisations/{id}"));
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
