//! The page on which a person is described: who they are, where they work as what, and what makes them a doctor.

use askama::Template;
use serde::Deserialize;

use super::person::person;
use crate::auth::{Actor, Layout, People};
use crate::locale::Message;
use crate::models::practice::{Clinic, GivenPlace, Giving, Member, MemberDetails, Permission, PermissionTemplate, Practice, Role};
use crate::models::values::{Money, Name, Phone, SystemOfMedicine, parse_email};
use crate::web::error::Error;
use crate::web::filters;
use crate::web::form::{Errors, optional, text};
use crate::{message, page};

/// The page, with the form in it.
#[derive(Template)]
#[template(path = "admin/people/edit.html", blocks = ["places"])]
pub struct Edit {
    layout: Layout,
    /// The person who is being changed; nobody where one is taken on.
    pub person: Option<Member>,
    pub clinics: Vec<Clinic>,
    pub giving: Giving,
    form: PersonForm,
}

page!(Edit, "places" => as_places);

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
    /// Whose form it is, where it is only to be filled in.
    pub person: String,
    /// What it is to be filled in with: `clinic template`.
    template: String,
    #[serde(skip)]
    pub errors: Errors,
}

/// What may be ticked at a clinic.
const ROLES: [Role; 3] = [Role::Staff, Role::Doctor, Role::Admin];

impl Edit {
    /// For somebody new.
    pub async fn anew(me: &Actor<People>) -> Result<Edit, Error> {
        let clinics = me.read(Clinic::all).await?;
        Ok(Edit { layout: me.layout(), person: None, clinics, giving: me.giving(), form: PersonForm::empty() })
    }

    /// For the person of an address.
    pub async fn of(me: &Actor<People>, id: &str) -> Result<Edit, Error> {
        let member = person(me, id).await?;
        let form = PersonForm::of(&member);
        Ok(Edit { person: Some(member), form, ..Edit::anew(me).await? })
    }

    /// The same page, with what was typed.
    pub fn with(self, form: PersonForm) -> Edit {
        Edit { form, ..self }
    }

    /// The same page, with what is wrong.
    pub fn refused(self, mut form: PersonForm, field: &str, why: &str) -> Edit {
        form.errors.add(field, Message::new(why));
        self.with(form)
    }

    /// Whether the person is theirs to change.
    pub fn is_theirs(&self) -> bool {
        self.person.as_ref().is_none_or(|it| self.giving.may_change(it))
    }

    fn roles(&self) -> impl Iterator<Item = Role> {
        ROLES.into_iter().filter(|role| self.giving.may_make(*role))
    }

    /// The clinics at which they may give anything.
    fn offered(&self) -> impl Iterator<Item = &Clinic> {
        self.clinics.iter().filter(|clinic| self.permissions(clinic).next().is_some())
    }

    fn permissions(&self, clinic: &Clinic) -> impl Iterator<Item = Permission> {
        let id = clinic.id;
        Permission::ALL.iter().copied().filter(move |it| self.giving.may_give(id, *it))
    }

    fn templates(&self, clinic: &Clinic) -> impl Iterator<Item = PermissionTemplate> {
        let id = clinic.id;
        PermissionTemplate::ALL.iter().copied().filter(move |it| it.permissions().iter().all(|held| self.giving.may_give(id, *held)))
    }
}

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
            ..PersonForm::default()
        }
    }

    pub fn has_place(&self, clinic: &Clinic, role: &Role) -> bool {
        self.places.contains(&format!("{} {role}", clinic.id))
    }

    pub fn has_permission(&self, clinic: &Clinic, permission: &Permission) -> bool {
        self.permissions.contains(&format!("{} {permission}", clinic.id))
    }

    /// Ticks what the template that was asked for holds, at its clinic, and nothing else there.
    pub fn fill_in(&mut self, clinics: &[Clinic]) {
        let Some((clinic, template)) = self.template.split_once(' ') else { return };
        let Some(clinic) = clinics.iter().find(|it| it.id.to_string() == clinic) else { return };
        let Ok(template) = template.parse::<PermissionTemplate>() else { return };
        self.permissions.retain(|it| !it.starts_with(&format!("{} ", clinic.id)));
        self.permissions.extend(template.permissions().iter().map(|it| format!("{} {it}", clinic.id)));
        if !self.has_place(clinic, &Role::Staff) {
            self.places.push(format!("{} {}", clinic.id, Role::Staff));
        }
    }

    /// The details, or every mistake beside its field. Only clinics of this organisation count.
    pub fn parse(&mut self, clinics: &[Clinic], giving: &Giving) -> Option<MemberDetails> {
        let places = self.given(clinics);
        let is_doctor = places.iter().any(|it| it.role == Role::Doctor);
        let errors = &mut self.errors;
        let full_name = errors.check("name", Name::parse(&self.name).map_err(|error| Message::new(error.key())));
        let email = errors.check("email", optional(&self.email, parse_email));
        let phone = errors.check("phone", optional(&self.phone, Phone::parse));
        if email == Some(None) && phone == Some(None) {
            errors.add("email", message!("error-contact"));
        }
        if places.is_empty() {
            errors.add("places", message!("error-place"));
        }
        if !giving.covers_all(&places) {
            errors.add("places", message!("error-not-yours-to-give"));
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
