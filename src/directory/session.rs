//! The rows behind the session cookies. Revoking a row ends the session at its next request; a revoked row is never
//! brought back to life by a request that was under way.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

use super::membership::Membership;
use super::organisation::OrganisationStatus;
use crate::db::ids::{OrganisationId, SessionId, UserId};
use crate::db::{DirectoryDb, DirectoryTx};
use crate::schema::directory::{memberships, organisations, sessions, users};

/// A live session, and everything about its user that a request needs: one query.
pub struct Live {
    /// The session's own values, as JSON.
    pub state: String,
    pub user: Option<LiveUser>,
    pub last_seen_at: NaiveDateTime,
}

/// The signed-in user and the organisations that they may enter now.
pub struct LiveUser {
    pub id: UserId,
    pub full_name: String,
    pub phone: Option<String>,
    pub memberships: Vec<Membership>,
}

/// A new session to be written down.
pub struct NewSession<'a> {
    pub token_hash: &'a [u8],
    pub user: Option<UserId>,
    pub state: &'a str,
    pub agent: &'a str,
    pub address: &'a str,
    pub lasts: Duration,
}

/// Finds a live session by its token's hash: not revoked, not expired, its user (if any) active.
pub fn find(db: &mut DirectoryDb, token_hash: &[u8], now: NaiveDateTime) -> QueryResult<Option<Live>> {
    type Row = (
        String,
        NaiveDateTime,
        Option<UserId>,
        Option<(String, Option<String>, bool, Option<NaiveDateTime>)>,
        Option<(OrganisationId, String, String, OrganisationStatus)>,
    );
    let rows: Vec<Row> = sessions::table
        .left_join(users::table)
        .left_join(memberships::table.on(memberships::user_id.nullable().eq(sessions::user_id).and(memberships::active.eq(true))))
        .left_join(organisations::table.on(organisations::id.nullable().eq(memberships::organisation_id.nullable())))
        .filter(sessions::token_hash.eq(token_hash))
        .filter(sessions::revoked_at.is_null())
        .filter(sessions::expires_at.gt(now))
        .order(organisations::name)
        .select((
            sessions::state,
            sessions::last_seen_at,
            sessions::user_id.nullable(),
            (users::full_name, users::phone, users::active, users::deleted_at).nullable(),
            (organisations::id, organisations::slug, organisations::name, organisations::status).nullable(),
        ))
        .load(db)?;
    let Some((state, last_seen_at, user_id, user, _)) = rows.first().cloned() else { return Ok(None) };
    let user = match (user_id, user) {
        (Some(id), Some((full_name, phone, true, None))) => {
            let memberships = rows
                .into_iter()
                .filter_map(|row| row.4)
                .filter(|(.., status)| *status == OrganisationStatus::Active)
                .map(|(organisation, slug, name, _)| Membership { organisation, slug, name })
                .collect();
            Some(LiveUser { id, full_name, phone, memberships })
        }
        (Some(_), _) => return Ok(None),
        (None, _) => None,
    };
    Ok(Some(Live { state, user, last_seen_at }))
}

pub fn create(tx: &mut DirectoryTx, new: &NewSession) -> QueryResult<()> {
    diesel::insert_into(sessions::table)
        .values((
            sessions::id.eq(SessionId::new()),
            sessions::token_hash.eq(new.token_hash),
            sessions::user_id.eq(new.user),
            sessions::state.eq(new.state),
            sessions::agent.eq(new.agent),
            sessions::address.eq(new.address),
            sessions::last_seen_at.eq(tx.now),
            sessions::expires_at.eq(tx.now + new.lasts),
        ))
        .execute(tx.db)
        .map(drop)
}

/// Keeps the session's values. A session revoked meanwhile stays as it is: nothing is written.
pub fn keep(tx: &mut DirectoryTx, token_hash: &[u8], state: &str) -> QueryResult<()> {
    diesel::update(sessions::table.filter(sessions::token_hash.eq(token_hash)).filter(sessions::revoked_at.is_null()))
        .set((sessions::state.eq(state), sessions::last_seen_at.eq(tx.now)))
        .execute(tx.db)
        .map(drop)
}

/// Ends one session.
pub fn revoke(tx: &mut DirectoryTx, token_hash: &[u8]) -> QueryResult<()> {
    diesel::update(sessions::table.filter(sessions::token_hash.eq(token_hash)).filter(sessions::revoked_at.is_null()))
        .set(sessions::revoked_at.eq(tx.now))
        .execute(tx.db)
        .map(drop)
}

/// Ends every session of a user.
pub fn revoke_all(tx: &mut DirectoryTx, user: UserId) -> QueryResult<usize> {
    diesel::update(sessions::table.filter(sessions::user_id.eq(user)).filter(sessions::revoked_at.is_null()))
        .set(sessions::revoked_at.eq(tx.now))
        .execute(tx.db)
}

/// Deletes what ended more than a month ago.
pub fn sweep(tx: &mut DirectoryTx) -> QueryResult<usize> {
    diesel::delete(sessions::table.filter(sessions::expires_at.lt(tx.now - Duration::days(30)))).execute(tx.db)
}
