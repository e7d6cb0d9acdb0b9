//! Where the organisation works and who works there: clinics, doctors, members of staff with their roles and permissions.

mod clinic;
mod doctor;
mod member;

pub use clinic::{Clinic, ClinicDetails, ClinicKind};
pub use doctor::{Doctor, SystemOfMedicine};
pub use member::{
    Added, ClinicHere, Deactivated, Edited, GivenPlace, Giving, Look, Member, MemberDetails, NewMember, Permission, Place, Practice, Reach,
    Reactivated, Role, Template,
};
