//! Recovery codes: what opens the account when the authenticator is not at hand, each once.

use diesel::prelude::*;
use serde_json::json;

use super::Factors;
use crate::db::ids::{SessionId, UserId};
use crate::db::{DirectoryDb, DirectoryTx};
use crate::directory::audit::{self, DirectoryAction, DirectorySubject};
use crate::directory::post::Letter;
use crate::directory::sessions::LiveSession;
use crate::keys::{hex, mac, random};
use crate::schema::directory::{recovery_codes, users};

/// How many recovery codes there are.
const CODES: usize = 10;

impl Factors {
    /// Makes new recovery codes, 48 bits each; the old ones stop working.
    pub fn new_codes(&self, tx: &mut DirectoryTx, user: UserId) -> QueryResult<Vec<String>> {
        diesel::delete(recovery_codes::table.filter(recovery_codes::user_id.eq(user))).execute(tx.db)?;
        let mut codes = Vec::with_capacity(CODES);
        for _ in 0..CODES {
            let bare = hex(&random::<6>()?);
            codes.push(format!("{}-{}-{}", &bare[..4], &bare[4..8], &bare[8..]));
        }
        let rows: Vec<_> = codes
            .iter()
            .map(|code| (recovery_codes::user_id.eq(user), recovery_codes::code_hash.eq(self.mark(user, &code.replace('-', "")))))
            .collect();
        diesel::insert_into(recovery_codes::table).values(rows).execute(tx.db)?;
        audit::record(tx, DirectoryAction::RecoveryCodesMade, DirectorySubject::user(user), &json!({ "codes": CODES }))?;
        Ok(codes)
    }

    /// Takes a second factor into use, with its recovery codes; ends every other session, which came in with one step.
    pub(super) fn take_into_use(&self, tx: &mut DirectoryTx, user: UserId, here: SessionId, factor: &str) -> QueryResult<Vec<String>> {
        LiveSession::end_all(tx, user, Some(here))?;
        diesel::update(users::table.find(user)).set(users::mfa_enabled.eq(true)).execute(tx.db)?;
        audit::record(tx, DirectoryAction::FactorAdded, DirectorySubject::user(user), &json!({ "factor": factor }))?;
        Letter::TwoStepOn.send(tx, user, &[])?;
        self.new_codes(tx, user)
    }

    pub(super) fn use_code(&self, tx: &mut DirectoryTx, user: UserId, code: &str) -> QueryResult<bool> {
        let used = diesel::update(recovery_codes::table.find((user, self.mark(user, code))).filter(recovery_codes::used_at.is_null()))
            .set(recovery_codes::used_at.eq(tx.now))
            .execute(tx.db)?;
        if used > 0 {
            audit::record(tx, DirectoryAction::RecoveryCodeUsed, DirectorySubject::user(user), &json!({}))?;
        }
        Ok(used > 0)
    }

    /// What the database keeps of a recovery code: an HMAC-SHA-256 under the key, bound to its user.
    fn mark(&self, user: UserId, code: &str) -> Vec<u8> {
        mac(&self.0, format!("recovery {user} {code}").as_bytes()).to_vec()
    }
}

impl Factors {
    /// How many recovery codes are left.
    pub fn codes_left(db: &mut DirectoryDb, user: UserId) -> QueryResult<i64> {
        recovery_codes::table.filter(recovery_codes::user_id.eq(user)).filter(recovery_codes::used_at.is_null()).count().get_result(db)
    }
}
