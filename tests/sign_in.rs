//! Tests of src/sign_in/, path for path.

mod codes;
mod doors;
mod invitations;
mod limits;
mod passwords;
mod traces;
