//! The number that a patient's record is on: confirmed at the desk, or taken off when it has a new owner; and whether a grown-up
//! goes on sharing it.

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use super::Patient;
use crate::db::Tx;
use crate::db::ids::{ClinicId, ProfileId, UserId};
use crate::models::journal::{self, Action, Subject};
use crate::models::people::{profile::Profile, transfer::reindex};
use crate::models::practice::Place;
use crate::models::values::Phone;
use crate::schema::organisation::profiles;

/// What became of taking a number off.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneReleased {
    Done {
        people: usize,
    },
    NoNumber,
    /// The record is on another number by now.
    Moved,
    /// It is the number by which somebody who works here signs in: an admin changes that.
    WorksHere,
}

impl Patient {
    /// Notes that the desk saw, in person, whose number it is. Answers the account on it.
    pub fn confirm_number(tx: &mut Tx, id: ProfileId, clinic: ClinicId) -> QueryResult<Option<UserId>> {
        let patient = Patient::find(tx.db, id)?;
        let details = json!({ "phone": patient.profile.phone().map(|it| it.e164().to_owned()) });
        journal::record(tx, Action::NumberConfirmed, Subject::patient(id).at(clinic), &details)?;
        Ok(patient.profile.user_id)
    }

    /// Takes a number that has a new owner off everybody on the account of one patient. `seen` is the account and number that the desk
    /// was shown: if the record is on another by now, nothing is changed. `theirs`: it is the account's number, so that
    /// they leave the account too; else only the number on their records is old. Others on that number are not touched.
    pub fn release_number(
        tx: &mut Tx,
        id: ProfileId,
        clinic: ClinicId,
        seen: (Option<UserId>, Option<&Phone>),
        theirs: bool,
    ) -> QueryResult<PhoneReleased> {
        profiles::table.find(id).select(profiles::id).for_update().first::<ProfileId>(tx.db)?;
        let profile = Patient::find(tx.db, id)?.profile;
        let Some(phone) = profile.phone() else { return Ok(PhoneReleased::NoNumber) };
        if seen != (profile.user_id, Some(&phone)) {
            return Ok(PhoneReleased::Moved);
        }
        if let Some(user) = profile.user_id
            && !Place::of_user(tx.db, user)?.is_empty()
        {
            return Ok(PhoneReleased::WorksHere);
        }
        let mut family: Vec<Profile> = match profile.user_id {
            Some(user) => Profile::query().filter(profiles::user_id.eq(user)).order(profiles::id).limit(100).for_update().load(tx.db)?,
            None => vec![profile],
        };
        family.retain(|it| theirs || it.phone().as_ref() == Some(&phone));
        for person in &family {
            let (old, user) = (person.phone(), person.user_id.filter(|_| !theirs));
            let kept = old.clone().filter(|it| *it != phone);
            diesel::update(profiles::table.find(person.id))
                .set((profiles::phone.eq(kept.as_ref().map(Phone::e164)), profiles::user_id.eq(user)))
                .execute(tx.db)?;
            reindex(tx, person, kept.as_ref())?;
            let details = json!({ "name": person.full_name, "phone": { "old": old.as_ref().map(Phone::e164), "new": kept.as_ref().map(Phone::e164) } });
            journal::record(tx, Action::NumberReleased, Subject::patient(person.id).at(clinic), &details)?;
        }
        tx.announce(clinic);
        Ok(PhoneReleased::Done { people: family.len() })
    }

    /// Notes that somebody who has come of age agrees, in person, that the holder of the phone goes on seeing their record. Nobody
    /// agrees before.
    pub fn agree_to_sharing(tx: &mut Tx, id: ProfileId, clinic: ClinicId, today: NaiveDate) -> QueryResult<()> {
        let patient = Patient::find(tx.db, id)?;
        if !patient.profile.has_grown_up(today) {
            return Err(diesel::NotFound);
        }
        diesel::update(profiles::table.find(id)).set(profiles::sharing_agreed_at.eq(tx.now)).execute(tx.db)?;
        let details = json!({ "name": patient.profile.full_name });
        journal::record(tx, Action::SharingAgreed, Subject::patient(id).at(clinic), &details)
    }
}
