//! What is typed about a new member of the family.

use chrono::NaiveDate;

use crate::auth::form_once;
use crate::db::ids::{ClinicId, UserId};
use crate::models::journal::Attempt;
use crate::models::people::{NewPatient, Relation, is_of_age};
use crate::models::values::{Birth, Name, Phone, Sex};
use crate::web::screen::*;

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
    pub attempt: Attempt,
    #[serde(skip)]
    pub errors: Errors,
}

form_once!(MemberForm);

/// Somebody who can be registered.
#[derive(Clone, Debug)]
pub struct FamilyMember {
    pub name: Name,
    pub sex: Sex,
    pub relation: Relation,
    pub birth: Birth,
}

impl MemberForm {
    /// The member, or every mistake noted beside its field. Somebody of age must agree.
    pub fn parse(&mut self, today: NaiveDate, relations: &[Relation]) -> Option<FamilyMember> {
        let relation = self.relation.parse().ok().filter(|it| relations.contains(it));
        let birth = self.birth(today);
        let grown = birth.as_ref().is_ok_and(|it| is_of_age(it.on, today)) && relation != Some(Relation::Own);
        if grown && self.agrees != "yes" {
            self.errors.add("agrees", message!("family-must-agree"));
        }
        let beside = if self.born_on.trim().is_empty() { "age" } else { "born_on" };
        let member = form::parse!(self => FamilyMember {
            name: Name::parse(&self.name).map_err(|it| Message::new(it.key())),
            sex: form::required_choice(&self.sex),
            relation: relation.ok_or_else(|| message!("error-required")),
            birth on [beside]: birth,
        });
        member.filter(|_| self.errors.is_empty())
    }

    /// The birth date, or else the one that the age tells: one of them is needed.
    fn birth(&self, today: NaiveDate) -> Result<Birth, Message> {
        let of_age = |age: &str| Birth::of_age(age, self.sex.parse().ok(), today);
        match (self.born_on.trim(), self.age.trim()) {
            ("", "") => Err(message!("family-birth-needed")),
            ("", age) => of_age(age),
            (born_on, age) => {
                let born = Birth::on_date(born_on, today)?;
                let told = form::optional(age, of_age)?;
                if told.is_some_and(|told| !born.has_age(told, today)) {
                    return Err(message!("error-age-unlike", age = born.age(today).message()));
                }
                Ok(born)
            }
        }
    }
}

impl FamilyMember {
    /// The patient that they become, on the account of the phone.
    pub fn register_at(&self, clinic: ClinicId, phone: Option<Phone>, user: UserId, locale: Locale) -> NewPatient {
        NewPatient {
            birth: Some(self.birth),
            relation: self.relation,
            phone,
            user: Some(user),
            language: locale.tag().to_owned(),
            ..NewPatient::named(self.name.clone(), self.sex, clinic)
        }
    }
}
