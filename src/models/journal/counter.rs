//! Numbers without gaps: a row updated in the transaction that uses the number, never `count() + 1`.

use diesel::prelude::*;

use crate::db::Tx;
use crate::db::ids::ClinicId;
use crate::schema::organisation::counters;

/// What is being numbered.
pub enum Counter<'a> {
    /// Patients' record numbers, one row of numbers for the organisation.
    Records,
    /// Receipts, per clinic and financial year.
    Receipts { clinic: ClinicId, financial_year: &'a str },
}

impl Counter<'_> {
    fn name(&self) -> String {
        match self {
            Counter::Records => "records".to_owned(),
            Counter::Receipts { clinic, financial_year } => format!("receipts {clinic} {financial_year}"),
        }
    }

    /// Lets nobody else take a number until the change is done. Taken before anything is read that must not change meanwhile.
    pub fn lock(&self, tx: &mut Tx) -> QueryResult<()> {
        counters::table.find(self.name()).select(counters::value).for_update().first::<i64>(tx.db).optional().map(drop)
    }

    /// The next number. The row stays locked until the change is committed, so take it late.
    pub fn next(&self, tx: &mut Tx) -> QueryResult<i64> {
        self.next_block(tx, 1)
    }

    /// The first of `count` numbers in a row, all taken.
    pub fn next_block(&self, tx: &mut Tx, count: i64) -> QueryResult<i64> {
        let name = self.name();
        let taken = diesel::update(counters::table.find(&name)).set(counters::value.eq(counters::value + count)).execute(tx.db)?;
        if taken == 0 {
            // The first number of all: made and taken in one statement, so that many who are first at once wait for each other.
            diesel::insert_into(counters::table)
                .values((counters::name.eq(&name), counters::value.eq(count)))
                .on_conflict(diesel::dsl::DuplicatedKeys)
                .do_update()
                .set(counters::value.eq(counters::value + count))
                .execute(tx.db)?;
        }
        let last: i64 = counters::table.find(&name).select(counters::value).first(tx.db)?;
        Ok(last - count + 1)
    }
}
