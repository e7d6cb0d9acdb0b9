//! The tenants.

use diesel::prelude::*;

use super::audit::{self, DirectoryAction};
use crate::db::ids::OrganisationId;
use crate::db::{DirectoryDb, DirectoryTx};
use crate::schema::directory::organisations;
use crate::text_enum;

text_enum! {
    /// Whether an organisation may be entered.
    OrganisationStatus {
        /// Its database is being made.
        Creating = "creating",
        Active = "active",
        /// Nobody may enter.
        Suspended = "suspended",
    }
}

#[derive(Clone, Debug, HasQuery)]
#[diesel(table_name = organisations)]
pub struct Organisation {
    pub id: OrganisationId,
    pub name: String,
    pub slug: String,
    pub status: OrganisationStatus,
}

impl Organisation {
    /// All of them, by name.
    pub fn all(db: &mut DirectoryDb) -> QueryResult<Vec<Organisation>> {
        Organisation::query().order(organisations::name).load(db)
    }

    pub fn by_slug(db: &mut DirectoryDb, slug: &str) -> QueryResult<Organisation> {
        Organisation::query().filter(organisations::slug.eq(slug)).first(db)
    }

    /// Writes down a new organisation, whose database is still to be made. The slug has been checked. One that was left
    /// half made is taken up again.
    pub fn begin(tx: &mut DirectoryTx, name: &str, slug: &str) -> QueryResult<Organisation> {
        let half_made = Organisation::query()
            .filter(organisations::slug.eq(slug))
            .filter(organisations::status.eq(OrganisationStatus::Creating))
            .first(tx.db)
            .optional()?;
        if let Some(organisation) = half_made {
            return Ok(organisation);
        }
        let id = OrganisationId::new();
        diesel::insert_into(organisations::table)
            .values((organisations::id.eq(id), organisations::name.eq(name), organisations::slug.eq(slug)))
            .execute(tx.db)?;
        audit::record(tx, DirectoryAction::OrganisationCreated, None, "organisations", Some(id.0), &serde_json::json!({ "slug": slug }))?;
        Organisation::by_slug(tx.db, slug)
    }

    /// Says which roles sign in in two steps, besides the admins: at everybody's next request.
    pub fn ask_two_steps_of(tx: &mut DirectoryTx, id: OrganisationId, roles: &[&str]) -> QueryResult<()> {
        diesel::update(organisations::table.find(id)).set(organisations::two_step_roles.eq(roles.join(","))).execute(tx.db)?;
        let details = serde_json::json!({ "roles": roles });
        audit::record(tx, DirectoryAction::TwoStepRolesChanged, Some(tx.by.user), "organisations", Some(id.0), &details)
    }

    /// Opens or closes its doors. Sessions already inside are refused at their next request.
    pub fn set_status(&self, tx: &mut DirectoryTx, status: OrganisationStatus) -> QueryResult<()> {
        diesel::update(organisations::table.find(self.id)).set(organisations::status.eq(status)).execute(tx.db)?;
        let action = match status {
            OrganisationStatus::Suspended => DirectoryAction::OrganisationSuspended,
            _ => DirectoryAction::OrganisationResumed,
        };
        audit::record(tx, action, None, "organisations", Some(self.id.0), &serde_json::json!({ "status": status }))
    }
}
