//! A one-time link by which a new doctor or receptionist chooses a password. Only the token's SHA-256 is kept.

mod sending;

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;
use uuid::Uuid;

use self::sending::way_of;
pub use self::sending::{InvitationSent, Invitee};
use super::link::{LinkState, one_time_link};
use super::password::{Password, PasswordChange};
use crate::db::ids::{InvitationId, OrganisationId, UserId};
use crate::db::{DirectoryDb, DirectoryTx};
use crate::directory::audit::{self, DirectoryAction, DirectorySubject};
use crate::directory::people::{Membership, User};
use crate::directory::tenants::OrganisationStatus;
use crate::keys::{digest, fresh_token};
use crate::schema::directory::{invitations, memberships, organisations, users};

impl Invitation {
    /// How long a link works.
    pub const LIFE: Duration = Duration::hours(72);
}

/// What invites an operator.
const PLATFORM: &str = "Swasthya";

/// An invitation as its page shows it.
#[derive(Clone, Debug)]
pub struct Invitation {
    pub user: UserId,
    pub full_name: String,
    /// The organisation that invites; an operator is invited by the installation itself.
    pub organisation: String,
    pub state: LinkState,
    /// Whether the account was somebody's before this invitation: it has a password, or a phone or e-mail address that was shown to
    /// be theirs, or belongs to another organisation. Then the link alone is no proof, and whoever opens it signs in first.
    pub account_in_use: bool,
}

/// What became of an invitation's use.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvitationRedeemed {
    Done(UserId),
    /// It works no longer, or not for whoever opened it.
    NoLonger,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = invitations)]
struct LinkRow {
    expires_at: NaiveDateTime,
    used_at: Option<NaiveDateTime>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = users)]
struct InvitedRow {
    id: UserId,
    full_name: String,
    password_hash: Option<String>,
    #[diesel(select_expression = users::phone_verified_at.is_not_null())]
    phone_verified: bool,
    #[diesel(select_expression = users::email_verified_at.is_not_null())]
    email_verified: bool,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = organisations)]
struct PlaceRow {
    id: OrganisationId,
    name: String,
    status: OrganisationStatus,
}

one_time_link!(Invitation in invitations gives (invitations::id, invitations::user_id) => (InvitationId, UserId));

impl Invitation {
    /// Makes a link's token, for `{base_url}/invitations/{token}`. Earlier links of the same user to the same organisation
    /// stop working. An operator is invited to no organisation.
    pub fn create(tx: &mut DirectoryTx, user: UserId, organisation: Option<OrganisationId>, by: UserId) -> QueryResult<String> {
        Invitation::with_token(tx, InvitationId::new(), fresh_token()?, user, organisation, by)
    }

    fn with_token(
        tx: &mut DirectoryTx,
        id: InvitationId,
        token: String,
        user: UserId,
        organisation: Option<OrganisationId>,
        by: UserId,
    ) -> QueryResult<String> {
        Invitation::end(tx, user, organisation)?;
        diesel::insert_into(invitations::table)
            .values((
                invitations::id.eq(id),
                invitations::token_hash.eq(digest(&token)),
                invitations::user_id.eq(user),
                invitations::organisation_id.eq(organisation),
                invitations::invited_by.eq(by),
                invitations::expires_at.eq(tx.now + Invitation::LIFE),
                invitations::created_at.eq(tx.now),
            ))
            .execute(tx.db)?;
        audit::record(tx, DirectoryAction::Invited, DirectorySubject::new("invitations", id).of(by), &serde_json::json!({ "user": user }))?;
        Ok(token)
    }

    /// Takes back every link of a user to an organisation that still works. How many those were.
    pub fn withdraw(tx: &mut DirectoryTx, user: UserId, organisation: OrganisationId) -> QueryResult<usize> {
        let ended = Invitation::end(tx, user, Some(organisation))?;
        if ended > 0 {
            let details = serde_json::json!({ "organisation": organisation });
            audit::record(tx, DirectoryAction::InvitationWithdrawn, DirectorySubject::new("users", user), &details)?;
        }
        Ok(ended)
    }

