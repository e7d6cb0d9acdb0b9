//! The accounts: a user, the phone and the e-mail address by which they are reached, and the organisations that they may enter.

mod membership;
mod user;
mod way;

pub use membership::{AskedToWork, Membership, MembershipStanding};
pub use user::User;
pub use way::{ChangeProspect, Contacts, Way};
