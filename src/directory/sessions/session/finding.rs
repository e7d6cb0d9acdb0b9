//! Finding the session behind a cookie, with everything about its user that a request needs: one query.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{FoundSession, LiveSession, LiveUser, SessionKind};
use crate::db::DirectoryDb;
use crate::db::ids::{SessionId, UserId};
use crate::directory::people::{Contacts, Membership, MembershipStanding};
use crate::directory::tenants::OrganisationStatus;
use crate::schema::directory::{memberships, operators, organisations, sessions, users};

#[derive(Queryable, Selectable)]
#[diesel(table_name = sessions)]
struct SessionRow {
    id: SessionId,
    kind: SessionKind,
    proof: String,
    state: String,
    user_id: Option<UserId>,
    last_seen_at: NaiveDateTime,
    expires_at: NaiveDateTime,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = users)]
struct UserRow {
    id: UserId,
    full_name: String,
    active: bool,
    deleted_at: Option<NaiveDateTime>,
    mfa_enabled: bool,
    #[diesel(select_expression = users::mfa_secret.is_null())]
    has_no_app: bool,
    #[diesel(embed)]
    contact: Contacts,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = organisations)]
struct EntryRow {
    #[diesel(embed)]
    membership: Membership,
    status: OrganisationStatus,
    #[diesel(select_expression = memberships::active)]
    active: bool,
}

/// A session with its user, and with one organisation that they may enter, if there is any.
#[derive(Queryable, Selectable)]
#[diesel(table_name = sessions)]
struct FoundRow {
    #[diesel(embed)]
    session: SessionRow,
    #[diesel(embed)]
    user: Option<UserRow>,
    #[diesel(embed)]
    entry: Option<EntryRow>,
    #[diesel(select_expression = operators::user_id.nullable())]
    operator: Option<UserId>,
}

impl LiveSession {
    /// Finds a live session by its token's hash: not revoked, not expired, used of late, its user (if any) active.
    pub fn find(db: &mut DirectoryDb, token_hash: &[u8], now: NaiveDateTime) -> QueryResult<Option<FoundSession>> {
        // Whoever was let go is told so; a patient's membership that ended is as if it had never been.
        let known = memberships::active.eq(true).or(memberships::standing.eq(MembershipStanding::Accepted));
        let rows: Vec<FoundRow> = sessions::table
            .left_join(users::table)
            .left_join(memberships::table.on(memberships::user_id.nullable().eq(sessions::user_id).and(known)))
            .left_join(organisations::table.on(organisations::id.nullable().eq(memberships::organisation_id.nullable())))
            .left_join(operators::table.on(operators::user_id.nullable().eq(sessions::user_id)))
            .filter(sessions::token_hash.eq(token_hash))
            .filter(sessions::revoked_at.is_null())
            .filter(sessions::expires_at.gt(now))
            .select(FoundRow::as_select())
            .load(db)?;
        // A row an organisation: the session and its user are the same in each. Sorted here: the server would make a table for it.
        let mut entries = Vec::with_capacity(rows.len());
        let mut found = None;
        for FoundRow { session, user, entry, operator } in rows {
            entries.extend(entry);
            found = Some((session, user, operator.is_some()));
        }
        entries.sort_by(|a: &EntryRow, b: &EntryRow| a.membership.name.cmp(&b.membership.name));
        let Some((session, user, operator)) = found.filter(|(it, ..)| it.last_seen_at + it.kind.idle() > now) else { return Ok(None) };
        let user = match user.filter(|it| it.active && it.deleted_at.is_none()) {
            Some(user) => Some(user.entering(entries, operator)),
            None if session.user_id.is_some() => return Ok(None),
            None => None,
        };
        let SessionRow { id, kind, proof, state, last_seen_at: seen_at, expires_at, .. } = session;
        let session = LiveSession { id, kind, proof: proof.parse().ok(), seen_at, begun_at: expires_at - kind.lasts() };
        Ok(Some(FoundSession { session, user, state }))
    }
}

impl UserRow {
    fn entering(self, entries: Vec<EntryRow>, operator: bool) -> LiveUser {
        let UserRow { id, full_name, mfa_enabled: two_steps, has_no_app, contact, .. } = self;
        let two_steps_by_phone = two_steps && has_no_app;
        let (memberships, closed, let_go) = (Vec::new(), Vec::new(), Vec::new());
        let mut user = LiveUser { id, full_name, contact, two_steps, two_steps_by_phone, memberships, closed, let_go, operator };
        for EntryRow { membership, status, active } in entries {
            match status {
                OrganisationStatus::Active | OrganisationStatus::Suspended if !active => user.let_go.push(membership),
                OrganisationStatus::Active => user.memberships.push(membership),
                OrganisationStatus::Suspended => user.closed.push(membership),
                OrganisationStatus::Creating => {}
            }
        }
        user
    }
}
