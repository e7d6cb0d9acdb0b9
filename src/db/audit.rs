//! The audit of a database as a chain: a seal is a digest over the seal before it and one row, so that no row can be changed, taken
//! out or put between unseen. Both kinds of database have the same tables for it, so all of it is said in their SQL.

pub mod anchors;
pub mod archives;
mod hexed;
mod sealing;
mod tail;
mod walk;

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Datetime, Nullable, SmallInt, Text};
use serde::{Deserialize, Serialize};

pub use sealing::{AuditSpan, JustSealed, seal};
pub use tail::UnsealedTail;
pub use walk::{ChainBreak, ChainWalk};

use super::failure::Trouble;
use super::migrations::History;
use super::provision::{DatabaseAccount, Server};
use super::{Author, Databases};
use crate::keys;

/// A connection to a database of either kind.
#[expect(clippy::disallowed_types, reason = "both kinds of database have an audit, and it is sealed alike")]
pub type AuditConnection = diesel::MysqlConnection;

/// Whose audit it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuditOf {
    Directory,
    /// By its slug, which the directory has confirmed.
    Organisation(String),
}

impl AuditOf {
    pub fn account(&self, server: &Server) -> DatabaseAccount {
        match self {
            AuditOf::Directory => DatabaseAccount::directory(server),
            AuditOf::Organisation(slug) => DatabaseAccount::organisation(server, slug),
        }
    }

    pub fn slug(&self) -> Option<&str> {
        match self {
            AuditOf::Directory => None,
            AuditOf::Organisation(slug) => Some(slug),
        }
    }

    pub fn history(&self) -> History {
        match self {
            AuditOf::Directory => History::Directory,
            AuditOf::Organisation(_) => History::Organisation,
        }
    }
}

impl Databases {
    /// Runs queries on the database of an audit.
    pub fn read_audit<T>(&self, of: &AuditOf, query: impl Fn(&mut AuditConnection) -> QueryResult<T>) -> Result<T, Trouble> {
        match of {
            AuditOf::Directory => self.read_directory_now(|db| query(db)),
            AuditOf::Organisation(slug) => self.read_now(slug, |db| query(db)),
        }
    }

    /// Makes one change there, at the time that it is told.
    pub fn write_audit<T>(
        &self,
        of: &AuditOf,
        change: impl Fn(&mut AuditConnection, NaiveDateTime) -> QueryResult<T>,
    ) -> Result<T, Trouble> {
        let author = Author::system();
        match of {
            AuditOf::Directory => self.write_directory_now(&author, |tx| change(tx.db, tx.now)),
            AuditOf::Organisation(slug) => self.write_now(slug, &author, |tx| change(tx.db, tx.now)),
        }
    }
}

/// A row of an audit, with all its columns.
#[derive(Clone, Debug, PartialEq, Eq, QueryableByName, Serialize, Deserialize)]
pub struct LoggedRow {
    #[diesel(sql_type = BigInt)]
    pub id: i64,
    #[diesel(sql_type = Datetime)]
    at: NaiveDateTime,
    #[diesel(sql_type = Nullable<Binary>)]
    #[serde(with = "hexed::maybe")]
    user_id: Option<Vec<u8>>,
    /// The directory knows of no clinics.
    #[diesel(sql_type = Nullable<Binary>)]
    #[serde(with = "hexed::maybe")]
    clinic_id: Option<Vec<u8>>,
    #[diesel(sql_type = Text)]
    action: String,
    #[diesel(sql_type = Text)]
    resource: String,
    #[diesel(sql_type = Nullable<Binary>)]
    #[serde(with = "hexed::maybe")]
    resource_id: Option<Vec<u8>>,
    #[diesel(sql_type = Text)]
    details: String,
    #[diesel(sql_type = Text)]
    address: String,
    #[diesel(sql_type = Text)]
    agent: String,
}

/// What all columns of a row are selected by.
fn columns(history: History) -> &'static str {
    match history {
        History::Directory => {
            "a.id, a.at, a.user_id, CAST(NULL AS BINARY(16)) AS clinic_id, a.action, a.resource, a.resource_id, a.details, a.address, a.agent"
        }
        History::Organisation => "a.id, a.at, a.user_id, a.clinic_id, a.action, a.resource, a.resource_id, a.details, a.address, a.agent",
    }
}

/// How a digest is made. What was sealed otherwise would keep its own number.
const VERSION: i16 = 1;

