//! Of the codes of a phone and purpose only the newest counts.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{LIFE, Purpose, TRIES};
use crate::db::DirectoryTx;
use crate::db::ids::OtpId;
use crate::schema::directory::otps;

/// The other codes of a phone and purpose that have not expired: nobody needs them any more.
pub(super) fn others(tx: &mut DirectoryTx, id: OtpId, phone: &str, purpose: Purpose) -> QueryResult<Vec<OtpId>> {
    otps::table
        .filter(otps::phone.eq(phone))
        .filter(otps::purpose.eq(purpose))
        .filter(otps::created_at.gt(tx.now - LIFE))
        .filter(otps::id.ne(id))
        .select(otps::id)
        .limit(100)
        .load(tx.db)
}

/// Whether a later code has taken the place of this one: for the same phone and purpose.
pub(super) fn has_newer(tx: &mut DirectoryTx, id: OtpId) -> QueryResult<bool> {
    let (phone, purpose, made_at): (String, Purpose, NaiveDateTime) =
        otps::table.find(id).select((otps::phone, otps::purpose, otps::created_at)).first(tx.db)?;
    let newer = otps::table.filter(otps::phone.eq(phone)).filter(otps::purpose.eq(purpose)).filter(otps::created_at.gt(made_at));
    Ok(newer.count().get_result::<i64>(tx.db)? > 0)
}

/// Whether a code could still be right: it is neither used, used up nor expired, and no newer one has taken its place.
pub fn lives(tx: &mut DirectoryTx, id: OtpId) -> QueryResult<bool> {
    let open: i64 = otps::table
        .filter(otps::id.eq(id))
        .filter(otps::attempts.lt(TRIES))
        .filter(otps::used_at.is_null())
        .filter(otps::expires_at.gt(tx.now))
        .count()
        .get_result(tx.db)?;
    Ok(open > 0 && !has_newer(tx, id)?)
}
