//! What was paid on an invoice, as a receipt needs to know it.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::db::Db;
use crate::db::ids::{InvoiceId, PaymentId};
use crate::models::values::Money;
use crate::schema::organisation::{payment_voids, payments};

/// When an invoice's money came in, and when it was taken back, if it was.
#[derive(Queryable)]
pub(super) struct LedgerLine {
    pub id: PaymentId,
    pub financial_year: String,
    pub receipt: i32,
    pub amount: Money,
    received_at: NaiveDateTime,
    voided_at: Option<NaiveDateTime>,
}

impl LedgerLine {
    /// All of an invoice, in the order in which they came.
    pub fn of_invoice(db: &mut Db, invoice: InvoiceId) -> QueryResult<Vec<LedgerLine>> {
        payments::table
            .left_join(payment_voids::table)
            .filter(payments::invoice_id.eq(invoice))
            .order(payments::id)
            .select((
                payments::id,
                payments::financial_year,
                payments::receipt,
                payments::amount,
                payments::received_at,
                payment_voids::voided_at.nullable(),
            ))
            .limit(200)
            .load(db)
    }

    /// What had been paid, and not taken back, at an instant: a receipt that is printed again says what it said.
    pub fn standing_at(mut ledger: Vec<LedgerLine>, at: NaiveDateTime) -> Vec<LedgerLine> {
        ledger.retain(|it| it.received_at <= at && it.voided_at.is_none_or(|voided| voided > at));
        ledger
    }
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, NaiveDateTime};

    use super::LedgerLine;
    use crate::db::ids::PaymentId;
    use crate::models::values::Money;

    fn at(hour: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 11, 20).and_then(|day| day.and_hms_opt(hour, 0, 0)).expect("an instant")
    }

    #[test]
    fn a_receipt_printed_again_still_says_the_balance_of_its_moment() {
        let line = |rupees, hour, voided_at| LedgerLine {
            id: PaymentId::new(),
            financial_year: "2026-27".into(),
            receipt: 1,
            amount: Money::rupees(rupees),
            received_at: at(hour),
            voided_at,
        };
        let paid_at = |hour| -> Money {
            let ledger = vec![line(200, 9, Some(at(12))), line(100, 10, None), line(50, 14, None)];
            LedgerLine::standing_at(ledger, at(hour)).iter().map(|it| it.amount).sum()
        };
        assert_eq!([9, 10, 14].map(paid_at), [200, 300, 150].map(Money::rupees));
    }
}
