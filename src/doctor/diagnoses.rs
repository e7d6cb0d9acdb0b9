//! Diagnoses as they are usually written here, as a doctor types one.

use chrono::Days;

use crate::auth::{Actor, Doctor, Layout};
use crate::models::clinical::usual_diagnoses;
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "doctor/diagnoses/index.html", blocks = ["diagnoses"])]
struct Index {
    layout: Layout,
    q: String,
    found: Vec<String>,
}

page!(Index, "diagnoses" => as_diagnoses);

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct DiagnosesQuery {
    q: String,
}

/// How many are offered.
const OFFERED: usize = 10;

/// `GET diagnoses?q=`: of the last year.
pub async fn index(me: Actor<Doctor>, hx: Hx, Query(query): Query<DiagnosesQuery>) -> Response {
    let (clinic, doctor, q, since) = (me.clinic_id(), me.doctor(), query.q.clone(), me.now() - Days::new(365));
    let found = me.read(move |db| usual_diagnoses(db, clinic, doctor, &q, since, OFFERED)).await?;
    hx.page(&Index { layout: me.layout(), q: query.q, found })
}
