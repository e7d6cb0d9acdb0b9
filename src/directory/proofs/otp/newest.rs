//! Of the codes of a phone and purpose only the newest counts: of each known device its own.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{CodePurpose, Codes, TRIES};
use crate::db::DirectoryTx;
use crate::db::ids::OtpId;
use crate::schema::directory::otps;

/// Of what codes there is one newest: those for a phone, to one purpose, that one known device asked for, or all strangers.
type Row = (String, CodePurpose, Vec<u8>, NaiveDateTime);

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
        .filter(otps::created_at.gt(tx.now - Codes::LIFE))
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

/// Whether a code could still be right: it is neither used, used up nor expired, and no newer one has taken its place.
pub(super) fn lives(tx: &mut DirectoryTx, id: OtpId) -> QueryResult<bool> {
    let open: i64 = otps::table
        .filter(otps::id.eq(id))
        .filter(otps::attempts.lt(TRIES))
        .filter(otps::used_at.is_null())
        .filter(otps::expires_at.gt(tx.now))
        .count()
        .get_result(tx.db)?;
    Ok(open > 0 && !has_newer(tx, id)?)
}
