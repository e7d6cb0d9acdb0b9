//! Whoever may be registered already. Shown to the desk, never merged by itself.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{Binary, Bool, Date, Nullable, Text};

use super::{NewPatient, Patient, PatientDetails};
use crate::db::ids::ProfileId;
use crate::db::statement::TextQuery;
use crate::db::{Db, Tx};
use crate::models::journal::{Counter, Opening};
use crate::models::people::{
    SearchEntry, resemblance::KnownPerson, resemblance::Likeness, resemblance::Resemblance, resemblance::Traits, search::kind, search::pair,
};
use crate::models::values::{Age, Birth, Phone, Sex, search_keys};

/// What is known of somebody who is about to be registered.
#[derive(Clone, Debug)]
pub struct DuplicateCandidate {
    pub name: String,
    pub sex: Sex,
    pub birth: Option<Birth>,
    pub phone: Option<Phone>,
    pub address: String,
}

/// Somebody who is registered, and may be the same person.
#[derive(Clone, Debug)]
pub struct Duplicate {
    pub id: ProfileId,
    pub full_name: String,
    pub sex: Sex,
    pub birth: Option<Birth>,
    pub phone: Option<Phone>,
    pub record_number: String,
    pub likeness: Likeness,
}

impl Duplicate {
    /// How many are shown.
    pub const MOST: usize = 5;

    pub fn age(&self, today: NaiveDate) -> Option<Age> {
        self.birth.map(|birth| birth.age(today))
    }

    /// [`possible_duplicates`] and whoever is on the phone already, for whoever is shown them.
    pub fn shown(opening: &mut Opening, candidate: &DuplicateCandidate) -> QueryResult<(Vec<Duplicate>, Vec<Patient>)> {
        let family = candidate.phone.as_ref().map(|phone| Patient::of_phone(opening.db, phone)).transpose()?.unwrap_or_default();
        let duplicates = possible_duplicates(opening.db, candidate)?;
        opening.found(duplicates.iter().map(|it| it.id).chain(family.iter().map(Patient::id)));
        Ok((duplicates, family))
    }
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Binary)]
    id: ProfileId,
    #[diesel(sql_type = Text)]
    full_name: String,
    #[diesel(sql_type = Text)]
    sex: Sex,
    #[diesel(sql_type = Nullable<Date>)]
    born_on: Option<NaiveDate>,
    #[diesel(sql_type = Bool)]
    born_on_estimated: bool,
    #[diesel(sql_type = Nullable<Text>)]
    phone: Option<String>,
    #[diesel(sql_type = Text)]
    address: String,
    #[diesel(sql_type = Text)]
    record_number: String,
}

