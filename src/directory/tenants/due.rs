//! When the next work of each organisation is due: one table to ask, for any number of processes.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

use crate::db::DirectoryTx;
use crate::db::ids::OrganisationId;
use crate::schema::directory::{organisations, organisations_due};

/// An organisation whose work this process looks after now.
#[derive(Clone, Debug)]
pub struct OrganisationDue {
    pub id: OrganisationId,
    pub slug: String,
    /// How often it had been said that there is work.
    told: i64,
}

/// Nobody else looks there for so long, unless it is said that there is more.
const LEASE: Duration = Duration::minutes(1);

impl OrganisationDue {
    /// Takes the one that has waited longest. Two processes never get the same.
    pub fn take(tx: &mut DirectoryTx) -> QueryResult<Option<OrganisationDue>> {
        let due: Option<(OrganisationId, i64)> = organisations_due::table
            .filter(organisations_due::due_at.le(tx.now))
            .order(organisations_due::due_at)
            .select((organisations_due::organisation_id, organisations_due::told))
            .for_update()
            .skip_locked()
            .first(tx.db)
            .optional()?;
        let Some((id, told)) = due else { return Ok(None) };
        diesel::update(organisations_due::table.find(id)).set(organisations_due::due_at.eq(tx.now + LEASE)).execute(tx.db)?;
        let slug = organisations::table.find(id).select(organisations::slug).first(tx.db)?;
        Ok(Some(OrganisationDue { id, slug, told }))
    }

    /// Notes when its next work is due. If it was told of more since it was taken, that stands: somebody looks again.
    pub fn settle(&self, tx: &mut DirectoryTx, next: Option<NaiveDateTime>) -> QueryResult<()> {
        let as_taken = organisations_due::table.find(self.id).filter(organisations_due::told.eq(self.told));
        diesel::update(as_taken).set(organisations_due::due_at.eq(next)).execute(tx.db).map(drop)
    }
}
