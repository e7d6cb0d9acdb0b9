//! Where a duty is done, and what whoever may do it stands on there.

use actix_web::HttpRequest;
use chrono::NaiveDateTime;

use super::account::Account;
use super::entrance::{Entry, OwnEntry};
use super::looking::{Seen, stopping_only};
use super::state::State;
use crate::db::clock;
use crate::directory::people::Membership;
use crate::directory::sessions::SessionKind;
use crate::models::people::{Family, Relation};
use crate::models::practice::{Permission, Place, Reach, Role};
use crate::web::error::Error;
use crate::web::path::slug;

/// A kind of dashboard's place in the addresses.
pub trait Scope: 'static {
    type Footing: Footing;
    /// Whether the address names a clinic: `/o/acme/reception/andheri`.
    const NAMES_CLINIC: bool;
    /// Whether records that are opened there are noted: an account's reading of its own records is not.
    const TRACED: bool = true;

    /// What the account stands on there, or a refusal. `allows` is the duty's.
    fn find(
        state: &State,
        account: &Account,
        request: &HttpRequest,
        allows: fn(&Place) -> bool,
    ) -> impl Future<Output = Result<Self::Footing, Error>>;
}

/// What an actor stands on.
pub trait Footing: 'static {
    /// The place by which the duty is allowed, where one is asked for.
    fn place(&self) -> Option<&Place>;

    /// Every place that the account holds in this organisation.
    fn places(&self) -> &[Place];

    /// Whether what stands in this dashboard behind a permission opens to them.
    fn may(&self, permission: Permission) -> bool;

    /// What the organisation calls whoever this is: the name that its office or its desk keeps, as it is now.
    fn called(&self) -> Option<&str> {
        self.places().iter().find_map(|it| it.held_by.as_deref())
    }

    /// How many notifications the account has not read.
    fn unread(&self) -> i64 {
        self.places().first().map_or(0, |it| it.unread)
    }

    /// The role as which an admin looks here, if one does.
    fn looking_as(&self) -> Option<Role> {
        None
    }

    /// Until when they go on without the second step that is asked of them, if they do.
    fn grace_ends(&self) -> Option<NaiveDateTime> {
        None
    }
}

/// At the clinic that the address names.
pub struct AtClinic;

/// In the organisation as a whole: only for whoever has shown a second factor.
pub struct InOrganisation;

/// On the signed-in user's own records: whoever has a profile here, or is offered one.
pub struct Own;

/// A place that allows the duty.
pub struct Holding {
    pub place: Place,
    seen: Seen,
    grace_ends: Option<NaiveDateTime>,
}

/// A place that allows the duty, and how far it reaches.
pub struct Seat {
    pub place: Place,
    pub reach: Reach,
    places: Vec<Place>,
}

/// The family on the account.
pub struct Kin {
    pub family: Family,
    seen: Seen,
}

impl Footing for Holding {
    fn place(&self) -> Option<&Place> {
        Some(&self.place)
    }

    fn places(&self) -> &[Place] {
        &self.seen.places
    }

    fn may(&self, permission: Permission) -> bool {
        self.place.may(permission)
    }

    fn looking_as(&self) -> Option<Role> {
        self.seen.role
    }

    fn grace_ends(&self) -> Option<NaiveDateTime> {
        self.grace_ends
    }
}

impl Footing for Seat {
    fn place(&self) -> Option<&Place> {
        Some(&self.place)
    }

    fn places(&self) -> &[Place] {
        &self.places
    }

    fn may(&self, permission: Permission) -> bool {
        self.places.iter().any(|it| it.may(permission))
    }
}

impl Footing for Kin {
    fn place(&self) -> Option<&Place> {
        None
    }

    fn places(&self) -> &[Place] {
        &self.seen.places
    }

    fn may(&self, _: Permission) -> bool {
        false
    }

    fn called(&self) -> Option<&str> {
        self.family.members.iter().find(|it| it.relation == Relation::Own).map(|it| it.full_name.as_str())
    }

    fn unread(&self) -> i64 {
        self.family.unread
    }

    fn looking_as(&self) -> Option<Role> {
        self.seen.role
    }
}

impl Scope for AtClinic {
    type Footing = Holding;
    const NAMES_CLINIC: bool = true;

