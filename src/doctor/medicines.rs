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

/// How many are offered.
const OFFERED: usize = 12;

/// `GET medicines?q=`, or whichever row of the prescription asks, `medicine.2=`: of the doctor's own system of medicine.
pub async fn index(me: Actor<Doctor>, hx: Hx, request: HttpRequest) -> Response {
    let asked = form::fields(request.query_string())?.into_iter().find(|(name, _)| name == "q" || name.starts_with("medicine"));
    let q = asked.and_then(|(_, values)| values.into_iter().next_back()).unwrap_or_default();
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
