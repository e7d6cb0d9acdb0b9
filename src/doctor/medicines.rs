//! The formulary, as a doctor types a name.

use actix_web::HttpRequest;

use crate::auth::{Actor, Doctor, Layout};
use crate::models::clinical::{Medicine, Suggestion};
use crate::models::practice;
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "doctor/medicines/index.html", blocks = ["medicines"])]
struct Index {
    layout: Layout,
    q: String,
    found: Vec<Suggestion>,
}

page!(Index, "medicines" => as_medicines);

/// What is looked for: `q`, or the field of the prescription that asks.
#[derive(Default, Deserialize)]
#[serde(default)]
struct MedicinesQuery {
    q: String,
    medicine: Vec<String>,
}

/// How many are offered.
const OFFERED: usize = 12;

/// `GET medicines?q=`: of the doctor's own system of medicine.
pub async fn index(me: Actor<Doctor>, hx: Hx, request: HttpRequest) -> Response {
    let mut query: MedicinesQuery = form::decode(request.query_string().as_bytes())?;
    let q = query.medicine.pop().unwrap_or(query.q);
    let (doctor, typed) = (me.doctor(), q.clone());
    let found = me
        .read(move |db| {
            if typed.trim().is_empty() {
                return Ok(Vec::new());
            }
            let system = practice::Doctor::or_onlooker(db, doctor)?.system_of_medicine;
            Medicine::suggest(db, system, &typed, OFFERED)
        })
        .await?;
    hx.page(&Index { layout: me.layout(), q, found })
}
