//! Changes of an account that reach everything below: its phone or e-mail address is another, its number has a new owner, its user
//! operates the installation. What ends with each is said here alone.

mod contact;
mod holder;
mod operator;

pub use contact::{ContactChange, ContactChanged, ContactRemoved, PhoneConfirmed};
pub use holder::{HolderTry, NumberHolder};
pub use operator::Operators;
