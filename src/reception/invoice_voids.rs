//! Voiding an invoice for which no money is held.

use actix_web::web::Path;

use super::invoices::Show;
use super::void_form::{StepUp, VoidForm};
use crate::auth::{Actor, Refunds};
use crate::db::ids::InvoiceId;
use crate::message;
use crate::models::billing::{Invoice, InvoiceVoided};
use crate::web::form::Form;
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;

/// `POST invoices/{id}/void`.
pub async fn create(me: Actor<Refunds>, hx: Hx, path: Path<(String, String, InvoiceId)>, Form(mut form): Form<VoidForm>) -> Response {
    let (invoice, clinic) = (path.into_inner().2, me.clinic_id());
    let Some(reason) = form.parse(invoice) else {
        return hx.invalid(&Show::of(&me, invoice, None, form).await?);
    };
    let amount = me.read(move |db| Invoice::at_clinic(db, clinic, invoice)).await?.total;
    match form.step_up(&me, invoice, amount).await? {
        StepUp::Done => {}
        StepUp::First(there) => return hx.leave_for(&there, Notice::warning(message!("refund-confirm", amount))),
        StepUp::Lacking => return hx.invalid(&Show::of(&me, invoice, None, form).await?),
    }
    let notice = match me.write(move |tx| Invoice::void(tx, clinic, invoice, &reason)).await? {
        InvoiceVoided::Voided => Notice::success(message!("invoice-voided")),
        InvoiceVoided::AlreadyVoided => Notice::warning(message!("invoice-voided-before")),
        InvoiceVoided::Paid { paid } => Notice::warning(message!("invoice-void-paid", paid)),
    };
    hx.see_other(me.here(&format!("invoices/{invoice}")), notice)
}
