//! The whole matrix of who may do what, on one screen. A duty is a type in a handler's signature.

use crate::models::member::{Permission, Place, Role};

/// Where a duty is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// At the clinic that the address names.
    Clinic,
    /// In the organisation as a whole.
    Organisation,
    /// On the signed-in user's own records: whoever has a profile here.
    Own,
}

/// Something that a person may be allowed to do.
pub trait Duty: 'static {
    /// What the routes table calls it.
    const NAME: &'static str;
    const SCOPE: Scope;
    /// Whether holding this place allows it. Not asked where the scope is [`Scope::Own`].
    fn allows(place: &Place) -> bool;
}

/// A duty that is done at a clinic.
pub trait AtClinic: Duty {}

/// A duty whose screens stand in the dashboard of `D`.
pub trait Within<D>: Duty {}

impl<D: Duty> Within<D> for D {}

macro_rules! duties {
    ($($(#[$doc:meta])* $name:ident $text:literal $scope:ident |$place:ident| $allows:expr;)*) => { $(
        $(#[$doc])*
        pub struct $name;
        impl Duty for $name {
            const NAME: &'static str = $text;
            const SCOPE: Scope = Scope::$scope;
            fn allows($place: &Place) -> bool {
                $allows
            }
        }
    )* };
}

duties! {
    /// The front desk: find, register, check in, call.
    Reception "reception" Clinic |place| matches!(place.role, Role::Staff | Role::Admin);
    /// Taking money at the front desk.
    Payments "reception with payments" Clinic |place| Reception::allows(place) && place.may(Permission::Payments);
    /// Taking a payment back, or an invoice.
    Refunds "reception with refunds" Clinic |place| Reception::allows(place) && place.may(Permission::Refunds);
    /// Seeing patients.
    Doctor "doctor" Clinic |place| place.role == Role::Doctor;
    /// Running the organisation.
    Admin "admin" Organisation |place| place.role == Role::Admin;
    /// One's own record, and one's family's.
    Patient "patient" Own |_place| true;
}

impl AtClinic for Reception {}
impl AtClinic for Payments {}
impl AtClinic for Refunds {}
impl AtClinic for Doctor {}

impl Within<Reception> for Payments {}
impl Within<Reception> for Refunds {}
