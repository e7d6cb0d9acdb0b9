//! The number that a patient's record is on: confirmed at the desk, or taken off when it has a new owner; and whether a grown-up
//! goes on sharing it.

use diesel::prelude::*;
use serde_json::json;

use super::Patient;
use crate::db::Tx;
use crate::db::ids::{ClinicId, ProfileId, UserId};
use crate::models::audit::{self, Action, Subject};
use crate::models::member::Place;
use crate::models::profile::Profile;
use crate::models::transfer::reindex;
use crate::schema::organisation::{patients, profiles};

/// What became of taking a number off.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Released {
    Done {
        people: usize,
        /// The account that they were on.
        user: Option<UserId>,
    },
    NoNumber,
    /// It is the number by which somebody who works here signs in: an admin changes that.
    WorksHere,
}

impl Patient {
    /// Notes that the desk saw, in person, whose number it is. Answers the account on it.
    pub fn confirm_number(tx: &mut Tx, id: ProfileId, clinic: ClinicId) -> QueryResult<Option<UserId>> {
        let patient = Patient::find(tx.db, id)?;
        let details = json!({ "phone": patient.profile.phone().map(|it| it.e164().to_owned()) });
        audit::record(tx, Action::NumberConfirmed, Subject::new("patients", id).at(clinic), &details)?;
        Ok(patient.profile.user_id)
    }

    /// Takes a number that has a new owner off every patient of the organisation who is on it.
    pub fn release_number(tx: &mut Tx, id: ProfileId, clinic: ClinicId) -> QueryResult<Released> {
        let profile = Patient::find(tx.db, id)?.profile;
        let Some(phone) = profile.phone() else { return Ok(Released::NoNumber) };
        if let Some(user) = profile.user_id
            && !Place::of_user(tx.db, user)?.is_empty()
        {
            return Ok(Released::WorksHere);
        }
        let family: Vec<Profile> = Profile::query()
            .filter(profiles::phone.eq(phone.e164()))
            .filter(profiles::id.eq_any(patients::table.select(patients::profile_id)))
            .order(profiles::id)
            .limit(100)
            .for_update()
            .load(tx.db)?;
        for person in &family {
            diesel::update(profiles::table.find(person.id))
                .set((profiles::phone.eq(None::<String>), profiles::user_id.eq(None::<UserId>)))
                .execute(tx.db)?;
            reindex(tx, person, None)?;
            let details = json!({ "phone": { "old": phone.e164(), "new": null } });
            audit::record(tx, Action::NumberReleased, Subject::new("patients", person.id).at(clinic), &details)?;
        }
        tx.announce(clinic);
        Ok(Released::Done { people: family.len(), user: profile.user_id })
    }

    /// Notes that somebody who has come of age agrees, in person, that the holder of the phone goes on seeing their record.
    pub fn agree_to_sharing(tx: &mut Tx, id: ProfileId, clinic: ClinicId) -> QueryResult<()> {
        let patient = Patient::find(tx.db, id)?;
        diesel::update(profiles::table.find(id)).set(profiles::sharing_agreed_at.eq(tx.now)).execute(tx.db)?;
        let details = json!({ "name": patient.profile.full_name });
        audit::record(tx, Action::SharingAgreed, Subject::new("patients", id).at(clinic), &details)
    }
}
