//! Browsers that signed in to an account before. Being known opens nothing: it only means that wrong tries and codes are counted for
//! this browser alone, so that a stranger who guesses locks nobody out on their own device.

use chrono::Duration;
use diesel::dsl::{exists, not};
use diesel::prelude::*;

use crate::db::DirectoryTx;
use crate::db::ids::UserId;
use crate::keys::{digest, fresh_token};
use crate::schema::directory::{known_devices, tries, users};

/// A browser that signed in to an account before.
pub struct KnownDevice;

impl KnownDevice {
    /// How long a browser is known after it was last used to sign in.
    pub const LIFE: Duration = Duration::days(180);

    /// How many browsers of a user are known: the newest.
    pub(in crate::directory) const MOST: i64 = 5;

    /// What stands for a browser that is not known.
    pub(in crate::directory) const STRANGER: [u8; 32] = [0; 32];

    /// Notes that the user signed in by the browser with this cookie; answers the cookie's token, a new one where it had none of ours.
    /// A desk's browser is known to everybody who works there, by one token.
    pub fn remember(tx: &mut DirectoryTx, user: UserId, token: Option<&str>) -> QueryResult<String> {
        let token = match token {
            Some(token) if is_ours(tx, token)? => token.to_owned(),
            _ => fresh_token()?,
        };
        diesel::insert_into(known_devices::table)
            .values((
                known_devices::token_hash.eq(digest(&token)),
                known_devices::user_id.eq(user),
                known_devices::expires_at.eq(tx.now + KnownDevice::LIFE),
                known_devices::created_at.eq(tx.now),
            ))
            .on_conflict(diesel::dsl::DuplicatedKeys)
            .do_update()
            .set(known_devices::expires_at.eq(tx.now + KnownDevice::LIFE))
            .execute(tx.db)?;
        let of_user = known_devices::table.filter(known_devices::user_id.eq(user));
        let newest: Vec<Vec<u8>> =
            of_user.order(known_devices::expires_at.desc()).limit(KnownDevice::MOST).select(known_devices::token_hash).load(tx.db)?;
        if diesel::delete(of_user.filter(known_devices::token_hash.ne_all(&newest))).execute(tx.db)? > 0 {
            let counted = tries::table.filter(tries::user_id.eq(user)).filter(tries::browser.ne(KnownDevice::STRANGER));
            diesel::delete(counted.filter(tries::browser.ne_all(newest))).execute(tx.db)?;
        }
        Ok(token)
    }
}

fn is_ours(tx: &mut DirectoryTx, token: &str) -> QueryResult<bool> {
    diesel::select(exists(known_devices::table.filter(known_devices::token_hash.eq(digest(token))))).get_result(tx.db)
}

impl KnownDevice {
    /// Whether the browser that asks signed in to this account before.
    pub fn is_known(tx: &mut DirectoryTx, user: UserId) -> QueryResult<bool> {
        if tx.by.browser.is_empty() {
            return Ok(false);
        }
        let here = known_devices::table.find((&tx.by.browser, user)).filter(known_devices::expires_at.gt(tx.now));
        diesel::select(exists(here)).get_result(tx.db)
    }

    /// What the browser that asks is counted under, if it signed in to the account of that phone before; else the mark of strangers.
    /// The same statement whether the phone is anybody's or not.
    pub(in crate::directory) fn mark(tx: &mut DirectoryTx, phone: &str) -> QueryResult<Vec<u8>> {
        if tx.by.browser.is_empty() {
            return Ok(KnownDevice::STRANGER.to_vec());
        }
        let known: Option<Vec<u8>> = known_devices::table
            .inner_join(users::table)
            .filter(known_devices::token_hash.eq(&tx.by.browser))
            .filter(known_devices::expires_at.gt(tx.now))
            .filter(users::phone.eq(phone))
            .select(known_devices::token_hash)
            .first(tx.db)
            .optional()?;
        Ok(known.unwrap_or_else(|| KnownDevice::STRANGER.to_vec()))
    }

    /// Forgets every browser of a user, and what was counted for them.
    pub fn forget_all(tx: &mut DirectoryTx, user: UserId) -> QueryResult<usize> {
        let counted = tries::table.filter(tries::user_id.eq(user)).filter(tries::browser.ne(KnownDevice::STRANGER));
        diesel::delete(counted).execute(tx.db)?;
        diesel::delete(known_devices::table.filter(known_devices::user_id.eq(user))).execute(tx.db)
    }

    /// Deletes what has run out, and what was counted for it.
    pub fn sweep(tx: &mut DirectoryTx) -> QueryResult<usize> {
        let rows = diesel::delete(known_devices::table.filter(known_devices::expires_at.lt(tx.now))).execute(tx.db)?;
        let device =
            known_devices::table.filter(known_devices::token_hash.eq(tries::browser)).filter(known_devices::user_id.eq(tries::user_id));
        let counted = tries::table.filter(tries::browser.ne(KnownDevice::STRANGER)).filter(not(exists(device)));
        diesel::delete(counted).execute(tx.db)?;
        Ok(rows)
    }
}
