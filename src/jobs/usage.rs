//! How much an organisation is used: counted in its own database, kept in the directory.

use chrono::Duration;

use crate::db::failure::Trouble;
use crate::db::ids::OrganisationId;
use crate::db::{Author, Databases, clock};
use crate::directory::tenants::{DatabaseState, UsageCounts};
use crate::models::reports::Usage;

/// Over how long visits and messages are counted.
const PERIOD: Duration = Duration::days(30);

/// Counts an organisation, and keeps the numbers.
pub async fn count_and_keep(databases: &Databases, slug: &str, id: OrganisationId, by: Author) -> Result<(), Trouble> {
    let since = clock::now() - PERIOD;
    let Usage { members, clinics, patients, visits, bytes } = databases.read(slug, move |db| Usage::count(db, since)).await?;
    let counts = UsageCounts { members, clinics, patients, visits, bytes };
    databases.write_directory(by, move |tx| DatabaseState::keep_counts(tx, id, &counts, since)).await
}
