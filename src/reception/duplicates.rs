//! Whoever may be registered already, shown while the form is being filled in.

use chrono::NaiveDate;

use super::patients::PatientForm;
use crate::auth::{Actor, Layout, Registrations};
use crate::models::people::{Duplicate, Likeness, Patient, Relation};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "reception/patients/duplicates.html", blocks = ["duplicates"])]
struct Index {
    layout: Layout,
    today: NaiveDate,
    duplicates: Vec<Duplicate>,
    /// Who is on the phone already.
    family: Vec<Patient>,
}

page!(Index, "duplicates" => as_duplicates);

/// `GET patients/duplicates?name=&phone=&born_on=&age=`. Half-typed fields are looked at as far as they can be understood.
pub async fn index(me: Actor<Registrations>, hx: Hx, Query(form): Query<PatientForm>) -> Response {
    let candidate = form.candidate(me.today());
    let (duplicates, family) = me.open(move |opening| Duplicate::shown(opening, &candidate)).await?;
    hx.page(&Index { layout: me.layout(), today: me.today(), duplicates, family })
}
