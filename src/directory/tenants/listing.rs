//! The organisations as the operator sees them: from the directory alone, however many there are.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::creation::{Creation, CreationStage};
use super::database_state::{DatabaseState, TablesState};
use super::organisation::Organisation;
use crate::db::DirectoryDb;
use crate::db::ids::OrganisationId;
use crate::db::statement::Among;
use crate::directory::audit::DirectoryAction;
use crate::schema::directory::{audit_logs, creations, database_states, organisations, users};

/// How many stand on a page.
const PAGE: u8 = 25;

/// An organisation, and what the directory knows of it.
#[derive(Clone, Debug, HasQuery)]
#[diesel(
    table_name = organisations,
    base_query = organisations::table.left_join(database_states::table).left_join(creations::table)
)]
pub struct ListedOrganisation {
    #[diesel(embed)]
    pub organisation: Organisation,
    #[diesel(embed)]
    pub state: Option<DatabaseState>,
    #[diesel(embed)]
    pub creation: Option<Creation>,
}

/// Something that was done with an organisation, by an operator or from the command line.
#[derive(Clone, Debug)]
pub struct OrganisationEvent {
    pub at: NaiveDateTime,
    action: String,
    /// The operator's name; nothing where it was the command line.
    pub who: Option<String>,
    /// Why, where somebody said so.
    pub reason: String,
}

#[derive(HasQuery)]
#[diesel(
    table_name = audit_logs,
    base_query = audit_logs::table.left_join(users::table.on(users::id.nullable().eq(audit_logs::user_id)))
)]
struct LoggedDeed {
    at: NaiveDateTime,
    action: String,
    details: String,
    #[diesel(select_expression = users::full_name.nullable())]
    who: Option<String>,
}

/// What an operator may know of: what an organisation's own people did is theirs.
const EVENTS: [DirectoryAction; 5] = [
    DirectoryAction::OrganisationCreated,
    DirectoryAction::CreationRetried,
    DirectoryAction::OrganisationOpened,
    DirectoryAction::OrganisationSuspended,
    DirectoryAction::OrganisationResumed,
];

impl ListedOrganisation {
    /// Those whose name or slug has the text in it, by name, from after the given name on; and
    /// whether there are more. The text may stand in the midst of a name, so that every
    /// organisation's row is looked at.
    pub fn page(db: &mut DirectoryDb, text: &str, after: &str) -> QueryResult<(Vec<ListedOrganisation>, bool)> {
        let like = format!("%{}%", text.trim().replace(['\\', '%', '_'], ""));
        // A slug is ASCII, and so is its column: it is likened to nothing else.
        let in_slug = if text.is_ascii() { like.to_lowercase() } else { String::new() };
        let mut listed = ListedOrganisation::query()
            .filter(organisations::name.like(&like).or(organisations::slug.like(in_slug)))
            .filter(organisations::name.gt(after))
            .order(organisations::name)
            .limit(i64::from(PAGE) + 1)
            .load(db)?;
        let more = listed.len() > usize::from(PAGE);
        listed.truncate(usize::from(PAGE));
        Ok((listed, more))
    }

    pub fn find(db: &mut DirectoryDb, id: OrganisationId) -> QueryResult<ListedOrganisation> {
        ListedOrganisation::query().filter(organisations::id.eq(id)).first(db)
    }

    /// Whether its tables are as this program needs them.
    pub fn migrated(&self) -> TablesState {
        DatabaseState::migrated(self.state.as_ref())
    }

    /// Its use, if it was counted.
    pub fn counted(&self) -> Option<&DatabaseState> {
        self.state.as_ref().filter(|it| it.counted_at.is_some())
    }

    /// The making of it, while it is being made.
    pub fn making(&self) -> Option<&Creation> {
        self.creation.as_ref().filter(|it| it.stage != CreationStage::Done && self.organisation.is_half_made())
    }
}

impl OrganisationEvent {
    /// What was done with an organisation, the latest first.
    pub fn of(db: &mut DirectoryDb, organisation: OrganisationId) -> QueryResult<Vec<OrganisationEvent>> {
        let rows = LoggedDeed::query()
            .filter(audit_logs::resource_id.eq(organisation))
            .filter(audit_logs::action.among(EVENTS.map(DirectoryAction::as_str)))
            .order(audit_logs::id.desc())
            .limit(50)
            .load(db)?;
        let event = |LoggedDeed { at, action, details, who }| {
            let details: serde_json::Value = serde_json::from_str(&details).unwrap_or_default();
            let reason = details.get("reason").and_then(|it| it.as_str()).unwrap_or_default().to_owned();
            OrganisationEvent { at, action, who, reason }
        };
        Ok(rows.into_iter().map(event).collect())
    }

    /// The Fluent key of its words.
    pub fn key(&self) -> String {
        format!("deed-{}", self.action.replace('_', "-"))
    }
}
