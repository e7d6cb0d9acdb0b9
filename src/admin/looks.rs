//! Looking at the organisation as a role sees it, and stopping. Nobody looks as another person, so
//! nobody sees that person's patients.

use super::people::{Index, LookForm};
use crate::auth::{Account, Actor, Admin};
use crate::db::ids::ClinicId;
use crate::models::practice::{Clinic, ClinicHere, Look, Member, Permission, PermissionTemplate, Role};
use crate::web::screen::*;
use crate::web::view::Banner;

/// The role that the form describes.
struct LookDetails {
    role: Role,
    clinic: Option<ClinicId>,
    permissions: Vec<Permission>,
    /// Whose permissions, or which template's, they are.
    detail: Option<Message>,
}

/// `POST looks`.
pub async fn create(me: Actor<Admin>, account: Account, hx: Hx, Form(mut form): Form<LookForm>) -> Response {
    let mut page = Index::of(&me).await?;
    let Some(wanted) = form.parse(&page.clinics, &page.people) else {
        page.look = form;
        return hx.invalid(&page);
    };
    let by = me.profile();
    let organisation = me.organisation();
    let before = account.stop_looking(organisation.organisation).await?;
    let look = me
        .write(move |tx| {
            if let Some(before) = &before {
                before.end(tx, by)?;
            }
            let clinic = wanted.clinic.map(|id| ClinicHere::find(tx.db, id)).transpose()?;
            let look = Look { role: wanted.role, clinic, permissions: wanted.permissions.clone() };
            look.begin(tx, by)?;
            Ok(look)
        })
        .await?;
    let place = look.clinic.as_ref().map_or(&organisation.name, |it| &it.name).clone();
    let (there, message) = match (look.role, &look.clinic) {
        (Role::Doctor, Some(clinic)) => (format!("doctor/{}/queue", clinic.slug), message!("looking-as-doctor", place)),
        (_, Some(clinic)) => (format!("reception/{}/queue", clinic.slug), message!("looking-as-staff", place)),
        (_, None) => ("patient/today".to_owned(), message!("looking-as-patient", place)),
    };
    let within = format!("/o/{}/", organisation.slug);
    let banner = Banner { message, detail: wanted.detail, stop: me.here("looks/removal"), within: within.clone() };
    account.look(organisation.organisation, look, &banner).await?;
    hx.see_other(format!("{within}{there}"), None)
}

/// `POST looks/removal`.
pub async fn destroy(me: Actor<Admin>, account: Account, hx: Hx) -> Response {
    let by = me.profile();
    if let Some(look) = account.stop_looking(me.organisation().organisation).await? {
        me.write(move |tx| look.end(tx, by)).await?;
    }
    hx.see_other(me.here("people"), Notice::success(message!("looking-stopped")))
}

impl LookForm {
    pub(super) fn is_clinic(&self, clinic: &Clinic) -> bool {
        self.clinic == clinic.id.to_string()
    }

    fn parse(&mut self, clinics: &[Clinic], people: &[Member]) -> Option<LookDetails> {
        let clinic = clinics.iter().find(|it| it.active && self.is_clinic(it)).map(|it| it.id);
        let plain = |role| LookDetails { role, clinic: None, permissions: Vec::new(), detail: None };
        let mut wanted = match self.seen_as.as_str() {
            "patient" => return Some(plain(Role::Patient)),
            "doctor" => plain(Role::Doctor),
            chosen => match chosen.parse::<PermissionTemplate>() {
                Ok(template) => {
                    let detail = Some(Message::new(template.key()));
                    LookDetails { permissions: template.permissions().to_vec(), detail, ..plain(Role::Staff) }
                }
                Err(()) => self.like(people)?,
            },
        };
        wanted.clinic = clinic;
        self.errors.check("clinic", wanted.clinic.ok_or_else(|| message!("error-choice")))?;
        Some(wanted)
    }

    /// With the permissions that a named person has at the clinic now.
    fn like(&mut self, people: &[Member]) -> Option<LookDetails> {
        let person = people.iter().find(|it| it.id.to_string() == self.seen_as);
        let place = person.and_then(|it| {
            it.places.iter().find(|place| place.active && place.role == Role::Staff && place.clinic.to_string() == self.clinic)
        });
        let found = person.zip(place).map(|(person, place)| LookDetails {
            role: Role::Staff,
            clinic: None,
            permissions: place.permissions.clone(),
            detail: Some(message!("looking-like", name = &person.full_name)),
        });
        let missing = if person.is_some() { message!("looking-not-there") } else { message!("error-choice") };
        self.errors.check("seen_as", found.ok_or(missing))
    }
}
