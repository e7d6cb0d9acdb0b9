//! A receipt, to print.

use actix_web::web::Path;

use crate::auth::{Actor, Bills};
use crate::db::ids::PaymentId;
use crate::models::billing::Payment;
use crate::shared::receipts::ReceiptSheet;
use crate::web::hx::{Hx, Response};

/// `GET payments/{id}/receipt`.
pub async fn show(me: Actor<Bills>, hx: Hx, path: Path<(String, String, PaymentId)>) -> Response {
    let (clinic, id) = (me.clinic_id(), path.into_inner().2);
    let receipt = me.read(move |db| Payment::receipt_at_clinic(db, clinic, id)).await?;
    let back = me.here(&format!("invoices/{}", receipt.taken.invoice));
    let sheet = ReceiptSheet::of(receipt, hx.locale(), back);
    hx.page(&sheet)
}
