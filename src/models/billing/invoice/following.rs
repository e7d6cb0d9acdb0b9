//! An invoice follows its visit to another doctor's queue.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde_json::json;

use super::Invoice;
use crate::db::Tx;
use crate::db::ids::{AppointmentId, ClinicId, InvoiceId, RowId};
use crate::models::journal::{self, Action, Subject};
use crate::models::values::Money;
use crate::schema::organisation::{invoice_lines, invoices};

/// Where the money of a visit is, once another one has taken its place.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvoiceFollowed {
    /// The invoice stands for the new visit, at the new fee.
    Followed,
    /// More was paid than the new fee: it is held for the old visit.
    Held,
    /// Nothing was paid.
    Unpaid,
}

impl Invoice {
    /// Lets an invoice that somebody has dealt with stand for the visit that took the old one's place, at the other doctor's fee: nobody
    /// pays twice for being moved, and what was voided before is not asked for again. Of what is more than that fee it is kept to settle.
    pub fn follow(tx: &mut Tx, clinic: ClinicId, from: AppointmentId, to: AppointmentId, fee: Money) -> QueryResult<InvoiceFollowed> {
        let found: Option<InvoiceId> =
            invoices::table.filter(invoices::appointment_id.eq(from)).select(invoices::id).first(tx.db).optional()?;
        let Some(id) = found else { return Ok(InvoiceFollowed::Unpaid) };
        let invoice = Invoice::lock(tx, clinic, id)?;
        if invoice.voided_at.is_none() && invoice.paid.is_zero() {
            return Ok(InvoiceFollowed::Unpaid);
        }
        let with = Invoice::doctor_of(tx, to)?;
        if invoice.paid > fee {
            Invoice::keep_to_settle(tx, clinic, id, invoice.paid, &format!("→ {with}"))?;
            return Ok(InvoiceFollowed::Held);
        }
        diesel::update(invoices::table.find(id)).set((invoices::appointment_id.eq(to), invoices::total.eq(fee))).execute(tx.db)?;
        Invoice::replace_line(tx, id, to, &with, fee)?;
        let details = json!({ "from": from, "to": to, "total": { "old": invoice.total.plain(), "new": fee.plain() } });
        journal::record(tx, Action::Moved, Subject::invoice(id).at(clinic), &details)?;
        Ok(InvoiceFollowed::Followed)
    }

    /// A line is never written over: receipts were given for it.
    fn replace_line(tx: &mut Tx, id: InvoiceId, visit: AppointmentId, with: &str, fee: Money) -> QueryResult<()> {
        let of_invoice = invoice_lines::table.filter(invoice_lines::invoice_id.eq(id));
        let last: Option<i32> = of_invoice.select(diesel::dsl::max(invoice_lines::position)).first(tx.db)?;
        diesel::update(of_invoice.filter(invoice_lines::replaced_at.is_null()))
            .set(invoice_lines::replaced_at.eq(tx.now))
            .execute(tx.db)?;
        diesel::insert_into(invoice_lines::table)
            .values((
                invoice_lines::id.eq(RowId::new()),
                invoice_lines::invoice_id.eq(id),
                invoice_lines::position.eq(last.unwrap_or_default() + 1),
                invoice_lines::description.eq(with),
                invoice_lines::appointment_id.eq(visit),
                invoice_lines::amount.eq(fee),
                invoice_lines::added_at.eq(Some(tx.now)),
                invoice_lines::replaced_at.eq(None::<NaiveDateTime>),
            ))
            .execute(tx.db)
            .map(drop)
    }
}
