//! Tests of src/sign_in/, path for path.

pub mod codes;
mod doors;
mod google;
mod google_certified;
mod google_links;
mod google_tokens;
mod holders;
mod invitations;
mod known_devices;
mod limits;
mod passwords;
mod resets;
mod traces;
