//! Taking people on and changing what they may do. An organisation always keeps an admin, and nobody gives what they do not
//! hold.

use diesel::prelude::*;
use serde_json::json;

use super::super::Clinic;
use super::writing::{changes, is_last_admin, licence_taken, lock, said, set_active, write_places, write_practice};
use super::{GivenPlace, Giving, Member, MemberDetails, Role};
use crate::db::Tx;
use crate::db::ids::{ProfileId, UserId};
use crate::models::journal::{self, Action, Subject};
use crate::models::values::Phone;
use crate::schema::organisation::{clinic_members, profiles};

/// Somebody to be taken on. The directory user is there already.
#[derive(Clone, Debug)]
pub struct NewMember {
    pub user: UserId,
    pub details: MemberDetails,
}

#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberAdded {
    Added(ProfileId),
    /// The user works here already, as this person.
    AlreadyHere(ProfileId),
    /// Another doctor has that licence.
    LicenceTaken,
    /// A role or permission that is not theirs to give.
    NotYours,
    /// A place at a clinic that is closed.
    ClinicClosed,
}

#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberEdited {
    Done,
    /// Somebody else changed them since they were read: nothing was written.
    MovedOn,
    /// A person, or a role or permission, that is not theirs to change.
    NotYours,
    /// Nobody would be left to run the organisation.
    LastAdmin,
    /// Another doctor has that licence.
    LicenceTaken,
    /// A new place at a clinic that is closed.
    ClinicClosed,
}

impl Member {
    /// Takes somebody on: a profile, what makes them a doctor or staff, and their places.
    pub fn add(tx: &mut Tx, new: &NewMember, giving: &Giving) -> QueryResult<MemberAdded> {
        let details = &new.details;
        if !giving.covers_all(&details.places) {
            return Ok(MemberAdded::NotYours);
        }
        if !Clinic::stay_open(tx, details.places.iter().map(|it| it.clinic))? {
            return Ok(MemberAdded::ClinicClosed);
        }
        let here: Option<ProfileId> = clinic_members::table
            .inner_join(profiles::table)
            .filter(profiles::user_id.eq(new.user))
            .filter(clinic_members::role.ne(Role::Patient))
            .select(profiles::id)
            .first(tx.db)
            .optional()?;
        if let Some(profile) = here {
            return Ok(MemberAdded::AlreadyHere(profile));
        }
        let id = ProfileId::new();
        if licence_taken(tx, id, details)? {
            return Ok(MemberAdded::LicenceTaken);
        }
        diesel::insert_into(profiles::table)
            .values((
                profiles::id.eq(id),
                profiles::user_id.eq(new.user),
                profiles::full_name.eq(details.full_name.as_str()),
                profiles::phone.eq(details.phone.as_ref().map(Phone::e164)),
                profiles::email.eq(&details.email),
            ))
            .execute(tx.db)?;
        write_practice(tx, id, details)?;
        write_places(tx, id, &details.places)?;
        journal::record(
            tx,
            Action::MemberAdded,
            Subject::person(id),
            &json!({ "name": details.full_name.as_str(), "places": said(&details.places) }),
        )?;
        Ok(MemberAdded::Added(id))
    }

    /// Changes who they are and what they may do, as they were when they were read. A place that is not given any more ends; at a
    /// closed clinic none begins.
    pub fn edit(tx: &mut Tx, read: &Member, details: &MemberDetails, giving: &Giving) -> QueryResult<MemberEdited> {
        let id = read.id;
        let (admins, before) = lock(tx, id)?;
        if before != *read {
            return Ok(MemberEdited::MovedOn);
        }
        if !giving.may_change(&before) || !giving.covers_all(&details.places) {
            return Ok(MemberEdited::NotYours);
        }
        let had = |it: &&GivenPlace| before.places.iter().any(|place| (place.clinic, place.role) == (it.clinic, it.role));
        if !Clinic::stay_open(tx, details.places.iter().filter(|it| !had(it)).map(|it| it.clinic))? {
            return Ok(MemberEdited::ClinicClosed);
        }
        let active = before.is_active();
        let stays_admin = active && details.places.iter().any(|it| it.role == Role::Admin);
        if !stays_admin && is_last_admin(&admins, id) {
            return Ok(MemberEdited::LastAdmin);
        }
        if licence_taken(tx, id, details)? {
            return Ok(MemberEdited::LicenceTaken);
        }
        diesel::update(profiles::table.find(id))
            .set((
                profiles::full_name.eq(details.full_name.as_str()),
                profiles::phone.eq(details.phone.as_ref().map(Phone::e164)),
                profiles::email.eq(&details.email),
            ))
            .execute(tx.db)?;
        write_practice(tx, id, details)?;
        diesel::delete(clinic_members::table.filter(clinic_members::profile_id.eq(id)).filter(clinic_members::role.ne(Role::Patient)))
            .execute(tx.db)?;
        write_places(tx, id, &details.places)?;
        if !active {
            set_active(tx, id, false)?;
        }
        for place in &before.places {
            tx.announce(place.clinic);
        }
        journal::record(tx, Action::MemberEdited, Subject::person(id), &changes(&before, details))?;
        Ok(MemberEdited::Done)
    }
}
