//! What a visit costs, and how much of it has been paid. Never deleted: an invoice that was wrong is voided, with a reason.

pub mod collection;
mod following;
pub mod owed;
mod settling;
mod voiding;

pub use following::InvoiceFollowed;
pub use voiding::{InvoiceReinstated, InvoiceVoided};

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
    pub to_settle_since: Option<NaiveDateTime>,
}

/// How an invoice stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    Due,
    Partial,
    Paid,
    ToSettle,
    Void,
}

impl Standing {
    /// The Fluent key of its word.
    pub fn key(self) -> &'static str {
        match self {
            Standing::Due => "invoice-due",
            Standing::Partial => "invoice-partial",
            Standing::Paid => "invoice-paid",
            Standing::ToSettle => "invoice-to-settle",
            Standing::Void => "invoice-void",
        }
    }

    /// What the page's colours call it.
    pub fn badge(self) -> &'static str {
        match self {
            Standing::Due => "due",
            Standing::Partial => "partial",
            Standing::Paid => "paid",
            Standing::ToSettle => "partial",
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
        if let Some(made) = made {
            Invoice::reinstate_at_check_in(tx, made)?;
            return Ok(Some(made));
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
        journal::record(tx, Action::Invoiced, Subject::invoice(id).at(clinic), &json!({ "total": fee.plain() }))?;
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

    /// What it asks money for, in order.
    pub fn lines(db: &mut Db, id: InvoiceId) -> QueryResult<Vec<InvoiceLine>> {
        let stand = InvoiceLine::query().filter(invoice_lines::invoice_id.eq(id)).filter(invoice_lines::replaced_at.is_null());
        stand.order(invoice_lines::position).limit(100).load(db)
    }

    /// What it asked money for at an instant: a receipt that is printed again says what it said.
    pub fn lines_at(db: &mut Db, id: InvoiceId, at: NaiveDateTime) -> QueryResult<Vec<InvoiceLine>> {
        InvoiceLine::query()
            .filter(invoice_lines::invoice_id.eq(id))
            .filter(invoice_lines::added_at.is_null().or(invoice_lines::added_at.le(at)))
            .filter(invoice_lines::replaced_at.is_null().or(invoice_lines::replaced_at.gt(at)))
            .order(invoice_lines::position)
            .limit(100)
            .load(db)
    }

    /// What is still to be paid. Nothing for a visit that was called off.
    pub fn due(&self) -> Money {
        if self.voided_at.is_some() || self.is_called_off() { Money::ZERO } else { self.total - self.paid }
    }

    pub fn standing(&self) -> Standing {
        if self.voided_at.is_some() {
            Standing::Void
        } else if self.is_called_off() {
            Standing::ToSettle
        } else if self.paid == self.total {
            Standing::Paid
        } else if self.paid.is_zero() {
            Standing::Due
        } else {
            Standing::Partial
        }
    }
}
