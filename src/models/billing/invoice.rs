//! What a visit costs, and how much of it has been paid. Never deleted: an invoice that was wrong is voided, with a reason.

pub mod collection;
mod following;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use serde_json::json;

use crate::db::ids::{AppointmentId, ClinicId, InvoiceId, ProfileId, RowId};
use crate::db::{Db, Tx};
use crate::models::journal::{self, Action, Subject};
use crate::models::values::Money;
use crate::schema::organisation::{appointments, doctors, invoice_lines, invoices, profiles};

/// An invoice. `paid` is the sum of its payments that were not voided, kept in the transactions that change them.
#[derive(Clone, Debug, PartialEq, Eq, HasQuery)]
#[diesel(table_name = invoices)]
pub struct Invoice {
    pub id: InvoiceId,
    pub clinic_id: ClinicId,
    pub patient_id: ProfileId,
    pub appointment_id: Option<AppointmentId>,
    pub total: Money,
    pub paid: Money,
    pub issued_at: NaiveDateTime,
    /// The clinic's day.
    pub issued_on: NaiveDate,
    pub voided_at: Option<NaiveDateTime>,
    pub void_reason: String,
}

/// How an invoice stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    Due,
    Partial,
    Paid,
    Void,
}

impl Standing {
    /// The Fluent key of its word.
    pub fn key(self) -> &'static str {
        match self {
            Standing::Due => "invoice-due",
            Standing::Partial => "invoice-partial",
            Standing::Paid => "invoice-paid",
            Standing::Void => "invoice-void",
        }
    }

    /// What the page's colours call it.
    pub fn badge(self) -> &'static str {
        match self {
            Standing::Due => "due",
            Standing::Partial => "partial",
            Standing::Paid => "paid",
            Standing::Void => "cancelled",
        }
    }
}

