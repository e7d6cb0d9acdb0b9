//! Carrying an old register's import out: from a page in a thread of its own, from the command line in its own.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::db::failure::Trouble;
use crate::db::ids::{ImportId, OrganisationId};
use crate::db::{Author, Databases};
use crate::directory::people::User;
use crate::models::exchange::{Import, ImportCounts};
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
    let phones = register.phones();
    let accounts = databases.write_directory_now(author, |tx| User::of_phones(tx, &phones, organisation))?;
    let done = |rows: usize| {
        progress(rows);
        if let Err(error) = databases.write_now(slug, author, |tx| Import::get_on(tx, id, rows)) {
            tracing::debug!(%error, "progress was not written down");
        }
    };
    databases.write_now(slug, author, |tx| Import::carry_out(tx, &import, &register, &accounts, &done))
}
