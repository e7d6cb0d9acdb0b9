//! Closing an organisation's doors, and opening them again. Whoever is inside is refused at the next request, and told why it is.

use actix_web::web::Path;
use serde::Deserialize;

use super::organisations::{Show, organisation};
use crate::auth::Operator;
use crate::directory::tenants::{DoorsTurned, Organisation};
use crate::message;
use crate::web::form::{Form, required};
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;

#[derive(Deserialize)]
pub struct SuspensionForm {
    #[serde(default)]
    reason: String,
}

/// `POST /platform/organisations/{id}/suspension`.
pub async fn create(me: Operator, hx: Hx, id: Path<String>, Form(form): Form<SuspensionForm>) -> Response {
    me.fresh_for_form()?;
    let Organisation { id, name, .. } = organisation(&me, &id).await?;
    let reason = match required(&form.reason, 200) {
        Ok(reason) => reason,
        Err(error) => {
            let mut page = Show::of(&me, &id.to_string()).await?;
            page.reason = form.reason;
            page.errors.add("reason", error);
            return hx.invalid(&page);
        }
    };
    let notice = match me.directory.write(move |tx| Organisation::suspend(tx, id, &reason)).await? {
        DoorsTurned::Done => Notice::warning(message!("organisation-was-suspended", name)),
        DoorsTurned::NotNow => Notice::warning(message!("organisation-not-now", name)),
    };
    hx.see_other(me.here(&format!("organisations/{id}")), notice)
}

/// `POST /platform/organisations/{id}/suspension/removal`.
pub async fn destroy(me: Operator, hx: Hx, id: Path<String>) -> Response {
    me.fresh_for_form()?;
    let Organisation { id, name, .. } = organisation(&me, &id).await?;
    let notice = match me.directory.write(move |tx| Organisation::resume(tx, id)).await? {
        DoorsTurned::Done => Notice::success(message!("organisation-resumed", name)),
        DoorsTurned::NotNow => Notice::warning(message!("organisation-not-now", name)),
    };
    hx.see_other(me.here(&format!("organisations/{id}")), notice)
}
