//! Where a chain stood, written down outside the database: whoever may write there could make the whole chain anew, and could not make
//! this so. One file for each database, a line a day.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::ChainHead;
use crate::keys::hex;

/// The position and the digest of a chain's last seal at one time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditAnchor {
    pub at: NaiveDateTime,
    pub database: String,
    pub position: i64,
    pub digest: String,
}

impl AuditAnchor {
    pub fn new(database: &str, head: &ChainHead, at: NaiveDateTime) -> AuditAnchor {
        AuditAnchor { at, database: database.to_owned(), position: head.position, digest: hex(&head.digest) }
    }

    /// Adds a line to the database's file, and returns when the disk has it.
    pub fn keep(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        let mut line = serde_json::to_vec(self)?;
        line.push(b'\n');
        let path = file(folder, &self.database);
        let is_new = !path.exists();
        let mut file = OpenOptions::new().append(true).create(true).open(path)?;
        file.write_all(&line)?;
        file.sync_all()?;
        if is_new {
            File::open(folder)?.sync_all()?;
        }
        Ok(())
    }

    /// All that were kept of a database, as they were written.
    pub fn kept(folder: &Path, database: &str) -> anyhow::Result<Vec<AuditAnchor>> {
        let path = file(folder, database);
        let lines = match File::open(&path) {
            Ok(file) => BufReader::new(file).lines(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error).context(path.display().to_string()),
        };
        lines
            .enumerate()
            .map(|(at, line)| {
                serde_json::from_str(&line?).with_context(|| format!("{}, line {}: this is no anchor", path.display(), at + 1))
            })
            .collect()
    }
}

fn file(folder: &Path, database: &str) -> PathBuf {
    folder.join(format!("{database}.jsonl"))
}
