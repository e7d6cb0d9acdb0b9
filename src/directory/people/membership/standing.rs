//! Whether somebody works for an organisation is theirs to say: it asks, and they accept or decline.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::dsl::exists;
use diesel::prelude::*;
use serde_json::json;

use super::Membership;
use crate::db::ids::{OrganisationId, UserId};
use crate::db::statement::Among;
use crate::db::{DirectoryDb, DirectoryTx};
use crate::directory::audit::{self, DirectoryAction, DirectorySubject};
use crate::schema::directory::{memberships, users};
use crate::text_enum;

text_enum! {
    keys "membership";
    /// What somebody is to an organisation.
    MembershipStanding {
        /// Known there by their records, which open to them; nothing else does.
        Patient = "patient",
        /// Asked to work there. Until they answer it is as if nobody had asked.
        Offered = "offered",
        /// They work there, or did, and said so themselves.
        Accepted = "accepted",
        Declined = "declined",
    }
}

/// What an organisation may know of an account that it asked to work there.
#[derive(Clone, Copy, Debug)]
pub struct AskedToWork {
    pub standing: MembershipStanding,
    /// When they last signed in; not told of who works elsewhere too, since it may have been there.
    pub last_sign_in_at: Option<NaiveDateTime>,
    pub works_elsewhere: bool,
}

diesel::alias!(memberships as others: OtherMemberships);

impl Membership {
    /// Whether the doors of the work there open to them.
    pub fn is_accepted(&self) -> bool {
        self.standing == MembershipStanding::Accepted
    }

    pub fn is_offered(&self) -> bool {
        self.standing == MembershipStanding::Offered
    }

    /// Asks a user to work for an organisation. Whoever does already is not asked again.
    pub fn ask(tx: &mut DirectoryTx, user: UserId, organisation: OrganisationId) -> QueryResult<()> {
        let offered = memberships::standing.eq(MembershipStanding::Offered);
        let mut asked = diesel::insert_or_ignore_into(memberships::table)
            .values((memberships::user_id.eq(user), memberships::organisation_id.eq(organisation), offered))
            .execute(tx.db)?;
        let row = memberships::table.find((user, organisation));
        for from in [MembershipStanding::Patient, MembershipStanding::Declined] {
            asked += diesel::update(row.filter(memberships::standing.eq(from)))
                .set((offered, memberships::by_offer.eq(false)))
                .execute(tx.db)?;
        }
        if asked == 0 { Ok(()) } else { said(tx, DirectoryAction::MembershipOffered, user, organisation) }
    }

    /// The user's own answer. Whether they were asked.
    pub fn answer(tx: &mut DirectoryTx, user: UserId, organisation: OrganisationId, accepts: bool) -> QueryResult<bool> {
        let (to, action) = if accepts {
            (MembershipStanding::Accepted, DirectoryAction::MembershipAccepted)
        } else {
            (MembershipStanding::Declined, DirectoryAction::MembershipDeclined)
        };
        let moved = turn(tx, user, organisation, to)?;
        if moved {
            said(tx, action, user, organisation)?;
        }
        Ok(moved)
    }

    /// Takes back what was asked and not answered.
    pub fn withdraw(tx: &mut DirectoryTx, user: UserId, organisation: OrganisationId) -> QueryResult<()> {
        if turn(tx, user, organisation, MembershipStanding::Patient)? {
            said(tx, DirectoryAction::MembershipWithdrawn, user, organisation)?;
        }
        Ok(())
    }

    /// Those of these who were asked to work at an organisation. One query, whose patients are not looked through.
    pub fn asked(
        db: &mut DirectoryDb,
        organisation: OrganisationId,
        people: impl IntoIterator<Item = UserId>,
    ) -> QueryResult<HashMap<UserId, AskedToWork>> {
        let elsewhere = others
            .filter(others.field(memberships::user_id).eq(memberships::user_id))
            .filter(others.field(memberships::organisation_id).ne(organisation))
            .filter(others.field(memberships::standing).eq(MembershipStanding::Accepted));
        let rows: Vec<(UserId, MembershipStanding, Option<NaiveDateTime>, bool)> = memberships::table
            .inner_join(users::table)
            .filter(memberships::organisation_id.eq(organisation))
            .filter(memberships::user_id.among(people))
            .filter(memberships::standing.ne(MembershipStanding::Patient))
            .limit(10_000)
            .select((memberships::user_id, memberships::standing, users::last_login_at, exists(elsewhere)))
            .load(db)?;
        let asked = rows.into_iter().map(|(user, standing, last, works_elsewhere)| {
            let last_sign_in_at = last.filter(|_| standing == MembershipStanding::Accepted && !works_elsewhere);
            (user, AskedToWork { standing, last_sign_in_at, works_elsewhere })
        });
        Ok(asked.collect())
    }
}

/// Ends an offer that is open. Whether one was.
fn turn(tx: &mut DirectoryTx, user: UserId, organisation: OrganisationId, to: MembershipStanding) -> QueryResult<bool> {
    let open = memberships::table.find((user, organisation)).filter(memberships::standing.eq(MembershipStanding::Offered));
    Ok(diesel::update(open).set(memberships::standing.eq(to)).execute(tx.db)? > 0)
}

fn said(tx: &mut DirectoryTx, action: DirectoryAction, user: UserId, organisation: OrganisationId) -> QueryResult<()> {
    audit::record(tx, action, DirectorySubject::new("organisations", organisation), &json!({ "user": user }))
}
