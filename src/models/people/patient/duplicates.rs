//! Whoever may be registered already. Shown to the desk, never merged by itself.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{Binary, Bool, Date, Nullable, Text};

use super::PatientDetails;
use crate::db::Db;
use crate::db::ids::ProfileId;
use crate::db::statement::TextQuery;
use crate::models::people::{search::kind, search::pair, search::same_name};
use crate::models::values::{Age, Birth, Phone, Sex, search_keys, similarity};

/// How alike two names must be to be one person's, together with the birth date.
const ALIKE: f64 = 0.88;
/// An estimated birth date may be this far off, in days: two years.
const ESTIMATE: i64 = 731;
/// People on one phone who are further apart than this, in days, are two: five years.
const FAR_APART: i64 = 1_827;

/// What is known of somebody who is about to be registered.
#[derive(Clone, Debug)]
pub struct DuplicateCandidate {
    pub name: String,
    pub sex: Sex,
    pub birth: Option<Birth>,
    pub phone: Option<Phone>,
}

/// Why somebody may be the same person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// The same phone, and a name that is the same but for spelling.
    PhoneAndName,
    /// A similar name, and the same birth date or nearly the same age.
    NameAndBirth,
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
    pub fn age(&self, today: NaiveDate) -> Option<Age> {
        self.birth.map(|birth| birth.age(today))
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
    record_number: String,
}

/// At most five people whom the candidate may be: on the same phone by the same name, or by a similar name with the same
/// birth date (estimated ones within two years). Others of a family on one phone are not among them. One query, of ranges that are cut off.
pub fn possible_duplicates(db: &mut Db, candidate: &DuplicateCandidate) -> QueryResult<Vec<Duplicate>> {
    let keys = search_keys(&candidate.name);
    if keys.is_empty() || (candidate.phone.is_none() && candidate.birth.is_none()) {
        return Ok(Vec::new());
    }
    let mut ranges = Vec::new();
    let mut binds = Vec::new();
    if let Some(phone) = &candidate.phone {
        ranges.push("(SELECT id AS patient_id FROM profiles WHERE phone = ? LIMIT 50)".to_owned());
        binds.push(phone.e164().to_owned());
    }
    if let Some(birth) = candidate.birth {
        if !birth.estimated {
            ranges.push("(SELECT id AS patient_id FROM profiles WHERE born_on = ? LIMIT 200)".to_owned());
            binds.push(birth.on.to_string());
        }
        let last = keys.len() - 1;
        let mut terms = vec![if last == 0 { (kind::WORD, keys[0].clone()) } else { (kind::PAIR, pair(&keys[0], &keys[last])) }];
        if last > 1 {
            terms.extend([(kind::PAIR, pair(&keys[0], &keys[1])), (kind::PAIR, pair(&keys[1], &keys[last]))]);
        }
        for (kind, term) in terms {
            ranges.push(format!(
                "(SELECT patient_id FROM search_terms WHERE kind = '{kind}' AND term = ? ORDER BY patient_id DESC LIMIT 500)"
            ));
            binds.push(term);
        }
    }
    let sql = format!(
        "SELECT STRAIGHT_JOIN person.id, person.full_name, person.sex, person.born_on, person.born_on_estimated, person.phone, \
         patient.record_number FROM ({}) AS candidate \
         JOIN profiles AS person ON person.id = candidate.patient_id AND person.deleted_at IS NULL \
         JOIN patients AS patient ON patient.profile_id = candidate.patient_id AND patient.deleted_at IS NULL",
        ranges.join(" UNION ")
    );
    let rows: Vec<Row> = TextQuery::new(sql, binds).load(db)?;
    let mut found: Vec<Duplicate> = rows.into_iter().filter_map(|row| candidate.compare(row)).collect();
    found.sort_by(|a, b| similarity(&candidate.name, &b.full_name).total_cmp(&similarity(&candidate.name, &a.full_name)));
    found.truncate(5);
    Ok(found)
}

