//! Voiding an invoice, and letting it stand again.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde_json::json;

use super::Invoice;
use crate::db::Tx;
use crate::db::ids::{AppointmentId, ClinicId, InvoiceId, UserId};
use crate::models::journal::{self, Action, Subject};
use crate::models::values::Money;
use crate::schema::organisation::{appointments, invoices};

/// What became of voiding an invoice.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvoiceVoided {
    Voided,
    AlreadyVoided,
    /// Money was taken for it: the payments are voided first.
    Paid {
        paid: Money,
    },
}

/// What became of taking a voiding back.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvoiceReinstated {
    Reinstated,
    NotVoided,
    /// Its visit is cancelled, moved, or nobody came: once the visit is back, so is the invoice.
    CalledOff,
}

impl Invoice {
    /// Voids an invoice for which no money is held.
    pub fn void(tx: &mut Tx, clinic: ClinicId, id: InvoiceId, reason: &str) -> QueryResult<InvoiceVoided> {
        let invoice = Invoice::lock(tx, clinic, id)?;
        if invoice.voided_at.is_some() {
            return Ok(InvoiceVoided::AlreadyVoided);
        }
        if !invoice.paid.is_zero() {
            return Ok(InvoiceVoided::Paid { paid: invoice.paid });
        }
        diesel::update(invoices::table.find(id))
            .set((invoices::voided_at.eq(tx.now), invoices::voided_by.eq(tx.by.user), invoices::void_reason.eq(reason)))
            .execute(tx.db)?;
        let details = json!({ "total": invoice.total.plain(), "reason": reason });
        journal::record(tx, Action::InvoiceVoided, Subject::invoice(id).at(clinic), &details)?;
        tx.announce(clinic);
        Ok(InvoiceVoided::Voided)
    }

    /// Voids the invoice of a visit that is called off, unless money is held for it: that is kept to be settled, `why` in the desk's words.
    pub fn void_of_visit(tx: &mut Tx, clinic: ClinicId, appointment: AppointmentId, reason: &str, why: &str) -> QueryResult<()> {
        let invoice: Option<InvoiceId> =
            invoices::table.filter(invoices::appointment_id.eq(appointment)).select(invoices::id).first(tx.db).optional()?;
        let Some(invoice) = invoice else { return Ok(()) };
        match Invoice::void(tx, clinic, invoice, reason)? {
            InvoiceVoided::Paid { paid } => Invoice::keep_to_settle(tx, clinic, invoice, paid, why),
            InvoiceVoided::Voided | InvoiceVoided::AlreadyVoided => Ok(()),
        }
    }

    /// Lets the invoice stand again that was voided at the instant at which its visit was cancelled, or when its money was given back
    /// or used for another: by the change, and not by somebody who decided it.
    pub fn reinstate_of_visit(tx: &mut Tx, appointment: AppointmentId, cancelled_at: NaiveDateTime) -> QueryResult<()> {
        let settled = invoices::void_reason.eq(Invoice::GIVEN_BACK).or(invoices::void_reason.eq(Invoice::USED));
        let given_back = invoices::to_settle_since.is_not_null().and(settled);
        let along = invoices::table
            .filter(invoices::appointment_id.eq(appointment))
            .filter(invoices::voided_at.eq(cancelled_at).or(invoices::voided_at.is_not_null().and(given_back)).assume_not_null());
        let voided = along.select(Invoice::as_select()).for_update().first(tx.db).optional()?;
        voided.map_or(Ok(()), |invoice| invoice.reinstate(tx))?;
        Invoice::is_kept_no_more(tx, appointment)
    }

    /// Takes the voiding of an invoice back: it is to be paid again. Not while its visit is called off, which voided it.
    pub fn take_void_back(tx: &mut Tx, clinic: ClinicId, id: InvoiceId) -> QueryResult<InvoiceReinstated> {
        let invoice = Invoice::lock(tx, clinic, id)?;
        if invoice.voided_at.is_none() {
            return Ok(InvoiceReinstated::NotVoided);
        }
        let called_off = appointments::table.filter(appointments::id.nullable().eq(invoice.appointment_id));
        let called_off = called_off.filter(appointments::cancelled_at.is_not_null());
        if diesel::select(diesel::dsl::exists(called_off)).get_result(tx.db)? {
            return Ok(InvoiceReinstated::CalledOff);
        }
        invoice.reinstate(tx)?;
        tx.announce(clinic);
        Ok(InvoiceReinstated::Reinstated)
    }

    /// Whether nothing was done about the invoice of a visit, if it has one: no money was taken, and nobody voided it.
    pub fn is_untouched(tx: &mut Tx, appointment: AppointmentId) -> QueryResult<bool> {
        let of_visit = invoices::table.filter(invoices::appointment_id.eq(appointment)).select(Invoice::as_select());
        let invoice = of_visit.for_update().first(tx.db).optional()?;
        Ok(invoice.is_none_or(|it| it.voided_at.is_none() && it.paid.is_zero()))
    }

    /// Why an invoice was voided whose visit was not checked in after all: it is booked still.
    pub(in crate::models) const BOOKED_STILL: &'static str = "booked_still";

    /// Lets the invoice stand again of a visit that was checked in by mistake once, and is here now.
    pub(super) fn reinstate_at_check_in(tx: &mut Tx, id: InvoiceId) -> QueryResult<()> {
        let voided = invoices::table.find(id).filter(invoices::void_reason.eq(Invoice::BOOKED_STILL));
        let voided: Option<Invoice> = voided.select(Invoice::as_select()).for_update().first(tx.db).optional()?;
        voided.map_or(Ok(()), |invoice| invoice.reinstate(tx))
    }

    fn reinstate(&self, tx: &mut Tx) -> QueryResult<()> {
        diesel::update(invoices::table.find(self.id))
            .set((invoices::voided_at.eq(None::<NaiveDateTime>), invoices::voided_by.eq(None::<UserId>), invoices::void_reason.eq("")))
            .execute(tx.db)?;
        let details = json!({ "total": self.total.plain(), "reinstated": true, "was": self.void_reason });
        journal::record(tx, Action::Invoiced, Subject::invoice(self.id).at(self.clinic_id), &details)
    }

    /// The Fluent key of the reason, where it was voided along with its visit and nobody typed one.
    pub fn void_key(&self) -> Option<&'static str> {
        match self.void_reason.as_str() {
            "moved" => Some("invoice-void-moved"),
            "cancelled" => Some("invoice-void-cancelled"),
            "no_show" => Some("invoice-void-no-show"),
            Invoice::GIVEN_BACK => Some("invoice-void-given-back"),
            Invoice::USED => Some("invoice-void-used"),
            Invoice::BOOKED_STILL => Some("invoice-void-booked-still"),
            _ => None,
        }
    }
}
