//! Who works here: taking people on, and changing what they may do at each clinic.

use actix_web::web::Path;
use askama::Template;

use super::person_form::{PersonForm, ROLES};
use super::two_step_roles;
use crate::auth::{Actor, Admin, Layout};
use crate::db::ids::ProfileId;
use crate::directory::invitation::Invitation;
use crate::directory::membership::Membership;
use crate::directory::user::User;
use crate::models::clinic::Clinic;
use crate::models::doctor::SystemOfMedicine;
use crate::models::member::{Added, Edited, Member, NewMember, Permission, Role};
use crate::models::phone::Phone;
use crate::web::error::Error;
use crate::web::filters;
use crate::web::form::Form;
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;
use crate::{message, page};

#[derive(Template)]
#[template(path = "admin/people/index.html")]
struct Index {
    layout: Layout,
    people: Vec<Member>,
    organisation: Membership,
}

page!(Index);

impl Index {
    /// The roles that may be asked to sign in in two steps, and whether they are.
    fn two_step_roles(&self) -> [(Role, bool); 2] {
        two_step_roles::ROLES.map(|role| (role, self.organisation.asks_two_steps_of(role.as_str())))
    }
}

#[derive(Template)]
#[template(path = "admin/people/edit.html")]
struct Edit {
    layout: Layout,
    /// The person who is being changed; nobody where one is taken on.
    person: Option<Member>,
    clinics: Vec<Clinic>,
    form: PersonForm,
}

page!(Edit);

impl Edit {
    fn roles(&self) -> [Role; 3] {
        ROLES
    }

    fn permissions(&self) -> &'static [Permission] {
        Permission::ALL
    }

    fn systems(&self) -> Vec<(&'static str, String)> {
        SystemOfMedicine::ALL.iter().map(|it| (it.as_str(), format!("system-{it}"))).collect()
    }
}

/// `GET people`.
pub async fn index(me: Actor<Admin>, hx: Hx) -> Response {
    let people = me.read(Member::all).await?;
    hx.page(&Index { layout: me.layout(), people, organisation: me.organisation().clone() })
}

/// `GET people/new`.
pub async fn new(me: Actor<Admin>, hx: Hx) -> Response {
    me.fresh_for_page()?;
    let clinics = me.read(Clinic::all).await?;
    hx.page(&Edit { layout: me.layout(), person: None, clinics, form: PersonForm::empty() })
}

/// `POST people`. The account comes first, in the directory; alone it gives access to nothing. The invitation comes last.
pub async fn create(me: Actor<Admin>, hx: Hx, Form(mut form): Form<PersonForm>) -> Response {
    me.fresh_for_form()?;
    let clinics = me.read(Clinic::all).await?;
    let Some(details) = form.parse(&clinics) else {
        return hx.invalid(&Edit { layout: me.layout(), person: None, clinics, form });
    };
    let (organisation, contact) = (me.organisation().organisation, details.clone());
    let user = me
        .write_directory(move |tx| {
            let phone = contact.phone.as_ref().map(Phone::e164);
            User::of_contact(tx, contact.full_name.as_str(), contact.email.as_deref(), phone, organisation)
        })
        .await?;
    let Some(user) = user else {
        form.errors.add("email", message!("error-two-accounts"));
        return hx.invalid(&Edit { layout: me.layout(), person: None, clinics, form });
    };
    let name = details.full_name.to_string();
    let id = match me.write(move |tx| Member::add(tx, &NewMember { user, details: details.clone() })).await? {
        Added::Added(id) => id,
        Added::AlreadyHere(id) => {
            return hx.see_other(me.here(&format!("people/{id}")), Notice::warning(message!("person-already-here", name)));
        }
        Added::LicenceTaken => {
            form.errors.add("licence", message!("error-licence-taken"));
            return hx.invalid(&Edit { layout: me.layout(), person: None, clinics, form });
        }
    };
    let base = me.config().base_url.clone();
    let to = me.write_directory(move |tx| Invitation::send(tx, user, organisation, &base)).await?;
    hx.see_other(me.here(&format!("people/{id}")), Notice::from(message!("person-invited", name, to)))
}

/// `GET people/{id}`.
pub async fn edit(me: Actor<Admin>, hx: Hx, path: Path<(String, String)>) -> Response {
    me.fresh_for_page()?;
    let (person, clinics) = find(&me, &path.1).await?;
    let form = PersonForm::of(&person);
    hx.page(&Edit { layout: me.layout(), person: Some(person), clinics, form })
}

/// `POST people/{id}`.
pub async fn update(me: Actor<Admin>, hx: Hx, path: Path<(String, String)>, Form(mut form): Form<PersonForm>) -> Response {
    me.fresh_for_form()?;
    let (person, clinics) = find(&me, &path.1).await?;
    let Some(details) = form.parse(&clinics) else {
        return hx.invalid(&Edit { layout: me.layout(), person: Some(person), clinics, form });
    };
    let (id, name) = (person.id, details.full_name.to_string());
    match me.write(move |tx| Member::edit(tx, id, &details)).await? {
        Edited::Done => return hx.see_other(me.here("people"), Notice::from(message!("person-saved", name))),
        Edited::LastAdmin => form.errors.add("places", message!("person-last-admin")),
        Edited::LicenceTaken => form.errors.add("licence", message!("error-licence-taken")),
    }
    hx.invalid(&Edit { layout: me.layout(), person: Some(person), clinics, form })
}

/// The person of an address.
pub(super) async fn person(me: &Actor<Admin>, id: &str) -> Result<Member, Error> {
    let id: ProfileId = id.parse().map_err(|_| Error::NotFound)?;
    me.read(move |db| Member::find(db, id)).await
}

async fn find(me: &Actor<Admin>, id: &str) -> Result<(Member, Vec<Clinic>), Error> {
    let id: ProfileId = id.parse().map_err(|_| Error::NotFound)?;
    me.read(move |db| Ok((Member::find(db, id)?, Clinic::all(db)?))).await
}
