//! The family's prescriptions.

use super::whose::{Whose, WhoseQuery};
use crate::auth::{Actor, Layout, Patient};
use crate::models::clinical::Prescription;
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "patient/prescriptions/index.html")]
struct Index {
    layout: Layout,
    whose: Whose,
    prescriptions: Vec<Prescription>,
}

page!(Index);

/// `GET prescriptions?of=`.
pub async fn index(me: Actor<Patient>, hx: Hx, Query(WhoseQuery { of }): Query<WhoseQuery>) -> Response {
    let ids = me.ids_of(of)?;
    let prescriptions = me.read(move |db| Prescription::of_family(db, &ids)).await?;
    hx.page(&Index { layout: me.layout(), whose: Whose::of(&me, of), prescriptions })
}
