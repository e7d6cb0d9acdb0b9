//! An invoice follows its visit to another doctor's queue.

use diesel::prelude::*;
use serde_json::json;

use super::Invoice;
use crate::db::Tx;
use crate::db::ids::{AppointmentId, ClinicId, InvoiceId};
use crate::models::journal::{self, Action, Subject};
use crate::schema::organisation::{invoice_lines, invoices};

impl Invoice {
    /// Lets an invoice that somebody has dealt with stand for the visit that took the old one's place: nobody pays twice for
    /// being moved, and what was voided before is not asked for again. Its line names the doctor who sees the patient now. Whether
    /// there was one.
    pub fn follow(tx: &mut Tx, clinic: ClinicId, from: AppointmentId, to: AppointmentId) -> QueryResult<bool> {
        let found: Option<InvoiceId> =
            invoices::table.filter(invoices::appointment_id.eq(from)).select(invoices::id).first(tx.db).optional()?;
        let Some(id) = found else { return Ok(false) };
        let invoice = Invoice::lock(tx, clinic, id)?;
        if invoice.voided_at.is_none() && invoice.paid.is_zero() {
            return Ok(false);
        }
        diesel::update(invoices::table.find(id)).set(invoices::appointment_id.eq(to)).execute(tx.db)?;
        let with = Invoice::doctor_of(tx, to)?;
        diesel::update(invoice_lines::table.filter(invoice_lines::invoice_id.eq(id)).filter(invoice_lines::appointment_id.eq(from)))
            .set((invoice_lines::appointment_id.eq(to), invoice_lines::description.eq(with)))
            .execute(tx.db)?;
        journal::record(tx, Action::Moved, Subject::invoice(id).at(clinic), &json!({ "from": from, "to": to }))?;
        Ok(true)
    }
}
