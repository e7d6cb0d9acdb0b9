//! What of an audit is not sealed yet.

use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Datetime, Nullable};

use super::{AuditConnection, AuditOf, AuditSpan};
use crate::db::Databases;
use crate::db::clock::now;
use crate::db::failure::Trouble;

/// The rows that no seal was made over yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnsealedTail {
    pub rows: i64,
    /// The first of them, and when it was written.
    pub first: Option<(i64, NaiveDateTime)>,
}

#[derive(QueryableByName)]
struct Unsealed {
    #[diesel(sql_type = BigInt)]
    rows: i64,
    #[diesel(sql_type = Nullable<BigInt>)]
    first: Option<i64>,
    #[diesel(sql_type = Nullable<Datetime>)]
    oldest: Option<NaiveDateTime>,
}

impl UnsealedTail {
    /// Looks through one span of ids.
    fn within(db: &mut AuditConnection, span: AuditSpan) -> QueryResult<UnsealedTail> {
        let found: Unsealed = diesel::sql_query(
            "SELECT COUNT(*) AS `rows`, MIN(a.id) AS `first`, MIN(a.at) AS oldest FROM audit_logs a \
             LEFT JOIN audit_seals s ON s.audit_log_id = a.id WHERE a.id > ? AND a.id <= ? AND s.audit_log_id IS NULL",
        )
        .bind::<BigInt, _>(span.after)
        .bind::<BigInt, _>(span.until)
        .get_result(db)?;
        Ok(UnsealedTail { rows: found.rows, first: found.first.zip(found.oldest) })
    }

    /// How long the oldest has waited.
    pub fn age(&self) -> TimeDelta {
        self.first.map_or(TimeDelta::zero(), |(_, at)| now() - at)
    }
}

impl Databases {
    /// The rows without a seal, in all of an audit.
    pub fn unsealed(&self, of: &AuditOf) -> Result<UnsealedTail, Trouble> {
        let mut tail = UnsealedTail { rows: 0, first: None };
        for span in self.read_audit(of, AuditSpan::all)? {
            let found = self.read_audit(of, |db| UnsealedTail::within(db, span))?;
            tail.rows += found.rows;
            tail.first = match (tail.first, found.first) {
                (Some((id, at)), Some((_, other))) => Some((id, at.min(other))),
                (one, other) => one.or(other),
            };
        }
        Ok(tail)
    }
}
