//! A person's own account: where they are signed in, and how they sign in. Outside every organisation.

pub mod confirmations;
pub mod devices;
pub mod google;
pub mod passwords;
pub mod recovery_codes;
pub mod two_step;
pub mod ways_in;
