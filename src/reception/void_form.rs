//! The form in which money is taken back: why; and, above the clinic's limit, a second factor shown of late.

use serde::Deserialize;

use crate::auth::{Actor, Bills, Interrupted, Refunds};
use crate::db::ids::InvoiceId;
use crate::message;
use crate::models::practice::Clinic;
use crate::models::values::Money;
use crate::web::error::Error;
use crate::web::form::{Errors, required};

/// Why something is voided, as it is typed.
#[derive(Default, Deserialize)]
pub struct VoidForm {
    #[serde(default)]
    pub reason: String,
    /// What is to be voided, when the form comes back: a payment's id or an invoice's.
    #[serde(skip)]
    pub subject: String,
    /// Whether it is more than somebody without a second factor may take back.
    #[serde(skip)]
    pub lacks_factor: bool,
    #[serde(skip)]
    pub errors: Errors,
}

/// Whether it may be done now.
#[must_use]
pub enum StepUp {
    Done,
    /// The second factor comes first, at that address; what was typed is kept.
    First(String),
    /// They have none: the form says what to do.
    Lacking,
}

impl VoidForm {
    /// The reason, which must be given.
    pub fn parse(&mut self, subject: impl ToString) -> Option<String> {
        self.subject = subject.to_string();
        self.errors.check("reason", required(&self.reason, 255))
    }

    /// Whether this came back for that payment or invoice.
    pub fn is_for(&self, subject: impl ToString) -> bool {
        self.subject == subject.to_string()
    }

    /// What was typed for it.
    pub fn reason_for(&self, subject: impl ToString) -> &str {
        if self.is_for(subject) { &self.reason } else { "" }
    }

    /// What was typed for this invoice before the second factor was asked for.
    pub fn held(me: &Actor<Bills>, invoice: InvoiceId) -> VoidForm {
        match me.held() {
            Some(Interrupted::Void { invoice: of, subject, reason }) if of == invoice => {
                VoidForm { reason, subject, ..VoidForm::default() }
            }
            _ => VoidForm::default(),
        }
    }

    /// Whether so much may be taken back now, of this invoice.
    pub async fn step_up(&mut self, me: &Actor<Refunds>, invoice: InvoiceId, amount: Money) -> Result<StepUp, Error> {
        let clinic = me.clinic_id();
        let limit = me.read(move |db| Clinic::find(db, clinic)).await?.refund_limit;
        if amount <= limit || me.has_shown_factor() {
            me.let_go()?;
            return Ok(StepUp::Done);
        }
        if !me.has_factor() {
            self.lacks_factor = true;
            self.errors.add("reason", message!("refund-needs-two-steps", limit));
            return Ok(StepUp::Lacking);
        }
        me.hold(Interrupted::Void { invoice, subject: self.subject.clone(), reason: self.reason.clone() })?;
        Ok(StepUp::First(me.confirming(&me.here(&format!("invoices/{invoice}")))))
    }
}
