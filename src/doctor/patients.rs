//! The doctor's own patients: found by name, phone or number, each with all that was signed of them.

use chrono::NaiveDate;

use crate::auth::{Actor, Doctor, Layout};
use crate::db::ids::ProfileId;
use crate::models::clinical::{Cautions, ClinicalHistory, SeenPatient};
use crate::models::people::{Found, Patient};
use crate::models::values::TemperatureScale;
use crate::models::visits::Appointment;
use crate::web::screen::*;

/// How many people are shown at most.
const MOST: usize = 20;

/// How many visits of the past are not folded away.
const LATEST: usize = 2;

#[derive(Template)]
#[template(path = "doctor/patients/index.html", blocks = ["found"])]
struct Index {
    layout: Layout,
    today: NaiveDate,
    q: String,
    found: Vec<Found>,
    /// There are more than are shown.
    is_cut: bool,
}

page!(Index, "found" => as_found);

#[derive(Template)]
#[template(path = "doctor/patients/show.html")]
struct Show {
    layout: Layout,
    today: NaiveDate,
    patient: Patient,
    cautions: Cautions,
    history: ClinicalHistory,
    scale: TemperatureScale,
}

page!(Show);

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PatientsQuery {
    q: String,
}

/// `GET patients?q=`.
pub async fn index(me: Actor<Doctor>, hx: Hx, Query(query): Query<PatientsQuery>) -> Response {
    let (clinic, doctor, q) = (me.clinic_id(), me.doctor(), query.q.clone());
    let (found, is_cut) =
        me.open(move |opening| Found::by_of(opening, &q, MOST, |db, people| Appointment::patients_of(db, clinic, doctor, people))).await?;
    hx.page(&Index { layout: me.layout(), today: me.today(), q: query.q, found, is_cut })
}

/// `GET patients/{id}`.
pub async fn show(me: Actor<Doctor>, hx: Hx, At(id): At<ProfileId>) -> Response {
    let (clinic, doctor) = (me.clinic_id(), me.doctor());
    let seen = me.open(move |opening| SeenPatient::of_doctor(opening, clinic, doctor, id)).await?;
    let SeenPatient { patient, cautions, history } = seen;
    let (layout, today, scale) = (me.layout(), me.today(), me.clinic().temperature_scale);
    hx.page(&Show { layout, today, patient, cautions, history, scale })
}
