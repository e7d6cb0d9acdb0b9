//! A person's own account: where they are signed in, and how they sign in. Outside every organisation.

pub mod confirmations;
pub mod devices;
pub mod passwords;
pub mod recovery_codes;
pub mod two_step;
