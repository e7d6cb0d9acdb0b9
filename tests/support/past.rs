//! A visit that is over: everything that a visit leaves behind.

use std::collections::BTreeMap;

use diesel::prelude::*;
use swasthya::db::Author;
use swasthya::db::ids::{AppointmentId, AttemptId, ClinicId, InvoiceId, ProfileId};
use swasthya::models::billing::{NewPayment, Payment, PaymentMethod, PaymentReceipted};
use swasthya::models::values::Money;
use swasthya::models::visits::{Appointment, CheckIn, Priority, WalkIn};
use swasthya::schema::organisation::{consultations, invoices, payments, prescriptions};
use uuid::Uuid;

use super::World;
use super::bills::today;
use super::world::id;

fn organisation_of(clinic: &str) -> &'static str {
    if matches!(clinic, "thane" | "pune") { "zenith" } else { "acme" }
}

/// A patient walks in and waits.
pub fn wait(world: &World, clinic: &str, doctor: &str, patient: &str) -> AppointmentId {
    let walk_in = WalkIn {
        clinic: ClinicId(id(clinic)),
        doctor: ProfileId(id(doctor)),
        patient: ProfileId(id(patient)),
        today: today(),
        priority: Priority::Normal,
        complaint: "Fever".into(),
    };
    let write = |tx: &mut swasthya::db::Tx| Appointment::walk_in(tx, &walk_in);
    let (CheckIn::Queued { id: visit, .. } | CheckIn::AlreadyWaiting { id: visit, .. }) =
        world.databases().write_now(organisation_of(clinic), &Author::system(), write).expect("a visit")
    else {
        panic!("{clinic} is closed")
    };
    visit
}

/// A patient walks in and is called in: the visit, whose consultation has begun.
pub async fn begin(world: &World, clinic: &str, doctor: &str, patient: &str) -> AppointmentId {
    let visit = wait(world, clinic, doctor, patient);
    let page = world.sign_in(doctor).await.post(&format!("/doctor/{clinic}/appointments/{visit}/consultation"), &[]).await;
    assert_eq!(page.status, 303, "the consultation does not begin:\n{}", page.html);
    visit
}

/// Makes everything that was done at acme so many days older: what was today's is an earlier day's.
pub fn let_days_pass(world: &World, days: u32) {
    let sql = format!(
        "UPDATE sittings SET held_on = held_on - INTERVAL {days} DAY ORDER BY held_on;
         UPDATE appointments SET held_on = held_on - INTERVAL {days} DAY;
         UPDATE invoices SET issued_on = issued_on - INTERVAL {days} DAY;
         UPDATE payments SET received_on = received_on - INTERVAL {days} DAY"
    );
    world.run_in("acme", &sql);
}

/// A patient walks in, is seen by the doctor, gets a prescription and pays. The ids of all that is left.
pub async fn past(world: &World, clinic: &str, doctor: &str, patient: &str) -> BTreeMap<&'static str, Uuid> {
    let visit = begin(world, clinic, doctor, patient).await;
    let browser = world.sign_in(doctor).await;
    let form =
        [("diagnosis", "Viral fever"), ("medicine", "Paracetamol 650 mg tablet"), ("dose", "1-0-1"), ("days", "3"), ("food", "after")];
    let page = browser.post(&format!("/doctor/{clinic}/appointments/{visit}/signature"), &form).await;
    assert_eq!(page.status, 303, "the consultation is not signed:\n{}", page.html);
    let invoice = pay(world, clinic, visit);
    let rest = world.databases().read_now(organisation_of(clinic), move |db| {
        let (consultation, patient_id): (Vec<u8>, Vec<u8>) = consultations::table
            .filter(consultations::appointment_id.eq(visit))
            .select((consultations::id, consultations::patient_id))
            .first(db)?;
        let prescription: Vec<u8> =
            prescriptions::table.filter(prescriptions::consultation_id.eq(&consultation)).select(prescriptions::id).first(db)?;
        let payment: Vec<u8> = payments::table.filter(payments::invoice_id.eq(invoice)).select(payments::id).first(db)?;
        Ok([("consultation", consultation), ("prescription", prescription), ("payment", payment), ("patient", patient_id)])
    });
    let mut found: BTreeMap<&'static str, Uuid> = BTreeMap::from([("appointment", visit.0), ("invoice", invoice.0)]);
    for (what, bytes) in rest.expect("what a visit leaves") {
        found.insert(what, Uuid::from_slice(&bytes).expect("an id"));
    }
    found
}

/// Pays a visit's invoice in cash.
fn pay(world: &World, at: &str, visit: AppointmentId) -> InvoiceId {
    let clinic = ClinicId(id(at));
    let write = move |tx: &mut swasthya::db::Tx| {
        let (invoice, amount): (InvoiceId, Money) =
            invoices::table.filter(invoices::appointment_id.eq(visit)).select((invoices::id, invoices::total)).first(tx.db)?;
        let (method, reference, attempt) = (PaymentMethod::Cash, String::new(), AttemptId::new());
        let received = Payment::receive(tx, &NewPayment { clinic, invoice, amount, method, reference, attempt, today: today() })?;
        assert!(matches!(received, PaymentReceipted::Received { .. }), "it is paid");
        Ok(invoice)
    };
    world.databases().write_now(organisation_of(at), &Author::system(), write).expect("a payment")
}
