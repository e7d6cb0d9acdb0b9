//! What is still to be collected: of a clinic's day, and of the visits on a board.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::Invoice;
use crate::db::Db;
use crate::db::ids::{AppointmentId, ClinicId, InvoiceId};
use crate::db::statement::Among;
use crate::models::values::Money;
use crate::schema::organisation::{appointments, invoices, patients, profiles};

/// An invoice with whom it is for.
#[derive(Clone, Debug, HasQuery)]
#[diesel(
    table_name = invoices,
    base_query = invoices::table.inner_join(patients::table.inner_join(profiles::table)).left_join(appointments::table)
)]
pub struct Billed {
    #[diesel(embed)]
    pub invoice: Invoice,
    #[diesel(select_expression = profiles::full_name)]
    pub patient: String,
    #[diesel(select_expression = patients::record_number)]
    pub record_number: String,
    /// The token of the visit that it is for.
    #[diesel(select_expression = appointments::token.nullable())]
    pub token: Option<i32>,
}

/// A visit that is not paid in full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unpaid {
    pub appointment: AppointmentId,
    pub invoice: InvoiceId,
    pub due: Money,
}

/// An invoice that is not paid in full, of a visit or not.
#[derive(HasQuery)]
#[diesel(table_name = invoices)]
struct OpenInvoice {
    appointment_id: Option<AppointmentId>,
    id: InvoiceId,
    total: Money,
    paid: Money,
}

impl OpenInvoice {
    fn unpaid(self) -> Option<Unpaid> {
        Some(Unpaid { appointment: self.appointment_id?, invoice: self.id, due: self.total - self.paid })
    }
}

impl Billed {
    /// One invoice of this clinic; of another clinic's it is not found.
    pub fn at_clinic(db: &mut Db, clinic: ClinicId, id: InvoiceId) -> QueryResult<Billed> {
        Billed::query().filter(invoices::id.eq(id)).filter(invoices::clinic_id.eq(clinic)).first(db)
    }

    /// The invoices of a clinic's day: first those to collect, then the paid ones, then the voided
    /// ones, each in the order of issue.
    pub fn of_day(db: &mut Db, clinic: ClinicId, day: NaiveDate) -> QueryResult<Vec<Billed>> {
        Billed::query()
            .filter(invoices::clinic_id.eq(clinic))
            .filter(invoices::issued_on.eq(day))
            .order((invoices::voided_at.is_not_null(), invoices::paid.ge(invoices::total), invoices::issued_at, invoices::id))
            .limit(1000)
            .load(db)
    }
}

impl Invoice {
    /// Which of these visits still owe money.
    pub fn unpaid_of(db: &mut Db, visits: &[AppointmentId]) -> QueryResult<Vec<Unpaid>> {
        let open = OpenInvoice::query()
            .filter(invoices::appointment_id.among(visits))
            .filter(invoices::voided_at.is_null())
            .filter(invoices::paid.lt(invoices::total))
            .limit(1000)
            .load(db)?;
        Ok(open.into_iter().filter_map(OpenInvoice::unpaid).collect())
    }
}
