//! Who works here: taking people on, and changing what they may do at each clinic.

use std::collections::HashMap;

use super::invitations;
use super::person::not_yours;
use super::person_form::{Edit, PersonForm};
use super::two_step_roles;
use crate::auth::{Actor, Fresh, Layout, Once, People, WithDirectory};
use crate::db::ids::{ProfileId, UserId};
use crate::directory::people::{AskedToWork, Membership, MembershipStanding, User};
use crate::directory::proofs::Invitee;
use crate::locale::digits;
use crate::models::journal::{Attempted, Deed};
use crate::models::practice::{Clinic, Giving, Member, MemberAdded, MemberEdited, NewMember, PermissionTemplate, Role};
use crate::models::values::Phone;
use crate::web::form::{Basis, ROUNDS};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "admin/people/index.html")]
pub(super) struct Index {
    layout: Layout,
    pub(super) people: Vec<Member>,
    pub(super) clinics: Vec<Clinic>,
    giving: Giving,
    organisation: Membership,
    /// What the form of the roles that sign in in two steps is filled from.
    two_step_basis: Basis,
    /// Who was asked to work here, what they said, and when they last came.
    asked: HashMap<UserId, AskedToWork>,
    query: PeopleQuery,
    pub(super) look: LookForm,
}

page!(Index);

/// Where, and as what: `doctor`, `patient`, a template, or the id of somebody whose permissions are
/// to be had.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct LookForm {
    pub(super) clinic: String,
    pub(super) seen_as: String,
    #[serde(skip)]
    pub(super) errors: Errors,
}

/// How many people stand on a page; the others are found by their names.
const MOST: usize = 200;

/// Parts of a name, an e-mail address or a phone number, in any order.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct PeopleQuery {
    q: String,
}

impl PeopleQuery {
    fn means(&self, person: &Member) -> bool {
        let phone = person.phone().map(|it| format!("{} {it}", it.e164())).unwrap_or_default();
        let known = [person.full_name.as_str(), person.email.as_deref().unwrap_or_default(), &phone].join(" ").to_lowercase();
        digits::plain(&self.q.to_lowercase()).split_whitespace().all(|part| known.contains(part))
    }
}

impl Index {
    /// Everybody within reach.
    pub(super) async fn of<D: WithDirectory>(me: &Actor<D>) -> Result<Index, Error> {
        let reach = me.reach();
        let (people, clinics) = me.read(move |db| Ok((Member::all(db, &reach)?, Clinic::open_within(db, &reach)?))).await?;
        let (organisation, look) = (me.organisation().clone(), LookForm::default());
        let two_step_basis = two_step_roles::basis(&organisation)?;
        let id = organisation.organisation;
        let users: Vec<UserId> = people.iter().filter_map(|it| it.user).collect();
        let asked = me.directory().read(move |db| Membership::asked(db, id, users.iter().copied())).await?;
        let query = PeopleQuery::default();
        Ok(Index { layout: me.layout(), people, clinics, giving: me.giving(), organisation, two_step_basis, asked, query, look })
    }

    /// What the directory knows of somebody's work here.
    fn asked(&self, person: &Member) -> Option<&AskedToWork> {
        self.asked.get(&person.user?)
    }

    /// What somebody answered who was asked to work here, unless they do.
    fn answer(&self, person: &Member) -> Option<MembershipStanding> {
        self.asked(person).map(|it| it.standing).filter(|it| *it != MembershipStanding::Accepted)
    }

    /// Those who are looked for.
    fn found(&self) -> Vec<&Member> {
        self.people.iter().filter(|it| self.query.means(it)).collect()
    }

    /// Whose permissions somebody may look with.
    fn staff(&self) -> impl Iterator<Item = &Member> {
        self.people.iter().filter(|it| it.places.iter().any(|place| place.active && place.role == Role::Staff))
    }

    /// The roles that may be asked to sign in in two steps, and whether they are.
    fn two_step_roles(&self) -> [(Role, bool); 2] {
        two_step_roles::ROLES.map(|role| (role, self.organisation.asks_two_steps_of(role.as_str())))
    }
}

/// `GET people?q=`.
pub async fn index(me: Actor<People>, hx: Hx, Query(query): Query<PeopleQuery>) -> Response {
    hx.page(&Index { query, ..Index::of(&me).await? })
}

/// `GET people/new`.
pub async fn new(Fresh(me): Fresh<Actor<People>>, hx: Hx) -> Response {
    let page = Edit::anew(&me).await?;
    match me.held_form(&me.here("people")) {
        Some(form) => hx.page(&page.refused(form, "", "form-not-yet")),
        None => hx.page(&page),
    }
}

