//! Taking people on, changing what they may do, and letting them go. An organisation always keeps an admin.

use diesel::dsl::exists;
use diesel::prelude::*;
use diesel::select;
use serde_json::json;

use super::{Member, Permission, Role, permissions_json};
use crate::db::Tx;
use crate::db::ids::{ClinicId, MemberId, ProfileId, UserId};
use crate::models::audit::{self, Action, Subject};
use crate::models::doctor::SystemOfMedicine;
use crate::models::money::Money;
use crate::models::name::Name;
use crate::models::phone::Phone;
use crate::schema::organisation::{clinic_members, doctors, patients, profiles, staff};

/// What makes somebody a doctor.
#[derive(Clone, Debug)]
pub struct Practice {
    pub licence: Option<String>,
    pub specialisation: String,
    pub qualification: String,
    pub system_of_medicine: SystemOfMedicine,
    /// Their own fee; without one the clinic's holds.
    pub fee: Option<Money>,
}

/// A role at a clinic, with what it allows there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenPlace {
    pub clinic: ClinicId,
    pub role: Role,
    pub permissions: Vec<Permission>,
}

/// Somebody to be taken on. The directory user is there already.
#[derive(Clone, Debug)]
pub struct NewMember {
    pub user: UserId,
    pub details: MemberDetails,
}

/// What an admin says about a person who works here.
#[derive(Clone, Debug)]
pub struct MemberDetails {
    pub full_name: Name,
    pub phone: Option<Phone>,
    pub email: Option<String>,
    /// Every place they are to hold; at least one.
    pub places: Vec<GivenPlace>,
    /// For whoever is a doctor anywhere.
    pub practice: Option<Practice>,
}

#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    Added(ProfileId),
    /// The user works here already, as this person.
    AlreadyHere(ProfileId),
    /// Another doctor has that licence.
    LicenceTaken,
}

#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edited {
    Done,
    /// Nobody would be left to run the organisation.
    LastAdmin,
    /// Another doctor has that licence.
    LicenceTaken,
}

#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deactivated {
    /// `also_patient`: the account has patients here, whose records stay theirs to see.
    Done { user: Option<UserId>, also_patient: bool },
    /// Nobody lets themselves go: another admin does it.
    Yourself,
    /// Nobody would be left to run the organisation.
    LastAdmin,
}

