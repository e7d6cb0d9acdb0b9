//! Editing what the desk knows of a patient. What changed, old and new, stands in the audit.

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::{Map, Value, json};

use super::Patient;
use super::record::PatientRecord;
use super::registration::NewPatient;
use crate::db::Tx;
use crate::db::ids::{ClinicId, ProfileId, UserId};
use crate::models::journal::{self, Action, Subject};
use crate::models::people::{Alert, AlertNoted, profile::Relation, profile::is_of_age, search::SearchEntry};
use crate::models::values::{Birth, Name, Phone, Sex};
use crate::schema::organisation::{patients, profiles};

/// What the desk writes down of somebody.
#[derive(Clone, Debug)]
pub struct PatientDetails {
    pub name: Name,
    pub sex: Sex,
    pub birth: Option<Birth>,
    pub phone: Option<Phone>,
    pub relation: Relation,
    pub address: String,
    pub city: String,
    pub emergency_name: String,
    pub emergency_phone: Option<Phone>,
    /// What is noted besides what is noted already, or that there is none: nothing is taken away here.
    pub allergies: Vec<String>,
    pub conditions: Vec<String>,
    pub language: String,
}

/// What became of editing a patient.
#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PatientEdited {
    /// And what became of the allergies that were named besides.
    Saved(AlertNoted),
    /// Somebody else changed the record since it was read: nothing was written.
    MovedOn,
}

impl PatientDetails {
    /// Somebody to be registered at a clinic, on the account of their phone.
    pub fn register_at(&self, clinic: ClinicId, user: Option<UserId>) -> NewPatient {
        let it = self.clone();
        NewPatient {
            birth: it.birth,
            phone: it.phone,
            user,
            relation: it.relation,
            address: it.address,
            city: it.city,
            emergency_name: it.emergency_name,
            emergency_phone: it.emergency_phone,
            allergies: it.allergies,
            conditions: it.conditions,
            language: it.language,
            ..NewPatient::named(it.name, it.sex, clinic)
        }
    }
}

impl Patient {
    /// Writes the details of a patient as they were read, and moves them to `user`, the account of their phone: whoever is of age and gives a new number
    /// in person agrees that its holder sees their record. An estimated birth date stays as it is
    /// while the age told is the same.
    pub fn edit(
        tx: &mut Tx,
        read: &PatientRecord,
        clinic: ClinicId,
        details: &PatientDetails,
        user: Option<UserId>,
        today: NaiveDate,
    ) -> QueryResult<PatientEdited> {
        let id = read.patient.id();
        patients::table.filter(patients::profile_id.eq(id)).select(patients::profile_id).for_update().first::<ProfileId>(tx.db)?;
        let old = PatientRecord::find(tx.db, id)?;
        if !old.is_edited_as(read) {
            return Ok(PatientEdited::MovedOn);
        }
        let profile = &old.patient.profile;
        let birth = match (profile.birth(), details.birth) {
            (Some(before), Some(told)) if before.estimated && told.estimated && before.age(today) == told.age(today) => Some(before),
            (_, told) => told,
        };
        let noted = noted_besides(tx, id, details)?;
        let changes = changes(&old, details, birth);
        if changes.is_empty() {
            return Ok(PatientEdited::Saved(noted));
        }
        let phone = details.phone.as_ref().map(Phone::e164);
        if user != profile.user_id {
            diesel::update(profiles::table.find(id)).set(profiles::on_account_since.eq(tx.now)).execute(tx.db)?;
        }
        let agrees = user != profile.user_id && birth.is_some_and(|it| is_of_age(it.on, today));
        let agreed_at = if agrees { Some(tx.now) } else { profile.sharing_agreed_at };
        diesel::update(profiles::table.find(id))
            .set((
                profiles::user_id.eq(user),
                profiles::full_name.eq(details.name.as_str()),
                profiles::sex.eq(details.sex),
                profiles::born_on.eq(birth.map(|it| it.on)),
                profiles::born_on_estimated.eq(birth.is_some_and(|it| it.estimated)),
                profiles::phone.eq(phone),
                profiles::address.eq(&details.address),
                profiles::city.eq(&details.city),
                profiles::relation.eq(details.relation),
                profiles::language.eq(&details.language),
                profiles::sharing_agreed_at.eq(agreed_at),
            ))
            .execute(tx.db)?;
        diesel::update(patients::table.find(id))
            .set((
                patients::emergency_name.eq(&details.emergency_name),
                patients::emergency_phone.eq(details.emergency_phone.as_ref().map(Phone::e164)),
            ))
            .execute(tx.db)?;
        if ["name", "phone", "address"].iter().any(|it| changes.contains_key(*it)) {
            let (name, phone, address) = (details.name.as_str(), details.phone.as_ref(), details.address.as_str());
            let (record_number, old_number) = (old.patient.record_number.as_str(), old.patient.old_number.as_str());
            SearchEntry { id, name, phone, address, record_number, old_number }.replace(tx)?;
        }
        tx.announce(clinic);
        journal::record(tx, Action::Edited, Subject::patient(id).at(clinic), &Value::Object(changes))?;
        Ok(PatientEdited::Saved(noted))
    }
}

/// Notes what the form names besides; whatever a doctor noted meanwhile stays.
fn noted_besides(tx: &mut Tx, id: ProfileId, details: &PatientDetails) -> QueryResult<AlertNoted> {
    let mut noted = AlertNoted::Noted;
    for words in &details.allergies {
        match Alert::Allergy.note(tx, id, words)? {
            AlertNoted::Noted | AlertNoted::Answered => {}
            refused => noted = refused,
        }
    }
    for words in &details.conditions {
        let _ = Alert::Condition.note(tx, id, words)?;
    }
    Ok(noted)
}

/// Each field that changes: its old and its new value.
fn changes(old: &PatientRecord, new: &PatientDetails, birth: Option<Birth>) -> Map<String, Value> {
    let (patient, profile, contact) = (&old.patient, &old.patient.profile, &old.contact);
    let phone = |phone: Option<&Phone>| phone.map(|it| it.e164().to_owned());
    let born = |birth: Option<Birth>| birth.map(|it| json!({ "on": it.on, "estimated": it.estimated }));
    let fields = vec![
        ("name", json!(profile.full_name), json!(new.name.as_str())),
        ("sex", json!(profile.sex), json!(new.sex)),
        ("birth", json!(born(profile.birth())), json!(born(birth))),
        ("phone", json!(phone(profile.phone().as_ref())), json!(phone(new.phone.as_ref()))),
        ("relation", json!(profile.relation), json!(new.relation)),
        ("address", json!(contact.address), json!(new.address)),
        ("city", json!(contact.city), json!(new.city)),
        ("language", json!(contact.language), json!(new.language)),
        ("emergency_name", json!(patient.emergency_name), json!(new.emergency_name)),
        ("emergency_phone", json!(patient.emergency_phone), json!(phone(new.emergency_phone.as_ref()))),
    ];
    let changed = fields.into_iter().filter(|(_, before, after)| before != after);
    changed.map(|(field, before, after)| (field.to_owned(), json!([before, after]))).collect()
}
