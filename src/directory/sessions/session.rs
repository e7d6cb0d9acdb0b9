//! The rows behind the session cookies. Revoking a row ends the session at its next request; a revoked row is never
//! brought back to life by a request that was under way.

mod ending;
mod finding;

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

use crate::db::ids::{SessionId, UserId};
use crate::db::{DirectoryDb, DirectoryTx};
use crate::directory::people::{Contacts, Membership};
use crate::schema::directory::{sessions, users};
use crate::text_enum;

text_enum! {
    /// Whose limits a session has.
    SessionKind {
        /// Nobody's yet: a code being typed, a notice waiting.
        Visitor = "visitor",
        Patient = "patient",
        /// Whoever works anywhere, also at their own patient pages: a desk is used by others too.
        Staff = "staff",
    }
}

impl SessionKind {
    /// How long it lasts when nobody uses it. What a page asks by itself is no use (NIST SP 800-63B, AAL2, for staff).
    pub fn idle(self) -> Duration {
        match self {
            SessionKind::Visitor => Duration::hours(2),
            SessionKind::Patient => Duration::days(14),
            SessionKind::Staff => Duration::minutes(30),
        }
    }

    /// How long it lasts at most, however much it is used.
    pub fn lasts(self) -> Duration {
        match self {
            SessionKind::Visitor => Duration::hours(2),
            SessionKind::Patient => Duration::days(30),
            SessionKind::Staff => Duration::hours(12),
        }
    }
}

text_enum! {
    /// How somebody proved who they are.
    Proof {
        Password = "password",
        /// A code on their own phone, by SMS.
        Code = "code",
        /// The same, by WhatsApp.
        WhatsApp = "whatsapp",
        /// A Google account that was linked from inside.
        Google = "google",
    }
}

impl Proof {
    /// Whether it shows no more than that somebody holds a phone number.
    pub fn is_by_phone(self) -> bool {
        matches!(self, Proof::Code | Proof::WhatsApp)
    }
}

/// A live session, and everything about its user that a request needs: one query.
pub struct FoundSession {
    pub session: LiveSession,
    pub user: Option<LiveUser>,
    /// The session's own values, as JSON.
    pub state: String,
}

/// What the row itself says of a live session.
#[derive(Clone, Copy, Debug)]
pub struct LiveSession {
    pub id: SessionId,
    pub kind: SessionKind,
    /// How its user came in, where it has one.
    pub proof: Option<Proof>,
    /// When it was last used, to about a minute.
    pub seen_at: NaiveDateTime,
    /// When its user came in: a new token does not make it younger.
    pub begun_at: NaiveDateTime,
}

/// The signed-in user, as the directory has them now.
#[derive(Debug)]
pub struct LiveUser {
    pub id: UserId,
    pub full_name: String,
    pub contact: Contacts,
    /// Whether they sign in in two steps.
    pub two_steps: bool,
    /// Whether the second is a code to their phone.
    pub two_steps_by_phone: bool,
    /// The organisations that they may enter.
    pub memberships: Vec<Membership>,
    /// Those of theirs that are suspended.
    pub closed: Vec<Membership>,
    /// Those where they worked, and do not any more.
    pub let_go: Vec<Membership>,
    /// Whether they operate the installation.
    pub operator: bool,
}

/// A new session to be written down.
pub struct NewSession<'a> {
    pub token_hash: &'a [u8],
    /// Its own values, as JSON.
    pub state: &'a str,
    pub start: &'a SessionStart,
}

/// What a new session begins with.
#[derive(Clone, Debug)]
pub enum SessionStart {
    /// Nobody is signed in.
    Visitor,
    SignIn(SignIn),
    /// It goes on from another, which has ended, with a new token. That does not put its end off.
    Renewal {
        from: SessionId,
        since: NaiveDateTime,
    },
}

/// Somebody comes in.
#[derive(Clone, Debug)]
pub struct SignIn {
    pub user: UserId,
    pub proof: Proof,
    pub kind: SessionKind,
    pub agent: String,
    pub address: String,
    /// Since when what was proved is known to be good: if the user's sessions were all ended after that, they do not come in.
    pub since: NaiveDateTime,
}

