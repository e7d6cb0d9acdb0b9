//! A day's takings, per method.

use chrono::NaiveDate;
use diesel::dsl::{count_star, sum};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use uuid::Uuid;

use super::{Payment, PaymentMethod, ReceiptNumber};
use crate::db::Db;
use crate::db::ids::{ClinicId, InvoiceId, UserId};
use crate::locale::Message;
use crate::models::values::Money;
use crate::schema::organisation::{clinics, invoices, patients, payment_voids, payments, profiles};

/// No account is this one.
pub(super) const NOBODY: UserId = UserId(Uuid::nil());

/// What one method brought in, how often, and what of it was given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MethodTakings {
    pub method: PaymentMethod,
    pub count: i64,
    pub received: Money,
    pub voided: Money,
}

impl MethodTakings {
    pub fn net(&self) -> Money {
        self.received - self.voided
    }
}

/// A payment that was taken back on the day, whenever it had been taken.
#[derive(Clone, Debug, Queryable)]
pub struct TakenBack {
    pub invoice: InvoiceId,
    pub receipt: ReceiptNumber,
    pub method: PaymentMethod,
    pub amount: Money,
    pub patient: String,
    pub reason: String,
    /// The day on which it had been taken.
    pub received_on: NaiveDate,
}

impl TakenBack {
    pub fn told(&self) -> Message {
        super::receipt::told(&self.reason)
    }
}

/// What a clinic took in on a day: a line for every method, and every payment that was taken back.
#[derive(Clone, Debug)]
pub struct Takings {
    pub methods: Vec<MethodTakings>,
    pub taken_back: Vec<TakenBack>,
}

impl Takings {
    pub fn count(&self) -> i64 {
        self.methods.iter().map(|it| it.count).sum()
    }

    pub fn received(&self) -> Money {
        self.methods.iter().map(|it| it.received).sum()
    }

    pub fn voided(&self) -> Money {
        self.methods.iter().map(|it| it.voided).sum()
    }

    pub fn net(&self) -> Money {
        self.received() - self.voided()
    }
}

/// What one method brought in, and how often.
#[derive(Queryable)]
struct MethodReceived {
    method: PaymentMethod,
    count: i64,
    amount: Option<Money>,
}

impl Payment {
    /// What a clinic took in on a day, and gave back; of one account what passed through its hands.
    pub fn takings(db: &mut Db, clinic: ClinicId, day: NaiveDate, by: Option<UserId>) -> QueryResult<Takings> {
        let received: Vec<MethodReceived> = payments::table
            .filter(payments::clinic_id.eq(clinic))
            .filter(payments::received_on.eq(day))
            .filter(payments::received_by.eq(by.unwrap_or(NOBODY)).or(by.is_none().into_sql::<Bool>()))
            .group_by(payments::method)
            .select((payments::method, count_star(), sum(payments::amount)))
            .load(db)?;
        let taken_back = taken_back(db, clinic, day, by)?;
        let methods = PaymentMethod::ALL
            .iter()
            .map(|&method| {
                let received = received.iter().find(|it| it.method == method);
                MethodTakings {
                    method,
                    count: received.map_or(0, |it| it.count),
                    received: received.and_then(|it| it.amount).unwrap_or_default(),
                    voided: taken_back.iter().filter(|it| it.method == method).map(|it| it.amount).sum(),
                }
            })
            .collect();
        Ok(Takings { methods, taken_back })
    }
}

fn taken_back(db: &mut Db, clinic: ClinicId, day: NaiveDate, by: Option<UserId>) -> QueryResult<Vec<TakenBack>> {
    payment_voids::table
        .inner_join(
            payments::table.inner_join(clinics::table).inner_join(invoices::table.inner_join(patients::table.inner_join(profiles::table))),
        )
        .filter(payment_voids::voided_on.eq(day))
        .filter(payment_voids::voided_by.eq(by.unwrap_or(NOBODY)).or(by.is_none().into_sql::<Bool>()))
        .filter(payments::clinic_id.eq(clinic))
        .order(payment_voids::voided_at)
        .select((
            payments::invoice_id,
            (clinics::slug, payments::financial_year, payments::receipt),
            payments::method,
            payments::amount,
            profiles::full_name,
            payment_voids::reason,
            payments::received_on,
        ))
        .limit(1000)
        .load(db)
}
