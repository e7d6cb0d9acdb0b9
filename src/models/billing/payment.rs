//! Money taken, one receipt each. Never deleted: a payment that was wrong is voided, with a reason, and its number stays.

mod giving_back;
pub mod ledger;
pub mod receipt;
mod receipt_number;
mod using;

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use super::invoice::Invoice;
use crate::db::Tx;
use crate::db::ids::{AttemptId, ClinicId, InvoiceId, PaymentId};
use crate::models::journal::{self, Action, Counter, Subject};
use crate::models::values::{FinancialYear, Money};
use crate::schema::organisation::{clinics, invoices, payment_voids, payments};
use crate::text_enum;

pub use receipt_number::ReceiptNumber;
pub use using::HeldUsed;

text_enum! {
    keys "method";
    /// How the money came.
    PaymentMethod { Cash = "cash", Upi = "upi", Card = "card" }
}

/// Taking money.
pub struct Payment;

/// Money that somebody holds out.
#[derive(Clone, Debug)]
pub struct NewPayment {
    pub clinic: ClinicId,
    pub invoice: InvoiceId,
    /// More than nothing.
    pub amount: Money,
    pub method: PaymentMethod,
    /// The UPI or card transaction's own number; may be empty.
    pub reference: String,
    /// The form's, kept beside the payment: no two payments have the same.
    pub attempt: AttemptId,
    /// The clinic's day.
    pub today: NaiveDate,
}

/// What became of taking money.
#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaymentReceipted {
    Received {
        payment: PaymentId,
        receipt: ReceiptNumber,
    },
    /// More than is due.
    TooMuch {
        due: Money,
    },
    /// The invoice was voided.
    Voided,
}

/// What became of voiding a payment.
#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaymentVoided {
    Voided { invoice: InvoiceId, receipt: ReceiptNumber },
    AlreadyVoided { invoice: InvoiceId, receipt: ReceiptNumber },
}

/// A payment that is to be taken back, with the slug of its clinic.
#[derive(HasQuery)]
#[diesel(table_name = payments, base_query = payments::table.inner_join(clinics::table))]
struct PaidAtClinic {
    invoice_id: InvoiceId,
    amount: Money,
    financial_year: String,
    receipt: i32,
    #[diesel(select_expression = clinics::slug)]
    slug: String,
}

impl Payment {
    /// Takes a payment and gives it the clinic's next receipt number of the financial year. The
    /// invoice is locked first, so that two desks cannot take the same money; the number is taken
    /// last, so that nobody waits long for the next one.
    pub fn receive(tx: &mut Tx, money: &NewPayment) -> QueryResult<PaymentReceipted> {
        let invoice = Invoice::lock(tx, money.clinic, money.invoice)?;
        if invoice.voided_at.is_some() {
            return Ok(PaymentReceipted::Voided);
        }
        if money.amount > invoice.due() {
            return Ok(PaymentReceipted::TooMuch { due: invoice.due() });
        }
        let (payment, receipt) = Payment::enter(tx, money, "")?;
        Ok(PaymentReceipted::Received { payment, receipt })
    }

    /// Enters money for an invoice that is locked; where it comes from, if it is not new.
    fn enter(tx: &mut Tx, money: &NewPayment, from: &str) -> QueryResult<(PaymentId, ReceiptNumber)> {
        let slug: String = clinics::table.find(money.clinic).select(clinics::slug).first(tx.db)?;
        diesel::update(invoices::table.find(money.invoice)).set(invoices::paid.eq(invoices::paid + money.amount)).execute(tx.db)?;
        let payment = PaymentId::new();
        let year = FinancialYear::of(money.today).to_string();
        let number = Counter::Receipts { clinic: money.clinic, financial_year: &year }.next(tx)?;
        let number = i32::try_from(number).map_err(|error| diesel::result::Error::SerializationError(error.into()))?;
        diesel::insert_into(payments::table)
            .values((
                payments::id.eq(payment),
                payments::invoice_id.eq(money.invoice),
                payments::clinic_id.eq(money.clinic),
                payments::financial_year.eq(&year),
                payments::receipt.eq(number),
                payments::method.eq(money.method),
                payments::amount.eq(money.amount),
                payments::reference.eq(&money.reference),
                payments::received_at.eq(tx.now),
                payments::received_on.eq(money.today),
                payments::received_by.eq(tx.by.user),
                payments::attempt.eq(money.attempt),
            ))
            .execute(tx.db)?;
        let receipt = ReceiptNumber::new(&slug, year, number);
        let details = json!({ "receipt": receipt.to_string(), "amount": money.amount.plain(), "method": money.method, "reason": from });
        journal::record(tx, Action::Paid, Subject::payment(payment).at(money.clinic), &details)?;
        tx.announce(money.clinic);
        Ok((payment, receipt))
    }

    /// Takes a payment back. It stays in the books with its receipt number; the invoice is due again. That of a visit which was called off
    /// is void once nothing is held for it.
    pub fn void(tx: &mut Tx, clinic: ClinicId, id: PaymentId, reason: &str, today: NaiveDate) -> QueryResult<PaymentVoided> {
        let voided = Payment::take_back(tx, clinic, id, reason, today)?;
        if let PaymentVoided::Voided { invoice, .. } = &voided {
            let invoice = Invoice::lock(tx, clinic, *invoice)?;
            if invoice.is_called_off() && invoice.paid.is_zero() {
                let _voided = Invoice::void(tx, clinic, invoice.id, Invoice::GIVEN_BACK)?;
            }
        }
        Ok(voided)
    }

    fn take_back(tx: &mut Tx, clinic: ClinicId, id: PaymentId, reason: &str, today: NaiveDate) -> QueryResult<PaymentVoided> {
        let paid = PaidAtClinic::query().filter(payments::id.eq(id)).filter(payments::clinic_id.eq(clinic)).first(tx.db)?;
        let (amount, receipt) = (paid.amount, ReceiptNumber::new(&paid.slug, paid.financial_year, paid.receipt));
        let invoice = Invoice::lock(tx, clinic, paid.invoice_id)?;
        let voided: i64 = payment_voids::table.filter(payment_voids::payment_id.eq(id)).count().get_result(tx.db)?;
        if voided > 0 {
            return Ok(PaymentVoided::AlreadyVoided { invoice: invoice.id, receipt });
        }
        diesel::insert_into(payment_voids::table)
            .values((
                payment_voids::payment_id.eq(id),
                payment_voids::reason.eq(reason),
                payment_voids::voided_at.eq(tx.now),
                payment_voids::voided_on.eq(today),
                payment_voids::voided_by.eq(tx.by.user),
            ))
            .execute(tx.db)?;
        diesel::update(invoices::table.find(invoice.id)).set(invoices::paid.eq(invoice.paid - amount)).execute(tx.db)?;
        let details = json!({ "receipt": receipt.to_string(), "amount": amount.plain(), "reason": reason });
        journal::record(tx, Action::PaymentVoided, Subject::payment(id).at(clinic), &details)?;
        tx.announce(clinic);
        Ok(PaymentVoided::Voided { invoice: invoice.id, receipt })
    }
}
