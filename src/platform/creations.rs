//! Trying again to make an organisation's database, after it could not be made.

use actix_web::web::Path;

use super::organisations::organisation;
use crate::auth::Operator;
use crate::directory::tenants::{Creation, Organisation};
use crate::message;
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;

/// `POST /platform/organisations/{id}/creation`.
pub async fn create(me: Operator, hx: Hx, id: Path<String>) -> Response {
    me.fresh_for_form()?;
    let Organisation { id, name, .. } = organisation(&me, &id).await?;
    let again = me.directory.write(move |tx| Creation::try_again(tx, id)).await?;
    let notice = (!again).then(|| Notice::warning(message!("organisation-not-now", name)));
    hx.see_other(me.here(&format!("organisations/{id}")), notice)
}