impl LiveSession {
    /// Whether a user may have a session that grew from what was begun then: they are not switched off, and their sessions were not all
    /// ended since.
    pub fn may_begin(tx: &mut DirectoryTx, user: UserId, since: NaiveDateTime) -> QueryResult<bool> {
        let (active, ended): (bool, Option<NaiveDateTime>) =
            users::table.find(user).select((users::active, users::sessions_ended_at)).for_update().first(tx.db)?;
        Ok(active && ended.is_none_or(|ended| ended <= since))
    }

    /// Writes a session down. One of a user who is switched off, or whose sessions were all ended since, is nobody's.
    pub fn create(tx: &mut DirectoryTx, new: &NewSession) -> QueryResult<()> {
        let (entry, ends) = match new.start {
            SessionStart::Visitor => (None, None),
            SessionStart::SignIn(entry) => (Some(entry.clone()), None),
            SessionStart::Renewal { from, since } => LiveSession::renewed(tx, *from, *since)?.unzip(),
        };
        let good = match &entry {
            None => matches!(new.start, SessionStart::Visitor),
            Some(entry) => LiveSession::may_begin(tx, entry.user, entry.since)?,
        };
        let entry = entry.filter(|_| good);
        let kind = entry.as_ref().map_or(SessionKind::Visitor, |it| it.kind);
        let latest = tx.now + kind.lasts();
        diesel::insert_into(sessions::table)
            .values((
                sessions::id.eq(SessionId::new()),
                sessions::token_hash.eq(new.token_hash),
                sessions::user_id.eq(entry.as_ref().map(|it| it.user)),
                sessions::state.eq(if good { new.state } else { "{}" }),
                sessions::agent.eq(entry.as_ref().map_or("", |it| &it.agent)),
                sessions::address.eq(entry.as_ref().map_or("", |it| &it.address)),
                sessions::last_seen_at.eq(tx.now),
                sessions::kind.eq(kind),
                sessions::proof.eq(entry.as_ref().map_or("", |it| it.proof.as_str())),
                sessions::expires_at.eq(ends.filter(|_| good).map_or(latest, |at| at.min(latest))),
            ))
            .execute(tx.db)
            .map(drop)
    }

    /// What goes on from a session, and when it ends at the latest; nothing from one that was nobody's.
    fn renewed(tx: &mut DirectoryTx, from: SessionId, since: NaiveDateTime) -> QueryResult<Option<(SignIn, NaiveDateTime)>> {
        let EarlierSession { user_id, kind, proof, agent, address, expires_at } =
            EarlierSession::query().filter(sessions::id.eq(from)).first(tx.db)?;
        let entry = user_id.zip(proof.parse().ok()).map(|(user, proof)| SignIn { user, proof, kind, agent, address, since });
        Ok(entry.map(|entry| (entry, expires_at)))
    }

    /// Keeps the session's values. A session revoked meanwhile stays as it is: nothing is written.
    pub fn keep(tx: &mut DirectoryTx, token_hash: &[u8], state: &str) -> QueryResult<()> {
        diesel::update(sessions::table.filter(sessions::token_hash.eq(token_hash)).filter(sessions::revoked_at.is_null()))
            .set(sessions::state.eq(state))
            .execute(tx.db)
            .map(drop)
    }

    /// Whether a session has not been ended.
    pub fn is_live(db: &mut DirectoryDb, id: SessionId) -> QueryResult<bool> {
        diesel::select(diesel::dsl::exists(sessions::table.find(id).filter(sessions::revoked_at.is_null()))).get_result(db)
    }

    /// Notes that somebody used it.
    pub fn touch(tx: &mut DirectoryTx, id: SessionId) -> QueryResult<()> {
        diesel::update(sessions::table.find(id).filter(sessions::revoked_at.is_null()))
            .set(sessions::last_seen_at.eq(tx.now))
            .execute(tx.db)
            .map(drop)
    }
}

/// The session from which another goes on.
#[derive(HasQuery)]
#[diesel(table_name = sessions)]
struct EarlierSession {
    user_id: Option<UserId>,
    kind: SessionKind,
    proof: String,
    agent: String,
    address: String,
    expires_at: NaiveDateTime,
}
