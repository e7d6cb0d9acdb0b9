//! Where the organisation works and who works there: clinics, doctors and when they can be booked, members of staff with
//! their roles and permissions.

mod availability;
mod clinic;
mod doctor;
mod first_steps;
mod member;
mod picture;
mod speciality;

pub use availability::{
    Absence, AbsenceAdded, AbsenceRemoved, AbsentWhere, Availability, BookableSlot, ClinicPlan, DoctorWeek, Hours, HoursAdded,
    HoursChanged, HoursEnded, HoursOverlap, HoursPattern, HoursRule, NewAbsence, NotBookable, PlannedClinic, VisitMode,
};
pub use clinic::{Clinic, ClinicClosed, ClinicDetails, ClinicEdited, ClinicKind, ClinicReopened, MoneyRuleChange, ReceiptPaper};
pub use doctor::{AboutDetails, AboutEdited, BookingsSwitched, Doctor, DoctorAbout, LicenceVerified, VerificationWithdrawn};
pub use first_steps::FirstSteps;
pub use member::{
    ClinicHere, GivenPlace, Giving, Look, Member, MemberAdded, MemberDeactivated, MemberDetails, MemberEdited, MemberReactivated,
    NewMember, Permission, PermissionTemplate, Place, Practice, Reach, Role,
};
pub use picture::{Picture, PictureOf};
pub use speciality::{Speciality, is_child};