/// `POST people`. First their account, in the directory, which alone opens nothing; then their
/// places; last the invitation.
pub async fn create(Fresh(me): Fresh<Actor<People>>, hx: Hx, Once(mut form): Once<PersonForm>) -> Response {
    let page = Edit::anew(&me).await?;
    let Some(details) = form.parse(&page.clinics, &page.giving) else {
        return hx.invalid(&page.with(form));
    };
    if details.places.iter().any(|it| it.role == Role::Staff && it.permissions.is_empty()) {
        return hx.invalid(&page.refused(form, "places", "error-permission-missing"));
    }
    let (organisation, contact) = (me.organisation().organisation, details.clone());
    let user = me
        .directory()
        .write(move |tx| {
            let phone = contact.phone.as_ref().map(Phone::e164);
            User::of_contact(tx, contact.full_name.as_str(), contact.email.as_deref(), phone, organisation)
        })
        .await?;
    let phone = details.phone.as_ref().map(|it| it.e164().to_owned());
    let invitee = Invitee { user, email: details.email.clone(), phone };
    let (name, giving, attempt) = (details.full_name.to_string(), page.giving.clone(), form.attempt.id);
    let new = NewMember { user, details };
    let attempted = me
        .make(&mut form, move |tx| {
            Ok(match Member::add(tx, &new, &giving)? {
                MemberAdded::Added(id) => Ok(Deed::new(id, message!("person-taken-on", name = new.details.full_name.as_str()))),
                refused => Err(refused),
            })
        })
        .await?;
    match attempted {
        Attempted::Made(made) => {
            me.let_go()?;
            let notice = invitations::send(&me, attempt, invitee, name).await?;
            hx.see_other(me.here(&format!("people/{}", made.id)), if made.before { Notice::success(made.said()) } else { notice })
        }
        Attempted::Refused(MemberAdded::AlreadyHere(id)) => {
            let there = if me.layout().is_admin { format!("people/{id}") } else { "people".to_owned() };
            hx.see_other(me.here(&there), Notice::warning(message!("person-already-here", name)))
        }
        Attempted::Refused(MemberAdded::LicenceTaken) => hx.invalid(&page.refused(form, "licence", "error-licence-taken")),
        Attempted::Refused(MemberAdded::ClinicClosed) => hx.invalid(&page.refused(form, "places", "error-place-closed")),
        Attempted::Refused(_) => hx.invalid(&page.refused(form, "places", "error-not-yours-to-give")),
        Attempted::NotThis(_) => hx.invalid(&page.with(form)),
    }
}

/// `GET people/{id}`.
pub async fn edit(Fresh(me): Fresh<Actor<People>>, hx: Hx, At(id): At<ProfileId>) -> Response {
    let Some(page) = Edit::of(&me, id).await? else { return not_yours(&me, hx) };
    match me.held_form(&me.here(&format!("people/{id}"))) {
        Some(form) => hx.page(&page.refused(form, "", "form-not-yet")),
        None => hx.page(&page),
    }
}

/// `POST people/{id}`.
pub async fn update(Fresh(me): Fresh<Actor<People>>, hx: Hx, At(id): At<ProfileId>, Form(typed): Form<PersonForm>) -> Response {
    for _ in 0..ROUNDS {
        let Some(page) = Edit::of(&me, id).await? else { return not_yours(&me, hx) };
        let member = page.person.clone().ok_or(Error::NotFound)?;
        let mut form = typed.brought_up(&member, &page.clinics)?;
        let parsed = form.parse(&page.clinics, &page.giving);
        let Some(details) = parsed.filter(|_| form.errors.is_empty() && !typed.chosen.is_made()) else {
            return hx.invalid(&page.with(form));
        };
        let (name, giving) = (details.full_name.to_string(), page.giving.clone());
        match me.write(move |tx| Member::edit(tx, &member, &details, &giving)).await? {
            MemberEdited::Done => {
                me.let_go()?;
                return hx.see_other(me.here("people"), Notice::from(message!("person-saved", name)));
            }
            MemberEdited::NotYours => return not_yours(&me, hx),
            MemberEdited::LastAdmin => return hx.invalid(&page.refused(form, "places", "person-last-admin")),
            MemberEdited::LicenceTaken => return hx.invalid(&page.refused(form, "licence", "error-licence-taken")),
            MemberEdited::ClinicClosed => return hx.invalid(&page.refused(form, "places", "error-place-closed")),
            MemberEdited::MovedOn => {}
        }
    }
    Err(Error::Busy("a person changes faster than they are read".into()))
}
