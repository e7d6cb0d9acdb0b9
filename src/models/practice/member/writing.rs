//! The rows behind a person's places, and what the audit says of them.

use diesel::dsl::exists;
use diesel::prelude::*;
use diesel::select;
use serde_json::json;

use super::permission::permissions_json;
use super::{GivenPlace, Member, MemberDetails, Role};
use crate::db::Tx;
use crate::db::ids::{MemberId, ProfileId};
use crate::models::practice::doctor::DoctorAbout;
use crate::models::values::{Money, Phone};
use crate::schema::organisation::{clinic_members, doctors, profiles, staff};

/// A person as they are now, and who is an admin now. The admins' places are locked, so that two admins cannot let each other
/// go at once; the person is, so that what is looked at before a change is what the change is made to.
pub(super) fn lock(tx: &mut Tx, id: ProfileId) -> QueryResult<(Vec<ProfileId>, Member)> {
    let admins = clinic_members::table
        .filter(clinic_members::role.eq(Role::Admin))
        .filter(clinic_members::active.eq(true))
        .select(clinic_members::profile_id)
        .order(clinic_members::id)
        .for_update()
        .load(tx.db)?;
    profiles::table.find(id).select(profiles::id).for_update().first::<ProfileId>(tx.db)?;
    Ok((admins, Member::find(tx.db, id)?))
}

/// Whether nobody would be left to run the organisation without this one.
pub(super) fn is_last_admin(admins: &[ProfileId], id: ProfileId) -> bool {
    admins.contains(&id) && admins.iter().all(|it| *it == id)
}

pub(super) fn set_active(tx: &mut Tx, id: ProfileId, active: bool) -> QueryResult<usize> {
    diesel::update(clinic_members::table.filter(clinic_members::profile_id.eq(id)).filter(clinic_members::role.ne(Role::Patient)))
        .set(clinic_members::active.eq(active))
        .execute(tx.db)
}

pub(super) fn licence_taken(tx: &mut Tx, id: ProfileId, details: &MemberDetails) -> QueryResult<bool> {
    let Some(licence) = details.practice.as_ref().and_then(|it| it.licence.as_ref()) else { return Ok(false) };
    select(exists(doctors::table.filter(doctors::licence.eq(licence)).filter(doctors::profile_id.ne(id)))).get_result(tx.db)
}

pub(super) fn write_practice(tx: &mut Tx, id: ProfileId, details: &MemberDetails) -> QueryResult<()> {
    if let Some(practice) = details.practice.as_ref().filter(|_| details.places.iter().any(|it| it.role == Role::Doctor)) {
        diesel::insert_or_ignore_into(doctors::table).values(doctors::profile_id.eq(id)).execute(tx.db)?;
        DoctorAbout::licence_becomes(tx, id, practice.licence.as_deref())?;
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

pub(super) fn write_places(tx: &mut Tx, id: ProfileId, places: &[GivenPlace]) -> QueryResult<()> {
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
pub(super) fn said(places: &[GivenPlace]) -> Vec<serde_json::Value> {
    places.iter().map(|it| json!({ "clinic": it.clinic, "role": it.role, "permissions": it.permissions })).collect()
}

/// Old and new of what changes.
pub(super) fn changes(before: &Member, after: &MemberDetails) -> serde_json::Value {
    let mut changed = serde_json::Map::new();
    let mut note = |name: &str, old: serde_json::Value, new: serde_json::Value| {
        if old != new {
            changed.insert(name.to_owned(), json!({ "old": old, "new": new }));
        }
    };
    note("name", json!(before.full_name), json!(after.full_name.as_str()));
    note("phone", json!(before.phone().map(|it| it.e164().to_owned())), json!(after.phone.as_ref().map(Phone::e164)));
    note("email", json!(before.email), json!(after.email));
    note("places", json!(said(&before.given_places())), json!(said(&after.places)));
    if let Some(practice) = &after.practice {
        note("licence", json!(before.licence), json!(practice.licence));
        note("specialisation", json!(before.specialisation), json!(practice.specialisation));
        note("qualification", json!(before.qualification), json!(practice.qualification));
        note("fee", json!(before.fee.map(Money::plain)), json!(practice.fee.map(Money::plain)));
    }
    serde_json::Value::Object(changed)
}
