//! When a patient came and what was to be paid, for the front page of their record.

use std::cmp::Reverse;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::appointment::Status;
use crate::db::ids::{AppointmentId, ClinicId, ProfileId};
use crate::models::billing::{Invoice, ReceiptGiven};
use crate::models::journal::{Opening, RecordPart};
use crate::models::values::Money;
use crate::schema::organisation::{appointments, clinics, invoices, payment_voids, payments, profiles};

/// One time that a patient came.
#[derive(Clone, Debug, Queryable)]
pub struct Attendance {
    pub id: AppointmentId,
    pub held_on: NaiveDate,
    /// Given at check-in.
    pub token: Option<i32>,
    pub status: Status,
    pub complaint: String,
    pub doctor: String,
    pub clinic: String,
    /// At whose desk its page opens.
    pub clinic_id: ClinicId,
}

/// One time that a patient came, with what was to be paid for it.
#[derive(Clone, Debug)]
pub struct PatientVisit {
    pub came: Attendance,
    pub invoice: Option<Invoice>,
    pub receipts: Vec<ReceiptGiven>,
}

/// How many visits are shown.
const SHOWN: usize = 20;

/// A visit has few receipts; more rows than these are not read.
const ROWS: i64 = 80;

impl PatientVisit {
    /// Those for which something is due or to be settled and the last ones, twenty at most, the newest first. One query.
    pub fn of_patient(opening: &mut Opening, patient: ProfileId) -> QueryResult<Vec<PatientVisit>> {
        opening.viewed(RecordPart::Record, patient);
        let came = (
            appointments::id,
            appointments::held_on,
            appointments::token,
            appointments::status,
            appointments::complaint,
            profiles::full_name,
            clinics::name,
            clinics::id,
        );
        let receipt = (
            payments::id,
            (clinics::slug, payments::financial_year, payments::receipt),
            payments::method,
            payments::amount,
            payment_voids::voided_at.nullable(),
        );
        let is_due = invoices::voided_at.is_null().and(invoices::paid.lt(invoices::total).or(invoices::to_settle_since.is_not_null()));
        let rows: Vec<(Attendance, Option<Invoice>, Option<ReceiptGiven>)> = appointments::table
            .inner_join(profiles::table.on(profiles::id.eq(appointments::doctor_id)))
            .inner_join(clinics::table)
            .left_join(invoices::table.left_join(payments::table.left_join(payment_voids::table)))
            .filter(appointments::patient_id.eq(patient))
            .order((is_due.desc(), appointments::held_on.desc(), appointments::id.desc(), payments::id))
            .limit(ROWS)
            .select((came, Option::<Invoice>::as_select(), receipt.nullable()))
            .load(opening.db)?;
        let mut visits: Vec<PatientVisit> = Vec::new();
        for (came, invoice, receipt) in rows {
            match visits.last_mut().filter(|it| it.came.id == came.id) {
                Some(visit) => visit.receipts.extend(receipt),
                None => visits.push(PatientVisit { came, invoice, receipts: receipt.into_iter().collect() }),
            }
        }
        visits.truncate(SHOWN);
        visits.sort_by_key(|it| Reverse((it.came.held_on, it.came.id)));
        Ok(visits)
    }

    /// What is still to be paid at the clinic for any of these.
    pub fn due_at(visits: &[PatientVisit], clinic: ClinicId) -> Money {
        visits.iter().filter(|it| it.came.clinic_id == clinic).filter_map(|it| it.invoice.as_ref()).map(Invoice::due).sum()
    }

    /// What is to be settled for them at a clinic.
    pub fn held_at(visits: &[PatientVisit], clinic: ClinicId) -> Money {
        visits.iter().filter(|it| it.came.clinic_id == clinic).filter_map(|it| it.invoice.as_ref()).map(Invoice::to_settle).sum()
    }
}

impl Attendance {
    /// The Fluent key of where it stands.
    pub fn status_key(&self) -> &'static str {
        self.status.key()
    }

    /// The badge that shows it.
    pub fn colour(&self) -> &'static str {
        self.status.colour()
    }
}
