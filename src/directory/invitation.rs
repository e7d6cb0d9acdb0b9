//! A one-time link by which a new doctor or receptionist chooses a password. Only the token's SHA-256 is kept.

mod sending;

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;
use uuid::Uuid;

use self::sending::way_of;
pub use self::sending::{Invitee, Sent};
use super::audit::{self, DirectoryAction};
use super::contact;
use super::organisation::OrganisationStatus;
use super::password::{self, Changed};
use super::token::{digest, fresh};
use super::user::User;
use crate::db::ids::{InvitationId, OrganisationId, UserId};
use crate::db::{DirectoryDb, DirectoryTx};
use crate::schema::directory::{invitations, memberships, organisations, users};

/// How long a link works.
pub const LIFE: Duration = Duration::hours(72);

/// What invites an operator.
const PLATFORM: &str = "Swasthya";

/// An invitation as its page shows it.
#[derive(Clone, Debug)]
pub struct Invitation {
    pub user: UserId,
    pub full_name: String,
    /// The organisation that invites; an operator is invited by the installation itself.
    pub organisation: String,
    pub state: InvitationState,
    /// Whether the account was somebody's before this invitation: it has a password, or a phone or e-mail address that was shown to
    /// be theirs, or belongs to another organisation. Then the link alone is no proof, and whoever opens it signs in first.
    pub account_in_use: bool,
}

/// Whether a link still works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvitationState {
    Open,
    Expired,
    Used,
    /// The organisation is suspended.
    Closed,
}

/// What became of an invitation's use.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Redeemed {
    Done(UserId),
    /// Used or expired meanwhile.
    NoLonger,
}

impl Invitation {
    /// Makes a link's token, for `{base_url}/invitations/{token}`. Earlier links of the same user to the same organisation
    /// stop working. An operator is invited to no organisation.
    pub fn create(tx: &mut DirectoryTx, user: UserId, organisation: Option<OrganisationId>, by: UserId) -> QueryResult<String> {
        Invitation::with_token(tx, fresh()?, user, organisation, by)
    }

    fn with_token(
        tx: &mut DirectoryTx,
        token: String,
        user: UserId,
        organisation: Option<OrganisationId>,
        by: UserId,
    ) -> QueryResult<String> {
        Invitation::end(tx, user, organisation)?;
        let id = InvitationId::new();
        diesel::insert_into(invitations::table)
            .values((
                invitations::id.eq(id),
                invitations::token_hash.eq(digest(&token)),
                invitations::user_id.eq(user),
                invitations::organisation_id.eq(organisation),
                invitations::invited_by.eq(by),
                invitations::expires_at.eq(tx.now + LIFE),
                invitations::created_at.eq(tx.now),
            ))
            .execute(tx.db)?;
        audit::record(tx, DirectoryAction::Invited, Some(by), "invitations", Some(id.0), &serde_json::json!({ "user": user }))?;
        Ok(token)
    }

    /// Takes back every link of a user to an organisation that still works. How many those were.
    pub fn withdraw(tx: &mut DirectoryTx, user: UserId, organisation: OrganisationId) -> QueryResult<usize> {
        let ended = Invitation::end(tx, user, Some(organisation))?;
        if ended > 0 {
            let details = serde_json::json!({ "organisation": organisation });
            audit::record(tx, DirectoryAction::InvitationWithdrawn, Some(tx.by.user), "users", Some(user.0), &details)?;
        }
        Ok(ended)
    }

    fn end(tx: &mut DirectoryTx, user: UserId, organisation: Option<OrganisationId>) -> QueryResult<usize> {
        let open = invitations::table
            .filter(invitations::user_id.eq(user))
            .filter(invitations::used_at.is_null())
            .filter(invitations::expires_at.gt(tx.now));
        let ended = invitations::expires_at.eq(tx.now);
        match organisation {
            Some(id) => diesel::update(open.filter(invitations::organisation_id.eq(id))).set(ended).execute(tx.db),
            None => diesel::update(open.filter(invitations::organisation_id.is_null())).set(ended).execute(tx.db),
        }
    }

    /// Ends every link of a user that still works, to whatever organisation.
    pub(super) fn end_all(tx: &mut DirectoryTx, user: UserId) -> QueryResult<()> {
        diesel::update(
            invitations::table
                .filter(invitations::user_id.eq(user))
                .filter(invitations::used_at.is_null())
                .filter(invitations::expires_at.gt(tx.now)),
        )
        .set(invitations::expires_at.eq(tx.now))
        .execute(tx.db)
        .map(drop)
    }

    /// Finds by the token in the link.
    pub fn find(db: &mut DirectoryDb, token: &str, now: NaiveDateTime) -> QueryResult<Invitation> {
        type Place = Option<(OrganisationId, String, OrganisationStatus)>;
        type Row = (UserId, String, (Option<String>, bool, bool), Place, NaiveDateTime, Option<NaiveDateTime>);
        let (user, full_name, (password, phone_verified, email_verified), place, expires_at, used_at): Row = invitations::table
            .inner_join(users::table)
            .left_join(organisations::table)
            .filter(invitations::token_hash.eq(digest(token)))
            .filter(users::active.eq(true))
            .filter(users::deleted_at.is_null())
            .select((
                users::id,
                users::full_name,
                (users::password_hash, users::phone_verified_at.is_not_null(), users::email_verified_at.is_not_null()),
                (organisations::id, organisations::name, organisations::status).nullable(),
                invitations::expires_at,
                invitations::used_at,
            ))
            .first(db)?;
        let of_installation = || (OrganisationId(Uuid::nil()), PLATFORM.to_owned(), OrganisationStatus::Active);
        let (organisation_id, organisation, status) = place.unwrap_or_else(of_installation);
        let elsewhere = memberships::table
            .filter(memberships::user_id.eq(user))
            .filter(memberships::organisation_id.ne(organisation_id))
            .select(memberships::organisation_id)
            .first::<OrganisationId>(db)
            .optional()?;
        let state = match used_at {
            Some(_) => InvitationState::Used,
            None if expires_at <= now => InvitationState::Expired,
            None if status == OrganisationStatus::Suspended => InvitationState::Closed,
            None => InvitationState::Open,
        };
        let account_in_use = password.is_some() || phone_verified || email_verified || elsewhere.is_some();
        Ok(Invitation { user, full_name, organisation, state, account_in_use })
    }

    /// Uses the link up and gives its user the password. Of two at once, one does.
    pub fn redeem(tx: &mut DirectoryTx, token: &str, password_hash: &str) -> QueryResult<Redeemed> {
        let hash = digest(token);
        let used = diesel::update(
            invitations::table
                .filter(invitations::token_hash.eq(&hash))
                .filter(invitations::used_at.is_null())
                .filter(invitations::expires_at.gt(tx.now)),
        )
        .set(invitations::used_at.eq(tx.now))
        .execute(tx.db)?;
        if used == 0 {
            return Ok(Redeemed::NoLonger);
        }
        let (id, user): (InvitationId, UserId) =
            invitations::table.filter(invitations::token_hash.eq(&hash)).select((invitations::id, invitations::user_id)).first(tx.db)?;
        if User::find(tx.db, user)?.password_hash.is_some() {
            password::change(tx, user, password_hash, Changed::ByLink)?;
        } else {
            password::set(tx, user, password_hash)?;
        }
        if let Some(way) = way_of(token) {
            contact::verified(tx, user, way)?;
        }
        audit::record(tx, DirectoryAction::InvitationUsed, Some(user), "invitations", Some(id.0), &serde_json::Value::Null)?;
        Ok(Redeemed::Done(user))
    }
}