/// One link of the chain.
#[derive(Clone, Debug, PartialEq, Eq, QueryableByName, Serialize, Deserialize)]
pub struct AuditSeal {
    #[diesel(sql_type = BigInt)]
    pub position: i64,
    #[diesel(sql_type = BigInt)]
    pub audit_log_id: i64,
    #[diesel(sql_type = SmallInt)]
    version: i16,
    #[diesel(sql_type = Binary)]
    #[serde(with = "hexed")]
    digest: Vec<u8>,
    #[diesel(sql_type = Datetime)]
    pub sealed_at: NaiveDateTime,
}

/// A seal, and the row that it was made over, if that is still there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedRow {
    pub seal: AuditSeal,
    pub row: Option<LoggedRow>,
}

/// Where a chain stands: the position of its last seal, and that seal's digest. Before the first it is nought, and all zeros.
#[derive(Clone, Debug, PartialEq, Eq, QueryableByName, Serialize, Deserialize)]
pub struct ChainHead {
    #[diesel(sql_type = BigInt)]
    pub position: i64,
    #[diesel(sql_type = Binary)]
    #[serde(with = "hexed")]
    pub digest: Vec<u8>,
}

impl ChainHead {
    /// The last seal; where all were archived, the last of those.
    pub fn of(db: &mut AuditConnection) -> QueryResult<ChainHead> {
        let last = "SELECT position, digest FROM audit_seals ORDER BY position DESC LIMIT 1";
        match diesel::sql_query(last).get_result(db).optional()? {
            Some(head) => Ok(head),
            None => ChainHead::archived(db),
        }
    }

    /// What the chain that is left in the database goes on from.
    pub fn archived(db: &mut AuditConnection) -> QueryResult<ChainHead> {
        let last = "SELECT last_position AS position, last_digest AS digest FROM audit_archives ORDER BY last_position DESC LIMIT 1";
        let archived = diesel::sql_query(last).get_result(db).optional()?;
        Ok(archived.unwrap_or(ChainHead { position: 0, digest: vec![0; 32] }))
    }
}

impl AuditSeal {
    /// The seal of a row that comes next.
    fn next(before: &ChainHead, row: &LoggedRow, sealed_at: NaiveDateTime) -> AuditSeal {
        let mut seal = AuditSeal { position: before.position + 1, audit_log_id: row.id, version: VERSION, digest: Vec::new(), sealed_at };
        seal.digest = seal.digest_after(&before.digest, row).to_vec();
        seal
    }

    /// What its digest must be, after that of the seal before: SHA-256 over that one, the seal's own columns and all of the row's.
    /// Every text goes with its length, so that no two rows read alike.
    fn digest_after(&self, before: &[u8], row: &LoggedRow) -> [u8; 32] {
        let LoggedRow { id, at, user_id, clinic_id, action, resource, resource_id, details, address, agent } = row;
        let mut content = Vec::with_capacity(256 + details.len());
        content.extend(self.version.to_be_bytes());
        content.extend(before);
        for number in [self.position, instant(self.sealed_at), *id, instant(*at)] {
            content.extend(number.to_be_bytes());
        }
        for id in [user_id, clinic_id, resource_id] {
            put(&mut content, id.as_deref());
        }
        for text in [action, resource, details, address, agent] {
            put(&mut content, Some(text.as_bytes()));
        }
        keys::digest(content)
    }

    fn head(&self) -> ChainHead {
        ChainHead { position: self.position, digest: self.digest.clone() }
    }
}

fn instant(at: NaiveDateTime) -> i64 {
    at.and_utc().timestamp_micros()
}

/// Adds bytes after their number; what is not there has the number that nothing is long.
fn put(content: &mut Vec<u8>, bytes: Option<&[u8]>) {
    let length = bytes.map_or(u64::MAX, |it| it.len() as u64);
    content.extend(length.to_be_bytes());
    content.extend(bytes.unwrap_or_default());
}

/// The seals after a position, in order, with their rows.
pub fn sealed_after(db: &mut AuditConnection, history: History, position: i64, limit: i64) -> QueryResult<Vec<SealedRow>> {
    let seals: Vec<AuditSeal> = diesel::sql_query(
        "SELECT position, audit_log_id, version, digest, sealed_at FROM audit_seals WHERE position > ? ORDER BY position LIMIT ?",
    )
    .bind::<BigInt, _>(position)
    .bind::<BigInt, _>(limit)
    .load(db)?;
    if seals.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<String> = seals.iter().map(|it| it.audit_log_id.to_string()).collect();
    let sql = format!("SELECT {} FROM audit_logs a WHERE a.id IN ({})", columns(history), ids.join(","));
    let rows: Vec<LoggedRow> = diesel::sql_query(sql).load(db)?;
    let mut rows: HashMap<i64, LoggedRow> = rows.into_iter().map(|row| (row.id, row)).collect();
    Ok(seals.into_iter().map(|seal| SealedRow { row: rows.remove(&seal.audit_log_id), seal }).collect())
}
