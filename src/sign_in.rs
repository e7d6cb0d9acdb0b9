//! The pages that need no actor: coming in, choosing a door, going out.

pub mod doors;
pub mod sessions;
