//! The pages that need no actor: coming in, choosing a door, going out.

pub mod codes;
pub mod doors;
pub mod google;
pub mod google_links;
pub mod invitations;
pub mod sessions;
pub mod ways_in;
