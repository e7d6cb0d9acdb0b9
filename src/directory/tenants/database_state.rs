//! What the directory knows of each organisation's database, so that a list of hundreds opens none of them: the step that its
//! tables stand at; and how much it is used, as it was last counted.

use std::collections::HashMap;
use std::fmt;

use anyhow::Context;
use chrono::NaiveDateTime;
use diesel::dsl::{count_star, max};
use diesel::prelude::*;

use super::organisation::Organisation;
use crate::db::ids::OrganisationId;
use crate::db::migrations::History;
use crate::db::provision::DatabaseAccount;
use crate::db::{Author, Databases, DirectoryDb, DirectoryTx};
use crate::schema::directory::{database_states, memberships, outbox, users};

/// The state of an organisation's database, as it was last written down.
#[derive(Clone, Debug, HasQuery)]
#[diesel(table_name = database_states)]
pub struct DatabaseState {
    /// The last step that ran; empty when none did.
    step: String,
    /// Why a step failed, if the last attempt did.
    pub failure: String,
    /// When it was last brought up to date, or that was tried. `None`: never since states are written down.
    pub migrated_at: Option<NaiveDateTime>,
    pub members: i64,
    pub clinics: i64,
    pub patients: i64,
    /// In the thirty days before it was counted; so are the messages.
    pub visits: i64,
    pub messages: i64,
    pub bytes: i64,
    pub last_sign_in_at: Option<NaiveDateTime>,
    /// When it was counted, if ever.
    pub counted_at: Option<NaiveDateTime>,
}

/// What an organisation's own database was counted to hold.
#[derive(Clone, Copy, Debug)]
pub struct UsageCounts {
    /// Who works there.
    pub members: i64,
    pub clinics: i64,
    pub patients: i64,
    pub visits: i64,
    pub bytes: i64,
}

/// Whether a database's tables are as this program needs them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TablesState {
    UpToDate,
    /// It lacks so many steps.
    Behind(usize),
    /// A step failed: why.
    Failed(String),
    /// Nobody has written it down yet.
    Unknown,
}

impl fmt::Display for TablesState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TablesState::UpToDate => f.write_str("up to date"),
            TablesState::Behind(steps) => write!(f, "{steps} steps behind"),
            TablesState::Failed(why) => write!(f, "failed: {why}"),
            TablesState::Unknown => f.write_str("not known before the next migrate"),
        }
    }
}

impl DatabaseState {
    /// What was written down, held against the steps of this program.
    pub fn migrated(state: Option<&DatabaseState>) -> TablesState {
        let Some(state) = state.filter(|it| it.migrated_at.is_some()) else { return TablesState::Unknown };
        if !state.failure.is_empty() {
            return TablesState::Failed(state.failure.clone());
        }
        match History::Organisation.behind(&state.step) {
            0 => TablesState::UpToDate,
            steps => TablesState::Behind(steps),
        }
    }

    /// Every organisation's.
    pub fn all(db: &mut DirectoryDb) -> QueryResult<HashMap<OrganisationId, DatabaseState>> {
        let rows: Vec<(OrganisationId, DatabaseState)> =
            database_states::table.select((database_states::organisation_id, DatabaseState::as_select())).load(db)?;
        Ok(rows.into_iter().collect())
    }

    /// Writes down where a database's tables stand, if that could be seen, and why a step failed, if one did.
    fn write_down(tx: &mut DirectoryTx, organisation: OrganisationId, step: Option<&str>, failure: &str) -> QueryResult<()> {
        let failure: String = failure.chars().take(500).collect();
        ensure(tx, organisation)?;
        diesel::update(database_states::table.find(organisation))
            .set((
                step.map(|step| database_states::step.eq(step)),
                database_states::failure.eq(failure),
                database_states::migrated_at.eq(tx.now),
            ))
            .execute(tx.db)
            .map(drop)
    }

    /// Brings an organisation's database up to date, telling `ran` after each step, and writes down where it stands then. Says how
    /// many steps that were.
    pub fn bring_up_to_date(databases: &Databases, organisation: &Organisation, ran: impl FnMut()) -> anyhow::Result<usize> {
        let mut step = None;
        let done = organisation.server(databases).and_then(|server| {
            let account = DatabaseAccount::organisation(server, &organisation.slug);
            let done = server.migrate(&account, History::Organisation, ran);
            step = server.stands_at(&account, History::Organisation).ok();
            done
        });
        let failure = done.as_ref().err().map(|error| format!("{error:#}")).unwrap_or_default();
        databases
            .write_directory_now(&Author::system(), |tx| DatabaseState::write_down(tx, organisation.id, step.as_deref(), &failure))
            .context("cannot write down in the directory where the database stands")?;
        done
    }

    /// Writes the numbers of its use down, with what the directory itself knows: how many messages went to the organisation's people
    /// since then, and when any of them last signed in.
    pub fn keep_counts(tx: &mut DirectoryTx, organisation: OrganisationId, counts: &UsageCounts, since: NaiveDateTime) -> QueryResult<()> {
        let members = || memberships::table.inner_join(users::table).filter(memberships::organisation_id.eq(organisation));
        let last_sign_in: Option<NaiveDateTime> = members().select(max(users::last_login_at)).first(tx.db)?;
        #[expect(clippy::disallowed_methods, reason = "no list: a query within the query")]
        let messages: i64 = outbox::table
            .filter(outbox::sent_at.gt(since))
            .filter(
                outbox::recipient
                    .eq_any(members().filter(users::phone.is_not_null()).select(users::phone.assume_not_null()))
                    .or(outbox::recipient.eq_any(members().filter(users::email.is_not_null()).select(users::email.assume_not_null()))),
            )
            .select(count_star())
            .first(tx.db)?;
        ensure(tx, organisation)?;
        diesel::update(database_states::table.find(organisation))
            .set((
                database_states::members.eq(counts.members),
                database_states::clinics.eq(counts.clinics),
                database_states::patients.eq(counts.patients),
                database_states::visits.eq(counts.visits),
                database_states::messages.eq(messages),
                database_states::bytes.eq(counts.bytes),
                database_states::last_sign_in_at.eq(last_sign_in),
                database_states::counted_at.eq(tx.now),
            ))
            .execute(tx.db)
            .map(drop)
    }
}

/// The row to be filled.
fn ensure(tx: &mut DirectoryTx, organisation: OrganisationId) -> QueryResult<()> {
    diesel::insert_or_ignore_into(database_states::table).values(database_states::organisation_id.eq(organisation)).execute(tx.db).map(drop)
}
