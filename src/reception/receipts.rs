//! A receipt, to print.

use super::slips::PaperQuery;
use crate::auth::{Actor, Bills};
use crate::db::ids::PaymentId;
use crate::models::billing::Payment;
use crate::shared::receipts::ReceiptSheet;
use crate::web::screen::*;

/// `GET payments/{id}/receipt?print=now`.
pub async fn show(me: Actor<Bills>, hx: Hx, At(id): At<PaymentId>, Query(query): Query<PaperQuery>) -> Response {
    let clinic = me.clinic_id();
    let receipt = me.open(move |opening| Payment::receipt_at_clinic(opening, clinic, id)).await?;
    let back = if query.is_now() { "queue".to_owned() } else { format!("invoices/{}", receipt.taken.invoice) };
    let (locale, paper) = (hx.locale(), receipt.clinic.receipt_paper);
    hx.page(&ReceiptSheet::of(receipt, locale, paper, me.here(&back), query.is_now()))
}
