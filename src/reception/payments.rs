//! The day's money: what is to be collected, what came in by which method; and taking a payment.

use actix_web::web::{Path, Query};
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;

use super::invoices::{PaymentForm, Show};
use super::void_form::VoidForm;
use crate::auth::{Actor, Bills, Layout, Payments};
use crate::db::ids::{AttemptId, InvoiceId};
use crate::models::billing::{Billed, NewPayment, Payment, PaymentMethod, PaymentReceipted, PaymentTaken, Takings};
use crate::models::values::Money;
use crate::web::filters;
use crate::web::form::{Form, text};
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;
use crate::{message, page};

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

#[derive(Deserialize)]
pub struct PaymentsQuery {
    #[serde(default)]
    on: String,
}

/// `GET payments`, `GET payments?on=2026-11-19`.
pub async fn index(me: Actor<Bills>, hx: Hx, Query(day): Query<PaymentsQuery>) -> Response {
    let (clinic, today) = (me.clinic_id(), me.today());
    let day = day.on.parse().unwrap_or(today);
    let (invoices, takings, receipts) = me
        .read(move |db| Ok((Billed::of_day(db, clinic, day)?, Payment::takings(db, clinic, day)?, Payment::of_day(db, clinic, day)?)))
        .await?;
    hx.page(&Index { layout: me.layout(), day, today, invoices, takings, receipts })
}

/// `POST invoices/{id}/payments`.
pub async fn create(me: Actor<Payments>, hx: Hx, path: Path<(String, String, InvoiceId)>, Form(mut form): Form<PaymentForm>) -> Response {
    let invoice = path.into_inner().2;
    let Some(money) = form.parse(&me, invoice) else {
        return hx.invalid(&Show::of(&me, invoice, Some(form), VoidForm::default()).await?);
    };
    let amount = money.amount;
    let notice = match me.write(move |tx| Payment::receive(tx, &money)).await? {
        PaymentReceipted::Received { receipt, .. } => Notice::success(message!("payment-received", amount, receipt)),
        PaymentReceipted::AlreadyReceived { receipt, .. } => Notice::success(message!("payment-received-before", receipt)),
        PaymentReceipted::Voided => Notice::warning(message!("payment-of-void")),
        PaymentReceipted::TooMuch { due } => {
            form.errors.add("amount", message!("payment-too-much", due));
            return hx.invalid(&Show::of(&me, invoice, Some(form), VoidForm::default()).await?);
        }
    };
    hx.see_other(me.here(&format!("invoices/{invoice}")), notice)
}

impl PaymentForm {
    fn parse(&mut self, me: &Actor<Payments>, invoice: InvoiceId) -> Option<NewPayment> {
        let amount = Money::parse(&self.amount).and_then(|it| if it.is_zero() { Err(message!("error-money")) } else { Ok(it) });
        let amount = self.errors.check("amount", amount);
        let method = self.errors.check("method", self.method.parse::<PaymentMethod>().map_err(|()| message!("error-choice")));
        let reference = self.errors.check("reference", text(&self.reference, 60));
        let attempt = self.errors.check("", self.attempt.parse::<AttemptId>().map_err(|_| message!("payment-form-broken")));
        if attempt.is_none() {
            self.attempt = AttemptId::new().to_string();
        }
        Some(NewPayment {
            clinic: me.clinic_id(),
            invoice,
            amount: amount?,
            method: method?,
            reference: reference?,
            attempt: attempt?,
            today: me.today(),
        })
    }
}
