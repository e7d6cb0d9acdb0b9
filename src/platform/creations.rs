//! Trying again to make an organisation's database, after it could not be made.

use super::organisations::organisation;
use crate::auth::{Fresh, Operator};
use crate::db::ids::OrganisationId;
use crate::directory::tenants::Creation;
use crate::web::screen::*;

/// `POST /platform/organisations/{id}/creation`.
pub async fn create(Fresh(me): Fresh<Operator>, hx: Hx, At(id): At<OrganisationId>) -> Response {
    let name = organisation(&me, id).await?.name;
    let again = me.directory.write(move |tx| Creation::try_again(tx, id)).await?;
    let notice = (!again).then(|| Notice::warning(message!("organisation-not-now", name)));
    hx.see_other(me.here(&format!("organisations/{id}")), notice)
}