/// The people whom the candidate may be, [`Duplicate::MOST`] of them and one more where there are more: on the same phone by the same
/// name, or by a similar name with the same birth date, nearly the same age or the same house. Others of a family on one phone are not
/// among them. One query, of ranges that are cut off.
pub fn possible_duplicates(db: &mut Db, candidate: &DuplicateCandidate) -> QueryResult<Vec<Duplicate>> {
    let keys = search_keys(&candidate.name);
    let in_house = SearchEntry::in_house(&candidate.name, &candidate.address);
    if keys.is_empty() || (candidate.phone.is_none() && candidate.birth.is_none() && in_house.is_empty()) {
        return Ok(Vec::new());
    }
    let mut ranges = Vec::new();
    let mut binds = Vec::new();
    if let Some(phone) = &candidate.phone {
        ranges.push("(SELECT id AS patient_id FROM profiles WHERE phone = ? LIMIT 50)".to_owned());
        binds.push(phone.e164().to_owned());
    }
    if let Some(birth) = candidate.birth.filter(|it| !it.estimated) {
        ranges.push("(SELECT id AS patient_id FROM profiles WHERE born_on = ? LIMIT 200)".to_owned());
        binds.push(birth.on.to_string());
    }
    let last = keys.len() - 1;
    let mut terms = vec![if last == 0 { (kind::WORD, keys[0].clone()) } else { (kind::PAIR, pair(&keys[0], &keys[last])) }];
    if last > 1 {
        terms.extend([(kind::PAIR, pair(&keys[0], &keys[1])), (kind::PAIR, pair(&keys[1], &keys[last]))]);
    }
    for kind in SearchEntry::kinds_of_houses(candidate.phone.is_some()) {
        terms.extend(in_house.iter().map(|term| (*kind, term.clone())));
    }
    for (kind, term) in terms {
        ranges.push(format!("(SELECT patient_id FROM search_terms WHERE kind = '{kind}' AND term = ? ORDER BY patient_id DESC LIMIT 500)"));
        binds.push(term);
    }
    let sql = format!(
        "SELECT STRAIGHT_JOIN person.id, person.full_name, person.sex, person.born_on, person.born_on_estimated, person.phone, \
         person.address, patient.record_number FROM ({}) AS candidate \
         JOIN profiles AS person ON person.id = candidate.patient_id AND person.deleted_at IS NULL \
         JOIN patients AS patient ON patient.profile_id = candidate.patient_id AND patient.deleted_at IS NULL",
        ranges.join(" UNION ")
    );
    let rows: Vec<Row> = TextQuery::new(sql, binds).load(db)?;
    let wanted = candidate.known().traits();
    let mut found: Vec<(i32, Duplicate)> = rows.into_iter().filter_map(|row| row.compared(&wanted)).collect();
    found.sort_by_key(|(score, it)| (std::cmp::Reverse(*score), it.id));
    Ok(found.into_iter().take(Duplicate::MOST + 1).map(|(_, it)| it).collect())
}

impl Patient {
    /// Registers one patient unless somebody who is registered may be the same: then these. Whoever registers somebody else meanwhile
    /// waits.
    pub fn register_unknown(tx: &mut Tx, new: &NewPatient) -> QueryResult<Result<ProfileId, Vec<Duplicate>>> {
        Counter::Records.lock(tx)?;
        let known = possible_duplicates(tx.db, &DuplicateCandidate::of_new(new))?;
        if known.is_empty() { Patient::register(tx, new).map(Ok) } else { Ok(Err(known)) }
    }
}

impl DuplicateCandidate {
    /// Whom these details describe.
    pub fn of(details: &PatientDetails) -> DuplicateCandidate {
        DuplicateCandidate {
            name: details.name.to_string(),
            sex: details.sex,
            birth: details.birth,
            phone: details.phone.clone(),
            address: details.address.clone(),
        }
    }

    /// Whom a registration describes.
    pub fn of_new(new: &NewPatient) -> DuplicateCandidate {
        DuplicateCandidate {
            name: new.name.to_string(),
            sex: new.sex,
            birth: new.birth,
            phone: new.phone.clone(),
            address: new.address.clone(),
        }
    }

    fn known(&self) -> KnownPerson {
        let phone = self.phone.as_ref().map(|it| it.e164().to_owned());
        KnownPerson { name: self.name.clone(), sex: self.sex, birth: self.birth, phone, address: self.address.clone() }
    }
}

impl Row {
    fn compared(self, wanted: &Traits) -> Option<(i32, Duplicate)> {
        let birth = self.born_on.map(|on| Birth { on, estimated: self.born_on_estimated });
        let known = KnownPerson { name: self.full_name.clone(), sex: self.sex, birth, phone: self.phone.clone(), address: self.address };
        let Resemblance { likeness, score } = wanted.resemble(&known.traits())?;
        let phone = self.phone.as_deref().map(Phone::stored);
        let (id, full_name, sex, record_number) = (self.id, self.full_name, self.sex, self.record_number);
        Some((score, Duplicate { id, full_name, sex, birth, phone, record_number, likeness }))
    }
}
