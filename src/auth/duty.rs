//! The whole matrix of who may do what, on one screen. A duty is a type in a handler's signature.

use super::scope::{AtClinic, InOrganisation, Own, Scope};
use crate::models::practice::{Permission, Place, Role};

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

/// Duties of staff with the permission of the same name, at the clinic or in the office. An admin may do them all.
macro_rules! permitted {
    ($($name:ident $text:literal $scope:ident $dashboard:ident $permission:ident;)*) => { $(
        #[doc = concat!("Whoever has the permission ", stringify!($permission), ".")]
        pub struct $name;
        impl Duty for $name {
            const NAME: &'static str = $text;
            type Scope = $scope;
            fn allows(place: &Place) -> bool {
                place.may(Permission::$permission)
            }
        }
        impl Within<$dashboard> for $name {}
    )* };
}

duties! {
    /// The front desk: look at the board, find patients, read their cards.
    Reception "reception" AtClinic |place| matches!(place.role, Role::Staff | Role::Admin);
    /// Looking at what is owed and what came in: whoever takes money, or gives it back, does.
    Bills "reception with bills" AtClinic |place| {
        [Permission::Bills, Permission::Payments, Permission::Refunds].into_iter().any(|it| place.may(it))
    };
    /// Seeing patients.
    Doctor "doctor" AtClinic |place| place.role == Role::Doctor;
    /// Running the organisation.
    Admin "admin" InOrganisation |place| place.role == Role::Admin;
    /// Having anything to do in the office at all.
    Office "office" InOrganisation |place| Permission::ALL.iter().any(|it| it.is_office() && place.may(*it));
    /// One's own record, and one's family's.
    Patient "patient" Own |_place| true;
}

permitted! {
    Registrations "reception with patients" AtClinic Reception Patients;
    CheckIns "reception with check-ins" AtClinic Reception CheckIns;
    Bookings "reception with bookings" AtClinic Reception Bookings;
    Overbookings "reception with overbookings" AtClinic Reception Overbookings;
    Calls "reception with calls" AtClinic Reception Calls;
    Payments "reception with payments" AtClinic Reception Payments;
    Refunds "reception with refunds" AtClinic Reception Refunds;
    Prescriptions "reception with prescriptions" AtClinic Reception Prescriptions;
    Measurements "reception with vitals" AtClinic Reception Vitals;
    Schedules "reception with schedules" AtClinic Reception Schedules;
    Figures "office with figures" InOrganisation Admin Figures;
    Imports "office with imports" InOrganisation Admin Imports;
    AuditLog "office with audit" InOrganisation Admin Audit;
    People "office with people" InOrganisation Admin People;
}

impl Within<Reception> for Bills {}
impl Within<Admin> for Office {}

/// Duties that reach into the directory: whoever is taken on gets an account there.
pub trait WithDirectory: Duty<Scope = InOrganisation> {}
impl WithDirectory for Admin {}
impl WithDirectory for People {}
