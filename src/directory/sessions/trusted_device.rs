//! Browsers that their users chose to remember: no second step for thirty days, each person for themselves on one that several use. They are forgotten when a password changes or
//! all sessions are ended.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

use crate::db::ids::UserId;
use crate::db::statement::Among;
use crate::db::{DirectoryDb, DirectoryTx};
use crate::keys::{digest, fresh_token};
use crate::schema::directory::trusted_devices;

/// A browser on which a user is not asked for a second step.
pub struct TrustedDevice;

impl TrustedDevice {
    /// How long a browser is remembered.
    pub const LIFE: Duration = Duration::days(30);

    /// For how many people one browser is remembered: so many sit at a desk in a month.
    pub const A_BROWSER: usize = 12;

    /// Remembers this browser; answers the token for its cookie.
    pub fn remember(tx: &mut DirectoryTx, user: UserId) -> QueryResult<String> {
        let token = fresh_token()?;
        diesel::insert_into(trusted_devices::table)
            .values((
                trusted_devices::token_hash.eq(digest(&token)),
                trusted_devices::user_id.eq(user),
                trusted_devices::expires_at.eq(tx.now + TrustedDevice::LIFE),
                trusted_devices::created_at.eq(tx.now),
            ))
            .execute(tx.db)?;
        Ok(token)
    }

    /// Whether one of these tokens says that this user chose to have the browser remembered.
    pub fn is_trusted(db: &mut DirectoryDb, user: UserId, tokens: &[String], now: NaiveDateTime) -> QueryResult<bool> {
        let hashes: Vec<Vec<u8>> = tokens.iter().map(|it| digest(it).to_vec()).collect();
        let mine = trusted_devices::table
            .filter(trusted_devices::token_hash.among(&hashes))
            .filter(trusted_devices::user_id.eq(user))
            .filter(trusted_devices::expires_at.gt(now));
        diesel::select(diesel::dsl::exists(mine)).get_result(db)
    }

    /// Forgets every browser of a user.
    pub fn forget_all(tx: &mut DirectoryTx, user: UserId) -> QueryResult<usize> {
        diesel::delete(trusted_devices::table.filter(trusted_devices::user_id.eq(user))).execute(tx.db)
    }

    /// Deletes what has run out.
    pub fn sweep(tx: &mut DirectoryTx) -> QueryResult<usize> {
        diesel::delete(trusted_devices::table.filter(trusted_devices::expires_at.lt(tx.now))).execute(tx.db)
    }
}
