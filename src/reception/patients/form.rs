//! What the desk types about a patient.

use chrono::NaiveDate;

use crate::auth::form_once;
use crate::locale::{ToValue, Value};
use crate::models::journal::Attempt;
use crate::models::people::{Alerts, DuplicateCandidate, NotedAllergies, PatientDetails, PatientRecord, Relation};
use crate::models::values::{Age, Birth, Name, Phone, Sex};
use crate::web::form::{Basis, Chosen, EditedForm};
use crate::web::screen::*;
use serde::Serialize;

/// How many allergies are kept at most, and how many conditions.
const MOST: usize = 20;

/// What is typed about a patient.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PatientForm {
    pub name: String,
    pub sex: String,
    pub born_on: String,
    pub age: String,
    pub phone: String,
    pub relation: String,
    pub address: String,
    pub city: String,
    pub emergency_name: String,
    pub emergency_phone: String,
    /// What is to be noted besides what is noted already: rows are taken away on the patient's page alone.
    pub allergies: String,
    pub conditions: String,
    pub language: String,
    /// What it was filled from, where somebody is edited.
    #[serde(skip_serializing)]
    pub was: Basis,
    /// Which stays of what both changed, where that was pressed.
    #[serde(skip_serializing)]
    pub chosen: Chosen,
    /// The family's, to be offered after a name.
    #[serde(skip)]
    pub surname: String,
    /// What is noted already, where somebody is edited; never sent.
    #[serde(skip)]
    pub noted: Option<Alerts>,
    /// `yes` once the likely duplicates have been seen.
    #[serde(skip_serializing)]
    pub confirmed: String,
    #[serde(skip)]
    pub attempt: Attempt,
    #[serde(skip)]
    pub errors: Errors,
}

form_once!(PatientForm);

impl EditedForm for PatientForm {
    fn word(field: &str, value: &str) -> Option<Value> {
        let key = match field {
            "sex" => value.parse::<Sex>().ok()?.key(),
            "relation" => value.parse::<Relation>().ok()?.key(),
            "language" => return Locale::of_tag(value).map(|it| it.name().to_value()),
            _ => return None,
        };
        Some(Message::new(key).to_value())
    }
}

impl PatientForm {
    /// For somebody new.
    pub fn knowing(name: String, phone: String, locale: Locale) -> PatientForm {
        PatientForm { name, phone, relation: Relation::Own.to_string(), language: locale.tag().to_owned(), ..PatientForm::default() }
    }

    /// As it is begun where the phone has its owner: the relation is left to be told, and what a household shares is there, as far as the
    /// owner's record is open to the desk.
    pub fn with_owner(self, record: Option<&PatientRecord>) -> PatientForm {
        let shared = record.map_or_else(|| PatientForm { language: self.language, ..PatientForm::default() }, PatientForm::beside);
        PatientForm { name: self.name, phone: self.phone, age: self.age, sex: self.sex, ..shared }
    }

    /// For another member of somebody's family: the relation is left to be told.
    pub fn beside(record: &PatientRecord) -> PatientForm {
        let (patient, contact) = (&record.patient, record.contact.clone());
        PatientForm {
            surname: patient.profile.full_name.rsplit_once(' ').map(|(_, surname)| surname.to_owned()).unwrap_or_default(),
            phone: shown(patient.profile.phone()),
            address: contact.address,
            city: contact.city,
            language: contact.language,
            emergency_name: patient.emergency_name.clone(),
            emergency_phone: shown(patient.emergency_phone.as_deref().map(Phone::stored)),
            ..PatientForm::default()
        }
    }

    /// For somebody who is registered.
    pub fn of(record: &PatientRecord, alerts: Alerts, today: NaiveDate) -> PatientForm {
        let profile = &record.patient.profile;
        let birth = profile.birth();
        PatientForm {
            name: profile.full_name.clone(),
            sex: profile.sex.to_string(),
            born_on: birth.filter(|it| !it.estimated).map(|it| it.on.format("%d/%m/%Y").to_string()).unwrap_or_default(),
            age: birth.filter(|it| it.estimated).map(|it| told(it.age(today))).unwrap_or_default(),
            relation: profile.relation.to_string(),
            noted: Some(alerts),
            surname: String::new(),
            ..PatientForm::beside(record)
        }
    }

    /// The details; or nothing, with every mistake noted beside its field.
    pub fn parse(&mut self, today: NaiveDate) -> Option<PatientDetails> {
        self.fill_sex_from_age(today);
        let (beside, birth) = match self.birth(today) {
            Ok(birth) => ("age", Ok(birth)),
            Err((field, why)) => (field, Err(why)),
        };
        form::parse!(self => PatientDetails {
            name: Name::parse(&self.name).map_err(|it| Message::new(it.key())),
            sex: form::required_choice(&self.sex),
            birth on [beside]: birth,
            phone: form::optional(&self.phone, Phone::parse),
            relation: form::required_choice(&self.relation),
            address: form::text(&self.address, 255),
            city: form::text(&self.city, 80),
            emergency_name: form::text(&self.emergency_name, 120),
            emergency_phone: form::optional(&self.emergency_phone, Phone::parse),
            allergies: allergies(&self.allergies),
            conditions: list(&self.conditions),
            ;
            language: Locale::of_tag(&self.language).unwrap_or_default().tag().to_owned(),
        })
    }

