//! A person who is signed in, belongs to the organisation, and may do `D` there, now. Resolved anew at every request: a
//! role that was taken away is gone at the next one.

mod stepping_up;

use std::collections::BTreeSet;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use actix_session::{Session, SessionExt};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use diesel::result::QueryResult;

use super::account::{Account, FOR_FORM, FOR_PAGE};
use super::door::Door;
use super::duty::{Doctor, Duty, Imports, Patient, WithDirectory};
use super::layout::Layout;
use super::live::{self, Watching};
use super::scope::{AtClinic, Footing, InOrganisation, Scope, slug};
use super::state::State;
use crate::config::Config;
use crate::db::clock;
use crate::db::ids::{ClinicId, ProfileId, UserId};
use crate::db::{Author, Databases, Db, DirectoryDb, DirectoryTx, Tx};
use crate::directory::holder;
use crate::directory::membership::Membership;
use crate::directory::user::User;
use crate::models::family::Family;
use crate::models::member::{ClinicHere, Giving, Permission, Place, Reach, Role};
use crate::models::phone::Phone;
use crate::models::profile::Profile;
use crate::web::error::Error;

/// What an actor of this duty stands on.
type FootingOf<D> = <<D as Duty>::Scope as Scope>::Footing;

/// The only road to an organisation's [`Db`].
pub struct Actor<D: Duty>(Rc<Standing<FootingOf<D>>>);

struct Standing<F> {
    state: State,
    author: Author,
    account: Account,
    organisation: Membership,
    footing: F,
    path: String,
    session: Session,
}

impl<D: Duty> Clone for Actor<D> {
    fn clone(&self) -> Self {
        Actor(Rc::clone(&self.0))
    }
}

impl<D: Duty> FromRequest for Actor<D> {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let resolving = resolve::<D::Scope>(request.clone(), D::allows);
        Box::pin(async move { Ok(Actor(Rc::new(resolving.await?))) })
    }
}

/// Session > membership > footing: compiled once a scope, not once a duty.
async fn resolve<S: Scope>(request: HttpRequest, allows: fn(&Place) -> bool) -> Result<Standing<S::Footing>, Error> {
    let account = Account::of(&request)?.ok_or(Error::SignedOut)?;
    let state = State::of(&request)?;
    let organisation = account.enter(slug(&request))?.clone();
    let footing = S::find(&state, &account, &request, allows).await?;
    let looking_as = footing.looking_as().map(Role::as_str);
    let author = Author { looking_as, ..state.author(&request, account.user) };
    let session = request.get_session();
    Ok(Standing { author, account, organisation, footing, path: request.path().to_owned(), session, state })
}

impl<D: Duty> Actor<D> {
    /// Runs queries on the organisation's database.
    pub async fn read<T: Send + 'static>(&self, query: impl FnOnce(&mut Db) -> QueryResult<T> + Send + 'static) -> Result<T, Error> {
        Ok(self.0.state.databases.read(&self.0.organisation.slug, query).await?)
    }

    /// Makes one change: commits if it returns `Ok`, else nothing happened. It may be run again when another change was in
    /// its way, so it does nothing but write to the database.
    pub async fn write<T: Send + 'static>(&self, change: impl Fn(&mut Tx) -> QueryResult<T> + Send + 'static) -> Result<T, Error> {
        Ok(self.0.state.databases.write(&self.0.organisation.slug, self.0.author.clone(), change).await?)
    }

    pub fn user(&self) -> UserId {
        self.0.account.user
    }

    pub fn config(&self) -> &Config {
        &self.0.state.config
    }

    pub fn organisation(&self) -> &Membership {
        &self.0.organisation
    }

    /// The clinic's zone; without a clinic, India's.
    pub fn zone(&self) -> Tz {
        self.0.footing.place().map_or(Tz::Asia__Kolkata, |place| place.clinic.zone())
    }

    /// The clinic's local date now.
    pub fn today(&self) -> NaiveDate {
        clock::today_in(self.zone())
    }

    /// The instant of this page, UTC: what "updated at" says.
    pub fn now(&self) -> NaiveDateTime {
        clock::now()
    }

    /// An address inside this dashboard: `me.here("queue")`.
    pub fn here(&self, rest: &str) -> String {
        format!("{}/{rest}", self.base())
    }

    /// `/o/acme/reception/andheri`: as many segments as the scope has.
    fn base(&self) -> String {
        let segments = if D::Scope::NAMES_CLINIC { 5 } else { 4 };
        self.0.path.split('/').take(segments).collect::<Vec<_>>().join("/")
    }

    /// What the frame around every page shows.
    pub fn layout(&self) -> Layout {
        let (base, places) = (self.base(), self.0.footing.places());
        let is_patient = places.iter().any(|it| it.also_patient);
        let mut doors = Door::of(&self.0.organisation, places, is_patient);
        doors.retain(|door| !door.leads_to(&base));
        doors.extend(self.0.account.operator.then(Door::platform));
        let others = self.0.account.memberships.iter().filter(|it| it.organisation != self.0.organisation.organisation);
        Layout {
            doors,
            elsewhere: others.map(|it| (it.slug.clone(), it.name.clone())).collect(),
            is_admin: places.iter().any(|it| it.role == Role::Admin),
            held: Permission::ALL.iter().copied().filter(|it| self.may(*it)).collect(),
            organisation: self.0.organisation.name.clone(),
            clinic: self.0.footing.place().filter(|_| D::Scope::NAMES_CLINIC).map(|place| place.clinic.name.clone()),
            who: self.0.account.full_name.clone(),
            base,
            path: self.0.path.clone(),
        }
    }

    /// Whether the person also holds a permission, to show or hide a button. Handlers are guarded by duties.
    pub fn may(&self, permission: Permission) -> bool {
        self.0.footing.may(permission)
    }

    /// The account behind a phone number, made if there is none: whoever is registered with a phone can sign in by it. It
    /// is in the directory, so it comes before the change that names it; alone it gives access to nothing.
    pub async fn account_of(&self, phone: &Phone, full_name: &str) -> Result<UserId, Error> {
        let (phone, full_name, organisation) = (phone.e164().to_owned(), full_name.to_owned(), self.0.organisation.organisation);
        self.0
            .state
            .databases
            .write_directory(self.0.author.clone(), move |tx| User::of_phone(tx, &phone, &full_name, organisation))
            .await
            .map_err(Into::into)
    }
}

