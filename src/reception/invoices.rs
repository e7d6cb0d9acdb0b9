//! An invoice: what it is for, what has been paid, and paying the rest.

use super::void_form::VoidForm;
use crate::auth::{Actor, AtClinic, Bills, Duty, Layout, form_once};
use crate::db::ids::InvoiceId;
use crate::models::billing::{Billed, Invoice, InvoiceLine, Payment, PaymentMethod, PaymentTaken, Standing, upi_link};
use crate::models::journal::Attempt;
use crate::models::practice::{Clinic, Member, Permission};
use crate::models::values::Money;
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "reception/invoices/show.html", blocks = ["upi"])]
pub(super) struct Show {
    layout: Layout,
    billed: Billed,
    lines: Vec<InvoiceLine>,
    payments: Vec<PaymentTaken>,
    /// Whom the money is for, while something is due.
    clinic: Option<Clinic>,
    pay: PaymentForm,
    /// Who took what is due, while this reader had it before them.
    overtaken: Option<Message>,
    void: VoidForm,
    /// What is held of the patient here, while something is due.
    held: Money,
    /// Who may take money back, where the reader may not.
    refunders: Vec<String>,
    /// What is given back of the cash that was just handed over.
    change: Option<Money>,
}

page!(Show, "upi" => as_upi);

/// `?amount=300`: what the UPI code is to ask for, where it is not all that is due; `?change=50`: what is given back of the cash that was
/// just handed over.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct InvoiceQuery {
    amount: String,
    change: String,
}

/// A payment as it is typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PaymentForm {
    pub amount: String,
    pub method: String,
    pub reference: String,
    /// The cash that was handed over, where it is more than the amount.
    pub given: String,
    /// What had been paid when the form was shown.
    pub seen: String,
    #[serde(skip)]
    pub attempt: Attempt,
    #[serde(skip)]
    pub errors: Errors,
}

form_once!(PaymentForm);

impl PaymentForm {
    /// A new form, for all that is due.
    pub fn of(due: Money) -> PaymentForm {
        let amount = due.plain();
        PaymentForm { amount: amount.strip_suffix(".00").unwrap_or(&amount).to_owned(), ..PaymentForm::default() }
    }
}

/// `GET invoices/{id}?amount=`.
pub async fn show(me: Actor<Bills>, hx: Hx, At(id): At<InvoiceId>, Query(query): Query<InvoiceQuery>) -> Response {
    let mut page = Show::of(&me, id, None, VoidForm::held(&me, id)).await?;
    if !query.amount.is_empty() {
        page.pay.amount = query.amount;
    }
    page.change = Money::parse(&query.change).ok();
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
        let clinic = me.clinic_id();
        let refunds = me.layout().may_refund();
        let (billed, lines, payments, clinic, held, refunders) = me
            .read(move |db| {
                let billed = Billed::at_clinic(db, clinic, id)?;
                let (mut payee, mut held, mut refunders) = (None, Money::ZERO, Vec::new());
                if !billed.invoice.due().is_zero() {
                    let (clinic, of_patient) = Invoice::payee_beside_held(db, clinic, billed.invoice.patient_id)?;
                    (payee, held) = (Some(clinic), of_patient);
                } else if !refunds && !billed.invoice.paid.is_zero() {
                    refunders = Member::names_with(db, clinic, Permission::Refunds)?;
                }
                Ok((billed, Invoice::lines(db, id)?, Payment::of_invoice(db, id)?, payee, held, refunders))
            })
            .await?;
        let due = billed.invoice.due();
        let mut pay = pay.unwrap_or_else(|| PaymentForm::of(due));
        pay.seen = billed.invoice.paid.plain();
        Ok(Show { layout: me.layout(), billed, lines, payments, clinic, pay, overtaken: None, void, held, refunders, change: None })
    }

    /// The key that takes a payment by a method.
    fn key_of(method: &PaymentMethod) -> &'static str {
        match method {
            PaymentMethod::Cash => "c",
            PaymentMethod::Upi => "u",
            PaymentMethod::Card => "k",
        }
    }

    /// What the code asks for: the amount that is typed, as far as it can be paid; else all that is due.
    fn asked(&self) -> Money {
        let due = self.billed.invoice.due();
        Money::parse(&self.pay.amount).ok().filter(|it| !it.is_zero() && *it <= due).unwrap_or(due)
    }

    /// What the QR code holds; nothing when the clinic has no UPI id, or nothing is due.
    fn upi(&self) -> Option<String> {
        let clinic = self.clinic.as_ref()?;
        upi_link(&clinic.upi_id, &clinic.name, self.asked(), &self.billed.record_number)
    }

    /// Says that the amount is more than is due: where somebody else was faster, who it was and how much they took.
    pub(super) fn refuse(&mut self, seen: &str, due: Money) {
        let faster = self.latest().filter(|_| !seen.is_empty() && seen != self.billed.invoice.paid.plain());
        self.overtaken = faster.map(|it| match it.received_by.as_str() {
            "" => message!("payment-overtaken-unnamed", amount = it.amount, receipt = it.receipt.clone()),
            name => message!("payment-overtaken", name, amount = it.amount, receipt = it.receipt.clone()),
        });
        if self.overtaken.is_none() || !due.is_zero() {
            self.pay.errors.add("amount", message!("payment-too-much", due));
        }
    }

    /// How much of what is held can be used for this.
    fn usable(&self) -> Money {
        self.held.min(self.billed.invoice.due())
    }

    /// Whether the cash has the focus: nothing was typed yet, or Enter was pressed without a word of how it is paid.
    fn begins_with_cash(&self) -> bool {
        let is_new = self.pay.errors.is_empty() && self.billed.invoice.paid.is_zero();
        (is_new || self.pay.errors.on("method").is_some()) && self.void.subject.is_empty()
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
