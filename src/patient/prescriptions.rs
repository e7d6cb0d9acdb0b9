//! The family's prescriptions.

use actix_web::web::Query;
use askama::Template;

use super::Whose;
use crate::auth::{Actor, Layout, Patient};
use crate::db::ids::ProfileId;
use crate::models::clinical::Prescription;
use crate::models::people::Profile;
use crate::page;
use crate::web::filters;
use crate::web::hx::{Hx, Response};

#[derive(Template)]
#[template(path = "patient/prescriptions/index.html")]
struct Index {
    layout: Layout,
    family: Vec<Profile>,
    of: Option<ProfileId>,
    prescriptions: Vec<Prescription>,
}

page!(Index);

/// `GET prescriptions?of=`.
pub async fn index(me: Actor<Patient>, hx: Hx, Query(Whose { of }): Query<Whose>) -> Response {
    let ids = me.ids_of(of)?;
    let prescriptions = me.read(move |db| Prescription::of_family(db, &ids)).await?;
    hx.page(&Index { layout: me.layout(), family: me.family().to_vec(), of, prescriptions })
}
