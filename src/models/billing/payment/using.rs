//! Money that is held for a visit which was called off is used for another one.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::{NewPayment, Payment, PaymentMethod, ReceiptNumber};
use crate::db::Tx;
use crate::db::ids::{AttemptId, ClinicId, InvoiceId, PaymentId};
use crate::models::billing::Invoice;
use crate::models::values::Money;
use crate::schema::organisation::{clinics, payment_voids, payments};

/// What became of using held money.
#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeldUsed {
    Used {
        amount: Money,
    },
    /// None is held any more, or nothing is due.
    Nothing,
}

/// The longest reference of a payment, in characters.
const REFERENCE: usize = 60;

/// A payment that stands.
#[derive(Queryable)]
struct StandingPayment {
    id: PaymentId,
    method: PaymentMethod,
    amount: Money,
    reference: String,
    receipt: ReceiptNumber,
}

impl Payment {
    /// Uses what is held of the patient at this clinic for an invoice of theirs, as far as that is due: every payment that is used is taken
    /// back, with the receipt that it became as its reason, and entered anew by the same method; what of it is more stays held, on a
    /// receipt of its own. No money changes hands, and no receipt that was given says anything else.
    pub fn use_held(tx: &mut Tx, clinic: ClinicId, invoice: InvoiceId, today: NaiveDate) -> QueryResult<HeldUsed> {
        let invoice = Invoice::lock(tx, clinic, invoice)?;
        let mut left = invoice.due();
        for held in Invoice::held_of_patient(tx.db, clinic, invoice.patient_id)? {
            let held = Invoice::lock(tx, clinic, held.id)?;
            for paid in Payment::standing(tx, held.id)? {
                if left.is_zero() || held.to_settle().is_zero() {
                    break;
                }
                let amount = paid.amount.min(left);
                paid.become_payment_of(tx, &held, invoice.id, amount, today)?;
                left = left - amount;
            }
            let held = Invoice::lock(tx, clinic, held.id)?;
            if held.paid.is_zero() {
                let _voided = Invoice::void(tx, clinic, held.id, Invoice::USED)?;
            }
        }
        let amount = invoice.due() - left;
        Ok(if amount.is_zero() { HeldUsed::Nothing } else { HeldUsed::Used { amount } })
    }

    fn standing(tx: &mut Tx, invoice: InvoiceId) -> QueryResult<Vec<StandingPayment>> {
        payments::table
            .inner_join(clinics::table)
            .left_join(payment_voids::table)
            .filter(payments::invoice_id.eq(invoice))
            .filter(payment_voids::payment_id.is_null())
            .order(payments::id)
            .select((
                payments::id,
                payments::method,
                payments::amount,
                payments::reference,
                (clinics::slug, payments::financial_year, payments::receipt),
            ))
            .limit(200)
            .load(tx.db)
    }
}

impl StandingPayment {
    fn become_payment_of(&self, tx: &mut Tx, held: &Invoice, to: InvoiceId, amount: Money, today: NaiveDate) -> QueryResult<()> {
        let from = format!("← {}", self.receipt);
        let reference = if self.reference.is_empty() { &from } else { &self.reference };
        let entry = |invoice, amount| NewPayment {
            clinic: held.clinic_id,
            invoice,
            amount,
            method: self.method,
            reference: reference.chars().take(REFERENCE).collect(),
            attempt: AttemptId::new(),
            today,
        };
        let (_, receipt) = Payment::enter(tx, &entry(to, amount), &from)?;
        let _voided = Payment::take_back(tx, held.clinic_id, self.id, &format!("{}{receipt}", super::receipt::BECAME), today)?;
        if amount < self.amount {
            Payment::enter(tx, &entry(held.id, self.amount - amount), &from)?;
        }
        Ok(())
    }
}
