//! Nobody gives what they do not hold, and nobody changes a person who holds what they could not give.

use super::{GivenPlace, Member, Permission, Place, Role};
use crate::db::ids::{ClinicId, UserId};

/// What somebody may give others, and where.
#[derive(Clone, Debug)]
pub enum Giving {
    /// An admin's: every role and permission, everywhere.
    Everything,
    /// Of staff with [`Permission::People`]: to staff, at those clinics, what they hold there themselves.
    Held { by: UserId, at: Vec<(ClinicId, Vec<Permission>)> },
}

impl Giving {
    /// What follows from somebody's own places.
    pub fn of(by: UserId, places: &[Place]) -> Giving {
        if places.iter().any(|it| it.role == Role::Admin) {
            return Giving::Everything;
        }
        let may = places.iter().filter(|it| it.role == Role::Staff && it.may(Permission::People));
        Giving::Held { by, at: may.map(|it| (it.clinic.id, it.permissions.clone())).collect() }
    }

    /// Whether this permission may be given at that clinic.
    pub fn may_give(&self, clinic: ClinicId, permission: Permission) -> bool {
        match self {
            Giving::Everything => true,
            Giving::Held { at, .. } => at.iter().any(|(here, held)| *here == clinic && held.contains(&permission)),
        }
    }

    /// Whether this role may be given.
    pub fn may_make(&self, role: Role) -> bool {
        matches!(self, Giving::Everything) || role == Role::Staff
    }

    /// Whether a place may be given, with all that it allows.
    pub fn covers(&self, place: &GivenPlace) -> bool {
        match self {
            Giving::Everything => true,
            Giving::Held { at, .. } => {
                place.role == Role::Staff
                    && at.iter().any(|(here, held)| *here == place.clinic && place.permissions.iter().all(|it| held.contains(it)))
            }
        }
    }

    /// Whether all of somebody's places may be given.
    pub fn covers_all(&self, places: &[GivenPlace]) -> bool {
        places.iter().all(|place| self.covers(place))
    }

    /// Whether a person may be changed: nobody but an admin changes themselves, and nobody changes whoever holds, or held,
    /// what they could not give.
    pub fn may_change(&self, member: &Member) -> bool {
        match self {
            Giving::Everything => true,
            Giving::Held { by, .. } => member.user != Some(*by) && self.covers_all(&member.given_places()),
        }
    }
}

/// How far somebody's duty in the organisation reaches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// An admin's.
    #[default]
    Everywhere,
    /// The clinics where staff hold the permission.
    At(Vec<ClinicId>),
}

impl Reach {
    /// How far those places reach which allow the duty.
    pub fn of<'a>(places: impl Iterator<Item = &'a Place>) -> Reach {
        let mut clinics = Vec::new();
        for place in places {
            if place.role == Role::Admin {
                return Reach::Everywhere;
            }
            clinics.push(place.clinic.id);
        }
        Reach::At(clinics)
    }

    pub fn covers(&self, clinic: ClinicId) -> bool {
        self.clinics().is_none_or(|clinics| clinics.contains(&clinic))
    }

    /// The clinics that it is restricted to, if it is.
    pub fn clinics(&self) -> Option<&[ClinicId]> {
        match self {
            Reach::Everywhere => None,
            Reach::At(clinics) => Some(clinics),
        }
    }
}
