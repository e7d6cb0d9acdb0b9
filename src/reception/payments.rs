//! The day's money: what is to be collected, what came in by which method; and taking a payment.

use chrono::NaiveDate;

use super::invoices::{PaymentForm, Show};
use super::void_form::VoidForm;
use crate::auth::{Actor, Bills, Layout, Once, Payments};
use crate::db::ids::InvoiceId;
use crate::models::billing::{Billed, NewPayment, Payment, PaymentReceipted, PaymentTaken, Takings};
use crate::models::journal::{Attempted, Deed};
use crate::models::values::Money;
use crate::web::screen::*;

/// The longest number that a bank or an app gives a payment, in characters.
const REFERENCE: usize = 60;

#[derive(Template)]
#[template(path = "reception/payments/index.html")]
struct Index {
    layout: Layout,
    day: NaiveDate,
    today: NaiveDate,
    invoices: Vec<Billed>,
    takings: Takings,
    receipts: Vec<PaymentTaken>,
}

page!(Index);

/// `?on=2026-11-19`: the day to show; today if it names none.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PaymentsQuery {
    on: String,
}

/// `GET payments?on=`.
pub async fn index(me: Actor<Bills>, hx: Hx, Query(query): Query<PaymentsQuery>) -> Response {
    let (clinic, today) = (me.clinic_id(), me.today());
    let day = form::date(&query.on).unwrap_or(today);
    let (invoices, takings, receipts) = me
        .read(move |db| Ok((Billed::of_day(db, clinic, day)?, Payment::takings(db, clinic, day)?, Payment::of_day(db, clinic, day)?)))
        .await?;
    hx.page(&Index { layout: me.layout(), day, today, invoices, takings, receipts })
}

/// `POST invoices/{id}/payments`.
pub async fn create(me: Actor<Payments>, hx: Hx, At(invoice): At<InvoiceId>, Once(mut form): Once<PaymentForm>) -> Response {
    let Some(money) = form.parse(&me, invoice) else {
        return hx.invalid(&Show::of(&me, invoice, Some(form), VoidForm::default()).await?);
    };
    let (amount, method) = (money.amount, money.method);
    let attempted = me
        .make(&mut form, move |tx| match Payment::receive(tx, &money)? {
            PaymentReceipted::Received { payment, receipt } => {
                Ok(Ok(Deed::new(payment, message!("payment-received", amount, method = Message::new(method.key()), receipt))))
            }
            refused => Ok(Err(refused)),
        })
        .await?;
    let notice = match attempted {
        Attempted::Made(made) => Notice::success(made.said()),
        Attempted::Refused(PaymentReceipted::TooMuch { due }) => {
            form.errors.add("amount", message!("payment-too-much", due));
            return hx.invalid(&Show::of(&me, invoice, Some(form), VoidForm::default()).await?);
        }
        Attempted::Refused(_) => Notice::warning(message!("payment-of-void")),
        Attempted::NotThis(_) => return hx.invalid(&Show::of(&me, invoice, Some(form), VoidForm::default()).await?),
    };
    hx.see_other(me.here(&format!("invoices/{invoice}")), notice)
}

impl PaymentForm {
    fn parse(&mut self, me: &Actor<Payments>, invoice: InvoiceId) -> Option<NewPayment> {
        form::parse!(self => NewPayment {
            amount: Money::parse(&self.amount).and_then(|it| if it.is_zero() { Err(message!("error-money")) } else { Ok(it) }),
            method: form::choice(&self.method),
            reference: form::text(&self.reference, REFERENCE),
            ;
            attempt: self.attempt.id,
            clinic: me.clinic_id(),
            invoice: invoice,
            today: me.today(),
        })
    }
}
