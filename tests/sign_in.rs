//! Tests of src/sign_in/, path for path.

mod doors;
mod passwords;
