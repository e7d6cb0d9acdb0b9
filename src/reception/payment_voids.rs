//! Taking a payment back: with a reason, never by deleting it.

use actix_web::web::Path;
use serde::Deserialize;

use super::invoices::Show;
use crate::auth::{Actor, Refunds};
use crate::db::ids::PaymentId;
use crate::message;
use crate::models::payment::{Payment, PaymentVoided};
use crate::web::form::{Errors, Form, required};
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;

/// Why something is voided, as it is typed.
#[derive(Default, Deserialize)]
pub struct VoidForm {
    #[serde(default)]
    pub reason: String,
    /// What is to be voided, when the form comes back: a payment's id or an invoice's.
    #[serde(skip)]
    pub subject: String,
    #[serde(skip)]
    pub errors: Errors,
}

/// `POST payments/{id}/void`.
pub async fn create(me: Actor<Refunds>, hx: Hx, path: Path<(String, String, PaymentId)>, Form(mut form): Form<VoidForm>) -> Response {
    let (payment, clinic, today) = (path.into_inner().2, me.clinic().id, me.today());
    let Some(reason) = form.parse(payment) else {
        let invoice = me.read(move |db| Payment::invoice_at_clinic(db, clinic, payment)).await?;
        return hx.in_zone(me.zone()).invalid(&Show::of(&me, invoice, None, form).await?);
    };
    let (invoice, notice) = match me.write(move |tx| Payment::void(tx, clinic, payment, &reason, today)).await? {
        PaymentVoided::Voided { invoice, receipt } => (invoice, Notice::success(message!("payment-voided", receipt))),
        PaymentVoided::AlreadyVoided { invoice, receipt } => (invoice, Notice::warning(message!("payment-voided-before", receipt))),
    };
    hx.see_other(me.here(&format!("invoices/{invoice}")), notice)
}

impl VoidForm {
    /// The reason, which must be given.
    pub fn parse(&mut self, subject: impl ToString) -> Option<String> {
        self.subject = subject.to_string();
        self.errors.check("reason", required(&self.reason, 255))
    }

    /// Whether this came back for that payment or invoice.
    pub fn is_for(&self, subject: impl ToString) -> bool {
        self.subject == subject.to_string()
    }

    /// What was typed for it.
    pub fn reason_for(&self, subject: impl ToString) -> &str {
        if self.is_for(subject) { &self.reason } else { "" }
    }
}