impl Member {
    /// Takes somebody on: a profile, what makes them a doctor or staff, and their places.
    pub fn add(tx: &mut Tx, new: &NewMember) -> QueryResult<Added> {
        let details = &new.details;
        let here: Option<ProfileId> = clinic_members::table
            .inner_join(profiles::table)
            .filter(profiles::user_id.eq(new.user))
            .filter(clinic_members::role.ne(Role::Patient))
            .select(profiles::id)
            .first(tx.db)
            .optional()?;
        if let Some(profile) = here {
            return Ok(Added::AlreadyHere(profile));
        }
        let id = ProfileId::new();
        if licence_taken(tx, id, details)? {
            return Ok(Added::LicenceTaken);
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
        audit::record(
            tx,
            Action::MemberAdded,
            Subject::new("profiles", id),
            &json!({ "name": details.full_name.as_str(), "places": said(&details.places) }),
        )?;
        Ok(Added::Added(id))
    }

    /// Changes who they are and what they may do. A place that is not given any more ends.
    pub fn edit(tx: &mut Tx, id: ProfileId, details: &MemberDetails) -> QueryResult<Edited> {
        let admins = lock_admins(tx)?;
        let before = Member::find(tx.db, id)?;
        let stays_admin = before.is_active() && details.places.iter().any(|it| it.role == Role::Admin);
        if admins.contains(&id) && !stays_admin && admins.iter().all(|it| *it == id) {
            return Ok(Edited::LastAdmin);
        }
        if licence_taken(tx, id, details)? {
            return Ok(Edited::LicenceTaken);
        }
        diesel::update(profiles::table.find(id))
            .set((
                profiles::full_name.eq(details.full_name.as_str()),
                profiles::phone.eq(details.phone.as_ref().map(Phone::e164)),
                profiles::email.eq(&details.email),
            ))
            .execute(tx.db)?;
        write_practice(tx, id, details)?;
        let active = before.is_active();
        diesel::delete(clinic_members::table.filter(clinic_members::profile_id.eq(id)).filter(clinic_members::role.ne(Role::Patient)))
            .execute(tx.db)?;
        write_places(tx, id, &details.places)?;
        if !active {
            set_active(tx, id, false)?;
        }
        for place in &before.places {
            tx.announce(place.clinic);
        }
        let held: Vec<GivenPlace> =
            before.places.iter().map(|it| GivenPlace { clinic: it.clinic, role: it.role, permissions: it.permissions.clone() }).collect();
        audit::record(tx, Action::MemberEdited, Subject::new("profiles", id), &json_changes(&before, details, &held))?;
        Ok(Edited::Done)
    }

    /// Lets somebody go: every place of theirs ends, now.
    pub fn deactivate(tx: &mut Tx, id: ProfileId) -> QueryResult<Deactivated> {
        let admins = lock_admins(tx)?;
        let member = Member::find(tx.db, id)?;
        if member.user == Some(tx.by.user) {
            return Ok(Deactivated::Yourself);
        }
        if admins.contains(&id) && admins.iter().all(|it| *it == id) {
            return Ok(Deactivated::LastAdmin);
        }
        set_active(tx, id, false)?;
        for place in &member.places {
            tx.announce(place.clinic);
        }
        let also_patient = match member.user {
            Some(user) => {
                select(exists(patients::table.inner_join(profiles::table).filter(profiles::user_id.eq(user)))).get_result(tx.db)?
            }
            None => false,
        };
        audit::record(tx, Action::MemberDeactivated, Subject::new("profiles", id), &json!({ "name": member.full_name }))?;
        Ok(Deactivated::Done { user: member.user, also_patient })
    }

    /// Takes somebody on again, to the places they had.
    pub fn reactivate(tx: &mut Tx, id: ProfileId) -> QueryResult<Option<UserId>> {
        let member = Member::find(tx.db, id)?;
        set_active(tx, id, true)?;
        for place in &member.places {
            tx.announce(place.clinic);
        }
        audit::record(tx, Action::MemberReactivated, Subject::new("profiles", id), &json!({ "name": member.full_name }))?;
        Ok(member.user)
    }
}

/// Who is an admin now. Their places are locked, so that two admins cannot let each other go at once.
fn lock_admins(tx: &mut Tx) -> QueryResult<Vec<ProfileId>> {
    clinic_members::table
        .filter(clinic_members::role.eq(Role::Admin))
        .filter(clinic_members::active.eq(true))
        .select(clinic_members::profile_id)
        .order(clinic_members::id)
        .for_update()
        .load(tx.db)
}

fn set_active(tx: &mut Tx, id: ProfileId, active: bool) -> QueryResult<usize> {
    diesel::update(clinic_members::table.filter(clinic_members::profile_id.eq(id)).filter(clinic_members::role.ne(Role::Patient)))
        .set(clinic_members::active.eq(active))
        .execute(tx.db)
}

fn licence_taken(tx: &mut Tx, id: ProfileId, details: &MemberDetails) -> QueryResult<bool> {
    let Some(licence) = details.practice.as_ref().and_then(|it| it.licence.as_ref()) else { return Ok(false) };
    select(exists(doctors::table.filter(doctors::licence.eq(licence)).filter(doctors::profile_id.ne(id)))).get_result(tx.db)
}

fn write_practice(tx: &mut Tx, id: ProfileId, details: &MemberDetails) -> QueryResult<()> {
    if let Some(practice) = details.practice.as_ref().filter(|_| details.places.iter().any(|it| it.role == Role::Doctor)) {
        diesel::insert_or_ignore_into(doctors::table).values(doctors::profile_id.eq(id)).execute(tx.db)?;
        diesel::update(doctors::table.find(id))
            .set((
                doctors::licence.eq(&practice.licence),
                doctors::specialisation.eq(&practice.specialisation),
                doctors::qualification.eq(&practice.qualification),
                doctors::system_of_medicine.eq(practice.system_of_medicine),
                doctors::fee.eq(practice.fee),
            ))
            .execute(tx.db)?;
    }
    if details.places.iter().any(|it| matches!(it.role, Role::Staff | Role::Admin)) {
        diesel::insert_or_ignore_into(staff::table).values(staff::profile_id.eq(id)).execute(tx.db)?;
    }
    Ok(())
}

fn write_places(tx: &mut Tx, id: ProfileId, places: &[GivenPlace]) -> QueryResult<()> {
    let rows: Vec<_> = places
        .iter()
        .map(|place| {
            (
                clinic_members::id.eq(MemberId::new()),
                clinic_members::clinic_id.eq(place.clinic),
                clinic_members::profile_id.eq(id),
                clinic_members::role.eq(place.role),
                clinic_members::permissions.eq(permissions_json(&place.permissions)),
            )
        })
        .collect();
    for place in places {
        tx.announce(place.clinic);
    }
    diesel::insert_into(clinic_members::table).values(rows).execute(tx.db).map(drop)
}

/// Places as the audit keeps them.
fn said(places: &[GivenPlace]) -> Vec<serde_json::Value> {
    places.iter().map(|it| json!({ "clinic": it.clinic, "role": it.role, "permissions": it.permissions })).collect()
}

/// Old and new of what changes.
fn json_changes(before: &Member, after: &MemberDetails, held: &[GivenPlace]) -> serde_json::Value {
    let mut changed = serde_json::Map::new();
    let mut note = |name: &str, old: serde_json::Value, new: serde_json::Value| {
        if old != new {
            changed.insert(name.to_owned(), json!({ "old": old, "new": new }));
        }
    };
    note("name", json!(before.full_name), json!(after.full_name.as_str()));
    note("phone", json!(before.phone().map(|it| it.e164().to_owned())), json!(after.phone.as_ref().map(Phone::e164)));
    note("email", json!(before.email), json!(after.email));
    note("places", json!(said(held)), json!(said(&after.places)));
    if let Some(practice) = &after.practice {
        note("licence", json!(before.licence), json!(practice.licence));
        note("specialisation", json!(before.specialisation), json!(practice.specialisation));
        note("qualification", json!(before.qualification), json!(practice.qualification));
        note("fee", json!(before.fee.map(Money::plain)), json!(practice.fee.map(Money::plain)));
    }
    serde_json::Value::Object(changed)
}
