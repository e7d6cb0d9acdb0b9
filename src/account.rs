//! A person's own account: what they are reached by, where they are signed in, and how they sign in. Outside every organisation.

pub mod confirmation_codes;
pub mod confirmations;
pub mod devices;
pub mod email_verifications;
pub mod emails;
pub mod google;
pub mod menu;
pub mod offers;
pub mod passwords;
pub mod phone_codes;
pub mod phone_factors;
pub mod phones;
pub mod recovery_codes;
pub mod two_step;
pub mod ways_in;
