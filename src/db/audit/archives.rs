//! Old months of an audit, in files: each is written, read back link by link, noted, and only then taken out of the database.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Nullable, Text};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};

use super::anchors::AuditAnchor;
use super::{AuditConnection, AuditOf, ChainBreak, ChainHead, ChainWalk, SealedRow, sealed_after};
use crate::db::migrations::History;
use crate::db::provision::Server;
use crate::keys;

/// How many links are in hand at once.
const PAGE: i64 = 1000;

/// A month's file: a line that says what it is, and a line a link.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ArchivedMonth {
    pub database: String,
    pub month: String,
    /// The link that it follows.
    after: ChainHead,
}

/// What a month's file was found to hold.
pub struct ArchiveRead {
    pub of: ArchivedMonth,
    pub rows: u64,
    pub last: ChainHead,
    pub breaks: Vec<ChainBreak>,
    /// The file's own digest.
    pub digest: [u8; 32],
}

/// A month that is in a file now.
pub struct MonthKept {
    pub file: PathBuf,
    pub rows: u64,
}

#[derive(QueryableByName)]
struct NextMonth {
    #[diesel(sql_type = Nullable<Text>)]
    month: Option<String>,
}

#[derive(QueryableByName)]
struct LastPosition {
    #[diesel(sql_type = BigInt)]
    position: i64,
}

#[derive(QueryableByName)]
struct SealedId {
    #[diesel(sql_type = BigInt)]
    audit_log_id: i64,
}

impl ArchiveRead {
    /// Goes along the chain in a file, with the anchors that its database has.
    pub fn of(path: &Path, anchors: impl FnOnce(&str) -> anyhow::Result<Vec<AuditAnchor>>) -> anyhow::Result<ArchiveRead> {
        let open = || File::open(path).with_context(|| path.display().to_string());
        let mut lines = BufReader::new(GzDecoder::new(BufReader::new(open()?))).lines();
        let first = lines.next().with_context(|| format!("{} is empty", path.display()))??;
        let of: ArchivedMonth = serde_json::from_str(&first).with_context(|| format!("{} is no archive of ours", path.display()))?;
        let mut walk = ChainWalk::after(of.after.clone(), anchors(&of.database)?);
        for (at, line) in lines.enumerate() {
            let link: SealedRow =
                serde_json::from_str(&line?).with_context(|| format!("{}, line {}: this is no link", path.display(), at + 2))?;
            walk.step(&link);
        }
        let (rows, last, digest) = (walk.rows(), walk.last().clone(), keys::digest_of(open()?)?);
        Ok(ArchiveRead { of, rows, last, breaks: walk.end_of_piece(), digest })
    }

    /// Whether the database noted just this file when the month was taken out of it.
    pub fn is_noted(&self, db: &mut AuditConnection) -> QueryResult<bool> {
        let noted = diesel::sql_query(
            "SELECT last_position AS position FROM audit_archives WHERE last_position = ? AND last_digest = ? AND file_digest = ?",
        );
        let noted = noted.bind::<BigInt, _>(self.last.position).bind::<Binary, _>(&self.last.digest).bind::<Binary, _>(&self.digest[..]);
        Ok(noted.get_result::<LastPosition>(db).optional()?.is_some())
    }
}

/// Archives the months before one, `YYYY-MM`, telling of each. With the account that migrates: the application's may take nothing out.
pub fn archive(server: &Server, of: &AuditOf, before: &str, folder: &Path, mut told: impl FnMut(&MonthKept)) -> anyhow::Result<()> {
    let database = of.account(server).database;
    let mut db = server.administer(&database)?;
    loop {
        let after = ChainHead::archived(&mut db)?;
        // Of the month before, or what a run that was cut short left of it.
        take_out(&mut db, after.position)?;
        let month = diesel::sql_query("SELECT DATE_FORMAT(MIN(sealed_at), '%Y-%m') AS month FROM audit_seals");
        let month = month.get_result::<NextMonth>(&mut db)?.month.filter(|it| it.as_str() < before);
        let Some(month) = month else { return Ok(()) };
        let last: LastPosition = diesel::sql_query(
            "SELECT COALESCE((SELECT MIN(position) - 1 FROM audit_seals WHERE EXTRACT(YEAR_MONTH FROM sealed_at) > ?), MAX(position)) AS position \
             FROM audit_seals",
        )
        .bind::<BigInt, _>(month.replace('-', "").parse::<i64>()?)
        .get_result(&mut db)?;
        let head = ArchivedMonth { database: database.clone(), month, after };
        told(&keep(&mut db, of.history(), &head, last.position, folder)?);
    }
}

