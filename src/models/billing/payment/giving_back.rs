//! Giving back all that is held for an invoice.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::Payment;
use crate::db::Tx;
use crate::db::ids::{ClinicId, InvoiceId, PaymentId};
use crate::models::billing::Invoice;
use crate::models::values::Money;
use crate::schema::organisation::{payment_voids, payments};

impl Payment {
    /// Takes every payment of an invoice back for one reason, each with its own audit row; how much that was. Nothing where none is held.
    pub fn give_back(tx: &mut Tx, clinic: ClinicId, id: InvoiceId, reason: &str, today: NaiveDate) -> QueryResult<Money> {
        let held = Invoice::lock(tx, clinic, id)?.paid;
        let standing: Vec<PaymentId> = payments::table
            .left_join(payment_voids::table)
            .filter(payments::invoice_id.eq(id))
            .filter(payment_voids::payment_id.is_null())
            .order(payments::id)
            .select(payments::id)
            .limit(200)
            .load(tx.db)?;
        for payment in standing {
            let _voided = Payment::void(tx, clinic, payment, reason, today)?;
        }
        Ok(held)
    }
}
