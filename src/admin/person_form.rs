//! The page on which a person is described: who they are, where they work as what, and what makes them a doctor.

use super::person::person_of_yours;
use crate::auth::{Actor, Layout, People, form_once};
use crate::db::ids::ProfileId;
use crate::locale::{ToValue, Value};
use crate::models::journal::Attempt;
use crate::models::practice::{Clinic, GivenPlace, Giving, Member, MemberDetails, Permission, PermissionTemplate, Practice, Role};
use crate::models::values::{Money, Name, Phone, SystemOfMedicine, parse_email};
use crate::web::form::{Basis, Chosen, EditedForm, Reconciled};
use crate::web::screen::*;
use serde::Serialize;

/// The page, with the form in it.
#[derive(Template)]
#[template(path = "admin/people/edit.html", blocks = ["places"])]
pub(super) struct Edit {
    layout: Layout,
    /// The person who is being changed; nobody where one is taken on.
    pub(super) person: Option<Member>,
    pub(super) clinics: Vec<Clinic>,
    pub(super) giving: Giving,
    form: PersonForm,
}

page!(Edit, "places" => as_places);

/// Places and permissions are sent as `clinic role` and `clinic permission`, one for each box that
/// is ticked.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PersonForm {
    name: String,
    email: String,
    phone: String,
    places: Vec<String>,
    permissions: Vec<String>,
    licence: String,
    qualification: String,
    specialisation: String,
    system_of_medicine: String,
    fee: String,
    /// Whose form it is, where it is only to be filled in.
    #[serde(skip_serializing)]
    pub(super) person: Option<ProfileId>,
    /// What it is to be filled in with: `clinic template`.
    #[serde(skip_serializing)]
    template: String,
    /// What it was filled from.
    #[serde(skip_serializing)]
    pub(super) was: Basis,
    /// Which stays of what both changed, where that was pressed.
    #[serde(skip_serializing)]
    pub(super) chosen: Chosen,
    #[serde(skip)]
    pub(super) attempt: Attempt,
    #[serde(skip)]
    pub(super) errors: Errors,
}

form_once!(PersonForm);

impl EditedForm for PersonForm {
    const TICKS: &'static [&'static str] = &["places", "permissions"];

    fn word(field: &str, value: &str) -> Option<Value> {
        let system: SystemOfMedicine = value.parse().ok().filter(|_| field == "system_of_medicine")?;
        Some(Message::new(system.key()).to_value())
    }
}

/// What may be ticked at a clinic.
const ROLES: [Role; 3] = [Role::Staff, Role::Doctor, Role::Admin];

impl Edit {
    /// For somebody new.
    pub(super) async fn anew(me: &Actor<People>) -> Result<Edit, Error> {
        let clinics = me.read(Clinic::all).await?;
        Ok(Edit { layout: me.layout(), person: None, clinics, giving: me.giving(), form: PersonForm::empty() })
    }

    /// For somebody who is here, if they are the reader's to change.
    pub(super) async fn of(me: &Actor<People>, id: ProfileId) -> Result<Option<Edit>, Error> {
        let Some(member) = person_of_yours(me, id).await? else { return Ok(None) };
        let mut form = PersonForm::of(&member);
        form.was = Basis::of(&form)?;
        Ok(Some(Edit { person: Some(member), form, ..Edit::anew(me).await? }))
    }

    /// The same page, with what was typed.
    pub(super) fn with(self, form: PersonForm) -> Edit {
        Edit { form, ..self }
    }

    /// The same page, with what is wrong.
    pub(super) fn refused(self, mut form: PersonForm, field: &str, why: &str) -> Edit {
        form.errors.add(field, Message::new(why));
        self.with(form)
    }

    fn roles(&self) -> impl Iterator<Item = Role> {
        ROLES.into_iter().filter(|role| self.giving.may_make(*role))
    }

    /// The open clinics at which they may give anything, and the closed ones at which this person is something.
    fn offered(&self) -> impl Iterator<Item = &Clinic> {
        let is_something = |clinic: &Clinic| ROLES.iter().any(|role| self.form.has_place(clinic, role));
        self.clinics.iter().filter(move |it| (it.active || is_something(it)) && self.permissions(it).next().is_some())
    }