/// Writes a month's file, reads it back, and notes it.
fn keep(db: &mut AuditConnection, history: History, month: &ArchivedMonth, last: i64, folder: &Path) -> anyhow::Result<MonthKept> {
    let ArchivedMonth { database, month: name, after } = month;
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let file = folder.join(format!("{database}-{name}-{last}.jsonl.gz"));
    let unfinished = file.with_extension("unfinished");
    let written = write(db, history, month, last, &unfinished)?;
    let read = ArchiveRead::of(&unfinished, |_| Ok(Vec::new()))?;
    if let Some(found) = read.breaks.first() {
        bail!("{database}, {name} stays where it is: {found}");
    }
    let positions = u64::try_from(last - after.position)?;
    ensure!(
        read.last == written && read.last.position == last && read.rows == positions,
        "{} does not read as it was written",
        file.display()
    );
    fs::rename(&unfinished, &file)?;
    File::open(folder)?.sync_all()?;
    diesel::sql_query("INSERT INTO audit_archives (last_position, first_position, month, last_digest, file_digest) VALUES (?, ?, ?, ?, ?)")
        .bind::<BigInt, _>(last)
        .bind::<BigInt, _>(after.position + 1)
        .bind::<Text, _>(name)
        .bind::<Binary, _>(&read.last.digest)
        .bind::<Binary, _>(&read.digest[..])
        .execute(db)?;
    Ok(MonthKept { file, rows: read.rows })
}

/// The links up to a position, on the disk when this returns; says which was the last.
fn write(db: &mut AuditConnection, history: History, month: &ArchivedMonth, last: i64, path: &Path) -> anyhow::Result<ChainHead> {
    let mut out = GzEncoder::new(BufWriter::new(File::create(path).with_context(|| path.display().to_string())?), Compression::default());
    serde_json::to_writer(&mut out, month)?;
    let mut head = month.after.clone();
    while head.position < last {
        let page = sealed_after(db, history, head.position, PAGE.min(last - head.position))?;
        ensure!(!page.is_empty(), "{}, {}: the seals after position {} are missing", month.database, month.month, head.position);
        for link in page.iter().take_while(|it| it.seal.position <= last) {
            out.write_all(b"\n")?;
            serde_json::to_writer(&mut out, link)?;
            head = link.seal.head();
        }
    }
    out.finish()?.into_inner()?.sync_all()?;
    Ok(head)
}

/// Takes the links up to a position out of the database, seals and rows together.
fn take_out(db: &mut AuditConnection, last: i64) -> QueryResult<()> {
    loop {
        let ids: Vec<SealedId> = diesel::sql_query("SELECT audit_log_id FROM audit_seals WHERE position <= ? ORDER BY position LIMIT 1000")
            .bind::<BigInt, _>(last)
            .load(db)?;
        if ids.is_empty() {
            return Ok(());
        }
        let ids: Vec<String> = ids.iter().map(|it| it.audit_log_id.to_string()).collect();
        let ids = ids.join(",");
        db.transaction(|db| {
            diesel::sql_query(format!("DELETE FROM audit_seals WHERE audit_log_id IN ({ids})")).execute(db)?;
            diesel::sql_query(format!("DELETE FROM audit_logs WHERE id IN ({ids})")).execute(db)
        })?;
    }
}
