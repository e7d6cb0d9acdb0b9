//! Whether whoever holds a number is still the one whose records are on it. Numbers change hands: one that was given up goes to
//! somebody new after ninety days (TRAI), who then gets its codes. So a number that nobody signed in by for so long opens no
//! record by a code alone; what the family alone can tell, or the desk, opens it again.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde_json::json;

use crate::db::DirectoryTx;
use crate::db::ids::{OrganisationId, UserId};
use crate::directory::audit::{self, DirectoryAction, DirectorySubject};
use crate::directory::people::Membership;
use crate::directory::post::Letter;
use crate::directory::proofs::Codes;
use crate::directory::sessions::LiveSession;
use crate::locale::ToValue;
use crate::schema::directory::{memberships, users};

/// How often it may be tried before only the desk can help.
const TRIES: i32 = 5;

/// What became of telling something.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HolderTry {
    /// It may be compared.
    Counted { left: i32 },
    /// Too many were wrong: only the desk can help.
    Over,
}

/// Whoever holds an account's number.
pub struct NumberHolder;

impl NumberHolder {
    /// Notes that the user came in by their number: where it was not doubtful, it goes on being known.
    pub fn seen(tx: &mut DirectoryTx, user: UserId) -> QueryResult<()> {
        diesel::update(
            memberships::table
                .filter(memberships::user_id.eq(user))
                .filter(memberships::holder_known_at.gt(tx.now - Membership::KNOWN_FOR)),
        )
        .set(memberships::holder_known_at.eq(tx.now))
        .execute(tx.db)
        .map(drop)
    }

    /// Counts a try, before anything is compared.
    pub fn begin_try(tx: &mut DirectoryTx, user: UserId, organisation: OrganisationId) -> QueryResult<HolderTry> {
        let this = memberships::table.find((user, organisation));
        let counted = diesel::update(this.filter(memberships::holder_tries.lt(TRIES)))
            .set(memberships::holder_tries.eq(memberships::holder_tries + 1))
            .execute(tx.db)?;
        let tries: i32 = this.select(memberships::holder_tries).first(tx.db)?;
        let details = json!({ "user": user, "tries": tries });
        audit::record(tx, DirectoryAction::HolderAsked, DirectorySubject::new("organisations", organisation).of(user), &details)?;
        Ok(if counted == 0 { HolderTry::Over } else { HolderTry::Counted { left: TRIES - tries } })
    }

    /// Notes that the number is theirs: shown by themselves, or confirmed at the desk.
    pub fn known(tx: &mut DirectoryTx, user: UserId, organisation: OrganisationId) -> QueryResult<()> {
        diesel::update(memberships::table.find((user, organisation)))
            .set((memberships::holder_known_at.eq(tx.now), memberships::holder_tries.eq(0)))
            .execute(tx.db)?;
        audit::record(tx, DirectoryAction::HolderKnown, DirectorySubject::new("organisations", organisation), &json!({ "user": user }))
    }

    /// Notes that a user has shown from inside that a new number is theirs: every organisation knows it.
    pub(in crate::directory) fn moved(tx: &mut DirectoryTx, user: UserId) -> QueryResult<()> {
        diesel::update(memberships::table.filter(memberships::user_id.eq(user)))
            .set((memberships::holder_known_at.eq(tx.now), memberships::holder_tries.eq(0)))
            .execute(tx.db)
            .map(drop)
    }

    /// Takes a number that has a new owner from the account of whoever had it before, if it is still the account's: the new owner gets
    /// an account of their own. The old one is told first, by e-mail where it has an address. An account that another organisation knows too
    /// keeps its number, since it is not this one's alone; here it is asked whose it is from now on.
    pub fn release(tx: &mut DirectoryTx, user: UserId, phone: &str, organisation: &Membership) -> QueryResult<()> {
        let id = organisation.organisation;
        Letter::NumberReleased.send(tx, user, &[("organisation", organisation.name.to_value())])?;
        if Membership::is_only_of(tx.db, user, id)? {
            let theirs = users::table.find(user).filter(users::phone.eq(phone));
            let cleared = (users::phone.eq(None::<String>), users::phone_verified_at.eq(None::<NaiveDateTime>));
            if diesel::update(theirs).set(cleared).execute(tx.db)? > 0 {
                LiveSession::end_all(tx, user, None)?;
                Codes::end_open(tx, user)?;
            }
        } else {
            diesel::update(memberships::table.find((user, id)))
                .set(memberships::holder_known_at.eq(tx.now - Membership::KNOWN_FOR))
                .execute(tx.db)?;
        }
        audit::record(tx, DirectoryAction::NumberReleased, DirectorySubject::new("users", user), &json!({ "organisation": id.0 }))
    }
}