    /// What can be understood of a form that is still being filled in.
    pub fn candidate(&self, today: NaiveDate) -> DuplicateCandidate {
        DuplicateCandidate {
            name: self.name.trim().to_owned(),
            sex: self.sex.parse().unwrap_or(Sex::Unknown),
            birth: self.birth(today).ok().flatten(),
            phone: Phone::parse(&self.phone).ok(),
            address: self.address.trim().to_owned(),
        }
    }

    /// The birth date; where only the age is given, an estimated one. An age that does not fit the date is asked about, but one that
    /// only stands there as the form was filled.
    fn birth(&self, today: NaiveDate) -> Result<Option<Birth>, (&'static str, Message)> {
        let told = form::optional(&self.age, |age| Birth::of_age(age, self.sex.parse().ok(), today)).map_err(|why| ("age", why));
        let born = form::optional(&self.born_on, |date| Birth::on_date(date, today)).map_err(|why| ("born_on", why))?;
        let Some(born) = born else { return told };
        if self.was.has("age", &self.age) {
            return Ok(Some(born));
        }
        match told? {
            Some(told) if !born.has_age(told, today) => Err(("age", message!("error-age-unlike", age = born.age(today).message()))),
            _ => Ok(Some(born)),
        }
    }
}

impl PatientForm {
    /// `45 M` tells the sex too, where none is chosen.
    fn fill_sex_from_age(&mut self, today: NaiveDate) {
        if self.sex.is_empty()
            && let Some(sex) = Birth::sex_beside_age(&self.age, today)
        {
            self.sex = sex.to_string();
        }
    }
}

fn shown(phone: Option<Phone>) -> String {
    phone.map(|it| it.to_string()).unwrap_or_default()
}

/// An age as [`Birth::of_age`] reads it.
fn told(age: Age) -> String {
    match age {
        Age::Years(years) => years.to_string(),
        Age::Months(months) => format!("{months}m"),
        Age::Days(days) => format!("{days}d"),
    }
}

/// Allergies as they are to be noted, one each, or that there is none. What says that something is no allergy is not taken for one.
fn allergies(typed: &str) -> Result<Vec<String>, Message> {
    let typed = form::text(typed, 2_000)?;
    let read = NotedAllergies::read(&typed);
    if let Some(words) = read.denied.first() {
        return Err(message!("alert-denied-form", words));
    }
    if read.substances.len() > MOST {
        return Err(message!("error-list-long", limit = MOST));
    }
    read.substances.iter().try_for_each(|it| form::text(it, 120).map(drop))?;
    Ok(match read.answer {
        Some(_) => vec![typed],
        None => read.substances,
    })
}

/// The items of a list, one a line or with commas between them; what stands twice is kept once. "None" and "nil" are no items.
fn list(typed: &str) -> Result<Vec<String>, Message> {
    let mut words: Vec<String> = Vec::new();
    for word in typed.split(['\n', ',', ';', '،']) {
        let word = form::text(word, 120)?.split_whitespace().collect::<Vec<_>>().join(" ");
        let nothing = ["none", "nil", "no", "-", "कोई नहीं", "नहीं"].contains(&word.to_lowercase().as_str());
        if !word.is_empty() && !nothing && !words.iter().any(|it| it.to_lowercase() == word.to_lowercase()) {
            words.push(word);
        }
    }
    if words.len() > MOST {
        return Err(message!("error-list-long", limit = MOST));
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::{allergies, list};

    #[test]
    fn a_list_is_one_a_line_or_parted_by_commas() {
        assert_eq!(list("Penicillin, sulfa\n Dust  mites \npenicillin").expect("a list"), ["Penicillin", "sulfa", "Dust mites"]);
        assert_eq!(allergies("Penicillin (rash, swelling), sulfa").expect("a list"), ["Penicillin (rash, swelling)", "sulfa"]);
        for denied in ["no allergy to penicillin", "Tolerates penicillin", "..."] {
            assert!(allergies(denied).is_err(), "{denied}");
        }
        for kept in ["Penicillin, never again", "Penicillin, not severe", "No NSAIDs", "पेनिसिलिन से एलर्जी है, सल्फा से नहीं"]
        {
            assert_eq!(allergies(kept).expect("a list"), [kept]);
        }
        assert_eq!(list("None").expect("a list"), Vec::<String>::new());
        assert!(list(&"x".repeat(121)).is_err());
    }
}
