//! Taking money back: a payment, or an invoice for which no money is held. With a reason, and nothing is deleted.

use super::invoices::Show;
use super::void_form::{StepUp, VoidForm};
use crate::auth::{Actor, Refunds};
use crate::db::ids::{InvoiceId, PaymentId};
use crate::models::billing::{Invoice, InvoiceReinstated, InvoiceVoided, Payment, PaymentVoided};
use crate::models::values::Money;
use crate::web::screen::*;

/// `POST invoices/{id}/void`.
pub async fn invoice(me: Actor<Refunds>, hx: Hx, At(id): At<InvoiceId>, Form(form): Form<VoidForm>) -> Response {
    let clinic = me.clinic_id();
    let amount = me.read(move |db| Invoice::at_clinic(db, clinic, id)).await?.total;
    let void = async |reason: String| match me.write(move |tx| Invoice::void(tx, clinic, id, &reason)).await? {
        InvoiceVoided::Voided => Ok(Notice::success(message!("invoice-voided"))),
        InvoiceVoided::AlreadyVoided => Ok(Notice::warning(message!("invoice-voided-before"))),
        InvoiceVoided::Paid { paid } => Ok(Notice::warning(message!("invoice-void-paid", paid))),
    };
    form.submit(&me, hx, Voiding { invoice: id, subject: id.to_string(), amount }, void).await
}

/// `POST invoices/{id}/void/removal`: it was the wrong one.
pub async fn destroy(me: Actor<Refunds>, hx: Hx, At(id): At<InvoiceId>) -> Response {
    let clinic = me.clinic_id();
    let notice = match me.write(move |tx| Invoice::take_void_back(tx, clinic, id)).await? {
        InvoiceReinstated::Reinstated => Notice::success(message!("invoice-reinstated")),
        InvoiceReinstated::NotVoided => Notice::warning(message!("invoice-not-void")),
        InvoiceReinstated::CalledOff => Notice::warning(message!("invoice-called-off")),
    };
    hx.see_other(me.here(&format!("invoices/{id}")), notice)
}

/// `POST payments/{id}/void`.
pub async fn payment(me: Actor<Refunds>, hx: Hx, At(id): At<PaymentId>, Form(form): Form<VoidForm>) -> Response {
    let (clinic, today) = (me.clinic_id(), me.today());
    let (invoice, amount) = me.read(move |db| Payment::amount_at_clinic(db, clinic, id)).await?;
    let void = async |reason: String| match me.write(move |tx| Payment::void(tx, clinic, id, &reason, today)).await? {
        PaymentVoided::Voided { receipt, .. } => Ok(Notice::success(message!("payment-voided", receipt))),
        PaymentVoided::AlreadyVoided { receipt, .. } => Ok(Notice::warning(message!("payment-voided-before", receipt))),
    };
    form.submit(&me, hx, Voiding { invoice, subject: id.to_string(), amount }, void).await
}

/// `POST invoices/{id}/repayment`: all that is held for it is given back.
pub async fn give_back(me: Actor<Refunds>, hx: Hx, At(id): At<InvoiceId>, Form(form): Form<VoidForm>) -> Response {
    let (clinic, today) = (me.clinic_id(), me.today());
    let amount = me.read(move |db| Invoice::at_clinic(db, clinic, id)).await?.paid;
    let void = async |reason: String| {
        let amount = me.write(move |tx| Payment::give_back(tx, clinic, id, &reason, today)).await?;
        Ok(if amount.is_zero() { Notice::warning(message!("given-back-before")) } else { Notice::success(message!("given-back", amount)) })
    };
    form.submit(&me, hx, Voiding { invoice: id, subject: VoidForm::ALL_HELD.to_owned(), amount }, void).await
}

/// What is to be taken back: the subject is a payment of the invoice, the invoice itself, or all that is held for it.
struct Voiding {
    invoice: InvoiceId,
    subject: String,
    amount: Money,
}

impl VoidForm {
    /// Voids it, if the form gives a reason and the second factor was shown where the amount asks for it.
    async fn submit(
        mut self,
        me: &Actor<Refunds>,
        hx: Hx,
        Voiding { invoice, subject, amount }: Voiding,
        void: impl AsyncFnOnce(String) -> Result<Notice, Error>,
    ) -> Response {
        let Some(reason) = self.parse(subject) else {
            return hx.invalid(&Show::of(me, invoice, None, self).await?);
        };
        match self.step_up(me, invoice, amount).await? {
            StepUp::Done => hx.see_other(me.here(&format!("invoices/{invoice}")), void(reason).await?),
            StepUp::First(address) => hx.leave_for(&address, Notice::warning(message!("refund-confirm", amount))),
            StepUp::Lacking => hx.invalid(&Show::of(me, invoice, None, self).await?),
        }
    }
}
