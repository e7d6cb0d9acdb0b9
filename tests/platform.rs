//! Tests of src/platform/, path for path; and of who operates.

mod creations;
mod operators;
pub mod organisations;
mod servers;
mod suspensions;
mod terminal;
