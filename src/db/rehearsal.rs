//! Whether a server and its client library give back what they were given. Some pairs cut long texts, drop microseconds or
//! stop at a NUL byte, and say nothing.

use bigdecimal::BigDecimal;
use chrono::{NaiveDate, NaiveDateTime};
use diesel::connection::SimpleConnection;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Text;

use super::provision::{DatabaseAccount, Server};

diesel::table! {
    rehearsals (id) {
        id -> Integer,
        long_text -> Text,
        instant -> Datetime,
        amount -> Decimal,
        nothing -> Nullable<Varchar>,
        bytes -> Binary,
        largest -> Bigint,
    }
}

#[derive(Clone, Debug, PartialEq, Queryable, Insertable)]
#[diesel(table_name = rehearsals)]
struct Rehearsal {
    id: i32,
    long_text: String,
    instant: NaiveDateTime,
    amount: BigDecimal,
    nothing: Option<String>,
    bytes: Vec<u8>,
    largest: i64,
}

/// Whether the client library gives a text back that is longer than the room it made for it first. Some libmariadb give an
/// empty one (3.3.19 and 3.4.9, CONC-821); a server that read so would write what it misread.
#[expect(clippy::disallowed_types, reason = "before a connection gets its kind")]
pub(super) fn reads_long_texts(db: &mut diesel::MysqlConnection) -> QueryResult<bool> {
    let read: String = diesel::select(sql::<Text>("REPEAT('ab', 600)")).get_result(db)?;
    Ok(read == "ab".repeat(600))
}

const TABLE: &str = "CREATE TEMPORARY TABLE rehearsals (id INT PRIMARY KEY, long_text MEDIUMTEXT NOT NULL, instant DATETIME(6) NOT NULL, \
    amount DECIMAL(12,2) NOT NULL, nothing VARCHAR(20) NULL, bytes BINARY(16) NOT NULL, largest BIGINT NOT NULL) \
    DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci";

impl Server {
    /// Writes what is hard to keep into a temporary table of the directory's database, and names each kind that comes back
    /// changed.
    pub fn rehearse(&self) -> anyhow::Result<Vec<&'static str>> {
        let mut db = self.administer(&DatabaseAccount::directory(self).database)?;
        db.batch_execute(TABLE)?;
        // A short text before the long one: some client libraries keep the first one's room.
        let rows = [rehearsal(1, "अ"), rehearsal(2, &"नमस्ते 🙏🏽 ".repeat(5600)), rehearsal(3, "")];
        for row in &rows {
            diesel::insert_into(rehearsals::table).values(row.clone()).execute(&mut db)?;
        }
        let kept: Vec<Rehearsal> = rehearsals::table.order(rehearsals::id).load(&mut db)?;
        let differs = |changed: fn(&Rehearsal, &Rehearsal) -> bool| {
            kept.len() != rows.len() || rows.iter().zip(&kept).any(|(given, kept)| changed(given, kept))
        };
        let kinds = [
            ("long texts", differs(|a, b| a.long_text != b.long_text)),
            ("microseconds", differs(|a, b| a.instant != b.instant)),
            ("decimals", differs(|a, b| a.amount != b.amount)),
            ("nothing (NULL)", differs(|a, b| a.nothing != b.nothing)),
            ("NUL bytes", differs(|a, b| a.bytes != b.bytes)),
            ("large numbers", differs(|a, b| a.largest != b.largest)),
        ];
        Ok(kinds.into_iter().filter(|(_, changed)| *changed).map(|(kind, _)| kind).collect())
    }
}

fn rehearsal(id: i32, long_text: &str) -> Rehearsal {
    let day = NaiveDate::from_ymd_opt(2039, 2, 28).unwrap_or_default();
    Rehearsal {
        id,
        long_text: long_text.to_owned(),
        instant: day.and_hms_micro_opt(23, 59, 59, 999_999).unwrap_or_default(),
        amount: BigDecimal::new(999_999_999_999_i64.into(), 2),
        nothing: None,
        bytes: vec![0, 1, 0, 2, 0, 0, 0, 255, 0, 39, 92, 10, 0, 0, 0, 0],
        largest: i64::MAX,
    }
}
