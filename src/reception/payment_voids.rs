//! Taking a payment back: with a reason, never by deleting it.

use actix_web::web::Path;

use super::invoices::Show;
use super::void_form::{StepUp, VoidForm};
use crate::auth::{Actor, Refunds};
use crate::db::ids::PaymentId;
use crate::message;
use crate::models::billing::{Payment, PaymentVoided};
use crate::web::form::Form;
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;

/// `POST payments/{id}/void`.
pub async fn create(me: Actor<Refunds>, hx: Hx, path: Path<(String, String, PaymentId)>, Form(mut form): Form<VoidForm>) -> Response {
    let (payment, clinic, today) = (path.into_inner().2, me.clinic_id(), me.today());
    let (invoice, amount) = me.read(move |db| Payment::amount_at_clinic(db, clinic, payment)).await?;
    let Some(reason) = form.parse(payment) else {
        return hx.invalid(&Show::of(&me, invoice, None, form).await?);
    };
    match form.step_up(&me, invoice, amount).await? {
        StepUp::Done => {}
        StepUp::First(there) => return hx.leave_for(&there, Notice::warning(message!("refund-confirm", amount))),
        StepUp::Lacking => return hx.invalid(&Show::of(&me, invoice, None, form).await?),
    }
    let notice = match me.write(move |tx| Payment::void(tx, clinic, payment, &reason, today)).await? {
        PaymentVoided::Voided { receipt, .. } => Notice::success(message!("payment-voided", receipt)),
        PaymentVoided::AlreadyVoided { receipt, .. } => Notice::warning(message!("payment-voided-before", receipt)),
    };
    hx.see_other(me.here(&format!("invoices/{invoice}")), notice)
}
