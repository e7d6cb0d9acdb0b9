//! A person's own account: where they are signed in, and how they sign in. Outside every organisation.

pub mod devices;
pub mod passwords;
