//! Money to be taken: invoices of named patients.

use chrono::NaiveDate;
use diesel::connection::SimpleConnection;
use swasthya::db::ids::{AttemptId, ClinicId, InvoiceId, ProfileId};
use swasthya::db::{Author, clock};
use swasthya::models::billing::{Invoice, NewPayment, Payment, PaymentMethod, PaymentReceipted};
use swasthya::models::values::Money;
use swasthya::models::visits::{Appointment, CheckIn, Priority, WalkIn};

use super::World;
use super::world::id;

/// The clinics' date.
pub fn today() -> NaiveDate {
    clock::today_in(clock::INDIA)
}

/// A patient walks in to Dr Sen at Andheri; the visit costs ₹500.
pub fn bill(world: &World, patient: &str) -> InvoiceId {
    bill_at(world, "andheri", patient)
}

/// As [`bill`], at either of Dr Sen's clinics.
pub fn bill_at(world: &World, clinic: &str, patient: &str) -> InvoiceId {
    let walk_in = WalkIn {
        clinic: ClinicId(id(clinic)),
        doctor: ProfileId(id("dr_sen")),
        patient: ProfileId(id(patient)),
        today: today(),
        priority: Priority::Normal,
        complaint: String::new(),
    };
    let invoice = world.databases().write_now("acme", &Author::system(), move |tx| {
        let (CheckIn::Queued { id, .. } | CheckIn::AlreadyWaiting { id, .. }) = Appointment::walk_in(tx, &walk_in)? else {
            return Err(diesel::result::Error::NotFound);
        };
        Invoice::of_visit(tx, id, walk_in.clinic, walk_in.patient, Money::rupees(500))
    });
    invoice.expect("a visit").expect("an invoice")
}

/// As many invoices at Andheri, ₹500 each, for nothing in particular.
pub fn bills(world: &World, count: usize) -> Vec<InvoiceId> {
    let ids: Vec<InvoiceId> = (0..count).map(|_| InvoiceId::new()).collect();
    let rows: Vec<String> = ids
        .iter()
        .map(|invoice| {
            format!("(X'{}', X'{}', X'{}', 500, NOW(6), '{}')", invoice.0.simple(), id("andheri").simple(), id("asha").simple(), today())
        })
        .collect();
    let sql = format!("INSERT INTO invoices (id, clinic_id, patient_id, total, issued_at, issued_on) VALUES {}", rows.join(", "));
    world.databases().write_now("acme", &Author::system(), |tx| tx.db.batch_execute(&sql)).expect("invoices");
    ids
}

/// Cash held out for an invoice at Andheri.
pub fn cash(invoice: InvoiceId, rupees: i64) -> NewPayment {
    NewPayment {
        clinic: ClinicId(id("andheri")),
        invoice,
        amount: Money::rupees(rupees),
        method: PaymentMethod::Cash,
        reference: String::new(),
        attempt: AttemptId::new(),
        today: today(),
    }
}

/// Takes it, past the desk's screen.
pub fn receive(world: &World, money: &NewPayment) -> PaymentReceipted {
    world.databases().write_now("acme", &Author::system(), |tx| Payment::receive(tx, money)).expect("an answer")
}