    async fn find(state: &State, account: &Account, request: &HttpRequest, allows: fn(&Place) -> bool) -> Result<Holding, Error> {
        let seen = Seen::of(account, request, slug(request), places(state, account, request).await?)?;
        let clinic = request.match_info().get("clinic").unwrap_or_default();
        let mut here = seen.places.iter().filter(|it| it.clinic.slug == clinic).peekable();
        if here.peek().is_none() {
            return Err(Self::missing(account, request, &seen.places));
        }
        let closed = here.peek().filter(|it| it.clinic.closed).map(|it| Error::ClinicClosed(it.clinic.name.clone()));
        let place = match (here.find(|it| allows(it)), closed) {
            (Some(place), Some(_)) if request.method().is_safe() => place.clone(),
            (_, Some(closed)) => return Err(closed),
            (place, None) => place.ok_or(Error::Forbidden)?.clone(),
        };
        staff_only(account)?;
        let grace_ends = second_step(account, request, &seen.places)?;
        Ok(Holding { place, seen, grace_ends })
    }
}

impl AtClinic {
    /// Why they have no place at a clinic: whoever was let go, and is still a patient there, is told so.
    fn missing(account: &Account, request: &HttpRequest, places: &[Place]) -> Error {
        let works = account.membership(slug(request)).filter(|it| it.is_accepted() && places.is_empty());
        works.map_or(Error::NotFound, |it| Error::LetGo(it.name.clone()))
    }
}

impl Scope for InOrganisation {
    type Footing = Seat;
    const NAMES_CLINIC: bool = false;

    async fn find(state: &State, account: &Account, request: &HttpRequest, allows: fn(&Place) -> bool) -> Result<Seat, Error> {
        let places = places(state, account, request).await?;
        stopping_only(account, request)?;
        let allowing = || places.iter().filter(|it| allows(it));
        let place = allowing().next().ok_or(Error::Forbidden)?.clone();
        staff_only(account)?;
        if !account.proofs.assured {
            return Err(Error::Unproven);
        }
        Ok(Seat { place, reach: Reach::of(allowing()), places })
    }
}

impl Scope for Own {
    type Footing = Kin;
    const NAMES_CLINIC: bool = false;
    const TRACED: bool = false;

    async fn find(state: &State, account: &Account, request: &HttpRequest, _: fn(&Place) -> bool) -> Result<Kin, Error> {
        let (user, now, works) = (account.user.id, clock::now(), account.session.kind == SessionKind::Staff);
        let entry = match account.kept.take_entry() {
            Some(entry @ Entry::Own(_)) => entry,
            _ => state.databases.read(slug(request), move |db| Entry::own(db, user, works, now)).await?,
        };
        let Entry::Own(Some(OwnEntry { family, places })) = entry else { return Err(Error::NotFound) };
        let places = if is_accepted(account, request) { places } else { Vec::new() };
        Ok(Kin { family, seen: Seen::of(account, request, slug(request), places)? })
    }
}

/// A session with a patient's long limits opens no place of staff, though its user may have one since.
pub(super) fn staff_only(account: &Account) -> Result<(), Error> {
    if account.session.kind == SessionKind::Staff { Ok(()) } else { Err(Error::SignedOut) }
}

/// Refuses whoever is to have shown a second step and has not; answers until when somebody goes on who has yet to set it up. Admins never
/// do: everything opens to them. Whoever came in before that time goes on to the end of their session, so that nobody is sent away from
/// a patient.
fn second_step(account: &Account, request: &HttpRequest, places: &[Place]) -> Result<Option<NaiveDateTime>, Error> {
    let asks = |place: &Place| account.membership(slug(request)).is_some_and(|it| it.asks_two_steps_of(place.role.as_str()));
    let is_admin = places.iter().any(|it| it.role == Role::Admin);
    if account.proofs.assured || !is_admin && !places.iter().any(asks) {
        return Ok(None);
    }
    let ends = account.membership(slug(request)).map(|it| it.grace_ends(clock::now()));
    match ends.filter(|ends| !is_admin && !account.user.two_steps && account.session.begun_at < *ends) {
        Some(ends) => Ok(Some(ends)),
        None => Err(Error::Unproven),
    }
}

/// Whether they said that they work there.
fn is_accepted(account: &Account, request: &HttpRequest) -> bool {
    account.membership(slug(request)).is_some_and(Membership::is_accepted)
}

/// The places that they hold and have accepted.
async fn places(state: &State, account: &Account, request: &HttpRequest) -> Result<Vec<Place>, Error> {
    if !is_accepted(account, request) {
        return Ok(Vec::new());
    }
    let user = account.user.id;
    match account.kept.take_entry() {
        Some(Entry::Work(places)) => Ok(places),
        _ => Ok(state.databases.read(slug(request), move |db| Place::of_user(db, user)).await?),
    }
}
