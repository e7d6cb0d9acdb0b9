//! Carrying an old register's import out: from a page in a thread of its own, from the command line in its own.

use std::sync::Arc;

use anyhow::bail;
use chrono::NaiveDate;

use crate::db::failure::Trouble;
use crate::db::ids::{ImportId, OrganisationId};
use crate::db::{Author, Databases};
use crate::directory::people::User;
use crate::models::exchange::{BatchBrought, Import, ImportCounts, RegisterRow, StreamedRows, phones_of};
use crate::models::practice::Reach;

/// Carries out an import that was begun, beside the request that asked for it. What goes wrong is logged, and written to the
/// import.
pub fn start(databases: Arc<Databases>, slug: String, author: Author, organisation: OrganisationId, id: ImportId, today: NaiveDate) {
    std::thread::spawn(move || {
        let failed = carry_out(&databases, &slug, &author, organisation, id, today, &|_| ()).err();
        if let Some(error) = failed {
            tracing::error!(%error, import = %id, "an import came to nothing");
            if let Err(error) = databases.write_now(&slug, &author, |tx| Import::fail(tx, id)) {
                tracing::error!(%error, import = %id, "nor could that be written down");
            }
        }
    });
}

/// Makes the accounts of the register's phones, then registers its people in one change. How far it is, is written down on
/// another connection, so that others see it.
pub fn carry_out(
    databases: &Databases,
    slug: &str,
    author: &Author,
    organisation: OrganisationId,
    id: ImportId,
    today: NaiveDate,
    progress: &dyn Fn(usize),
) -> Result<ImportCounts, Trouble> {
    let (import, register) = databases.read_now(slug, |db| Import::open(db, &Reach::Everywhere, id, today))?;
    let phones = phones_of(&register.rows);
    let accounts = databases.write_directory_now(author, |tx| User::of_phones(tx, &phones, organisation))?;
    let done = |rows: usize| {
        progress(rows);
        if let Err(error) = databases.write_now(slug, author, |tx| Import::get_on(tx, id, rows)) {
            tracing::debug!(%error, "progress was not written down");
        }
    };
    databases.write_now(slug, author, |tx| Import::carry_out(tx, &import, &register, &accounts, &done))
}

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
        let brought = self.databases.write_now(self.slug, self.author, |tx| Import::carry_on(tx, self.import, batch, from, &accounts))?;
        match brought {
            BatchBrought::Brought => Ok(()),
            BatchBrought::InOtherHands => bail!("another run of this command imports the same file"),
        }
    }
}
