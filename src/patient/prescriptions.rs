//! The family's prescriptions.

use askama::Template;

use crate::auth::{Actor, Layout, Patient};
use crate::models::prescription::Prescription;
use crate::models::profile::Profile;
use crate::page;
use crate::web::filters;
use crate::web::hx::{Hx, Response};

#[derive(Template)]
#[template(path = "patient/prescriptions/index.html")]
struct Index {
    layout: Layout,
    family: Vec<Profile>,
    prescriptions: Vec<Prescription>,
}

page!(Index);

/// `GET prescriptions`.
pub async fn index(me: Actor<Patient>, hx: Hx) -> Response {
    let ids = me.family_ids();
    let prescriptions = me.read(move |db| Prescription::of_family(db, &ids)).await?;
    hx.in_zone(me.zone()).page(&Index { layout: me.layout(), family: me.family().to_vec(), prescriptions })
}
