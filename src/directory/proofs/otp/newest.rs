//! Of several codes for one phone and one purpose only the newest counts; each known device has a
//! newest of its own, and so have the strangers on each network: no newer code that somebody else asked for ends theirs.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{CodePurpose, Codes, TRIES};
use crate::db::DirectoryTx;
use crate::db::ids::OtpId;
use crate::schema::directory::otps;

/// A code's kind, and when it was made. Of a kind are the codes for one phone and one purpose that
/// one known device asked for, or strangers on one network.
#[derive(Queryable, Selectable)]
#[diesel(table_name = otps)]
struct MadeCode {
    phone: String,
    purpose: CodePurpose,
    device: Vec<u8>,
    created_at: NaiveDateTime,
}

fn made(tx: &mut DirectoryTx, id: OtpId) -> QueryResult<MadeCode> {
    otps::table.find(id).select(MadeCode::as_select()).first(tx.db)
}

/// The other codes of that kind that have not expired: nobody needs them any more.
pub(super) fn others(tx: &mut DirectoryTx, id: OtpId) -> QueryResult<Vec<OtpId>> {
    let code = made(tx, id)?;
    otps::table
        .filter(otps::phone.eq(code.phone))
        .filter(otps::purpose.eq(code.purpose))
        .filter(otps::device.eq(code.device))
        .filter(otps::created_at.gt(tx.now - Codes::LIFE))
        .filter(otps::id.ne(id))
        .select(otps::id)
        .limit(100)
        .load(tx.db)
}

/// Whether a later code of that kind has taken the place of this one.
pub(super) fn has_newer(tx: &mut DirectoryTx, id: OtpId) -> QueryResult<bool> {
    let code = made(tx, id)?;
    let newer = otps::table
        .filter(otps::phone.eq(code.phone))
        .filter(otps::purpose.eq(code.purpose))
        .filter(otps::device.eq(code.device))
        .filter(otps::created_at.gt(code.created_at));
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