impl<D: Duty> Actor<D> {
    /// Tells the user of an account that a record went from it to another.
    pub async fn tell_of_move(&self, user: UserId, patient: &str) -> Result<(), Error> {
        let (patient, organisation) = (patient.to_owned(), self.0.organisation.clone());
        self.0
            .state
            .databases
            .write_directory(self.0.author.clone(), move |tx| holder::tell_of_move(tx, user, &patient, &organisation))
            .await
            .map_err(Into::into)
    }
}

impl<D: Duty<Scope = AtClinic>> Actor<D> {
    /// Takes the number, which has a new owner, from the account of whoever had it before.
    pub async fn release_holder(&self, user: UserId) -> Result<(), Error> {
        let organisation = self.0.organisation.organisation;
        self.0
            .state
            .databases
            .write_directory(self.0.author.clone(), move |tx| holder::release(tx, user, organisation))
            .await
            .map_err(Into::into)
    }

    /// Notes that the desk has seen, in person, that this account's number is theirs.
    pub async fn confirm_holder(&self, user: UserId) -> Result<(), Error> {
        let organisation = self.0.organisation.organisation;
        self.0
            .state
            .databases
            .write_directory(self.0.author.clone(), move |tx| holder::known(tx, user, organisation))
            .await
            .map_err(Into::into)
    }

    /// The clinic that the address names.
    pub fn clinic(&self) -> ClinicHere {
        self.0.footing.place.clinic.clone()
    }

    /// Follows the clinic's changes, for a live screen.
    pub fn watch(&self) -> Watching {
        self.0.state.live.watch(&self.0.organisation.slug, self.clinic().id)
    }
}

impl Actor<Doctor> {
    /// The doctor's own id.
    pub fn doctor(&self) -> ProfileId {
        self.0.footing.place.profile
    }
}

impl Actor<Patient> {
    /// Everybody on the account whose record its holder may see.
    pub fn family(&self) -> &[Profile] {
        &self.0.footing.family.members
    }

    /// Their ids: what every query of a patient is restricted to.
    pub fn family_ids(&self) -> Vec<ProfileId> {
        self.0.footing.family.ids()
    }

    /// Everybody on the account, also those who have grown up.
    pub fn everybody(&self) -> &Family {
        &self.0.footing.family
    }

    /// The ids of whom the page is about: one of the family, or all of them.
    pub fn ids_of(&self, one: Option<ProfileId>) -> Result<Vec<ProfileId>, Error> {
        match one {
            Some(id) if self.family().iter().any(|it| it.id == id) => Ok(vec![id]),
            Some(_) => Err(Error::NotFound),
            None => Ok(self.family_ids()),
        }
    }

    /// The account's own number and name.
    pub fn holder(&self) -> (Option<Phone>, String) {
        (self.0.account.contact.phone.as_deref().map(Phone::stored), self.0.account.full_name.clone())
    }

    /// Follows the changes of the clinics where one of the family has a token; of none there is nothing to follow.
    pub fn watch(&self, clinics: &BTreeSet<ClinicId>) -> Option<Watching> {
        live::together(clinics.iter().map(|clinic| self.0.state.live.watch(&self.0.organisation.slug, *clinic)).collect())
    }
}

impl<D: WithDirectory> Actor<D> {
    pub async fn read_directory<T: Send + 'static>(
        &self,
        query: impl FnOnce(&mut DirectoryDb) -> QueryResult<T> + Send + 'static,
    ) -> Result<T, Error> {
        Ok(self.0.state.databases.read_directory(query).await?)
    }

    /// Makes a change to the directory: invites, ends a membership.
    pub async fn write_directory<T: Send + 'static>(
        &self,
        change: impl Fn(&mut DirectoryTx) -> QueryResult<T> + Send + 'static,
    ) -> Result<T, Error> {
        Ok(self.0.state.databases.write_directory(self.0.author.clone(), change).await?)
    }

    /// Their own profile.
    pub fn profile(&self) -> ProfileId {
        self.0.footing.place.profile
    }

    /// What they may give others.
    pub fn giving(&self) -> Giving {
        Giving::of(self.user(), self.0.footing.places())
    }
}

impl<D: Duty<Scope = InOrganisation>> Actor<D> {
    /// The clinics to which the duty is restricted, if it is.
    pub fn reach(&self) -> Reach {
        self.0.footing.reach.clone()
    }

    /// Demands a second factor shown within five minutes, before a page whose form gives power away.
    pub fn fresh_for_page(&self) -> Result<(), Error> {
        self.0.account.fresh(FOR_PAGE)
    }

    /// The same for the form itself, which took its time to fill.
    pub fn fresh_for_form(&self) -> Result<(), Error> {
        self.0.account.fresh(FOR_FORM)
    }
}

impl Actor<Imports> {
    /// For work that outlasts the request and has a thread of its own.
    pub fn beyond_the_request(&self) -> (Arc<Databases>, String, Author) {
        (Arc::clone(&self.0.state.databases), self.0.organisation.slug.clone(), self.0.author.clone())
    }
}
