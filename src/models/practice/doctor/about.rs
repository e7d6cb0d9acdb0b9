//! What is said about a doctor to whoever may book them, and the switch by which they take bookings or none.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde_json::{Value, json};

use super::Doctor;
use crate::db::ids::{ClinicId, ProfileId, UserId};
use crate::db::{Db, Tx};
use crate::models::journal::{self, Action, Subject};
use crate::models::practice::member::Role;
use crate::models::values::Money;
use crate::schema::organisation::{clinic_members, doctors, profiles};

/// A doctor, as the public is told of them.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = doctors)]
pub struct DoctorAbout {
    #[diesel(column_name = profile_id)]
    pub id: ProfileId,
    #[diesel(select_expression = profiles::full_name)]
    pub full_name: String,
    pub licence: Option<String>,
    /// Whether they take bookings. Who comes without one is seen all the same.
    pub available: bool,
    /// Whether somebody has looked at the licence: without that the public books nobody.
    pub verified: bool,
    pub verified_at: Option<NaiveDateTime>,
    pub verified_by: Option<UserId>,
    pub bio: String,
    pub languages: String,
    pub fee: Option<Money>,
    #[diesel(column_name = years_of_experience)]
    pub years: Option<i32>,
}

/// What of it is written by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AboutDetails {
    pub bio: String,
    pub languages: String,
    /// Their own fee; without one the clinic's holds.
    pub fee: Option<Money>,
    pub years: Option<i32>,
}

#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AboutEdited {
    Saved,
    /// Somebody else changed it since it was read: nothing was written.
    MovedOn,
}

#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BookingsSwitched {
    Done,
    /// It stood so before.
    Already,
}

impl DoctorAbout {
    pub fn find(db: &mut Db, id: ProfileId) -> QueryResult<DoctorAbout> {
        doctors::table.inner_join(profiles::table).filter(doctors::profile_id.eq(id)).select(DoctorAbout::as_select()).first(db)
    }

    /// The same, which nobody changes meanwhile.
    pub(super) fn lock(tx: &mut Tx, id: ProfileId) -> QueryResult<DoctorAbout> {
        doctors::table.find(id).select(doctors::profile_id).for_update().first::<ProfileId>(tx.db)?;
        DoctorAbout::find(tx.db, id)
    }

    /// The name under which the organisation knows whoever verified the licence.
    pub fn verifier(&self, db: &mut Db) -> QueryResult<Option<String>> {
        let Some(user) = self.verified_by else { return Ok(None) };
        let known = profiles::table.filter(profiles::user_id.eq(user)).order(profiles::id).select(profiles::full_name);
        known.first(db).optional()
    }

    /// Changes what is said of them, as it was when it was read.
    pub fn edit(tx: &mut Tx, read: &DoctorAbout, details: &AboutDetails) -> QueryResult<AboutEdited> {
        let before = DoctorAbout::lock(tx, read.id)?;
        if before != *read {
            return Ok(AboutEdited::MovedOn);
        }
        let fields = [
            ("bio", json!(before.bio), json!(details.bio)),
            ("languages", json!(before.languages), json!(details.languages)),
            ("fee", json!(before.fee.map(Money::plain)), json!(details.fee.map(Money::plain))),
            ("years", json!(before.years), json!(details.years)),
        ];
        let changed = fields.into_iter().filter(|(_, old, new)| old != new);
        let changed: serde_json::Map<String, Value> =
            changed.map(|(name, old, new)| (name.to_owned(), json!({ "old": old, "new": new }))).collect();
        if changed.is_empty() {
            return Ok(AboutEdited::Saved);
        }
        diesel::update(doctors::table.find(read.id))
            .set((
                doctors::bio.eq(&details.bio),
                doctors::languages.eq(&details.languages),
                doctors::fee.eq(details.fee),
                doctors::years_of_experience.eq(details.years),
            ))
            .execute(tx.db)?;
        told_everywhere(tx, read.id, Action::MemberEdited, &Value::Object(changed))?;
        Ok(AboutEdited::Saved)
    }
}

impl Doctor {
    /// From now on they take bookings, or none. Whoever waits for them, or comes without a booking, stays where they are.
    pub fn switch_bookings(tx: &mut Tx, id: ProfileId, available: bool) -> QueryResult<BookingsSwitched> {
        if DoctorAbout::lock(tx, id)?.available == available {
            return Ok(BookingsSwitched::Already);
        }
        diesel::update(doctors::table.find(id)).set(doctors::available.eq(available)).execute(tx.db)?;
        told_everywhere(tx, id, Action::MemberEdited, &json!({ "available": { "old": !available, "new": available } }))?;
        Ok(BookingsSwitched::Done)
    }
}

/// Notes what was done to a doctor, and announces it wherever they work.
pub(super) fn told_everywhere(tx: &mut Tx, id: ProfileId, action: Action, details: &Value) -> QueryResult<()> {
    let clinics: Vec<ClinicId> = clinic_members::table
        .filter(clinic_members::profile_id.eq(id))
        .filter(clinic_members::role.eq(Role::Doctor))
        .select(clinic_members::clinic_id)
        .load(tx.db)?;
    for clinic in clinics {
        tx.announce(clinic);
    }
    journal::record(tx, action, Subject::person(id), details)
}
