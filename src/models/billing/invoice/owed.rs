//! What a family has still to pay, and how.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::Invoice;
use crate::db::Db;
use crate::db::ids::{InvoiceId, ProfileId};
use crate::db::statement::Among;
use crate::models::billing::upi::upi_link;
use crate::models::values::Money;
use crate::schema::organisation::{clinics, invoices, patients, profiles};

/// An invoice that is not paid in full, or of whose visit there is money to be settled, as the family is told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owed {
    pub id: InvoiceId,
    pub patient: String,
    pub clinic: String,
    /// The clinic's day.
    pub issued_on: NaiveDate,
    pub due: Money,
    /// What was paid for a visit that was called off, and is to be settled.
    pub held: Money,
    /// What opens the payment app; nothing where the clinic has no UPI id.
    pub upi: Option<String>,
}

#[derive(HasQuery)]
#[diesel(
    table_name = invoices,
    base_query = invoices::table.inner_join(patients::table.inner_join(profiles::table)).inner_join(clinics::table)
)]
struct OwedRow {
    id: InvoiceId,
    total: Money,
    paid: Money,
    issued_on: NaiveDate,
    to_settle_since: Option<NaiveDateTime>,
    #[diesel(select_expression = profiles::full_name)]
    patient: String,
    #[diesel(select_expression = patients::record_number)]
    record_number: String,
    #[diesel(select_expression = clinics::name)]
    clinic: String,
    #[diesel(select_expression = clinics::upi_id)]
    upi_id: String,
}

impl From<OwedRow> for Owed {
    fn from(row: OwedRow) -> Owed {
        let (due, held) = if row.to_settle_since.is_some() { (Money::ZERO, row.paid) } else { (row.total - row.paid, Money::ZERO) };
        let upi = upi_link(&row.upi_id, &row.clinic, due, &row.record_number);
        Owed { id: row.id, patient: row.patient, clinic: row.clinic, issued_on: row.issued_on, due, held, upi }
    }
}

impl Invoice {
    /// What these people have not paid yet, and what is held of theirs, the latest first.
    pub fn owed_by_family(db: &mut Db, family: &[ProfileId]) -> QueryResult<Vec<Owed>> {
        let open = OwedRow::query()
            .filter(invoices::patient_id.among(family))
            .filter(invoices::voided_at.is_null())
            .filter(
                (invoices::to_settle_since.is_null().and(invoices::paid.lt(invoices::total)))
                    .or(invoices::to_settle_since.is_not_null().and(invoices::paid.gt(Money::ZERO))),
            )
            .order(invoices::issued_at.desc())
            .limit(100)
            .load(db)?;
        Ok(open.into_iter().map(Owed::from).collect())
    }
}
