//! Which users belong to which organisation.

mod standing;

pub use standing::{AskedToWork, MembershipStanding};

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
    #[diesel(select_expression = memberships::standing)]
    pub standing: MembershipStanding,
    /// When the user was first asked here to sign in in two steps.
    #[diesel(select_expression = memberships::two_step_asked_at)]
    two_step_asked_at: Option<NaiveDateTime>,
}

impl Membership {
    /// How long a number that nobody used is trusted to be of whoever had it: numbers change hands.
    pub const KNOWN_FOR: Duration = Duration::days(90);

    /// How long whoever is first asked to sign in in two steps goes on without.
    pub const GRACE: Duration = Duration::days(7);

    /// Whether the user's number may have a new owner, who is not the one whose records are on it.
    pub fn may_have_a_new_holder(&self, now: NaiveDateTime) -> bool {
        self.holder_known_at + Membership::KNOWN_FOR <= now
    }

    /// Whether whoever has this role here signs in in two steps.
    pub fn asks_two_steps_of(&self, role: &str) -> bool {
        self.two_step_roles.split(',').any(|it| it == role)
    }

    /// When the time ends in which the user has to set the second step up. It begins at their first sign-in that is asked for it.
    pub fn grace_ends(&self, now: NaiveDateTime) -> NaiveDateTime {
        self.two_step_asked_at.unwrap_or(now) + Membership::GRACE
    }
}

impl Membership {
    /// Whether no other organisation has a user's word that they work for it, and this one has it now: only then may its admins reach
    /// into the account itself.
    pub fn works_only_at(db: &mut DirectoryDb, user: UserId, organisation: OrganisationId) -> QueryResult<bool> {
        let all: Vec<(OrganisationId, bool)> = memberships::table
            .filter(memberships::user_id.eq(user))
            .filter(memberships::standing.eq(MembershipStanding::Accepted))
            .limit(2)
            .select((memberships::organisation_id, memberships::active))
            .load(db)?;
        Ok(all == [(organisation, true)])
    }

    /// Whether this organisation alone knows a user, as a patient or as somebody of its own. What others only offer is not looked at.
    pub fn is_only_of(db: &mut DirectoryDb, user: UserId, organisation: OrganisationId) -> QueryResult<bool> {
        let all: Vec<(OrganisationId, bool)> = memberships::table
            .filter(memberships::user_id.eq(user))
            .filter(memberships::by_offer.eq(false))
            .filter(memberships::standing.eq(MembershipStanding::Patient).or(memberships::standing.eq(MembershipStanding::Accepted)))
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

    /// Lets a user enter an organisation to see their own records. Doing it twice is once. One that was ended stays ended: see
    /// [`Membership::set_active`].
    pub fn ensure(tx: &mut DirectoryTx, user: UserId, organisation: OrganisationId) -> QueryResult<()> {
        let standing = memberships::standing.eq(MembershipStanding::Patient);
        diesel::insert_or_ignore_into(memberships::table)
            .values((memberships::user_id.eq(user), memberships::organisation_id.eq(organisation), standing))
            .execute(tx.db)?;
        diesel::update(memberships::table.find((user, organisation)).filter(memberships::by_offer.eq(true)))
            .set(memberships::by_offer.eq(false))
            .execute(tx.db)
            .map(drop)
    }

    /// Lets a user in who is offered a record by somebody there. That makes them nobody of the organisation's yet.
    pub fn offer(tx: &mut DirectoryTx, user: UserId, organisation: OrganisationId) -> QueryResult<()> {
        let row = (
            memberships::user_id.eq(user),
            memberships::organisation_id.eq(organisation),
            memberships::by_offer.eq(true),
            memberships::standing.eq(MembershipStanding::Patient),
        );
        diesel::insert_or_ignore_into(memberships::table).values(row).execute(tx.db).map(drop)
    }

    /// Notes that a user comes in whom these organisations ask for a second step that they have not set up: from the first time on.
    pub fn ask_for_two_steps(tx: &mut DirectoryTx, user: UserId, organisations: &[OrganisationId]) -> QueryResult<()> {
        for organisation in organisations {
            diesel::update(memberships::table.find((user, organisation)).filter(memberships::two_step_asked_at.is_null()))
                .set(memberships::two_step_asked_at.eq(tx.now))
                .execute(tx.db)?;
        }
        Ok(())
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
