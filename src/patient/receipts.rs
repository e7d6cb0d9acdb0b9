//! What the family has paid, and what it has still to pay.

use super::whose::{Whose, WhoseQuery};
use crate::auth::{Actor, Layout, Patient};
use crate::db::ids::PaymentId;
use crate::models::billing::{Invoice, Owed, Payment, PaymentTaken};
use crate::models::practice::ReceiptPaper;
use crate::shared::receipts::ReceiptSheet;
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "patient/receipts/index.html")]
struct Index {
    layout: Layout,
    whose: Whose,
    owed: Vec<Owed>,
    receipts: Vec<PaymentTaken>,
}

page!(Index);

/// `GET receipts?of=`.
pub async fn index(me: Actor<Patient>, hx: Hx, Query(WhoseQuery { of }): Query<WhoseQuery>) -> Response {
    let ids = me.ids_of(of)?;
    let (owed, receipts) = me.read(move |db| Ok((Invoice::owed_by_family(db, &ids)?, Payment::of_family(db, &ids)?))).await?;
    hx.page(&Index { layout: me.layout(), whose: Whose::of(&me, of), owed, receipts })
}

/// `GET receipts/{id}`, to print: nobody has the desk's roll at home.
pub async fn show(me: Actor<Patient>, hx: Hx, At(id): At<PaymentId>) -> Response {
    let ids = me.family_ids();
    let receipt = me.read(move |db| Payment::receipt_of_family(db, &ids, id)).await?;
    let sheet = ReceiptSheet::of(receipt, hx.locale(), ReceiptPaper::A5, me.here("receipts"), false);
    hx.page(&sheet)
}
