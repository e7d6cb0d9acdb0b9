//! Becoming a patient of the organisation.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use serde_json::json;

use super::Patient;
use crate::db::ids::{ClinicId, ImportId, ProfileId, UserId};
use crate::db::statement::Among;
use crate::db::{Tx, clock};
use crate::locale::digits;
use crate::models::journal::{self, Action, Counter, Subject};
use crate::models::people::{Alert, AllergiesAsked, NotedAllergies, profile::Relation, profile::is_of_age, search::SearchEntry};
use crate::models::values::{Birth, Name, Phone, Sex};
use crate::schema::organisation::{clinics, patients, profiles};

/// How many people go into one statement.
const CHUNK: usize = 500;

/// Whoever is to be registered.
#[derive(Clone, Debug)]
pub struct NewPatient {
    pub name: Name,
    pub sex: Sex,
    pub birth: Option<Birth>,
    pub phone: Option<Phone>,
    /// The account of the phone.
    pub user: Option<UserId>,
    /// What they are to the holder of that account.
    pub relation: Relation,
    pub address: String,
    pub city: String,
    pub emergency_name: String,
    pub emergency_phone: Option<Phone>,
    /// As they were told, one each; also that there is none.
    pub allergies: Vec<String>,
    pub conditions: Vec<String>,
    /// The language of what is printed for them.
    pub language: String,
    pub clinic: ClinicId,
    /// The number in the register that the clinic brought along.
    pub old_number: String,
    pub remarks: String,
    pub first_visit_on: Option<NaiveDate>,
    pub import: Option<ImportedAs>,
}

/// The row of a register that somebody was.
#[derive(Clone, Copy, Debug)]
pub struct ImportedAs {
    pub import: ImportId,
    /// The fingerprint of the row: the same row is never imported twice.
    pub key: [u8; 32],
}

impl NewPatient {
    /// Somebody of whom nothing more is known.
    pub fn named(name: Name, sex: Sex, clinic: ClinicId) -> NewPatient {
        NewPatient {
            name,
            sex,
            birth: None,
            phone: None,
            user: None,
            relation: Relation::Own,
            address: String::new(),
            city: String::new(),
            emergency_name: String::new(),
            emergency_phone: None,
            allergies: Vec::new(),
            conditions: Vec::new(),
            language: "en".to_owned(),
            clinic,
            old_number: String::new(),
            remarks: String::new(),
            first_visit_on: None,
            import: None,
        }
    }
}

impl Patient {
    /// Registers one patient under the next record number.
    pub fn register(tx: &mut Tx, new: &NewPatient) -> QueryResult<ProfileId> {
        let registered = insert_all(tx, std::slice::from_ref(new))?;
        let (id, number) = registered.into_iter().next().ok_or(diesel::result::Error::NotFound)?;
        let details = json!({ "name": new.name.as_str(), "number": number });
        journal::record(tx, Action::Registered, Subject::patient(id).at(new.clinic), &details)?;
        Ok(id)
    }

    /// Registers many at once, in their order. Whoever calls writes one audit row for all of them.
    pub fn register_many(tx: &mut Tx, new: &[NewPatient]) -> QueryResult<Vec<ProfileId>> {
        Ok(insert_all(tx, new)?.into_iter().map(|(id, _)| id).collect())
    }
}

/// `SW-000123`.
pub fn record_number(number: i64) -> String {
    format!("SW-{number:06}")
}

/// The number of a card as people type it: with its letters or without, in digits of any script, and nothing else beside it.
pub fn read_record_number(typed: &str) -> Option<i64> {
    let bare = digits::bare(typed)?;
    let number = bare.strip_prefix("sw").unwrap_or(&bare);
    number.parse().ok().filter(|_| number.bytes().all(|it| it.is_ascii_digit()))
}

fn insert_all(tx: &mut Tx, new: &[NewPatient]) -> QueryResult<Vec<(ProfileId, String)>> {
    let count = i64::try_from(new.len()).unwrap_or(i64::MAX);
    if count == 0 {
        return Ok(Vec::new());
    }
    let first = Counter::Records.next_block(tx, count)?;
    let days = days_of(tx, new)?;
    let in_india = clock::day_of(tx.now, clock::INDIA);
    let today = |clinic: ClinicId| days.iter().find(|(id, _)| *id == clinic).map_or(in_india, |it| it.1);
    let people: Vec<_> = new.iter().zip(first..).map(|(it, number)| (ProfileId::new(), record_number(number), it)).collect();
    for chunk in people.chunks(CHUNK) {
        let rows: Vec<_> = chunk.iter().map(|(id, _, new)| profile_row(*id, new, tx.now, today(new.clinic))).collect();
        diesel::insert_into(profiles::table).values(rows).execute(tx.db)?;
        let rows: Vec<_> = chunk.iter().map(|(id, number, new)| patient_row(*id, number, new)).collect();
        diesel::insert_into(patients::table).values(rows).execute(tx.db)?;
        let read: Vec<(ProfileId, NotedAllergies)> =
            chunk.iter().map(|(id, _, new)| (*id, NotedAllergies::of_brought(&new.allergies))).collect();
        Alert::Allergy.write(tx, read.iter().flat_map(|(id, it)| it.substances.iter().map(|words| (*id, words.as_str()))))?;
        let answers: Vec<_> = read.iter().filter_map(|(id, it)| Some((*id, it.answer?))).collect();
        AllergiesAsked::write(tx, &answers)?;
        Alert::Condition.write(tx, chunk.iter().flat_map(|(id, _, new)| new.conditions.iter().map(|it| (*id, it.as_str()))))?;
        let terms: Vec<_> = chunk
            .iter()
            .map(|(id, number, new)| SearchEntry {
                id: *id,
                name: new.name.as_str(),
                phone: new.phone.as_ref(),
                address: &new.address,
                record_number: number,
                old_number: &new.old_number,
            })
            .collect();
        SearchEntry::add_all(tx, &terms)?;
    }
    Ok(people.into_iter().map(|(id, number, _)| (id, number)).collect())
}

