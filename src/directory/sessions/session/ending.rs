//! Ending sessions: one, one's own by its id, all of a user's, and those that ended long ago.

use chrono::Duration;
use diesel::prelude::*;

use super::LiveSession;
use crate::db::DirectoryTx;
use crate::db::ids::{SessionId, UserId};
use crate::directory::audit::{self, DirectoryAction, DirectorySubject};
use crate::directory::sessions::known_device::KnownDevice;
use crate::directory::sessions::trusted_device::TrustedDevice;
use crate::schema::directory::{sessions, users};

impl LiveSession {
    /// Ends one session.
    pub fn revoke(tx: &mut DirectoryTx, token_hash: &[u8]) -> QueryResult<()> {
        diesel::update(sessions::table.filter(sessions::token_hash.eq(token_hash)).filter(sessions::revoked_at.is_null()))
            .set(sessions::revoked_at.eq(tx.now))
            .execute(tx.db)
            .map(drop)
    }

    /// Ends one of a user's own sessions, by its id. Whether there was one.
    pub fn end(tx: &mut DirectoryTx, user: UserId, id: SessionId) -> QueryResult<bool> {
        let ended = diesel::update(sessions::table.find(id).filter(sessions::user_id.eq(user)).filter(sessions::revoked_at.is_null()))
            .set(sessions::revoked_at.eq(tx.now))
            .execute(tx.db)?;
        if ended > 0 {
            TrustedDevice::forget_all(tx, user)?;
            audit::record(
                tx,
                DirectoryAction::SessionsRevoked,
                DirectorySubject::new("sessions", id),
                &serde_json::json!({ "user": user }),
            )?;
        }
        Ok(ended > 0)
    }

    /// Ends every session of a user, but for the one that is to stay, and forgets their remembered browsers; where none stays, whoever
    /// used any of them is a stranger again. Says how many those were.
    pub fn end_all(tx: &mut DirectoryTx, user: UserId, but: Option<SessionId>) -> QueryResult<usize> {
        TrustedDevice::forget_all(tx, user)?;
        diesel::update(users::table.find(user)).set(users::sessions_ended_at.eq(tx.now)).execute(tx.db)?;
        if but.is_none() {
            KnownDevice::forget_all(tx, user)?;
        }
        let but = but.unwrap_or(SessionId(uuid::Uuid::nil()));
        let ended = diesel::update(
            sessions::table.filter(sessions::user_id.eq(user)).filter(sessions::revoked_at.is_null()).filter(sessions::id.ne(but)),
        )
        .set(sessions::revoked_at.eq(tx.now))
        .execute(tx.db)?;
        if ended > 0 {
            let details = serde_json::json!({ "user": user, "ended": ended });
            audit::record(tx, DirectoryAction::SessionsRevoked, DirectorySubject::new("users", user), &details)?;
        }
        Ok(ended)
    }

    /// Deletes what ended more than a month ago, and nobody's as soon as it ended.
    pub fn sweep(tx: &mut DirectoryTx) -> QueryResult<usize> {
        let nobody_s = sessions::user_id.is_null().and(sessions::expires_at.lt(tx.now));
        diesel::delete(sessions::table.filter(nobody_s.or(sessions::expires_at.lt(tx.now - Duration::days(30))))).execute(tx.db)
    }
}
