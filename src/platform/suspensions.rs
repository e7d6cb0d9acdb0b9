//! Closing an organisation's doors, and opening them again. Whoever is inside is refused at their
//! next request, and told why.

use super::organisations::{Show, organisation};
use crate::auth::{Fresh, Operator};
use crate::db::ids::OrganisationId;
use crate::directory::tenants::{DoorsTurned, Organisation};
use crate::web::screen::*;

#[derive(Deserialize)]
pub struct SuspensionForm {
    #[serde(default)]
    reason: String,
}

/// `POST /platform/organisations/{id}/suspension`.
pub async fn create(Fresh(me): Fresh<Operator>, hx: Hx, At(id): At<OrganisationId>, Form(form): Form<SuspensionForm>) -> Response {
    let name = organisation(&me, id).await?.name;
    let mut errors = Errors::default();
    let Some(reason) = errors.check("reason", form::required(&form.reason, 200)) else {
        return hx.invalid(&Show::of(&me, id).await?.refused(form.reason, errors));
    };
    let notice = match me.directory.write(move |tx| Organisation::suspend(tx, id, &reason)).await? {
        DoorsTurned::Done => Notice::warning(message!("organisation-was-suspended", name)),
        DoorsTurned::NotNow => Notice::warning(message!("organisation-not-now", name)),
    };
    hx.see_other(me.here(&format!("organisations/{id}")), notice)
}

/// `POST /platform/organisations/{id}/suspension/removal`.
pub async fn destroy(Fresh(me): Fresh<Operator>, hx: Hx, At(id): At<OrganisationId>) -> Response {
    let name = organisation(&me, id).await?.name;
    let notice = match me.directory.write(move |tx| Organisation::resume(tx, id)).await? {
        DoorsTurned::Done => Notice::success(message!("organisation-resumed", name)),
        DoorsTurned::NotNow => Notice::warning(message!("organisation-not-now", name)),
    };
    hx.see_other(me.here(&format!("organisations/{id}")), notice)
}
