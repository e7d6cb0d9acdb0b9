//! Tests of src/patient/, path for path.

mod bookings;
mod family;
mod openings;
mod prescriptions;
mod receipts;
mod today;
mod transfers;
mod visits;

use diesel::connection::SimpleConnection;
use swasthya::db::ids::{AppointmentId, ClinicId, ProfileId};
use swasthya::db::{Author, clock};
use swasthya::models::visits::{Appointment, CheckIn, Priority, WalkIn};

use crate::support::World;
use crate::support::world::id;

/// The phone of the Rao family.
pub const RAO: &str = "98450 12345";

/// The phone of Lakshmi Iyer.
const IYER: &str = "98200 11111";

/// Checks somebody in at Andheri today.
pub async fn check_in(world: &World, patient: &'static str, doctor: &'static str) -> AppointmentId {
    let today = clock::today_in(clock::INDIA);
    let walk_in = WalkIn {
        clinic: ClinicId(id("andheri")),
        doctor: ProfileId(id(doctor)),
        patient: ProfileId(id(patient)),
        today,
        priority: Priority::Normal,
        complaint: "Cough".into(),
    };
    match world.databases().write("acme", Author::system(), move |tx| Appointment::walk_in(tx, &walk_in)).await.expect("a check-in") {
        CheckIn::Queued { id, .. } | CheckIn::AlreadyWaiting { id, .. } => id,
        CheckIn::ClinicClosed => panic!("the clinic is closed"),
    }
}

/// Runs SQL on acme's database.
async fn sql(world: &World, sql: String) {
    world.databases().write("acme", Author::system(), move |tx| tx.db.batch_execute(&sql)).await.expect("the SQL");
}

/// An id as SQL writes it.
fn hex(id: uuid::Uuid) -> String {
    format!("X'{}'", id.simple())
}

/// A visit that was seen and signed, with a diagnosis and a prescription; answers the prescription's id.
async fn sign(world: &World, visit: AppointmentId, patient: &str) -> uuid::Uuid {
    let (consultation, prescription) = (uuid::Uuid::now_v7(), uuid::Uuid::now_v7());
    let people = format!("{}, {}, {}", hex(id("andheri")), hex(id("dr_sen")), hex(id(patient)));
    let (visit, c, p) = (hex(visit.0), hex(consultation), hex(prescription));
    sql(
        world,
        format!(
            "UPDATE appointments SET status = 'completed', completed_at = UTC_TIMESTAMP(6) WHERE id = {visit};
             INSERT INTO consultations (id, appointment_id, clinic_id, doctor_id, patient_id, notes, advice, follow_up_on, started_at, ended_at, signed_at)
             VALUES ({c}, {visit}, {people}, 'Anxious about her son', 'Drink warm water', '2026-12-01', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), UTC_TIMESTAMP(6));
             INSERT INTO diagnoses (id, consultation_id, position, name, is_primary) VALUES
             ({}, {c}, 1, 'Allergic rhinitis', FALSE), ({}, {c}, 2, 'Acute bronchitis', TRUE);
             INSERT INTO prescriptions (id, consultation_id, clinic_id, doctor_id, patient_id, system_of_medicine, signed_at, content_hash)
             VALUES ({p}, {c}, {people}, 'allopathy', UTC_TIMESTAMP(6), UNHEX(SHA2('x', 256)));",
            hex(uuid::Uuid::now_v7()),
            hex(uuid::Uuid::now_v7()),
        ),
    )
    .await;
    prescription
}