impl DuplicateCandidate {
    /// Whom these details describe.
    pub fn of(details: &PatientDetails) -> DuplicateCandidate {
        DuplicateCandidate { name: details.name.to_string(), sex: details.sex, birth: details.birth, phone: details.phone.clone() }
    }

    fn compare(&self, row: Row) -> Option<Duplicate> {
        let birth = row.born_on.map(|on| Birth { on, estimated: row.born_on_estimated });
        let phone = row.phone.as_deref().map(Phone::stored);
        let likeness = likeness(self, &row.full_name, row.sex, birth, phone.as_ref())?;
        let (id, full_name, sex, record_number) = (row.id, row.full_name, row.sex, row.record_number);
        Some(Duplicate { id, full_name, sex, birth, phone, record_number, likeness })
    }
}

fn likeness(candidate: &DuplicateCandidate, name: &str, sex: Sex, birth: Option<Birth>, phone: Option<&Phone>) -> Option<Likeness> {
    let told = |sex| matches!(sex, Sex::Female | Sex::Male);
    if told(candidate.sex) && told(sex) && candidate.sex != sex {
        return None;
    }
    let apart = candidate.birth.zip(birth).map(|(a, b)| (a.on - b.on).num_days().abs());
    let estimated = candidate.birth.zip(birth).is_some_and(|(a, b)| a.estimated || b.estimated);
    if candidate.phone.is_some() && candidate.phone.as_ref() == phone {
        let one_age = apart.is_none_or(|days| days <= FAR_APART);
        return (one_age && same_name(&candidate.name, name)).then_some(Likeness::PhoneAndName);
    }
    let one_birth = apart.is_some_and(|days| days <= if estimated { ESTIMATE } else { 0 });
    (one_birth && (similarity(&candidate.name, name) >= ALIKE || same_name(&candidate.name, name))).then_some(Likeness::NameAndBirth)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn born(year: i32, estimated: bool) -> Option<Birth> {
        NaiveDate::from_ymd_opt(year, 5, 10).map(|on| Birth { on, estimated })
    }

    fn asha() -> DuplicateCandidate {
        DuplicateCandidate {
            name: "Asha Rao".into(),
            sex: Sex::Female,
            birth: born(1986, false),
            phone: Some(Phone::stored("+919845012345")),
        }
    }

    fn compared(name: &str, sex: Sex, birth: Option<Birth>, phone: &str) -> Option<Likeness> {
        likeness(&asha(), name, sex, birth, Some(&Phone::stored(phone)))
    }

    #[test]
    fn one_phone_and_one_name_in_another_spelling_is_a_likely_duplicate() {
        for name in ["Asha Rao", "Aasha Rau", "आशा राव", "Rao Asha", "Asha Roa", "Asha"] {
            assert_eq!(compared(name, Sex::Unknown, None, "+919845012345"), Some(Likeness::PhoneAndName), "{name}");
        }
    }

    #[test]
    fn others_of_the_family_on_one_phone_are_not() {
        for name in ["Usha Rao", "Kabir Rao", "Mohan Rao"] {
            assert_eq!(compared(name, Sex::Unknown, born(1986, false), "+919845012345"), None, "{name}");
        }
        assert_eq!(compared("Asha Rao", Sex::Male, None, "+919845012345"), None);
        assert_eq!(compared("Asha Rao", Sex::Female, born(1950, false), "+919845012345"), None);
    }

    #[test]
    fn a_similar_name_with_the_same_birth_date_is_one_on_any_phone() {
        assert_eq!(compared("Asha Rau", Sex::Female, born(1986, false), "+919820011111"), Some(Likeness::NameAndBirth));
        assert_eq!(compared("Asha Rao", Sex::Female, born(1987, true), "+919820011111"), Some(Likeness::NameAndBirth));
        assert_eq!(compared("Asha Rao", Sex::Female, born(1987, false), "+919820011111"), None);
        assert_eq!(compared("Asha Rao", Sex::Female, born(1989, true), "+919820011111"), None);
        assert_eq!(compared("Lakshmi Iyer", Sex::Female, born(1986, false), "+919820011111"), None);
    }
}