    fn end(tx: &mut DirectoryTx, user: UserId, organisation: Option<OrganisationId>) -> QueryResult<usize> {
        let open = open(tx.now).filter(invitations::user_id.eq(user));
        let ended = invitations::expires_at.eq(tx.now);
        match organisation {
            Some(id) => diesel::update(open.filter(invitations::organisation_id.eq(id))).set(ended).execute(tx.db),
            None => diesel::update(open.filter(invitations::organisation_id.is_null())).set(ended).execute(tx.db),
        }
    }

    /// Finds by the token in the link.
    pub fn find(db: &mut DirectoryDb, token: &str, now: NaiveDateTime) -> QueryResult<Invitation> {
        let (link, invited, place): (LinkRow, InvitedRow, Option<PlaceRow>) = invitations::table
            .inner_join(users::table)
            .left_join(organisations::table)
            .filter(invitations::token_hash.eq(digest(token)))
            .filter(users::active.eq(true))
            .filter(users::deleted_at.is_null())
            .select((LinkRow::as_select(), InvitedRow::as_select(), Option::<PlaceRow>::as_select()))
            .first(db)?;
        let is_closed = place.as_ref().is_some_and(|it| it.status == OrganisationStatus::Suspended);
        let (organisation_id, organisation) = place.map_or((OrganisationId(Uuid::nil()), PLATFORM.to_owned()), |it| (it.id, it.name));
        let elsewhere = memberships::table
            .filter(memberships::user_id.eq(invited.id))
            .filter(memberships::organisation_id.ne(organisation_id))
            .select(memberships::organisation_id)
            .first::<OrganisationId>(db)
            .optional()?;
        let state = match LinkState::of(link.expires_at, link.used_at, now) {
            LinkState::Open if is_closed => LinkState::Closed,
            state => state,
        };
        let account_in_use = invited.password_hash.is_some() || invited.phone_verified || invited.email_verified || elsewhere.is_some();
        Ok(Invitation { user: invited.id, full_name: invited.full_name, organisation, state, account_in_use })
    }

    /// Uses the link up and gives its user the password: they accept what they were invited to. Of two at once, one does. What its page
    /// was shown for is looked at again, with the account locked: that it is in nobody's use but of whoever is signed in, active, and
    /// the organisation open.
    pub fn redeem(tx: &mut DirectoryTx, token: &str, password_hash: &str, signed_in: Option<UserId>) -> QueryResult<InvitationRedeemed> {
        let invited = invitations::table
            .filter(invitations::token_hash.eq(digest(token)))
            .select((invitations::user_id, invitations::organisation_id));
        let Some((user, organisation)) = invited.for_update().first::<(UserId, Option<OrganisationId>)>(tx.db).optional()? else {
            return Ok(InvitationRedeemed::NoLonger);
        };
        users::table.find(user).select(users::id).for_update().first::<UserId>(tx.db)?;
        let Some(found) = Invitation::find(tx.db, token, tx.now).optional()? else { return Ok(InvitationRedeemed::NoLonger) };
        if found.state != LinkState::Open || found.account_in_use && signed_in != Some(user) {
            return Ok(InvitationRedeemed::NoLonger);
        }
        let Some((id, _)) = Invitation::spend_token(tx, token)? else { return Ok(InvitationRedeemed::NoLonger) };
        if let Some(organisation) = organisation {
            Membership::answer(tx, user, organisation, true)?;
        }
        if User::find(tx.db, user)?.password_hash.is_some() {
            Password::change(tx, user, password_hash, PasswordChange::ByLink)?;
        } else {
            Password::set(tx, user, password_hash)?;
        }
        if let Some(way) = way_of(token) {
            way.verified(tx, user)?;
        }
        audit::record(tx, DirectoryAction::InvitationUsed, DirectorySubject::new("invitations", id).of(user), &serde_json::Value::Null)?;
        Ok(InvitationRedeemed::Done(user))
    }
}
