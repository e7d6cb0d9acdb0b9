//! Which roles sign in in two steps. Admins always do.

use crate::auth::{Actor, Admin};
use crate::directory::tenants::Organisation;
use crate::models::practice::Role;
use crate::web::screen::*;

/// The roles of which an organisation may ask it.
pub const ROLES: [Role; 2] = [Role::Staff, Role::Doctor];

#[derive(Deserialize)]
pub struct RolesForm {
    #[serde(default)]
    roles: Vec<String>,
}

/// `POST two-step-roles`. Whoever has no second factor yet is led to set one up at their next
/// request.
pub async fn update(me: Actor<Admin>, hx: Hx, Form(form): Form<RolesForm>) -> Response {
    me.fresh_for_form()?;
    let organisation = me.organisation().organisation;
    let roles: Vec<&str> = ROLES.iter().map(|role| role.as_str()).filter(|role| form.roles.iter().any(|it| it == role)).collect();
    me.directory().write(move |tx| Organisation::ask_two_steps_of(tx, organisation, &roles)).await?;
    hx.see_other(me.here("people"), Notice::success(message!("two-step-roles-saved")))
}
