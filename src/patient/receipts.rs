//! What the family has paid.

use actix_web::web::Path;
use askama::Template;

use crate::auth::{Actor, Layout, Patient};
use crate::db::ids::PaymentId;
use crate::models::payment::Payment;
use crate::models::payment::receipt::Taken;
use crate::page;
use crate::shared::receipts::ReceiptSheet;
use crate::web::filters;
use crate::web::hx::{Hx, Response};

#[derive(Template)]
#[template(path = "patient/receipts/index.html")]
struct Index {
    layout: Layout,
    receipts: Vec<Taken>,
}

page!(Index);

/// `GET receipts`.
pub async fn index(me: Actor<Patient>, hx: Hx) -> Response {
    let ids = me.family_ids();
    let receipts = me.read(move |db| Payment::of_family(db, &ids)).await?;
    hx.in_zone(me.zone()).page(&Index { layout: me.layout(), receipts })
}

/// `GET receipts/{id}`, to print.
pub async fn show(me: Actor<Patient>, hx: Hx, path: Path<(String, PaymentId)>) -> Response {
    let (ids, id) = (me.family_ids(), path.into_inner().1);
    let receipt = me.read(move |db| Payment::receipt_of_family(db, &ids, id)).await?;
    let sheet = ReceiptSheet::of(receipt, hx.locale(), me.here("receipts"));
    hx.in_zone(me.zone()).page(&sheet)
}