/// What an invoice asks money for.
#[derive(Clone, Debug, PartialEq, Eq, HasQuery)]
#[diesel(table_name = invoice_lines)]
pub struct InvoiceLine {
    /// For a visit, the doctor's name as it stood.
    pub description: String,
    pub appointment_id: Option<AppointmentId>,
    pub amount: Money,
}

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
    /// An invoice of this clinic; of another clinic's it is not found.
    pub fn at_clinic(db: &mut Db, clinic: ClinicId, id: InvoiceId) -> QueryResult<Invoice> {
        Invoice::query().filter(invoices::id.eq(id)).filter(invoices::clinic_id.eq(clinic)).first(db)
    }

    /// As [`Invoice::at_clinic`], locked until the change is done: whoever takes or gives back money queues for this row.
    pub fn lock(tx: &mut Tx, clinic: ClinicId, id: InvoiceId) -> QueryResult<Invoice> {
        Invoice::query().filter(invoices::id.eq(id)).filter(invoices::clinic_id.eq(clinic)).for_update().first(tx.db)
    }

    /// The invoice of a visit: made once, however often it is asked for, and left as it is. A visit that costs nothing has none.
    pub fn of_visit(
        tx: &mut Tx,
        appointment: AppointmentId,
        clinic: ClinicId,
        patient: ProfileId,
        fee: Money,
    ) -> QueryResult<Option<InvoiceId>> {
        let issued_on: NaiveDate = appointments::table
            .find(appointment)
            .filter(appointments::clinic_id.eq(clinic))
            .select(appointments::held_on)
            .for_update()
            .first(tx.db)?;
        let made = invoices::table.filter(invoices::appointment_id.eq(appointment)).select(invoices::id).first(tx.db).optional()?;
        if made.is_some() {
            return Ok(made);
        }
        if fee.is_zero() {
            return Ok(None);
        }
        let with = Invoice::doctor_of(tx, appointment)?;
        let id = InvoiceId::new();
        diesel::insert_into(invoices::table)
            .values((
                invoices::id.eq(id),
                invoices::clinic_id.eq(clinic),
                invoices::patient_id.eq(patient),
                invoices::appointment_id.eq(appointment),
                invoices::total.eq(fee),
                invoices::issued_at.eq(tx.now),
                invoices::issued_on.eq(issued_on),
            ))
            .execute(tx.db)?;
        diesel::insert_into(invoice_lines::table)
            .values((
                invoice_lines::id.eq(RowId::new()),
                invoice_lines::invoice_id.eq(id),
                invoice_lines::position.eq(1),
                invoice_lines::description.eq(with),
                invoice_lines::appointment_id.eq(appointment),
                invoice_lines::amount.eq(fee),
            ))
            .execute(tx.db)?;
        journal::record(tx, Action::Invoiced, Subject::new("invoices", id).at(clinic), &json!({ "total": fee.plain() }))?;
        Ok(Some(id))
    }

    /// The name of the doctor of a visit, as it stands now.
    fn doctor_of(tx: &mut Tx, appointment: AppointmentId) -> QueryResult<String> {
        appointments::table
            .inner_join(doctors::table.inner_join(profiles::table))
            .filter(appointments::id.eq(appointment))
            .select(profiles::full_name)
            .first(tx.db)
    }

    /// Lets the invoice stand again that was voided at the instant at which its visit was cancelled: by that change, and not by
    /// somebody who decided it.
    pub fn reinstate_of_visit(tx: &mut Tx, appointment: AppointmentId, cancelled_at: NaiveDateTime) -> QueryResult<()> {
        let along = invoices::table.filter(invoices::appointment_id.eq(appointment)).filter(invoices::voided_at.eq(cancelled_at));
        let voided = along.select(Invoice::as_select()).for_update().first(tx.db).optional()?;
        voided.map_or(Ok(()), |invoice| invoice.reinstate(tx))
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

    fn reinstate(&self, tx: &mut Tx) -> QueryResult<()> {
        diesel::update(invoices::table.find(self.id))
            .set((
                invoices::voided_at.eq(None::<NaiveDateTime>),
                invoices::voided_by.eq(None::<crate::db::ids::UserId>),
                invoices::void_reason.eq(""),
            ))
            .execute(tx.db)?;
        let details = json!({ "total": self.total.plain(), "reinstated": true, "was": self.void_reason });
        journal::record(tx, Action::Invoiced, Subject::new("invoices", self.id).at(self.clinic_id), &details)
    }

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
        journal::record(tx, Action::InvoiceVoided, Subject::new("invoices", id).at(clinic), &details)?;
        tx.announce(clinic);
        Ok(InvoiceVoided::Voided)
    }

    /// Voids the invoice of a visit that was cancelled, unless money is held for it: then it is given back at the desk first.
    pub fn void_of_visit(tx: &mut Tx, clinic: ClinicId, appointment: AppointmentId, reason: &str) -> QueryResult<()> {
        let invoice: Option<InvoiceId> =
            invoices::table.filter(invoices::appointment_id.eq(appointment)).select(invoices::id).first(tx.db).optional()?;
        if let Some(invoice) = invoice {
            let _kept_if_paid = Invoice::void(tx, clinic, invoice, reason)?;
        }
        Ok(())
    }

    /// What it asks money for, in order.
    pub fn lines(db: &mut Db, id: InvoiceId) -> QueryResult<Vec<InvoiceLine>> {
        InvoiceLine::query().filter(invoice_lines::invoice_id.eq(id)).order(invoice_lines::position).limit(100).load(db)
    }

    /// The Fluent key of the reason, where it was voided along with its visit and nobody typed one.
    pub fn void_key(&self) -> Option<&'static str> {
        match self.void_reason.as_str() {
            "moved" => Some("invoice-void-moved"),
            "cancelled" => Some("invoice-void-cancelled"),
            "no_show" => Some("invoice-void-no-show"),
            _ => None,
        }
    }

    /// What is still to be paid.
    pub fn due(&self) -> Money {
        if self.voided_at.is_some() { Money::ZERO } else { self.total - self.paid }
    }

    pub fn standing(&self) -> Standing {
        if self.voided_at.is_some() {
            Standing::Void
        } else if self.paid == self.total {
            Standing::Paid
        } else if self.paid.is_zero() {
            Standing::Due
        } else {
            Standing::Partial
        }
    }
}
