//! Making seals. Nobody who writes waits for it: it adds to a table of its own, over rows that are committed.

use chrono::NaiveDateTime;
use diesel::mysql::Mysql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Datetime, Nullable, SmallInt};

use super::{AuditConnection, AuditSeal, ChainHead, LoggedRow, columns};
use crate::db::migrations::History;

/// How many rows one transaction seals at most.
const SEALED_AT_ONCE: usize = 1000;

/// How far behind the newest sealed row one may turn up that was written before it and committed after it: so many rows others may
/// write while a change is under way.
const OVERTAKEN: i64 = 10_000;

/// How many rows are looked at by one statement.
const STRIDE: i64 = 200_000;

/// Rows of an audit by their ids, after the one and up to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuditSpan {
    pub after: i64,
    pub until: i64,
}

#[derive(QueryableByName)]
struct Newest {
    #[diesel(sql_type = Nullable<BigInt>)]
    id: Option<i64>,
}

fn newest(db: &mut AuditConnection, sql: &str) -> QueryResult<i64> {
    Ok(diesel::sql_query(sql).get_result::<Newest>(db)?.id.unwrap_or_default())
}

impl AuditSpan {
    /// Where rows turn up that were written lately.
    pub fn recent(db: &mut AuditConnection) -> QueryResult<Vec<AuditSpan>> {
        let sealed = newest(db, "SELECT MAX(audit_log_id) AS id FROM audit_seals")?;
        Ok(vec![AuditSpan { after: (sealed - OVERTAKEN).max(0), until: i64::MAX }])
    }

    /// All of an audit, in strides.
    pub fn all(db: &mut AuditConnection) -> QueryResult<Vec<AuditSpan>> {
        let written = newest(db, "SELECT MAX(id) AS id FROM audit_logs")?;
        let strides = (0..).map(|number| number * STRIDE).take_while(|after| *after < written);
        Ok(strides.map(|after| AuditSpan { after, until: after + STRIDE }).collect())
    }

    /// The first rows of it without a seal.
    fn unsealed(self, db: &mut AuditConnection, history: History, limit: usize) -> QueryResult<Vec<LoggedRow>> {
        let sql = format!(
            "SELECT {} FROM audit_logs a LEFT JOIN audit_seals s ON s.audit_log_id = a.id \
             WHERE a.id > ? AND a.id <= ? AND s.audit_log_id IS NULL ORDER BY a.id LIMIT {limit}",
            columns(history)
        );
        diesel::sql_query(sql).bind::<BigInt, _>(self.after).bind::<BigInt, _>(self.until).load(db)
    }

    /// Whether any row of it has no seal.
    pub fn has_unsealed(self, db: &mut AuditConnection, history: History) -> QueryResult<bool> {
        Ok(!self.unsealed(db, history, 1)?.is_empty())
    }
}

/// What was sealed: how many rows, and up to which id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JustSealed {
    pub rows: usize,
    pub last: i64,
}

/// Seals rows that have no seal yet, a thousand at most. Of two that do so at once one meets the other's position, which is a key: it
/// is refused and changes nothing.
pub fn seal(db: &mut AuditConnection, history: History, span: AuditSpan, now: NaiveDateTime) -> QueryResult<JustSealed> {
    let mut head = ChainHead::of(db)?;
    let rows = span.unsealed(db, history, SEALED_AT_ONCE)?;
    let seals: Vec<AuditSeal> = rows
        .iter()
        .map(|row| {
            let seal = AuditSeal::next(&head, row, now);
            head = seal.head();
            seal
        })
        .collect();
    let Some(last) = seals.last() else { return Ok(JustSealed { rows: 0, last: span.after }) };
    let places = vec!["(?, ?, ?, ?, ?)"; seals.len()].join(", ");
    let mut insert = diesel::sql_query("INSERT INTO audit_seals (position, audit_log_id, version, digest, sealed_at) VALUES ")
        .into_boxed::<Mysql>()
        .sql(places);
    for seal in &seals {
        insert = insert
            .bind::<BigInt, _>(seal.position)
            .bind::<BigInt, _>(seal.audit_log_id)
            .bind::<SmallInt, _>(seal.version)
            .bind::<Binary, _>(&seal.digest)
            .bind::<Datetime, _>(seal.sealed_at);
    }
    Ok(JustSealed { rows: insert.execute(db)?, last: last.audit_log_id })
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

    use super::{AuditSeal, ChainHead, LoggedRow};
    use crate::keys::hex;

    fn noon() -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 11, 27).and_then(|day| day.and_hms_micro_opt(12, 0, 0, 1)).expect("an instant")
    }

    fn row() -> LoggedRow {
        LoggedRow {
            id: 7,
            at: noon(),
            user_id: Some(vec![1; 16]),
            clinic_id: None,
            action: "edited".into(),
            resource: "patients".into(),
            resource_id: Some(vec![2; 16]),
            details: "नमस्ते 🙏".into(),
            address: String::new(),
            agent: "swasthya".into(),
        }
    }

    fn digest(before: &ChainHead, row: &LoggedRow, at: NaiveDateTime) -> String {
        hex(&AuditSeal::next(before, row, at).digest)
    }

    #[test]
    fn log_6_a_seal_is_over_the_seal_before_and_every_column() {
        let start = ChainHead { position: 0, digest: vec![0; 32] };
        let whole = digest(&start, &row(), noon());
        // Version 1 is made so for ever: what was sealed by it is verified by it.
        assert_eq!(whole, "f2863c8749ab538a8672e8c88bb2daa1f46c17e78bd274ea8670995208bc4708");
        let later = noon() + TimeDelta::microseconds(1);
        assert_ne!(digest(&ChainHead { position: 0, digest: vec![1; 32] }, &row(), noon()), whole);
        assert_ne!(digest(&ChainHead { position: 1, ..start.clone() }, &row(), noon()), whole);
        assert_ne!(digest(&start, &row(), later), whole);
        let changes: [fn(&mut LoggedRow); 12] = [
            |row| row.id += 1,
            |row| row.at += TimeDelta::microseconds(1),
            |row| row.user_id = None,
            |row| row.clinic_id = Some(Vec::new()),
            |row| row.action.push('x'),
            |row| row.resource.push('x'),
            |row| row.resource_id = Some(vec![2; 15]),
            |row| row.details.push('x'),
            |row| row.address.push('x'),
            |row| row.agent.push('x'),
            // The same letters, in other columns.
            |row| (row.action, row.resource) = ("editedp".into(), "atients".into()),
            |row| std::mem::swap(&mut row.user_id, &mut row.clinic_id),
        ];
        for (number, change) in changes.into_iter().enumerate() {
            let mut changed = row();
            change(&mut changed);
            assert_ne!(digest(&start, &changed, noon()), whole, "change {number}");
        }
    }
}
