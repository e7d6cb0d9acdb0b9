//! The form in which money is taken back: a reason; who they are, shown within this part of the shift; and, above the clinic's limit, a
//! second factor that was shown just now.

use crate::auth::{Actor, Bills, Interrupted, Refunds};
use crate::db::ids::InvoiceId;
use crate::models::practice::Clinic;
use crate::models::values::Money;
use crate::web::screen::*;

/// The longest reason, in characters.
const REASON: usize = 255;

/// Why something is voided, as it is typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct VoidForm {
    pub reason: String,
    /// What is to be voided, when the form comes back: a payment's id or an invoice's.
    #[serde(skip)]
    pub subject: String,
    /// Whether somebody without a second factor asked for more than the limit.
    #[serde(skip)]
    pub lacks_factor: bool,
    #[serde(skip)]
    pub errors: Errors,
}

/// Whether money may be taken back now.
#[must_use]
pub enum StepUp {
    Done,
    /// They show first who they are, at this address; what was typed is kept.
    First(String),
    /// They have no second factor: the form says what to do.
    Lacking,
}

impl VoidForm {
    /// The subject where all that is held for an invoice is to be given back.
    pub const ALL_HELD: &str = "held";

    /// The reason, which must be given.
    pub fn parse(&mut self, subject: String) -> Option<String> {
        self.subject = subject;
        self.errors.check("reason", form::required(&self.reason, REASON))
    }

    /// Whether this is the form of that payment or invoice: the page has one for each.
    pub fn is_for(&self, subject: impl ToString) -> bool {
        self.subject == subject.to_string()
    }

    /// What was typed for it.
    pub fn reason_for(&self, subject: impl ToString) -> &str {
        if self.is_for(subject) { &self.reason } else { "" }
    }

    /// What is wrong with the reason that was typed for it.
    pub fn mistake(&self, subject: impl ToString) -> Option<&Message> {
        self.errors.on("reason").filter(|_| self.is_for(subject))
    }

    /// Whether something was typed that was not carried out, as the second factor was asked for and not shown.
    pub fn waits(&self) -> bool {
        self.errors.is_empty() && !self.reason.is_empty()
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

    /// Whether so much of this invoice may be taken back now.
    pub async fn step_up(&mut self, me: &Actor<Refunds>, invoice: InvoiceId, amount: Money) -> Result<StepUp, Error> {
        let clinic = me.clinic_id();
        let limit = me.read(move |db| Clinic::find(db, clinic)).await?.refund_limit;
        if me.has_shown_factor() || amount <= limit && me.has_proven_in_shift() {
            me.let_go()?;
            return Ok(StepUp::Done);
        }
        if amount > limit && !me.has_factor() {
            self.lacks_factor = true;
            self.errors.add("reason", message!("refund-needs-two-steps", limit));
            return Ok(StepUp::Lacking);
        }
        me.hold(Interrupted::Void { invoice, subject: self.subject.clone(), reason: self.reason.clone() })?;
        Ok(StepUp::First(me.confirming(&me.here(&format!("invoices/{invoice}")))))
    }
}
