//! An invoice: what it is for, what has been paid, and paying the rest.

use actix_web::web::Path;
use askama::Template;
use serde::Deserialize;

use super::void_form::VoidForm;
use crate::auth::{Actor, AtClinic, Bills, Duty, Layout};
use crate::db::ids::{AttemptId, InvoiceId};
use crate::models::billing::{Billed, Invoice, InvoiceLine, Payment, PaymentMethod, PaymentTaken, upi_link};
use crate::models::practice::{Clinic, Permission};
use crate::models::values::Money;
use crate::page;
use crate::web::error::Error;
use crate::web::filters;
use crate::web::form::Errors;
use crate::web::hx::{Hx, Response};

#[derive(Template)]
#[template(path = "reception/invoices/show.html")]
pub(super) struct Show {
    layout: Layout,
    billed: Billed,
    lines: Vec<InvoiceLine>,
    payments: Vec<PaymentTaken>,
    clinic: Clinic,
    /// What the QR code holds; nothing when the clinic has no UPI id, or nothing is due.
    upi: Option<String>,
    pay: PaymentForm,
    void: VoidForm,
    may_take: bool,
    may_refund: bool,
}

page!(Show);

/// A payment as it is typed.
#[derive(Default, Deserialize)]
pub struct PaymentForm {
    #[serde(default)]
    pub amount: String,
    #[serde(default)]
    pub method: String,
    #[serde(default)]
    pub reference: String,
    /// Made with the form, so that sending it twice is one payment.
    #[serde(default)]
    pub attempt: String,
    #[serde(skip)]
    pub errors: Errors,
}

impl PaymentForm {
    /// A new form, for all that is due, in cash.
    pub fn of(due: Money) -> PaymentForm {
        let amount = due.plain();
        PaymentForm {
            amount: amount.strip_suffix(".00").unwrap_or(&amount).to_owned(),
            method: PaymentMethod::Cash.to_string(),
            attempt: AttemptId::new().to_string(),
            ..PaymentForm::default()
        }
    }
}

/// `GET invoices/{id}`.
pub async fn show(me: Actor<Bills>, hx: Hx, path: Path<(String, String, InvoiceId)>) -> Response {
    let invoice = path.into_inner().2;
    let page = Show::of(&me, invoice, None, VoidForm::held(&me, invoice)).await?;
    hx.page(&page)
}

impl Show {
    /// The page, with whatever was typed into its forms.
    pub(super) async fn of<D: Duty<Scope = AtClinic>>(
        me: &Actor<D>,
        id: InvoiceId,
        pay: Option<PaymentForm>,
        void: VoidForm,
    ) -> Result<Show, Error> {
        let here = me.clinic_id();
        let (billed, lines, payments, clinic) = me
            .read(move |db| {
                let billed = Billed::at_clinic(db, here, id)?;
                Ok((billed, Invoice::lines(db, id)?, Payment::of_invoice(db, id)?, Clinic::find(db, here)?))
            })
            .await?;
        let due = billed.invoice.due();
        Ok(Show {
            layout: me.layout(),
            upi: upi_link(&clinic.upi_id, &clinic.name, due, &billed.record_number),
            pay: pay.unwrap_or_else(|| PaymentForm::of(due)),
            may_take: me.may(Permission::Payments),
            may_refund: me.may(Permission::Refunds),
            billed,
            lines,
            payments,
            clinic,
            void,
        })
    }

    /// The latest payment that still stands: its receipt is what the desk prints next.
    fn latest(&self) -> Option<&PaymentTaken> {
        self.payments.iter().rfind(|it| it.void.is_none())
    }
}