    /// Whether a clinic is unfolded: where they are anything, or there is no other.
    fn opens(&self, clinic: &Clinic) -> bool {
        ROLES.iter().any(|role| self.form.has_place(clinic, role)) || self.offered().count() == 1
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

/// The box of a role at a clinic.
fn place(clinic: &Clinic, role: &Role) -> String {
    format!("{} {role}", clinic.id)
}

/// The box of a permission at a clinic.
fn right(clinic: &Clinic, permission: &Permission) -> String {
    format!("{} {permission}", clinic.id)
}

impl PersonForm {
    fn empty() -> PersonForm {
        PersonForm { system_of_medicine: SystemOfMedicine::Allopathy.to_string(), ..PersonForm::default() }
    }

    pub(super) fn of(member: &Member) -> PersonForm {
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

    fn has_place(&self, clinic: &Clinic, role: &Role) -> bool {
        self.places.contains(&place(clinic, role))
    }

    fn has_permission(&self, clinic: &Clinic, permission: &Permission) -> bool {
        self.permissions.contains(&right(clinic, permission))
    }

    /// The form brought up to what stands now, with what both sides changed among its errors.
    pub(super) fn brought_up(&self, member: &Member, clinics: &[Clinic]) -> Result<PersonForm, Error> {
        let now = PersonForm::of(member);
        let Reconciled { mut form, was, clashes } = self.was.reconcile(&self.chosen, self, &now)?;
        form.was = was;
        form.errors.extend(clashes);
        if let Some(clinic) = clinics.iter().find(|it| self.at_odds(self, &now, it) || self.at_odds(&now, self, it)) {
            form.errors.add("places", message!("error-place-meanwhile", clinic = &clinic.name));
        }
        Ok(form)
    }

    /// Whether `one` ended somebody's work at a clinic while `other` changed what they may do there.
    fn at_odds(&self, one: &PersonForm, other: &PersonForm, clinic: &Clinic) -> bool {
        let ended = self.was.had_ticked("places", &place(clinic, &Role::Staff)) == Some(true) && !one.has_place(clinic, &Role::Staff);
        let differs = |it: &&Permission| {
            self.was.had_ticked("permissions", &right(clinic, it)).is_some_and(|ticked| ticked != other.has_permission(clinic, it))
        };
        ended && other.has_place(clinic, &Role::Staff) && Permission::ALL.iter().any(|it| differs(&it))
    }

    /// Ticks what the template that was asked for holds, at its clinic, and nothing else there.
    pub(super) fn fill_in(&mut self, clinics: &[Clinic]) {
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
    pub(super) fn parse(&mut self, clinics: &[Clinic], giving: &Giving) -> Option<MemberDetails> {
        let places = self.given(clinics);
        let is_doctor = places.iter().any(|it| it.role == Role::Doctor);
        let practice = form::parse!(self => Practice {
            licence: self.licence(is_doctor),
            specialisation: form::text(&self.specialisation, 80),
            qualification: form::text(&self.qualification, 120),
            fee: form::optional(&self.fee, Money::parse),
            system_of_medicine: form::optional(&self.system_of_medicine, form::choice).map(|it| it.unwrap_or(SystemOfMedicine::Allopathy)),
        });
        form::parse!(self => MemberDetails {
            full_name on name: Name::parse(&self.name).map_err(|error| Message::new(error.key())),
            phone: form::optional(&self.phone, Phone::parse),
            email: self.email(),
            places: if places.is_empty() {
                Err(message!("error-place"))
            } else if giving.covers_all(&places) {
                Ok(places)
            } else {
                Err(message!("error-not-yours-to-give"))
            },
            ;
            practice: Some(practice?).filter(|_| is_doctor),
        })
    }

    /// Their address; there is one, or a phone number.
    fn email(&self) -> Result<Option<String>, Message> {
        if self.email.trim().is_empty() && self.phone.trim().is_empty() {
            return Err(message!("error-contact"));
        }
        form::optional(&self.email, parse_email)
    }

    /// A doctor has one.
    fn licence(&self, is_doctor: bool) -> Result<Option<String>, Message> {
        let licence = form::optional(&self.licence, |it| form::text(it, 40))?;
        if is_doctor && licence.is_none() { Err(message!("error-licence")) } else { Ok(licence) }
    }

    /// The places that are ticked, with what is ticked beside them.
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
