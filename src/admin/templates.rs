//! Filling a person's form in with the permissions of a template. Nothing is saved.

use super::person::not_yours;
use super::person_form::{Edit, PersonForm};
use crate::auth::{Actor, Fresh, People};
use crate::web::screen::*;

/// `POST people/templates`: the same form again, its boxes ticked.
pub async fn update(Fresh(me): Fresh<Actor<People>>, hx: Hx, Form(mut form): Form<PersonForm>) -> Response {
    let page = match form.person {
        Some(id) => Edit::of(&me, id).await?,
        None => Some(Edit::anew(&me).await?),
    };
    let Some(page) = page else { return not_yours(&me, hx) };
    form.fill_in(&page.clinics);
    hx.page(&page.with(form))
}
