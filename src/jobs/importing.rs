//! Carrying out an import from the command line.

use std::time::Duration;

use anyhow::bail;

use crate::db::ids::OrganisationId;
use crate::db::{Author, Databases};
use crate::directory::people::User;
use crate::models::exchange::{Batch, BatchBrought, Import, ImportCounts, RegisterRow, StreamedRows, phones_of};

/// How long it is waited for another import of the clinic.
const WAIT: Duration = Duration::from_secs(1);

/// An import from a file that is too large to be held: batch by batch, each in a change of its own that keeps how far it is.
pub struct StreamedImport<'a> {
    pub databases: &'a Databases,
    pub slug: &'a str,
    pub author: &'a Author,
    pub organisation: OrganisationId,
    pub import: &'a Import,
    /// How many rows a batch has.
    pub batch: usize,
}

impl StreamedImport<'_> {
    /// Goes through all rows, past those that an earlier run brought. Every row is shown to `see`; `done` is told how many are behind.
    pub fn carry_out(
        &self,
        mut rows: StreamedRows,
        mut see: impl FnMut(&RegisterRow) -> anyhow::Result<()>,
        done: impl Fn(usize),
    ) -> anyhow::Result<ImportCounts> {
        let before = usize::try_from(self.import.rows_done).unwrap_or(0);
        let mut behind = 0;
        let mut batch = Vec::with_capacity(self.batch);
        for row in &mut rows {
            see(&row)?;
            if behind < before {
                behind += 1;
                continue;
            }
            batch.push(row);
            if batch.len() >= self.batch {
                self.bring(&batch, behind)?;
                behind += batch.len();
                batch.clear();
                done(behind);
            }
        }
        rows.failed()?;
        if !batch.is_empty() {
            self.bring(&batch, behind)?;
            done(behind + batch.len());
        }
        Ok(self.databases.write_now(self.slug, self.author, |tx| Import::finish(tx, self.import.id))?)
    }

    fn bring(&self, batch: &[RegisterRow], from: usize) -> anyhow::Result<()> {
        let phones = phones_of(batch);
        let accounts = self.databases.write_directory_now(self.author, |tx| User::of_phones(tx, &phones, self.organisation))?;
        let batch = Batch { import: self.import, rows: batch, part: 0..batch.len(), behind: from, accounts: &accounts };
        loop {
            match self.databases.write_now(self.slug, self.author, |tx| Import::carry_on(tx, &batch, None))? {
                BatchBrought::Brought => return Ok(()),
                BatchBrought::InOtherHands => bail!("another run of this command imports the same file"),
                BatchBrought::NotNow => std::thread::sleep(WAIT),
            }
        }
    }
}