/// The day that it is now at the clinics of these people.
fn days_of(tx: &mut Tx, new: &[NewPatient]) -> QueryResult<Vec<(ClinicId, NaiveDate)>> {
    let mut clinics: Vec<ClinicId> = new.iter().map(|it| it.clinic).collect();
    clinics.sort_unstable();
    clinics.dedup();
    let zones: Vec<(ClinicId, String)> =
        clinics::table.filter(clinics::id.among(clinics)).select((clinics::id, clinics::zone)).load(tx.db)?;
    Ok(zones.into_iter().map(|(id, zone)| (id, clock::day_of(tx.now, clock::zone(&zone)))).collect())
}

/// A row of `profiles`.
#[derive(Insertable)]
#[diesel(table_name = profiles)]
struct ProfileRow<'a> {
    id: ProfileId,
    user_id: Option<UserId>,
    full_name: &'a str,
    sex: Sex,
    born_on: Option<NaiveDate>,
    born_on_estimated: bool,
    phone: Option<&'a str>,
    address: &'a str,
    city: &'a str,
    relation: Relation,
    language: &'a str,
    sharing_agreed_at: Option<NaiveDateTime>,
}

/// A row of `patients`.
#[derive(Insertable)]
#[diesel(table_name = patients)]
struct PatientRow<'a> {
    profile_id: ProfileId,
    record_number: &'a str,
    clinic_id: ClinicId,
    emergency_name: &'a str,
    emergency_phone: Option<&'a str>,
    old_number: &'a str,
    remarks: &'a str,
    first_visit_on: Option<NaiveDate>,
    last_visit_on: Option<NaiveDate>,
    import_key: Option<&'a [u8]>,
    import_id: Option<ImportId>,
}

/// Whoever is of age when they are registered on somebody's phone agrees by giving it; a child is not asked.
fn profile_row(id: ProfileId, new: &NewPatient, now: NaiveDateTime, today: NaiveDate) -> ProfileRow<'_> {
    let registered_on = new.first_visit_on.unwrap_or(today);
    let agrees = new.relation != Relation::Own && new.birth.is_some_and(|birth| is_of_age(birth.on, registered_on));
    ProfileRow {
        id,
        user_id: new.user,
        full_name: new.name.as_str(),
        sex: new.sex,
        born_on: new.birth.map(|birth| birth.on),
        born_on_estimated: new.birth.is_some_and(|birth| birth.estimated),
        phone: new.phone.as_ref().map(Phone::e164),
        address: &new.address,
        city: &new.city,
        relation: new.relation,
        language: &new.language,
        sharing_agreed_at: agrees.then_some(now),
    }
}

fn patient_row<'a>(id: ProfileId, number: &'a str, new: &'a NewPatient) -> PatientRow<'a> {
    PatientRow {
        profile_id: id,
        record_number: number,
        clinic_id: new.clinic,
        emergency_name: &new.emergency_name,
        emergency_phone: new.emergency_phone.as_ref().map(Phone::e164),
        old_number: &new.old_number,
        remarks: &new.remarks,
        first_visit_on: new.first_visit_on,
        last_visit_on: new.first_visit_on,
        import_key: new.import.as_ref().map(|it| it.key.as_slice()),
        import_id: new.import.map(|it| it.import),
    }
}

#[cfg(test)]
mod tests {
    use super::read_record_number;

    #[test]
    fn a_card_s_number_is_read_with_its_letters_or_without_and_nothing_else() {
        for typed in ["SW-000123", "sw 123", "123", "००१२३", "000-123"] {
            assert_eq!(read_record_number(typed), Some(123), "{typed}");
        }
        for typed in ["", "SW", "1a23", "SW-1/23", "12 3 é", "99999999999999999999"] {
            assert_eq!(read_record_number(typed), None, "{typed}");
        }
    }
}
