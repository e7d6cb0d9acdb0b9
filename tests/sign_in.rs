//! Tests of src/sign_in/, path for path.

mod codes;
mod doors;
mod invitations;
mod passwords;
mod resets;
