//! Whoever may be registered already, shown while the form is being filled in.

use actix_web::web::Query;
use askama::Template;
use chrono::NaiveDate;

use super::patients::PatientForm;
use crate::auth::{Actor, Layout, Registrations};
use crate::models::people::{Duplicate, Likeness, Patient, possible_duplicates};
use crate::page;
use crate::web::filters;
use crate::web::hx::{Hx, Response};

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
    let (duplicates, family) = me
        .read(move |db| {
            let family = match &candidate.phone {
                Some(phone) => Patient::of_phone(db, phone)?,
                None => Vec::new(),
            };
            Ok((possible_duplicates(db, &candidate)?, family))
        })
        .await?;
    hx.page(&Index { layout: me.layout(), today: me.today(), duplicates, family })
}

impl Index {
    fn family(&self) -> &[Patient] {
        &self.family
    }
}
