//! Filling a person's form in with the permissions of a template. Nothing is saved.

use super::people::Edit;
use super::person::not_yours;
use super::person_form::PersonForm;
use crate::auth::{Actor, People};
use crate::web::form::Form;
use crate::web::hx::{Hx, Response};

/// `POST people/templates`: the same form again, its boxes ticked.
pub async fn update(me: Actor<People>, hx: Hx, Form(mut form): Form<PersonForm>) -> Response {
    me.fresh_for_form()?;
    let page = if form.person.is_empty() { Edit::anew(&me).await? } else { Edit::of(&me, &form.person).await? };
    if !page.is_theirs() {
        return not_yours(&me, hx);
    }
    form.fill_in(&page.clinics);
    hx.page(&page.with(form))
}
