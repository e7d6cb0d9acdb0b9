//! A person who is signed in, belongs to the organisation, and may do `D` there, now. Resolved anew at every request: a
//! role that was taken away is gone at the next one.

mod family;
mod making;
mod numbers;
mod office;
mod reading;
mod stepping_up;

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use diesel::result::QueryResult;

use super::account::Account;
use super::directory::Directory;
use super::door::Door;
use super::duty::{Doctor, Duty};
use super::layout::Layout;
use super::scope::{AtClinic, Footing, Scope};
use super::state::State;
use crate::config::Config;
use crate::db::clock;
use crate::db::ids::{ClinicId, ProfileId, UserId};
use crate::db::{Author, Db, Tx};
use crate::directory::people::{Membership, MembershipStanding};
use crate::models::practice::{ClinicHere, Permission, Place, Role};
use crate::web::error::Error;
use crate::web::events::Watching;
use crate::web::path::slug;
use crate::web::view::Zone;

/// What an actor of this duty stands on.
type FootingOf<D> = <<D as Duty>::Scope as Scope>::Footing;

/// The only road to an organisation's [`Db`].
pub struct Actor<D: Duty>(Rc<Standing<FootingOf<D>>>);

struct Standing<F> {
    state: State,
    /// In the name of the actor, also as far as they look as a role.
    directory: Directory,
    account: Account,
    organisation: Membership,
    footing: F,
    path: String,
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
        let request = request.clone();
        Box::pin(async move {
            let me = Actor(Rc::new(resolve::<D::Scope>(request.clone(), D::allows).await?));
            request.extensions_mut().insert(Zone(me.zone()));
            Ok(me)
        })
    }
}

/// Session > membership > footing: compiled once a scope, not once a duty.
async fn resolve<S: Scope>(request: HttpRequest, allows: fn(&Place) -> bool) -> Result<Standing<S::Footing>, Error> {
    let account = Account::of(&request)?.ok_or(Error::SignedOut)?;
    let state = State::of(&request)?;
    let organisation = account.enter(slug(&request))?.clone();
    let footing = S::find(&state, &account, &request, allows).await?;
    if account.by_code() && organisation.may_have_a_new_holder(clock::now()) {
        return Err(Error::Doubtful);
    }
    let looking_as = footing.looking_as().map(Role::as_str);
    let author = Author { looking_as, ..account.directory.author().clone() };
    let directory = Directory::new(Arc::clone(&state.databases), author);
    Ok(Standing { directory, account, organisation, footing, path: request.path().to_owned(), state })
}

impl<D: Duty> Actor<D> {
    /// Runs queries on the organisation's database.
    pub async fn read<T: Send + 'static>(&self, query: impl Fn(&mut Db) -> QueryResult<T> + Send + 'static) -> Result<T, Error> {
        Ok(self.0.state.databases.read(&self.0.organisation.slug, query).await?)
    }

    /// Makes one change: commits if it returns `Ok`, else nothing happened. It may be run again when another change was in
    /// its way, so it does nothing but write to the database.
    pub async fn write<T: Send + 'static>(&self, change: impl Fn(&mut Tx) -> QueryResult<T> + Send + 'static) -> Result<T, Error> {
        Ok(self.0.state.databases.write(&self.0.organisation.slug, self.0.directory.author().clone(), change).await?)
    }

    pub fn user(&self) -> UserId {
        self.0.account.user.id
    }

    pub fn config(&self) -> &Config {
        &self.0.state.config
    }

    pub fn organisation(&self) -> &Membership {
        &self.0.organisation
    }

    /// The clinic's zone; without a clinic, India's.
    pub fn zone(&self) -> Tz {
        self.0.footing.place().map_or(clock::INDIA, |place| place.clinic.zone())
    }

    /// The clinic's local date now.
    pub fn today(&self) -> NaiveDate {
        clock::today_in(self.zone())
    }

    /// The day of an instant, where they are.
    pub fn day_of(&self, at: NaiveDateTime) -> NaiveDate {
        clock::day_of(at, self.zone())
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
        doors.extend(self.0.account.user.operator.then(Door::platform));
        let others = self.0.account.user.memberships.iter().filter(|it| it.organisation != self.0.organisation.organisation);
        let others = others.filter(|it| it.standing != MembershipStanding::Declined);
        let here = self.0.footing.place().filter(|_| D::Scope::NAMES_CLINIC).map(|place| &place.clinic);
        let left = self.0.footing.grace_ends().map(|ends| ends - clock::now());
        Layout {
            doors,
            elsewhere: others.map(|it| (it.slug.clone(), it.name.clone())).collect(),
            unread: Some(self.0.footing.unread()),
            is_admin: places.iter().any(|it| it.role == Role::Admin),
            grace: left.map(|left| ((left.num_minutes() + 1439) / 1440).max(0)),
            held: Permission::ALL.iter().copied().filter(|it| self.may(*it)).collect(),
            organisation: self.0.organisation.name.clone(),
            clinic: here.map(|it| it.name.clone()),
            clinic_closed: here.is_some_and(|it| it.closed),
            who: self.0.footing.called().unwrap_or(&self.0.account.user.full_name).to_owned(),
            base,
            path: self.0.path.clone(),
        }
    }

    /// Whether the person also holds a permission, to show or hide a button. Handlers are guarded by duties.
    pub fn may(&self, permission: Permission) -> bool {
        self.0.footing.may(permission)
    }
}

impl<D: Duty<Scope = AtClinic>> Actor<D> {
    /// The clinic that the address names.
    pub fn clinic(&self) -> &ClinicHere {
        &self.0.footing.place.clinic
    }

    pub fn clinic_id(&self) -> ClinicId {
        self.clinic().id
    }

    /// Follows the clinic's changes, for a live screen.
    pub fn watch(&self) -> Result<Watching, Error> {
        let spots = self.0.account.spots()?;
        Ok(Watching { versions: self.0.state.live.watch(&self.0.organisation.slug, self.clinic_id()), spots })
    }
}

impl Actor<Doctor> {
    /// The doctor's own id.
    pub fn doctor(&self) -> ProfileId {
        self.0.footing.place.profile
    }
}
