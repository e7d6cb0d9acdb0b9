//! What is typed about a new member of the family.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::db::ids::{ClinicId, UserId};
use crate::locale::Locale;
use crate::message;
use crate::models::people::{NewPatient, Relation, is_of_age};
use crate::models::values::{Birth, Name, Phone, Sex};
use crate::web::form::Errors;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct MemberForm {
    pub name: String,
    pub sex: String,
    pub relation: String,
    pub born_on: String,
    pub age: String,
    /// `yes`: whoever is of age agrees that their record is seen.
    pub agrees: String,
    #[serde(skip)]
    pub errors: Errors,
}

/// Somebody who can be registered.
pub struct FamilyMember {
    pub name: Name,
    pub sex: Sex,
    pub relation: Relation,
    pub birth: Option<Birth>,
}

impl MemberForm {
    /// The member, or every mistake noted beside its field. Somebody of age must agree.
    pub fn parse(&mut self, today: NaiveDate, relations: &[Relation]) -> Option<FamilyMember> {
        let mut errors = Errors::default();
        let name = errors.check("name", Name::parse(&self.name).map_err(|it| crate::locale::Message::new(it.key())));
        let sex = errors.check("sex", self.sex.parse::<Sex>().map_err(|()| message!("error-required")));
        let relation = self.relation.parse().ok().filter(|it| relations.contains(it)).ok_or_else(|| message!("error-required"));
        let relation = errors.check("relation", relation);
        let birth = if self.born_on.trim().is_empty() && self.age.trim().is_empty() {
            errors.check("age", Err(message!("family-birth-needed")))
        } else if self.born_on.trim().is_empty() {
            errors.check("age", Birth::of_age(&self.age, today))
        } else {
            errors.check("born_on", Birth::on_date(&self.born_on, today))
        };
        let grown = birth.is_some_and(|it| is_of_age(it.on, today)) && relation != Some(Relation::Own);
        if grown && self.agrees != "yes" {
            errors.add("agrees", message!("family-must-agree"));
        }
        self.errors = errors;
        self.errors.is_empty().then_some(FamilyMember { name: name?, sex: sex?, relation: relation?, birth })
    }

    pub fn choices(relations: &[Relation]) -> Vec<(&'static str, &'static str)> {
        relations.iter().map(|it| (it.as_str(), it.key())).collect()
    }
}

impl FamilyMember {
    /// The patient that they become, on the account of the phone.
    pub fn register_at(self, clinic: ClinicId, phone: Option<Phone>, user: UserId, locale: Locale) -> NewPatient {
        NewPatient {
            birth: self.birth,
            relation: self.relation,
            phone,
            user: Some(user),
            language: locale.tag().to_owned(),
            ..NewPatient::named(self.name, self.sex, clinic)
        }
    }
}
