//! Of the codes of a phone and purpose only the newest counts: of each known device its own.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{LIFE, Purpose, TRIES};
use crate::db::DirectoryTx;
use crate::db::ids::{OtpId, UserId};
use crate::directory::outbox::withdraw_codes;
use crate::schema::directory::otps;

/// Of what codes there is one newest: those for a phone, to one purpose, that one known device asked for, or all strangers.
type Row = (String, Purpose, Vec<u8>, NaiveDateTime);

fn row(tx: &mut DirectoryTx, id: OtpId) -> QueryResult<Row> {
    otps::table.find(id).select((otps::phone, otps::purpose, otps::device, otps::created_at)).first(tx.db)
}

/// The other codes of that kind that have not expired: nobody needs them any more.
pub(super) fn others(tx: &mut DirectoryTx, id: OtpId) -> QueryResult<Vec<OtpId>> {
    let (phone, purpose, device, _) = row(tx, id)?;
    otps::table
        .filter(otps::phone.eq(phone))
        .filter(otps::purpose.eq(purpose))
        .filter(otps::device.eq(device))
        .filter(otps::created_at.gt(tx.now - LIFE))
        .filter(otps::id.ne(id))
        .select(otps::id)
        .limit(100)
        .load(tx.db)
}

/// Whether a later code of that kind has taken the place of this one.
pub(super) fn has_newer(tx: &mut DirectoryTx, id: OtpId) -> QueryResult<bool> {
    let (phone, purpose, device, made_at) = row(tx, id)?;
    let newer = otps::table
        .filter(otps::phone.eq(phone))
        .filter(otps::purpose.eq(purpose))
        .filter(otps::device.eq(device))
        .filter(otps::created_at.gt(made_at));
    Ok(newer.count().get_result::<i64>(tx.db)? > 0)
}

/// Ends every code of a user that still works, and takes back what was not sent yet.
pub fn end_open(tx: &mut DirectoryTx, user: UserId) -> QueryResult<()> {
    let open = otps::table.filter(otps::user_id.eq(user)).filter(otps::used_at.is_null()).filter(otps::expires_at.gt(tx.now));
    let ids: Vec<OtpId> = open.select(otps::id).limit(100).load(tx.db)?;
    withdraw_codes(tx, &ids)?;
    diesel::update(open).set(otps::expires_at.eq(tx.now)).execute(tx.db).map(drop)
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
