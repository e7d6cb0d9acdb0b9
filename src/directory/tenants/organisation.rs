//! The tenants.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde_json::json;

use crate::db::ids::OrganisationId;
use crate::db::provision::Server;
use crate::db::{Databases, DirectoryDb, DirectoryTx};
use crate::directory::audit::{self, DirectoryAction, DirectorySubject};
use crate::schema::directory::organisations;
use crate::text_enum;

text_enum! {
    keys "organisation-status";
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
    /// The name of the server that its database is on.
    #[diesel(column_name = server)]
    pub server_name: String,
    pub status: OrganisationStatus,
    pub created_at: NaiveDateTime,
}

/// What became of closing or opening an organisation's doors.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DoorsTurned {
    Done,
    /// They stood so already, or it is half made.
    NotNow,
}

impl Organisation {
    /// All of them, by name.
    pub fn all(db: &mut DirectoryDb) -> QueryResult<Vec<Organisation>> {
        Organisation::query().order(organisations::name).load(db)
    }

    pub fn by_slug(db: &mut DirectoryDb, slug: &str) -> QueryResult<Organisation> {
        Organisation::query().filter(organisations::slug.eq(slug)).first(db)
    }

    pub fn find(db: &mut DirectoryDb, id: OrganisationId) -> QueryResult<Organisation> {
        Organisation::query().filter(organisations::id.eq(id)).first(db)
    }

    /// Whether its doors are open.
    pub fn is_open(db: &mut DirectoryDb, slug: &str) -> QueryResult<bool> {
        let open = organisations::table.filter(organisations::slug.eq(slug)).filter(organisations::status.eq(OrganisationStatus::Active));
        diesel::select(diesel::dsl::exists(open)).get_result(db)
    }

    pub fn is_half_made(&self) -> bool {
        self.status == OrganisationStatus::Creating
    }

    pub fn is_active(&self) -> bool {
        self.status == OrganisationStatus::Active
    }

    /// The server that its database is on.
    pub fn server<'a>(&self, databases: &'a Databases) -> anyhow::Result<&'a Server> {
        let named = databases.servers().named(&self.server_name);
        named.ok_or_else(|| anyhow::anyhow!("{} is on server {:?}, which DATABASE_SERVERS does not name", self.slug, self.server_name))
    }

    /// Says of these roles whether they sign in in two steps, besides the admins: at everybody's next request.
    pub fn ask_two_steps_of(tx: &mut DirectoryTx, id: OrganisationId, changes: &[(&str, bool)]) -> QueryResult<()> {
        let asked: String = organisations::table.find(id).select(organisations::two_step_roles).for_update().first(tx.db)?;
        let mut roles: BTreeSet<&str> = asked.split(',').filter(|it| !it.is_empty()).collect();
        for (role, asked) in changes {
            if *asked {
                roles.insert(role)
            } else {
                roles.remove(role)
            };
        }
        let roles: Vec<&str> = roles.into_iter().collect();
        diesel::update(organisations::table.find(id)).set(organisations::two_step_roles.eq(roles.join(","))).execute(tx.db)?;
        let details = json!({ "roles": roles });
        audit::record(tx, DirectoryAction::TwoStepRolesChanged, DirectorySubject::new("organisations", id), &details)
    }

    /// Opens the doors of one that was made.
    pub fn open(tx: &mut DirectoryTx, id: OrganisationId) -> QueryResult<DoorsTurned> {
        turn(tx, id, [OrganisationStatus::Creating, OrganisationStatus::Active], DirectoryAction::OrganisationOpened, "")
    }

    /// Closes its doors, for a reason that only operators read. Whoever is inside is refused at the next request.
    pub fn suspend(tx: &mut DirectoryTx, id: OrganisationId, reason: &str) -> QueryResult<DoorsTurned> {
        turn(tx, id, [OrganisationStatus::Active, OrganisationStatus::Suspended], DirectoryAction::OrganisationSuspended, reason)
    }

    /// Opens them again.
    pub fn resume(tx: &mut DirectoryTx, id: OrganisationId) -> QueryResult<DoorsTurned> {
        turn(tx, id, [OrganisationStatus::Suspended, OrganisationStatus::Active], DirectoryAction::OrganisationResumed, "")
    }
}

fn turn(
    tx: &mut DirectoryTx,
    id: OrganisationId,
    [from, to]: [OrganisationStatus; 2],
    action: DirectoryAction,
    reason: &str,
) -> QueryResult<DoorsTurned> {
    let turned = diesel::update(organisations::table.find(id).filter(organisations::status.eq(from)))
        .set(organisations::status.eq(to))
        .execute(tx.db)?;
    if turned == 0 {
        return Ok(DoorsTurned::NotNow);
    }
    let details = if reason.is_empty() { json!({}) } else { json!({ "reason": reason }) };
    audit::record(tx, action, DirectorySubject::new("organisations", id), &details)?;
    Ok(DoorsTurned::Done)
}
