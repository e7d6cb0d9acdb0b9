//! The organisation's clinics: what their letterheads say, and what a consultation costs.

use actix_web::web::Path;
use askama::Template;

use super::clinic_form::ClinicForm;
use crate::auth::{Actor, Admin, Layout};
use crate::db::ids::ClinicId;
use crate::models::practice::{Clinic, ClinicKind};
use crate::web::error::Error;
use crate::web::filters;
use crate::web::form::Form;
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;
use crate::{message, page};

#[derive(Template)]
#[template(path = "admin/clinics/index.html")]
struct Index {
    layout: Layout,
    clinics: Vec<Clinic>,
}

page!(Index);

#[derive(Template)]
#[template(path = "admin/clinics/edit.html")]
struct Edit {
    layout: Layout,
    /// The clinic that is being changed; none where one is opened.
    clinic: Option<Clinic>,
    form: ClinicForm,
}

page!(Edit);

/// `GET clinics`.
pub async fn index(me: Actor<Admin>, hx: Hx) -> Response {
    let clinics = me.read(Clinic::all).await?;
    hx.page(&Index { layout: me.layout(), clinics })
}

/// `GET clinics/new`.
pub async fn new(me: Actor<Admin>, hx: Hx) -> Response {
    let form = ClinicForm { kind: ClinicKind::Clinic.to_string(), refund_limit: Clinic::REFUND_LIMIT.plain(), ..ClinicForm::default() };
    hx.page(&Edit { layout: me.layout(), clinic: None, form })
}

/// `POST clinics`.
pub async fn create(me: Actor<Admin>, hx: Hx, Form(mut form): Form<ClinicForm>) -> Response {
    let Some(details) = form.parse() else {
        return hx.invalid(&Edit { layout: me.layout(), clinic: None, form });
    };
    let name = details.name.clone();
    me.write(move |tx| Clinic::create(tx, &details)).await?;
    hx.see_other(me.here("clinics"), Notice::from(message!("clinic-created", name)))
}

/// `GET clinics/{id}`.
pub async fn edit(me: Actor<Admin>, hx: Hx, path: Path<(String, String)>) -> Response {
    let clinic = find(&me, &path.1).await?;
    let form = ClinicForm::of(&clinic);
    hx.page(&Edit { layout: me.layout(), clinic: Some(clinic), form })
}

/// `POST clinics/{id}`.
pub async fn update(me: Actor<Admin>, hx: Hx, path: Path<(String, String)>, Form(mut form): Form<ClinicForm>) -> Response {
    let clinic = find(&me, &path.1).await?;
    let Some(details) = form.parse() else {
        return hx.invalid(&Edit { layout: me.layout(), clinic: Some(clinic), form });
    };
    let (id, name) = (clinic.id, details.name.clone());
    me.write(move |tx| Clinic::edit(tx, id, &details)).await?;
    hx.see_other(me.here("clinics"), Notice::from(message!("clinic-saved", name)))
}

async fn find(me: &Actor<Admin>, id: &str) -> Result<Clinic, Error> {
    let id: ClinicId = id.parse().map_err(|_| Error::NotFound)?;
    me.read(move |db| Clinic::find(db, id)).await
}
