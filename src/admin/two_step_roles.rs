//! Which roles sign in in two steps. Admins always do.

use serde::Serialize;

use crate::auth::{Actor, Admin, Fresh};
use crate::directory::people::Membership;
use crate::directory::tenants::Organisation;
use crate::models::practice::Role;
use crate::web::form::{Basis, EditedForm};
use crate::web::screen::*;

/// The roles of which an organisation may ask it.
pub const ROLES: [Role; 2] = [Role::Staff, Role::Doctor];

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RolesForm {
    roles: Vec<String>,
    #[serde(skip_serializing)]
    was: Basis,
}

impl EditedForm for RolesForm {
    const TICKS: &'static [&'static str] = &["roles"];
}

/// What the form is filled from.
pub(super) fn basis(organisation: &Membership) -> Result<Basis, Error> {
    let asked = ROLES.iter().map(|role| role.as_str()).filter(|role| organisation.asks_two_steps_of(role));
    Basis::of(&RolesForm { roles: asked.map(str::to_owned).collect(), was: Basis::default() })
}

/// `POST two-step-roles`: what was ticked or cleared here; a role that somebody else asked meanwhile stays asked. Whoever has no second
/// factor yet is led to set one up at their next request.
pub async fn update(Fresh(me): Fresh<Actor<Admin>>, hx: Hx, Form(form): Form<RolesForm>) -> Response {
    let organisation = me.organisation().organisation;
    let is_ticked = |role: &str| form.roles.iter().any(|it| it == role);
    let told = ROLES.iter().map(|role| (role.as_str(), is_ticked(role.as_str())));
    let changes: Vec<(&str, bool)> = told.filter(|(role, ticked)| form.was.had_ticked("roles", role) != Some(*ticked)).collect();
    me.directory().write(move |tx| Organisation::ask_two_steps_of(tx, organisation, &changes)).await?;
    hx.see_other(me.here("people"), Notice::success(message!("two-step-roles-saved")))
}
