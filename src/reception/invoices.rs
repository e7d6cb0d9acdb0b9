//! An invoice: what it is for, what has been paid, and paying the rest.

use super::void_form::VoidForm;
use crate::auth::{Actor, AtClinic, Bills, Duty, Layout, form_once};
use crate::db::ids::InvoiceId;
use crate::models::billing::{Billed, Invoice, InvoiceLine, Payment, PaymentMethod, PaymentTaken, upi_link};
use crate::models::journal::Attempt;
use crate::models::practice::Clinic;
use crate::models::values::Money;
use crate::web::screen::*;

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
}

page!(Show);

/// A payment as it is typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PaymentForm {
    pub amount: String,
    pub method: String,
    pub reference: String,
    #[serde(skip)]
    pub attempt: Attempt,
    #[serde(skip)]
    pub errors: Errors,
}

form_once!(PaymentForm);

impl PaymentForm {
    /// A new form, for all that is due, in cash.
    pub fn of(due: Money) -> PaymentForm {
        let amount = due.plain();
        PaymentForm {
            amount: amount.strip_suffix(".00").unwrap_or(&amount).to_owned(),
            method: PaymentMethod::Cash.to_string(),
            ..PaymentForm::default()
        }
    }
}

/// `GET invoices/{id}`.
pub async fn show(me: Actor<Bills>, hx: Hx, At(id): At<InvoiceId>) -> Response {
    hx.page(&Show::of(&me, id, None, VoidForm::held(&me, id)).await?)
}

impl Show {
    /// The page, with whatever was typed into its forms.
    pub(super) async fn of<D: Duty<Scope = AtClinic>>(
        me: &Actor<D>,
        id: InvoiceId,
        pay: Option<PaymentForm>,
        void: VoidForm,
    ) -> Result<Show, Error> {
        let clinic = me.clinic_id();
        let (billed, lines, payments, clinic) = me
            .read(move |db| {
                let billed = Billed::at_clinic(db, clinic, id)?;
                Ok((billed, Invoice::lines(db, id)?, Payment::of_invoice(db, id)?, Clinic::find(db, clinic)?))
            })
            .await?;
        let due = billed.invoice.due();
        let upi = upi_link(&clinic.upi_id, &clinic.name, due, &billed.record_number);
        let pay = pay.unwrap_or_else(|| PaymentForm::of(due));
        Ok(Show { layout: me.layout(), billed, lines, payments, clinic, upi, pay, void })
    }

    /// The latest payment that still stands: its receipt is what the desk prints next.
    fn latest(&self) -> Option<&PaymentTaken> {
        self.payments.iter().rfind(|it| it.void.is_none())
    }

    /// What is wrong with an amount for which there is no field any more, as nothing is due by now.
    fn amount_without_field(&self) -> Option<&Message> {
        self.pay.errors.on("amount").filter(|_| self.billed.invoice.due().is_zero())
    }
}
