//! Tests of src/account/, path for path.

mod devices;
mod passwords;
mod two_step;
