//! Whether whoever holds a number is still the one whose records are on it. Numbers change hands: one that was given up goes to
//! somebody new after ninety days (TRAI), who then gets its codes. So a number that nobody signed in by for so long opens no
//! record by a code alone (security.md AUTH-16); what the family alone can tell, or the desk, opens it again.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;
use serde_json::json;

use super::audit::{self, DirectoryAction};
use super::device;
use super::membership::{self, Membership};
use super::otp;
use super::session;
use crate::db::DirectoryTx;
use crate::db::ids::{OrganisationId, UserId};
use crate::locale::ToValue;
use crate::schema::directory::{memberships, users};

/// How long a number that nobody used is trusted.
pub const KNOWN_FOR: Duration = Duration::days(90);

/// How often it may be tried before only the desk can help.
const TRIES: i32 = 5;

/// What became of telling something.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Try {
    /// It may be compared.
    Counted { left: i32 },
    /// Too many were wrong: only the desk can help.
    Over,
}

/// Whether the number must be asked about, known so long ago.
pub fn is_doubtful(known_at: NaiveDateTime, now: NaiveDateTime) -> bool {
    known_at + KNOWN_FOR <= now
}

/// Notes that the user came in by their number: where it was not doubtful, it goes on being known.
pub fn seen(tx: &mut DirectoryTx, user: UserId) -> QueryResult<()> {
    diesel::update(memberships::table.filter(memberships::user_id.eq(user)).filter(memberships::holder_known_at.gt(tx.now - KNOWN_FOR)))
        .set(memberships::holder_known_at.eq(tx.now))
        .execute(tx.db)
        .map(drop)
}

/// Counts a try, before anything is compared.
pub fn begin_try(tx: &mut DirectoryTx, user: UserId, organisation: OrganisationId) -> QueryResult<Try> {
    let this = memberships::table.find((user, organisation));
    let counted = diesel::update(this.filter(memberships::holder_tries.lt(TRIES)))
        .set(memberships::holder_tries.eq(memberships::holder_tries + 1))
        .execute(tx.db)?;
    let tries: i32 = this.select(memberships::holder_tries).first(tx.db)?;
    let details = json!({ "user": user, "tries": tries });
    audit::record(tx, DirectoryAction::HolderAsked, Some(user), "organisations", Some(organisation.0), &details)?;
    Ok(if counted == 0 { Try::Over } else { Try::Counted { left: TRIES - tries } })
}

/// Notes that the number is theirs: shown by themselves, or confirmed at the desk.
pub fn known(tx: &mut DirectoryTx, user: UserId, organisation: OrganisationId) -> QueryResult<()> {
    diesel::update(memberships::table.find((user, organisation)))
        .set((memberships::holder_known_at.eq(tx.now), memberships::holder_tries.eq(0)))
        .execute(tx.db)?;
    audit::record(tx, DirectoryAction::HolderKnown, Some(tx.by.user), "organisations", Some(organisation.0), &json!({ "user": user }))
}

/// Notes that a user has shown from inside that a new number is theirs: every organisation knows it.
pub(super) fn moved(tx: &mut DirectoryTx, user: UserId) -> QueryResult<()> {
    diesel::update(memberships::table.filter(memberships::user_id.eq(user)))
        .set((memberships::holder_known_at.eq(tx.now), memberships::holder_tries.eq(0)))
        .execute(tx.db)
        .map(drop)
}

/// Takes a number that has a new owner from the account of whoever had it before, if it is still the account's: the new owner gets
/// an account of their own, and the old one's other address is told. An account that another organisation knows too keeps it, since
/// it is not this one's alone; here it is asked whose it is from now on.
pub fn release(tx: &mut DirectoryTx, user: UserId, phone: &str, organisation: &Membership) -> QueryResult<()> {
    let id = organisation.organisation;
    let keys = ["message-number-released-subject", "message-number-released"];
    device::tell(tx, user, "number_released", keys, &[("organisation", organisation.name.to_value())])?;
    if membership::is_only_of(tx.db, user, id)? {
        let theirs = users::table.find(user).filter(users::phone.eq(phone));
        let cleared = (users::phone.eq(None::<String>), users::phone_verified_at.eq(None::<NaiveDateTime>));
        if diesel::update(theirs).set(cleared).execute(tx.db)? > 0 {
            session::end_all(tx, user, None)?;
            otp::end_open(tx, user)?;
        }
    } else {
        diesel::update(memberships::table.find((user, id))).set(memberships::holder_known_at.eq(tx.now - KNOWN_FOR)).execute(tx.db)?;
    }
    audit::record(tx, DirectoryAction::NumberReleased, Some(tx.by.user), "users", Some(user.0), &json!({ "organisation": id.0 }))
}

/// Tells the user of an account that a record went from it to another.
pub fn tell_of_move(tx: &mut DirectoryTx, user: UserId, patient: &str, organisation: &Membership) -> QueryResult<()> {
    let keys = ["message-record-moved-subject", "message-record-moved"];
    device::tell(tx, user, "record_moved", keys, &[("patient", patient.to_value()), ("organisation", organisation.name.to_value())])?;
    let id = organisation.organisation;
    audit::record(tx, DirectoryAction::RecordMoved, Some(tx.by.user), "organisations", Some(id.0), &json!({ "from": user }))
}
