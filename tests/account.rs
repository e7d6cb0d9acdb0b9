//! Tests of src/account/, path for path.

mod confirmations;
mod demands;
mod devices;
mod emails;
mod offers;
mod passwords;
mod phone_factors;
mod phones;
mod two_step;
