//! The whole matrix of who may do what, on one screen. A duty is a type in a handler's signature.

use super::scope::{AtClinic, InOrganisation, Own, Scope};
use crate::models::member::{Permission, Place, Role};

/// Something that a person may be allowed to do.
pub trait Duty: 'static {
    /// What the routes table calls it.
    const NAME: &'static str;
    /// Where it is done.
    type Scope: Scope;
    /// Whether holding this place allows it. Not asked where the scope is [`Own`].
    fn allows(place: &Place) -> bool;
}

/// A duty whose screens stand in the dashboard of `D`.
pub trait Within<D>: Duty {}

impl<D: Duty> Within<D> for D {}

macro_rules! duties {
    ($($(#[$doc:meta])* $name:ident $text:literal $scope:ident |$place:ident| $allows:expr;)*) => { $(
        $(#[$doc])*
        pub struct $name;
        impl Duty for $name {
            const NAME: &'static str = $text;
            type Scope = $scope;
            fn allows($place: &Place) -> bool {
                $allows
            }
        }
    )* };
}

duties! {
    /// The front desk: find, register, check in, call.
    Reception "reception" AtClinic |place| matches!(place.role, Role::Staff | Role::Admin);
    /// Taking money at the front desk.
    Payments "reception with payments" AtClinic |place| Reception::allows(place) && place.may(Permission::Payments);
    /// Taking a payment back, or an invoice.
    Refunds "reception with refunds" AtClinic |place| Reception::allows(place) && place.may(Permission::Refunds);
    /// Seeing patients.
    Doctor "doctor" AtClinic |place| place.role == Role::Doctor;
    /// Running the organisation.
    Admin "admin" InOrganisation |place| place.role == Role::Admin;
    /// One's own record, and one's family's.
    Patient "patient" Own |_place| true;
}

impl Within<Reception> for Payments {}
impl Within<Reception> for Refunds {}
