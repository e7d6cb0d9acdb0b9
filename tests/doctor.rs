//! Tests of src/doctor/, path for path.

mod alerts;
mod consultations;
mod dose_rows;
mod doses;
mod drafts;
mod measures;
mod medicines;
mod patients;
mod prescriptions;
mod queue;
mod schedules;
mod unfinished;

use actix_web::test::TestRequest;
use diesel::prelude::*;
use swasthya::db::Author;
use swasthya::db::ids::{AppointmentId, ClinicId, ConsultationId, ProfileId};
use swasthya::models::visits::{Appointment, CheckIn, Priority, WalkIn};
use swasthya::schema::organisation::consultations as rows;

use crate::support::bills::today;
use crate::support::world::id;
use crate::support::{Browser, Page, World};

/// A whole visit as a doctor writes it.
const VISIT: [(&str, &str); 12] = [
    ("complaint", "Fever"),
    ("symptoms", "Headache, chills"),
    ("pressure", "130/85"),
    ("temperature", "101"),
    ("diagnosis.1", "Viral fever"),
    ("diagnosis.2", "Anaemia"),
    ("advice", "Drink water"),
    ("follow_up", "7"),
    ("medicine.1", "Paracetamol 650 mg tablet"),
    ("dose.1", "½-0-1"),
    ("days.1", "5"),
    ("food.1", "after"),
];

/// A patient walks in at Andheri, with a fever.
fn walk_in(world: &World, doctor: &str, patient: &str) -> AppointmentId {
    let walk_in = WalkIn {
        clinic: ClinicId(id("andheri")),
        doctor: ProfileId(id(doctor)),
        patient: ProfileId(id(patient)),
        today: today(),
        priority: Priority::Normal,
        complaint: "Fever".into(),
    };
    let check_in = world.databases().write_now("acme", &Author::system(), move |tx| Appointment::walk_in(tx, &walk_in)).expect("a visit");
    let (CheckIn::Queued { id, .. } | CheckIn::AlreadyWaiting { id, .. }) = check_in else { panic!("{check_in:?}") };
    id
}

/// The path of something of a visit at Andheri.
fn at(visit: AppointmentId, rest: &str) -> String {
    format!("/doctor/andheri/appointments/{visit}/{rest}")
}

/// The first consultation that was signed for a visit.
fn signed(world: &World, visit: AppointmentId) -> ConsultationId {
    let found = world
        .databases()
        .read_now("acme", move |db| rows::table.filter(rows::appointment_id.eq(visit)).order(rows::revision).select(rows::id).first(db));
    found.expect("a consultation")
}

/// Signs; where it is asked whether the same ingredient is meant twice, it is.
async fn sign(doctor: &Browser, visit: AppointmentId, form: &[(&str, &str)]) -> Page {
    let page = doctor.submit(&at(visit, "signature"), form).await;
    let asked = page.attributes("[name=meant_twice]", "value");
    match asked.first() {
        Some(meant) => doctor.submit(&at(visit, "signature"), &[form, &[("meant_twice", meant.as_str())]].concat()).await,
        None => page,
    }
}

/// Saves the draft as our script does while somebody types.
async fn save(doctor: &Browser, visit: AppointmentId, form: &[(&str, &str)]) -> Page {
    let headers = [("X-Form", "1"), ("Sec-Fetch-Site", "same-origin")];
    doctor.send(TestRequest::post().set_form(form), &at(visit, "draft"), &headers).await
}
