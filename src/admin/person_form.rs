//! The form in which a person is described: who they are, where they work as what, and what makes them a doctor.

use serde::Deserialize;

use super::clinics::email;
use crate::locale::Message;
use crate::message;
use crate::models::clinic::Clinic;
use crate::models::doctor::SystemOfMedicine;
use crate::models::member::{GivenPlace, Member, MemberDetails, Permission, Practice, Role};
use crate::models::money::Money;
use crate::models::name::Name;
use crate::models::phone::Phone;
use crate::web::form::{Errors, optional, text};

/// Places and permissions come as `clinic role` and `clinic permission`, one for each box that is ticked.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct PersonForm {
    pub name: String,
    pub email: String,
    pub phone: String,
    pub places: Vec<String>,
    pub permissions: Vec<String>,
    pub licence: String,
    pub qualification: String,
    pub specialisation: String,
    pub system_of_medicine: String,
    pub fee: String,
    #[serde(skip)]
    pub errors: Errors,
}

/// What may be ticked at a clinic.
pub const ROLES: [Role; 3] = [Role::Staff, Role::Doctor, Role::Admin];

impl PersonForm {
    pub fn empty() -> PersonForm {
        PersonForm { system_of_medicine: SystemOfMedicine::Allopathy.to_string(), ..PersonForm::default() }
    }

    pub fn of(member: &Member) -> PersonForm {
        let places = &member.places;
        PersonForm {
            name: member.full_name.clone(),
            email: member.email.clone().unwrap_or_default(),
            phone: member.phone().map(|it| it.to_string()).unwrap_or_default(),
            places: places.iter().map(|it| format!("{} {}", it.clinic, it.role)).collect(),
            permissions: places
                .iter()
                .filter(|it| it.role == Role::Staff)
                .flat_map(|it| it.permissions.iter().map(move |permission| format!("{} {permission}", it.clinic)))
                .collect(),
            licence: member.licence.clone().unwrap_or_default(),
            qualification: member.qualification.clone(),
            specialisation: member.specialisation.clone(),
            system_of_medicine: member.system_of_medicine.to_string(),
            fee: member.fee.map(Money::plain).unwrap_or_default(),
            errors: Errors::default(),
        }
    }

    pub fn has_place(&self, clinic: &Clinic, role: &Role) -> bool {
        self.places.contains(&format!("{} {role}", clinic.id))
    }

    pub fn has_permission(&self, clinic: &Clinic, permission: &Permission) -> bool {
        self.permissions.contains(&format!("{} {permission}", clinic.id))
    }

    /// The details, or every mistake beside its field. Only clinics of this organisation count.
    pub fn parse(&mut self, clinics: &[Clinic]) -> Option<MemberDetails> {
        let places = self.given(clinics);
        let is_doctor = places.iter().any(|it| it.role == Role::Doctor);
        let errors = &mut self.errors;
        let full_name = errors.check("name", Name::parse(&self.name).map_err(|error| Message::new(error.key())));
        let email = errors.check("email", optional(&self.email, email));
        let phone = errors.check("phone", optional(&self.phone, Phone::parse));
        if email == Some(None) && phone == Some(None) {
            errors.add("email", message!("error-contact"));
        }
        if places.is_empty() {
            errors.add("places", message!("error-place"));
        }
        let licence = errors.check("licence", text(&self.licence, 40));
        if is_doctor && self.licence.trim().is_empty() {
            errors.add("licence", message!("error-licence"));
        }
        let qualification = errors.check("qualification", text(&self.qualification, 120));
        let specialisation = errors.check("specialisation", text(&self.specialisation, 80));
        let fee = errors.check("fee", optional(&self.fee, Money::parse));
        if !errors.is_empty() {
            return None;
        }
        let practice = Practice {
            licence: licence.filter(|it| !it.is_empty()),
            specialisation: specialisation?,
            qualification: qualification?,
            system_of_medicine: self.system_of_medicine.parse().unwrap_or(SystemOfMedicine::Allopathy),
            fee: fee?,
        };
        Some(MemberDetails { full_name: full_name?, phone: phone?, email: email?, places, practice: is_doctor.then_some(practice) })
    }

    fn given(&self, clinics: &[Clinic]) -> Vec<GivenPlace> {
        let mut given = Vec::new();
        for clinic in clinics {
            for role in ROLES.into_iter().filter(|role| self.has_place(clinic, role)) {
                let permissions =
                    Permission::ALL.iter().copied().filter(|it| role == Role::Staff && self.has_permission(clinic, it)).collect();
                given.push(GivenPlace { clinic: clinic.id, role, permissions });
            }
        }
        given
    }
}
