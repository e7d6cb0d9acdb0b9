//! Which users belong to which organisation.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::db::ids::{OrganisationId, UserId};
use crate::db::{DirectoryDb, DirectoryTx};
use crate::directory::audit::{self, DirectoryAction, DirectorySubject};
use crate::directory::tenants::OrganisationStatus;
use crate::schema::directory::{memberships, organisations};

/// An organisation that a user may enter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Queryable, Selectable)]
#[diesel(table_name = organisations)]
pub struct Membership {
    #[diesel(column_name = id)]
    pub organisation: OrganisationId,
    pub slug: String,
    pub name: String,
    /// Which of its roles sign in in two steps, besides its admins: words with commas between.
    two_step_roles: String,
    /// When it was last known that whoever holds the user's number is the one whose records are on it.
    #[diesel(select_expression = memberships::holder_known_at)]
    pub holder_known_at: NaiveDateTime,
}

impl Membership {
    /// How long a number that nobody used is trusted to be of whoever had it: numbers change hands.
    pub const KNOWN_FOR: Duration = Duration::days(90);

    /// Whether the user's number may have a new owner, who is not the one whose records are on it.
    pub fn may_have_a_new_holder(&self, now: NaiveDateTime) -> bool {
        self.holder_known_at + Membership::KNOWN_FOR <= now
    }

    /// Whether whoever has this role here signs in in two steps.
    pub fn asks_two_steps_of(&self, role: &str) -> bool {
        self.two_step_roles.split(',').any(|it| it == role)
    }
}

impl Membership {
    /// Whether a user belongs to this organisation now, and never belonged to another: only then may its admins reach into the
    /// account itself.
    pub fn is_only_of(db: &mut DirectoryDb, user: UserId, organisation: OrganisationId) -> QueryResult<bool> {
        let all: Vec<(OrganisationId, bool)> = memberships::table
            .filter(memberships::user_id.eq(user))
            .filter(memberships::by_offer.eq(false))
            .limit(2)
            .select((memberships::organisation_id, memberships::active))
            .load(db)?;
        Ok(all == [(organisation, true)])
    }

    /// The active organisations that a user may enter now.
    pub fn of_user(db: &mut DirectoryDb, user: UserId) -> QueryResult<Vec<Membership>> {
        memberships::table
            .inner_join(organisations::table)
            .filter(memberships::user_id.eq(user))
            .filter(memberships::active.eq(true))
            .filter(organisations::status.eq(OrganisationStatus::Active))
            .order(organisations::name)
            .limit(100)
            .select(Membership::as_select())
            .load(db)
    }

    /// Lets a user enter an organisation. Doing it twice is once. One that was ended stays ended: see [`Membership::set_active`].
    pub fn ensure(tx: &mut DirectoryTx, user: UserId, organisation: OrganisationId) -> QueryResult<()> {
        diesel::insert_or_ignore_into(memberships::table)
            .values((memberships::user_id.eq(user), memberships::organisation_id.eq(organisation)))
            .execute(tx.db)?;
        diesel::update(memberships::table.find((user, organisation)).filter(memberships::by_offer.eq(true)))
            .set(memberships::by_offer.eq(false))
            .execute(tx.db)
            .map(drop)
    }

    /// Lets a user in who is offered a record by somebody there. That makes them nobody of the organisation's yet.
    pub fn offer(tx: &mut DirectoryTx, user: UserId, organisation: OrganisationId) -> QueryResult<()> {
        diesel::insert_or_ignore_into(memberships::table)
            .values((memberships::user_id.eq(user), memberships::organisation_id.eq(organisation), memberships::by_offer.eq(true)))
            .execute(tx.db)
            .map(drop)
    }

    /// Ends a membership, or takes it up again.
    pub fn set_active(tx: &mut DirectoryTx, user: UserId, organisation: OrganisationId, active: bool) -> QueryResult<()> {
        diesel::update(memberships::table.find((user, organisation))).set(memberships::active.eq(active)).execute(tx.db)?;
        audit::record(
            tx,
            DirectoryAction::MembershipChanged,
            DirectorySubject::new("organisations", organisation).of(user),
            &serde_json::json!({ "active": active }),
        )
    }
}
