//! The operator's floor: which organisations there are, where their databases live, how they stand, and who closed a door.

pub mod counts;
pub mod creations;
pub mod organisation_form;
pub mod organisations;
pub mod suspensions;
