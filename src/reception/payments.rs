//! The day's money: what is to be collected, what came in by which method; and taking a payment.

use chrono::NaiveDate;

use super::invoices::{PaymentForm, Show};
use super::void_form::VoidForm;
use crate::auth::{Actor, Bills, Layout, Once, Payments};
use crate::db::ids::InvoiceId;
use crate::locale::digits;
use crate::models::billing::{Billed, DayBilled, HeldUsed, NewPayment, Payment, PaymentMethod, PaymentReceipted, PaymentTaken, Takings};
use crate::models::journal::{Attempted, Deed};
use crate::models::values::Money;
use crate::web::screen::*;

/// The longest number that a bank or an app gives a payment, in characters.
const REFERENCE: usize = 60;

/// How the reader's own takings are asked for.
const MINE: &str = "me";

#[derive(Template)]
#[template(path = "reception/payments/index.html")]
struct Index {
    layout: Layout,
    day: NaiveDate,
    today: NaiveDate,
    invoices: Vec<Billed>,
    takings: Takings,
    receipts: Vec<PaymentTaken>,
    /// What is held for visits that were called off, of whatever day.
    held: Vec<Billed>,
    /// Whom the list is narrowed to, as it was typed.
    q: String,
    /// Whether the takings are those of the reader alone.
    mine: bool,
}

page!(Index);

impl Index {
    /// What is still to be collected of the day.
    fn due(&self) -> Money {
        self.invoices.iter().map(|it| it.invoice.due()).sum()
    }

    /// The invoices of whom is looked for: by a part of the patient's or the doctor's name, the record number or the token.
    fn found(&self) -> Vec<&Billed> {
        let (words, number) = (self.q.trim().to_lowercase(), digits::plain(self.q.trim()));
        let holds = |name: &str| name.to_lowercase().contains(&words);
        let is_meant = |it: &&Billed| {
            holds(&it.patient)
                || it.doctor.as_deref().is_some_and(holds)
                || it.record_number.to_lowercase().ends_with(&number.to_lowercase())
                || it.token.is_some_and(|token| token.to_string() == number)
        };
        self.invoices.iter().filter(is_meant).collect()
    }
}

/// `?on=2026-11-19&q=rao&by=me`: the day to show, today if it names none; of whom; and whether the takings are the reader's alone.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PaymentsQuery {
    on: String,
    q: String,
    by: String,
}

/// `GET payments?on=&q=&by=`.
pub async fn index(me: Actor<Bills>, hx: Hx, Query(query): Query<PaymentsQuery>) -> Response {
    let (clinic, today) = (me.clinic_id(), me.today());
    let day = form::date(&query.on).unwrap_or(today);
    let mine = query.by == MINE;
    let by = mine.then_some(me.user());
    let (DayBilled { invoices, held }, takings, receipts) = me
        .read(move |db| {
            Ok((Billed::of_day(db, clinic, day)?, Payment::takings(db, clinic, day, by)?, Payment::of_day(db, clinic, day, by)?))
        })
        .await?;
    hx.page(&Index { layout: me.layout(), day, today, invoices, takings, receipts, held, mine, q: query.q })
}

/// `POST invoices/{id}/payments`.
pub async fn create(me: Actor<Payments>, hx: Hx, At(invoice): At<InvoiceId>, Once(mut form): Once<PaymentForm>) -> Response {
    let Some(money) = form.parse(&me, invoice) else {
        return hx.invalid(&Show::of(&me, invoice, Some(form), VoidForm::default()).await?);
    };
    let (amount, method, change, seen, clinic) = (money.amount, money.method, form.change(&money), form.seen.clone(), me.clinic_id());
    let attempted = me
        .make(&mut form, move |tx| match Payment::receive(tx, &money)? {
            PaymentReceipted::Received { payment, receipt } => {
                let (method, who) = (Message::new(method.key()), Billed::at_clinic(tx.db, clinic, invoice)?.who());
                let words = match change {
                    Some(change) => message!("payment-received-change", amount, method, receipt, change, who),
                    None => message!("payment-received", amount, method, receipt, who),
                };
                Ok(Ok(Deed::new(payment, words)))
            }
            refused => Ok(Err(refused)),
        })
        .await?;
    let notice = match attempted {
        Attempted::Made(made) => Notice::success(made.said()),
        Attempted::Refused(PaymentReceipted::TooMuch { due }) => {
            let mut page = Show::of(&me, invoice, Some(form), VoidForm::default()).await?;
            page.refuse(&seen, due);
            return hx.invalid(&page);
        }
        Attempted::Refused(_) => Notice::warning(message!("payment-of-void")),
        Attempted::NotThis(_) => return hx.invalid(&Show::of(&me, invoice, Some(form), VoidForm::default()).await?),
    };
    let kept = change.map(|it| format!("?change={}", it.plain())).unwrap_or_default();
    hx.see_other(me.here(&format!("invoices/{invoice}{kept}")), notice)
}

/// `POST invoices/{id}/held`: what is held for a visit that was called off is used for this one.
pub async fn use_held(me: Actor<Payments>, hx: Hx, At(invoice): At<InvoiceId>) -> Response {
    let (clinic, today) = (me.clinic_id(), me.today());
    let notice = match me.write(move |tx| Payment::use_held(tx, clinic, invoice, today)).await? {
        HeldUsed::Used { amount } => Notice::success(message!("held-used", amount)),
        HeldUsed::Nothing => Notice::warning(message!("given-back-before")),
    };
    hx.see_other(me.here(&format!("invoices/{invoice}")), notice)
}

impl PaymentForm {
    /// What is given back of the cash that was handed over.
    fn change(&self, money: &NewPayment) -> Option<Money> {
        let given = Money::parse(&self.given).ok().filter(|it| money.method == PaymentMethod::Cash && *it > money.amount)?;
        Some(given - money.amount)
    }

    fn parse(&mut self, me: &Actor<Payments>, invoice: InvoiceId) -> Option<NewPayment> {
        self.look_at_cash();
        let money = form::parse!(self => NewPayment {
            amount: Money::parse(&self.amount).and_then(|it| if it.is_zero() { Err(message!("error-money")) } else { Ok(it) }),
            method: form::choice(&self.method),
            reference: form::text(&self.reference, REFERENCE),
            ;
            attempt: self.attempt.id,
            clinic: me.clinic_id(),
            invoice: invoice,
            today: me.today(),
        });
        money.filter(|_| self.errors.is_empty())
    }

    /// Cash that was handed over is no less than the amount: a part payment is a smaller amount; and it is no card's and no app's. Enter,
    /// which names no method, means the cash that stands there.
    fn look_at_cash(&mut self) {
        let is_typed = !self.given.trim().is_empty();
        if self.method.is_empty() && !is_typed {
            return self.errors.add("method", message!("payment-which-key"));
        }
        if self.method.is_empty() {
            self.method = PaymentMethod::Cash.to_string();
        }
        if self.method != PaymentMethod::Cash.as_str() {
            if let Some(given) = Money::parse(&self.given).ok().filter(|it| !it.is_zero()) {
                self.errors.add("given", message!("payment-given-cash", given));
            }
            return;
        }
        if !is_typed {
            return;
        }
        match (Money::parse(&self.given), Money::parse(&self.amount)) {
            (Err(why), _) => self.errors.add("given", why),
            (Ok(given), Ok(amount)) if given < amount => self.errors.add("given", message!("payment-given-less", given)),
            _ => {}
        }
    }
}
