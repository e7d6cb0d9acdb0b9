//! What the family has paid.

use actix_web::web::{Path, Query};
use askama::Template;

use super::Whose;
use crate::auth::{Actor, Layout, Patient};
use crate::db::ids::{PaymentId, ProfileId};
use crate::models::billing::{Payment, PaymentTaken};
use crate::models::people::Profile;
use crate::page;
use crate::shared::receipts::ReceiptSheet;
use crate::web::filters;
use crate::web::hx::{Hx, Response};

#[derive(Template)]
#[template(path = "patient/receipts/index.html")]
struct Index {
    layout: Layout,
    family: Vec<Profile>,
    of: Option<ProfileId>,
    receipts: Vec<PaymentTaken>,
}

page!(Index);

/// `GET receipts?of=`.
pub async fn index(me: Actor<Patient>, hx: Hx, Query(Whose { of }): Query<Whose>) -> Response {
    let ids = me.ids_of(of)?;
    let receipts = me.read(move |db| Payment::of_family(db, &ids)).await?;
    hx.page(&Index { layout: me.layout(), family: me.family().to_vec(), of, receipts })
}

/// `GET receipts/{id}`, to print.
pub async fn show(me: Actor<Patient>, hx: Hx, path: Path<(String, PaymentId)>) -> Response {
    let (ids, id) = (me.family_ids(), path.into_inner().1);
    let receipt = me.read(move |db| Payment::receipt_of_family(db, &ids, id)).await?;
    let sheet = ReceiptSheet::of(receipt, hx.locale(), me.here("receipts"));
    hx.page(&sheet)
}
