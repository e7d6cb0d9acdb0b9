//! Tests of src/account/, path for path.

mod confirmations;
mod devices;
mod emails;
mod passwords;
mod phones;
mod two_step;
