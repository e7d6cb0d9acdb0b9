//! The pages that need no actor: coming in, choosing a door, going out.

pub mod codes;
pub mod doors;
pub mod google;
pub mod holders;
pub mod invitations;
pub mod resets;
pub mod second_step;
pub mod sessions;
pub mod signed_in;
